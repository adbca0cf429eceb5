import type { Texts } from '../../model/columns/preparedPapers.ts'

/** Where a word was found, the best place first. */
export const TITLE_START = 0
export const TITLE_WORD = 1
export const TITLE_INSIDE = 2
export const WRITTEN = 3
export const ELSEWHERE = 4
/** Above the sum of the others for several words: what stands in an abstract alone comes last. */
export const IN_ABSTRACT = 128
export const NOWHERE = 255

/** Where in the paper at each place a word is, how far into its text at first, and in how many papers it is. */
export type ScanHits = {
  readonly word: string
  readonly where: Uint8Array
  readonly offsets: Uint16Array
  /** How many it is in at all, and in how many texts of each block. */
  count: number
  /** Whether the places in abstracts are in it. */
  hasAbstracts: boolean
  readonly inBlocks: number[]
}
/** The offset of all that stand further into a text, and that of what stands in none. */
const FAR = 0xfffe
const NOT_PRINTED = 0xffff

/** Nothing found yet, in the arrays of a result that nobody needs any more. */
export const nothingFound = (word: string, { where, offsets }: Pick<ScanHits, 'where' | 'offsets'>): ScanHits => ({
  word,
  where: where.fill(NOWHERE),
  offsets: offsets.fill(NOT_PRINTED),
  count: 0,
  hasAbstracts: false,
  inBlocks: [],
})

/** Notes where a word is, unless it is in a better place as well. */
export function note(found: ScanHits, place: number, at: number) {
  if (found.where[place]! <= at) return
  if (found.where[place] === NOWHERE) found.count += 1
  found.where[place] = at
}

const SPACE = 32

/**
 * Looks for a word in the next block of texts, whose papers are at `places`, where they had a part of it before; tells how
 * many texts those were.
 */
export function lookThrough(
  { text, titleEnds, ends }: Texts,
  places: Int32Array,
  before: ScanHits | null,
  found: ScanHits,
): number {
  const { word, where, offsets } = found
  const block = found.inBlocks.push(0) - 1
  const wanted = before ? before.inBlocks[block]! : places.length
  if (wanted === 0) return 0
  let count = 0
  const spaced = ` ${word}`
  const shift = before ? word.indexOf(before.word) : 0
  // Where one letter was typed, it stands behind what was found before, or there is more to look for.
  const letter = before && shift === 0 && before.word.length + 1 === word.length ? word.charCodeAt(word.length - 1) : -1
  // Where few are left, each is looked through by itself; else what is found next may be in a later one.
  const isEach = wanted < places.length / 2
  let at = -1
  for (let row = 0, start = 0; row < places.length; start = ends[row]!, row += 1) {
    const place = places[row]!
    const end = ends[row]!
    const offset = before ? before.offsets[place]! : 0
    if (at >= end || place < 0 || offset === NOT_PRINTED) continue
    // Nothing is found before the place where a part of it was.
    const from = Math.max(start, start + offset - shift)
    if (isEach || at < from) {
      const isThere = offset < FAR && text.charCodeAt(from + word.length - 1) === letter
      at = isThere ? from : isEach ? indexWithin(text, word, from, end) : indexAfter(text, word, from)
    }
    if (at >= end) continue
    count += 1
    offsets[place] = Math.min(at - start, FAR)
    // Where no word of a title began with less of it, none does with more.
    const isInside = shift === 0 && before?.where[place] === TITLE_INSIDE
    where[place] = whereIs(text, at, start, titleEnds[row]!, isInside ? null : spaced)
  }
  found.count += count
  found.inBlocks[block] = count
  return wanted
}

function indexWithin(text: string, word: string, from: number, end: number): number {
  const at = text.slice(from, end).indexOf(word)
  return at < 0 ? end : from + at
}

function indexAfter(text: string, word: string, from: number): number {
  const at = text.indexOf(word, from)
  return at < 0 ? text.length : at
}

/** What the place `at` of a word is in a text; `spaced` is the word with a blank before it, where a word of the title may begin so. */
function whereIs(text: string, at: number, start: number, titleEnd: number, spaced: string | null): number {
  if (at === start) return TITLE_START
  if (at > titleEnd) return ELSEWHERE
  if (text.charCodeAt(at - 1) === SPACE) return TITLE_WORD
  return spaced !== null && text.slice(at, titleEnd).includes(spaced) ? TITLE_WORD : TITLE_INSIDE
}
