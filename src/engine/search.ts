import type { Mark } from '../model/mark.ts'
import type { Paper } from '../model/paper.ts'
import { foldLines } from '../model/text.ts'

/** Where a word was found, the best place first. */
export const TITLE_START = 0
export const TITLE_WORD = 1
export const TITLE_INSIDE = 2
export const WRITTEN = 3
export const ELSEWHERE = 4

/** The places where a word is found, in their order, and for each where in the paper. */
type Found = { readonly places: Int32Array; readonly where: Uint8Array }

/** Results kept, so that the next letter looks only through what the last one left, and backspace looks at nothing. */
const MAX_KEPT = 24

/**
 * Looks for words in papers and in what the reader wrote of them, in time linear in the papers that the last letter
 * left. A word matches anywhere, also inside another: "attention" finds CachedAttention.
 */
export function createSearch() {
  /** What is looked through, by place: the title, and after `SEPARATOR` all else. */
  const texts: string[] = []
  const written = new Map<number, string>()
  const kept = new Map<string, Found>()
  let looked = 0

  const whereIs = (word: string, place: number): number => {
    const text = texts[place]!
    let at = text.indexOf(word)
    const end = at < 0 ? 0 : text.indexOf(SEPARATOR)
    if (at === 0 && end > 0) return TITLE_START
    if (at >= 0 && at < end) {
      for (; at >= 0 && at < end; at = text.indexOf(word, at + 1)) if (text[at - 1] === ' ') return TITLE_WORD
      return TITLE_INSIDE
    }
    if (written.get(place)?.includes(word)) return WRITTEN
    return at < 0 ? -1 : ELSEWHERE
  }

  /** The smallest result that every result for `word` is in. */
  const narrowest = (word: string): Int32Array | null => {
    let least: Int32Array | null = null
    for (const [before, { places }] of kept) {
      if (word.includes(before) && (!least || places.length < least.length)) least = places
    }
    return least
  }

  const look = (word: string): Found => {
    const among = narrowest(word)
    const count = among?.length ?? texts.length
    const places = new Int32Array(count)
    const where = new Uint8Array(count)
    let found = 0
    looked += count
    for (let i = 0; i < count; i += 1) {
      const place = among ? among[i]! : i
      const at = whereIs(word, place)
      if (at < 0) continue
      places[found] = place
      where[found] = at
      found += 1
    }
    return { places: places.slice(0, found), where: where.slice(0, found) }
  }

  const find = (word: string): Found => {
    const found = kept.get(word) ?? look(word)
    kept.delete(word)
    kept.set(word, found)
    if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!)
    return found
  }

  return {
    /** Takes a paper to a place; places are taken in their order. */
    put(place: number, paper: Paper) {
      texts[place] = printedText(paper)
      kept.clear()
    },

    /** Takes what the reader wrote of the paper at a place. */
    write(place: number, { note, tags }: Mark) {
      const text = foldLines([note.replace(/\s+/g, ' '), ...tags])
      if ((written.get(place) ?? '') === text) return
      if (text) written.set(place, text)
      else written.delete(place)
      kept.clear()
    },

    /** Where a folded word is. */
    places: (word: string): Iterable<number> => find(word).places,

    /** Whether a folded word is anywhere at all. */
    knows: (word: string) => find(word).places.length > 0,

    /** Every place where one of the words of each group is; `ranked` brings those first whose words stand in better places. */
    all(groups: readonly (readonly string[])[], ranked: boolean): readonly number[] {
      const sums = new Uint16Array(texts.length)
      const hits = new Uint8Array(texts.length)
      for (const [i, words] of groups.entries()) {
        const best = words.length > 1 ? new Uint8Array(texts.length).fill(NOWHERE) : null
        for (const { places, where } of words.map(find)) {
          for (let k = 0; k < places.length; k += 1) {
            const place = places[k]!
            if (hits[place]! < i) continue
            if (!best) sums[place]! += where[k]!
            else if (where[k]! < best[place]!) {
              sums[place]! += where[k]! - (best[place] === NOWHERE ? 0 : best[place]!)
              best[place] = where[k]!
            }
            hits[place] = i + 1
          }
        }
      }
      return inOrder(hits, groups.length, ranked ? sums : new Uint16Array(texts.length))
    },

    /** How many texts have been looked through so far. */
    looked: () => looked,

    /** The texts themselves, for a speller to learn its words from. */
    texts: (): readonly string[] => texts,
  }
}

const NOWHERE = 255
/** Stands in no folded word, so none is found across it. */
const SEPARATOR = '\n'

/** The places that were hit by all groups, by their sums; equal ones in the order of the lists. */
function inOrder(hits: Uint8Array, wanted: number, sums: Uint16Array): readonly number[] {
  const bySum: number[][] = []
  for (let place = 0; place < hits.length; place += 1) {
    if (hits[place] !== wanted) continue
    const sum = sums[place]!
    const same = bySum[sum]
    if (same) same.push(place)
    else bySum[sum] = [place]
  }
  return bySum.flat()
}

/** What is looked through of a paper: its title in the first line, then all else. */
function printedText({ title, authors, topics, affiliations, awards, highlights, venue, year }: Paper): string {
  const points = (all: Paper['highlights']): readonly string[] =>
    all.flatMap(({ text, children }) => [text.replaceAll('*', ''), ...points(children)])
  const rest = [
    ...authors,
    ...topics.flat(),
    ...affiliations,
    ...awards,
    ...points(highlights),
    `${venue} ${year ?? ''}`,
  ]
  // A title of signs alone still ends before what follows it.
  const [first, others] = [foldLines([title]), foldLines(rest)]
  return `${first}${SEPARATOR}${others}`
}
