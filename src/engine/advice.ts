import type { Mark } from '../model/mark.ts'
import type { PaperHead } from '../model/paper.ts'
import { phrasesOf } from '../model/phrases.ts'
import { learnTaste, rate, reasonsOf, type Example, type Taste } from '../model/taste.ts'
import { termsOf } from '../model/term.ts'
import { product, spreadOut, type Vector, type Vectors } from '../model/vectors.ts'
import { holdsOne } from './choosing.ts'
import { termsOfPaper, textsOf } from './paperTerms.ts'
import type { Shelf } from './shelf.ts'

/** What is wanted of the papers that are advised, and how many of them at most. */
export type Wish = {
  readonly code: boolean
  readonly awarded: boolean
  /** Papers that are too like those before them come later. */
  readonly spread: boolean
  readonly most: number
}

/** What to read next, the likeliest to be liked first. */
export type Advice = {
  readonly papers: readonly Advised[]
  /** Papers that the reader starred, read or is reading, and those they skipped: what it goes by. */
  readonly liked: number
  readonly skipped: number
  /** What there is too little of to advise anything; null where there is enough. */
  readonly lacks: 'marks' | 'unread' | 'match' | null
}
/** A paper, and the words in it that speak for it, as they are written there. */
export type Advised = { readonly paper: PaperHead; readonly words: readonly string[] }

/** So many have to be liked before anything can be told from them. */
export const FEWEST_LIKED = 3
/** Unread papers that stand for what is not liked, where few were skipped. */
const MOST_UNREAD = 2000
/** What they weigh in all, beside all that was liked; what was skipped says more of the reader than what was not seen. */
const UNREAD_WEIGHT = 0.5
const FEWEST_UNREAD_WEIGHT = 0.1
/** Terms that weigh less than such a part of the weightiest are no reason. */
const LEAST_REASON = 0.15
const MOST_REASONS = 8
const PLACES_AT_ONCE = 1000

/** How much it says that a reader likes a paper; 0 where it says nothing of that. */
export function likingOf({ starred, status }: Pick<Mark, 'starred' | 'status'>): number {
  if (starred) return 1
  if (status === 'read' || status === 'reading') return 0.5
  return status === 'to-read' ? 0.25 : 0
}

/**
 * Advises which unread papers to read next: those whose words are like the words of what was starred and read, and
 * unlike those of what was skipped. The same papers and marks give the same advice; of equals, what stands first in the
 * lists comes first. Yields where others may come in between.
 */
export function* advise(shelf: Shelf, vectors: Vectors, wish: Wish): Generator<void, Advice> {
  const { examples, unread, liked, skipped } = yield* readMarks(shelf, vectors)
  const nothing = { papers: [], liked, skipped }
  if (liked < FEWEST_LIKED) return { ...nothing, lacks: 'marks' }
  if (unread.length === 0) return { ...nothing, lacks: 'unread' }
  const taste = yield* learnTaste(examples, vectors.terms.length)
  const wanted = unread.filter(conditions(shelf, wish))
  const rates = new Map<number, number>()
  for (const [i, place] of wanted.entries()) {
    const own = rate(taste, vectorOf(shelf, vectors, place))
    if (own > 0) rates.set(place, own)
    if (i % PLACES_AT_ONCE === PLACES_AT_ONCE - 1) yield
  }
  const ranked = [...rates.keys()].toSorted((a, b) => rates.get(b)! - rates.get(a)! || a - b)
  const places = wish.spread ? spreadPapers(shelf, vectors, ranked, rates, wish.most) : ranked.slice(0, wish.most)
  return {
    ...nothing,
    papers: places.map((place) => ({ paper: shelf.head(place), words: wordsFor(shelf, vectors, taste, place) })),
    lacks: places.length === 0 ? 'match' : null,
  }
}

/** What the reader said of the papers, and the papers of which they said nothing. */
function* readMarks(shelf: Shelf, vectors: Vectors) {
  const [likes, skips, unread]: [Example[], Example[], number[]] = [[], [], []]
  let liked = 0
  for (const [i, place] of shelf.places().entries()) {
    if (place >= vectors.rows) break
    const { mark } = shelf.saidAt(place)
    const weight = likingOf(mark)
    if (mark.starred || weight >= 0.5) liked += 1
    if (weight > 0) likes.push({ vector: vectorOf(shelf, vectors, place), liked: true, weight })
    else if (mark.status === 'skipped') skips.push({ vector: vectorOf(shelf, vectors, place), liked: false, weight: 1 })
    else if (shelf.isListed(place)) unread.push(place)
    if (i % PLACES_AT_ONCE === PLACES_AT_ONCE - 1) yield
  }
  const total = likes.reduce((sum, { weight }) => sum + weight, 0)
  const stand = Math.max(UNREAD_WEIGHT * total - skips.length, FEWEST_UNREAD_WEIGHT * total)
  const every = Math.max(1, unread.length / MOST_UNREAD)
  const some = Array.from({ length: Math.floor(unread.length / every) }, (_, k) => unread[Math.floor(k * every)]!)
  const others = some.map((place): Example => ({
    vector: vectorOf(shelf, vectors, place),
    liked: false,
    weight: stand / some.length,
  }))
  return { examples: [...likes, ...skips, ...others], unread, liked, skipped: skips.length }
}

/** What a paper says, and what the reader wrote of it. */
function vectorOf(shelf: Shelf, vectors: Vectors, place: number): Vector {
  const written = shelf.texts.written.get(place)
  return written === undefined
    ? vectors.at(place)
    : vectors.of([...termsOfPaper(shelf.paper(place)), ...termsOf(written)])
}

/** Tells of a place whether its paper is wanted. */
function conditions({ columns }: Shelf, { code, awarded }: Wish): (place: number) => boolean {
  const hasCode = code ? holdsOne(columns, 'code', ['Code']) : () => true
  const hasAward = awarded ? holdsOne(columns, 'awarded', ['Award']) : () => true
  return (place) => hasCode(place) && hasAward(place)
}

/** The words of a paper that speak for it. */
function wordsFor(shelf: Shelf, vectors: Vectors, taste: Taste, place: number): readonly string[] {
  const { note, tags } = shelf.saidAt(place).mark
  const reasons = reasonsOf(taste, vectorOf(shelf, vectors, place))
  const least = LEAST_REASON * (reasons[0]?.[1] ?? 0)
  const weights = new Map(
    reasons
      .filter(([, part]) => part >= least)
      .slice(0, MOST_REASONS)
      .map(([number, part]) => [vectors.terms[number]!, part]),
  )
  return phrasesOf([...textsOf(shelf.paper(place)), note, ...tags], weights)
}

/** Of so many papers at most the best are looked at for a spread. */
const MOST_SPREAD = 200
/** What it costs to be like a paper that stands before, beside what speaks for one: as much as all of that. */
const SPREAD = 0.5
/** Papers of one topic are at least so alike. */
const SAME_TOPIC = 0.5

/** The best papers, each as unlike those before it as it is good (maximal marginal relevance, Carbonell and Goldstein 1998). */
function spreadPapers(
  shelf: Shelf,
  vectors: Vectors,
  ranked: readonly number[],
  rates: ReadonlyMap<number, number>,
  most: number,
): readonly number[] {
  const best = rates.get(ranked[0]!) ?? 1
  const left = ranked.slice(0, MOST_SPREAD).map((place) => ({
    place,
    rate: rates.get(place)! / best,
    vector: vectors.at(place),
    topics: shelf.paper(place).topics.map((path) => path.join('\n')),
    like: 0,
  }))
  const chosen: number[] = []
  while (left.length > 0 && chosen.length < most) {
    const worth = left.map(({ rate, like }) => (1 - SPREAD) * rate - SPREAD * like)
    const [next] = left.splice(worth.indexOf(Math.max(...worth)), 1)
    chosen.push(next!.place)
    const spread = spreadOut(next!.vector, vectors.terms.length)
    for (const other of left) {
      const isSame = other.topics.some((topic) => next!.topics.includes(topic))
      other.like = Math.max(other.like, product(other.vector, spread), isSame ? SAME_TOPIC : 0)
    }
  }
  return chosen
}
