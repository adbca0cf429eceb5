import type { Mark } from '../../model/mark/mark.ts'
import type { PaperHead } from '../../model/paper/paper.ts'
import { phrasesOf } from '../../model/text/phrases.ts'
import { learnTaste, rate, reasonsOf, type Example, type PreferenceModel } from '../../model/text/preferenceModel.ts'
import { termsOf } from '../../model/text/terms.ts'
import { product, spreadOut, type Vector, type Vectors } from '../../model/text/vectors.ts'
import { hasAnyValue } from '../facets/facetFilter.ts'
import { termsOfPaper, textsOf } from './paperTerms.ts'
import type { Shelf } from '../index/paperIndex.ts'
import { MIN_LIKED, type RecommendationOptions } from './recommendationOptions.ts'

/** What to read next, the likeliest to be liked first. */
export type Advice = {
  readonly papers: readonly Advised[]
  /** Papers that the user starred, read or is reading, and those they skipped: what it goes by. */
  readonly liked: number
  readonly skipped: number
  /** What there is too little of to advise anything; null where there is enough. */
  readonly lacks: 'marks' | 'unread' | 'match' | null
}
/** A paper, and the words in it that speak for it, as they are written there. */
export type Advised = { readonly paper: PaperHead; readonly words: readonly string[] }

/** Unread papers that stand for what is not liked, where few were skipped. */
const MOST_UNREAD = 2000
/** What they weigh in all, beside all that was liked; what was skipped says more of the user than what was not seen. */
const UNREAD_WEIGHT = 0.25
const FEWEST_UNREAD_WEIGHT = 0.1
/** One of few does not speak against itself. */
const UNREAD_WEIGHT_EACH = 0.01
/** Some milliseconds of work: places of which the marks are read, and papers that are read whole. */
const PLACES_AT_ONCE = 1000
const PAPERS_AT_ONCE = 40

/** How much it says that a user likes a paper; 0 where it says nothing of that. */
export function preferenceOf({ starred, status }: Pick<Mark, 'starred' | 'status'>): number {
  if (starred) return 1
  if (status === 'read' || status === 'reading') return 0.5
  return status === 'to-read' ? 0.25 : 0
}

/**
 * Advises which unread papers to read next: those whose words are like the words of what was starred and read, and
 * unlike those of what was skipped. The same papers and marks give the same advice; of equals, what stands first in the
 * lists comes first. Yields where others may come in between.
 */
export function* advise(shelf: Shelf, vectors: Vectors, wish: RecommendationOptions): Generator<void, Advice> {
  const { examples, unread, liked, skipped } = yield* readMarks(shelf, vectors)
  const nothing = { papers: [], liked, skipped }
  if (liked < MIN_LIKED) return { ...nothing, lacks: 'marks' }
  if (unread.length === 0) return { ...nothing, lacks: 'unread' }
  const taste = yield* learnTaste(examples, vectors.terms.length)
  const wanted = unread.filter(conditions(shelf, wish))
  let rated: Rated[] = []
  for (const [i, place] of wanted.entries()) {
    const own = rate(taste, vectorOf(shelf, vectors, place))
    if (own > 0) rated.push({ place, rate: own })
    if (rated.length >= 2 * MOST_RATED) rated = bestOf(rated)
    if (i % PLACES_AT_ONCE === PLACES_AT_ONCE - 1) yield
  }
  const ranked = bestOf(rated)
  const places = wish.spread
    ? yield* spreadPapers(shelf, vectors, ranked, wish.most)
    : ranked.slice(0, wish.most).map(({ place }) => place)
  return {
    ...nothing,
    papers: places.map((place) => ({ paper: shelf.head(place), words: wordsFor(shelf, vectors, taste, place) })),
    lacks: places.length === 0 ? 'match' : null,
  }
}

/** What the user said of the papers, and the papers of which they said nothing. */
function* readMarks(shelf: Shelf, vectors: Vectors) {
  const [likes, skips, unread]: [Example[], Example[], number[]] = [[], [], []]
  let liked = 0
  for (const [i, place] of shelf.places().entries()) {
    if (place >= vectors.rows) break
    const { mark } = shelf.saidAt(place)
    const weight = preferenceOf(mark)
    if (mark.starred || weight >= 0.5) liked += 1
    if (weight > 0) likes.push({ vector: vectorOf(shelf, vectors, place), liked: true, weight })
    else if (mark.status === 'skipped') skips.push({ vector: vectorOf(shelf, vectors, place), liked: false, weight: 1 })
    else if (shelf.isListed(place)) unread.push(place)
    if (i % PLACES_AT_ONCE === PLACES_AT_ONCE - 1) yield
  }
  const total = likes.reduce((sum, { weight }) => sum + weight, 0)
  const wanted = Math.max(UNREAD_WEIGHT * total - skips.length, FEWEST_UNREAD_WEIGHT * total)
  const stand = Math.min(wanted, UNREAD_WEIGHT_EACH * total * unread.length)
  const every = Math.max(1, unread.length / MOST_UNREAD)
  const some = Array.from({ length: Math.floor(unread.length / every) }, (_, k) => unread[Math.floor(k * every)]!)
  const others = some.map((place): Example => ({
    vector: vectorOf(shelf, vectors, place),
    liked: false,
    weight: stand / some.length,
  }))
  return { examples: [...likes, ...skips, ...others], unread, liked, skipped: skips.length }
}

/** What a paper says, and what the user wrote of it. */
function vectorOf(shelf: Shelf, vectors: Vectors, place: number): Vector {
  const written = shelf.texts.written.get(place)
  return written === undefined
    ? vectors.at(place)
    : vectors.of([...termsOfPaper(shelf.paper(place)), ...termsOf(written)])
}

/** Tells of a place whether its paper is wanted. */
function conditions({ columns }: Shelf, { code, awarded }: RecommendationOptions): (place: number) => boolean {
  const hasCode = code ? hasAnyValue(columns, 'code', ['Code']) : () => true
  const hasAward = awarded ? hasAnyValue(columns, 'awarded', ['Award']) : () => true
  return (place) => hasCode(place) && hasAward(place)
}

/** The words of a paper that speak for it. */
function wordsFor(shelf: Shelf, vectors: Vectors, taste: PreferenceModel, place: number): readonly string[] {
  const { note, tags } = shelf.saidAt(place).mark
  const reasons = reasonsOf(taste, vectorOf(shelf, vectors, place))
  const weights = reasons.map(([number, part]) => [vectors.terms[number]!, part] as const)
  return phrasesOf([...textsOf(shelf.paper(place)), note, ...tags], weights)
}

type Rated = { readonly place: number; readonly rate: number }

/** Nobody is advised more papers than this, and of no more it is looked at how they can be spread. */
const MOST_RATED = 200

/** What is worth less than such a part of the best has a word or two in common with what was liked, by chance. */
const LEAST_RATE = 0.15

function bestOf(rated: readonly Rated[]): Rated[] {
  const best = rated.toSorted((a, b) => b.rate - a.rate || a.place - b.place).slice(0, MOST_RATED)
  return best.filter(({ rate }) => rate >= LEAST_RATE * best[0]!.rate)
}

/** What it costs to be like a paper that stands before, beside what speaks for one. */
const SPREAD = 0.5
/** Papers of one topic are at least so alike. */
const SAME_TOPIC = 0.5

/** The best papers, each as unlike those before it as it is good (maximal marginal relevance, Carbonell and Goldstein 1998). */
function* spreadPapers(shelf: Shelf, vectors: Vectors, ranked: readonly Rated[], most: number) {
  const left: (Rated & { readonly topics: readonly string[]; like: number })[] = []
  for (const { place, rate } of ranked) {
    const topics = shelf.paper(place).topics.map((path) => path.join('\n'))
    left.push({ place, rate: rate / ranked[0]!.rate, topics, like: 0 })
    if (left.length % PAPERS_AT_ONCE === 0) yield
  }
  const chosen: number[] = []
  while (left.length > 0 && chosen.length < most) {
    const worth = left.map(({ rate, like }) => (1 - SPREAD) * rate - SPREAD * like)
    const [next] = left.splice(worth.indexOf(Math.max(...worth)), 1)
    chosen.push(next!.place)
    const spread = spreadOut(vectors.at(next!.place), vectors.terms.length)
    for (const other of left) {
      const isSame = other.topics.some((topic) => next!.topics.includes(topic))
      other.like = Math.max(other.like, product(vectors.at(other.place), spread), isSame ? SAME_TOPIC : 0)
    }
    yield
  }
  return chosen
}
