import type { Paper, PaperHead } from '../../model/paper/paper.ts'
import { fold } from '../../model/text/fold.ts'
import { titlesOf } from '../index/textBlocks.ts'
import type { PaperIndex } from '../index/paperIndex.ts'
import { FEWEST_WORDS, LIKELY_TWIN, mayBeOne, numbersIn, wordsOf } from './duplicateFinder.ts'

/** A title with the ranks of its words among all words, the rarest first. */
type Title = { readonly place: number; readonly text: string; readonly ranks: Uint32Array }

/** Of the papers that share a rare word, no more are compared. */
const MOST_SHARERS = 100

export type FindLikely = (paper: Paper) => PaperHead | null

/** Titles that are read in one step. */
const AT_ONCE = 500

/**
 * Makes, in steps, the function that finds the listed paper that another one is likely the same as, by the rule of
 * `findDuplicate`. Titles that are alike share one of their rarest words, so that few are compared.
 */
export function* createLikelyFinder(index: PaperIndex): Generator<void, FindLikely> {
  const { titles, rankOf } = yield* rankWords(index)
  const sharers: Title[][] = []
  for (const [at, title] of titles.entries()) {
    if (at % AT_ONCE === 0) yield
    const { ranks } = title
    if (ranks.length < FEWEST_WORDS) continue
    for (let i = tellingOf(ranks.length) - 1; i >= 0; i -= 1) {
      const known = (sharers[ranks[i]!] ??= [])
      if (known.length < MOST_SHARERS) known.push(title)
    }
  }
  return (paper) => {
    const text = fold(paper.title)
    const words = wordsOf(text)
    if (words.size < FEWEST_WORDS) return null
    const ours = Uint32Array.from([...words].flatMap((word) => rankOf(word) ?? [])).toSorted()
    // Words that no title has are the rarest of all.
    const telling = ours.subarray(0, Math.max(0, tellingOf(words.size) - (words.size - ours.length)))
    let best: number | null = null
    let most = LIKELY_TWIN
    for (const rank of telling) {
      for (const { place, text: theirs, ranks } of sharers[rank] ?? []) {
        const shared = countShared(ours, ranks, (LIKELY_TWIN / (1 + LIKELY_TWIN)) * (words.size + ranks.length))
        const likeness = shared / (words.size + ranks.length - shared)
        if (likeness < most || numbersIn(words) !== numbersIn(wordsOf(theirs))) continue
        if (!mayBeOne(paper, { year: index.yearAt(place), authors: index.authorsAt(place) })) continue
        most = likeness
        best = place
      }
    }
    return best === null ? null : index.head(best)
  }
}

/** So many of its rarest words that every title which is alike has one of them. */
const tellingOf = (words: number): number => Math.floor((1 - LIKELY_TWIN) * words) + 1

/** The titles of the listed papers, and the ranks of their words among all words, the rarest first. */
function* rankWords(index: PaperIndex) {
  const numbers = new Map<string, number>()
  const counts: number[] = []
  const titles: Title[] = []
  for (const [place, text] of titlesOf(index.texts)) {
    if (!index.isListed(place)) continue
    if (titles.length % AT_ONCE === 0) yield
    const words: number[] = []
    for (const word of text.split(' ')) {
      let number = numbers.get(word)
      if (number === undefined) numbers.set(word, (number = counts.push(0) - 1))
      if (words.includes(number)) continue
      words.push(number)
      counts[number]! += 1
    }
    titles.push({ place, text, ranks: Uint32Array.from(words) })
  }
  const ranks = new Uint32Array(counts.length)
  for (const [rank, number] of [...counts.keys()].toSorted((a, b) => counts[a]! - counts[b]!).entries()) {
    ranks[number] = rank
  }
  for (const [at, { ranks: words }] of titles.entries()) {
    if (at % AT_ONCE === 0) yield
    for (let i = 0; i < words.length; i += 1) words[i] = ranks[words[i]!]!
    words.sort()
  }
  return { titles, rankOf: (word: string) => (numbers.has(word) ? ranks[numbers.get(word)!] : undefined) }
}

/** The number of values that two ascending arrays share; 0 where these are clearly fewer than `least`. */
function countShared(a: Uint32Array, b: Uint32Array, least: number): number {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (shared + Math.min(a.length - i, b.length - j) < least - 1) return 0
    const x = a[i]!
    const y = b[j]!
    if (x === y) shared += 1
    if (x <= y) i += 1
    if (y <= x) j += 1
  }
  return shared
}
