import type { Mark } from '../../model/mark/mark.ts'
import type { PaperHead } from '../../model/paper/paper.ts'
import { phrasesOf } from '../../model/text/phrases.ts'
import { learnTaste, rate, reasonsOf, type Example, type PreferenceModel } from '../../model/text/preferenceModel.ts'
import { termsOf } from '../../model/text/terms.ts'
import { product, spreadOut, type Vector, type Vectors } from '../../model/text/vectors.ts'
import { hasAnyValue } from '../facets/facetFilter.ts'
import { termsOfPaper, textsOf } from './paperTerms.ts'
import type { PaperIndex } from '../index/paperIndex.ts'
import { MIN_LIKED, type RecommendationOptions } from './recommendationOptions.ts'

/** Recommendations of what to read next, best first. */
export type Advice = {
  readonly papers: readonly Advised[]
  /** Number of papers that the user starred, read or is reading, and number skipped. The ranking is based on them. */
  readonly liked: number
  readonly skipped: number
  /** What is missing for a recommendation; null if nothing is. */
  readonly lacks: 'marks' | 'unread' | 'match' | null
}
/** A paper and those of its words that count in its favour, as written. */
export type Advised = { readonly paper: PaperHead; readonly words: readonly string[] }

/** Most unread papers used as negative examples, in case few papers were skipped. */
const MOST_UNREAD = 2000
/**
 * Their total weight, as a share of the weight of liked papers; skipped papers lower it to the minimum below. A skipped
 * paper says more about the user than an unseen one.
 */
const UNREAD_WEIGHT = 0.25
const FEWEST_UNREAD_WEIGHT = 0.1
/** Most weight of one unread paper, so that a paper among few does not count against itself. */
const UNREAD_WEIGHT_EACH = 0.01
/** Work between two yields, a few milliseconds: rows whose marks are read, and papers read in full. */
const PLACES_AT_ONCE = 1000
const PAPERS_AT_ONCE = 40

/** How strongly a mark says that the user likes a paper, from 0 (not at all) to 1. */
export function preferenceOf({ starred, status }: Pick<Mark, 'starred' | 'status'>): number {
  if (starred) return 1
  if (status === 'read' || status === 'reading') return 0.5
  return status === 'to-read' ? 0.25 : 0
}

/**
 * Recommends unread papers whose words resemble those of starred and read papers and differ from those of skipped ones.
 * The same papers and marks give the same result; equal papers keep the order of the lists. Yields so that other
 * requests can run.
 */
export function* recommend(
  index: PaperIndex,
  vectors: Vectors,
  options: RecommendationOptions,
): Generator<void, Advice> {
  const { examples, unread, liked, skipped } = yield* readMarks(index, vectors)
  const nothing = { papers: [], liked, skipped }
  if (liked < MIN_LIKED) return { ...nothing, lacks: 'marks' }
  if (unread.length === 0) return { ...nothing, lacks: 'unread' }
  const taste = yield* learnTaste(examples, vectors.terms.length)
  const wanted = unread.filter(conditions(index, options))
  let rated: Rated[] = []
  for (const [i, place] of wanted.entries()) {
    const own = rate(taste, vectorOf(index, vectors, place))
    if (own > 0) rated.push({ place, rate: own })
    if (rated.length >= 2 * MOST_RATED) rated = bestOf(rated)
    if (i % PLACES_AT_ONCE === PLACES_AT_ONCE - 1) yield
  }
  const ranked = bestOf(rated)
  const places = options.spread
    ? yield* spreadPapers(index, vectors, ranked, options.most)
    : ranked.slice(0, options.most).map(({ place }) => place)
  return {
    ...nothing,
    papers: places.map((place) => ({ paper: index.head(place), words: wordsFor(index, vectors, taste, place) })),
    lacks: places.length === 0 ? 'match' : null,
  }
}

/** The training examples from the user’s marks, and the rows of unread papers. */
function* readMarks(index: PaperIndex, vectors: Vectors) {
  const [likes, skips, unread]: [Example[], Example[], number[]] = [[], [], []]
  let liked = 0
  for (const [i, place] of index.places().entries()) {
    if (place >= vectors.rows) break
    const { mark } = index.saidAt(place)
    const weight = preferenceOf(mark)
    if (mark.starred || weight >= 0.5) liked += 1
    if (weight > 0) likes.push({ vector: vectorOf(index, vectors, place), liked: true, weight })
    else if (mark.status === 'skipped') skips.push({ vector: vectorOf(index, vectors, place), liked: false, weight: 1 })
    else if (index.isListed(place)) unread.push(place)
    if (i % PLACES_AT_ONCE === PLACES_AT_ONCE - 1) yield
  }
  const total = likes.reduce((sum, { weight }) => sum + weight, 0)
  const wanted = Math.max(UNREAD_WEIGHT * total - skips.length, FEWEST_UNREAD_WEIGHT * total)
  const stand = Math.min(wanted, UNREAD_WEIGHT_EACH * total * unread.length)
  const every = Math.max(1, unread.length / MOST_UNREAD)
  const some = Array.from({ length: Math.floor(unread.length / every) }, (_, k) => unread[Math.floor(k * every)]!)
  const others = some.map((place): Example => ({
    vector: vectorOf(index, vectors, place),
    liked: false,
    weight: stand / some.length,
  }))
  return { examples: [...likes, ...skips, ...others], unread, liked, skipped: skips.length }
}

/** The vector of a paper and of the user’s own text about it. */
function vectorOf(index: PaperIndex, vectors: Vectors, place: number): Vector {
  const written = index.texts.written.get(place)
  return written === undefined
    ? vectors.at(place)
    : vectors.of([...termsOfPaper(index.paper(place)), ...termsOf(written)])
}

/** A predicate on rows: whether the paper meets the options. */
function conditions({ columns }: PaperIndex, { code, awarded }: RecommendationOptions): (place: number) => boolean {
  const hasCode = code ? hasAnyValue(columns, 'code', ['Code']) : () => true
  const hasAward = awarded ? hasAnyValue(columns, 'awarded', ['Award']) : () => true
  return (place) => hasCode(place) && hasAward(place)
}

/** The words of a paper that count in its favour. */
function wordsFor(index: PaperIndex, vectors: Vectors, taste: PreferenceModel, place: number): readonly string[] {
  const { note, tags } = index.saidAt(place).mark
  const reasons = reasonsOf(taste, vectorOf(index, vectors, place))
  const weights = reasons.map(([number, part]) => [vectors.terms[number]!, part] as const)
  return phrasesOf([...textsOf(index.paper(place)), note, ...tags], weights)
}

type Rated = { readonly place: number; readonly rate: number }

/** Most papers recommended, and most candidates compared for diversity. */
const MOST_RATED = 200

/** Lowest rate as a share of the best. Papers below it share a word or two with liked papers by chance. */
const LEAST_RATE = 0.15

function bestOf(rated: readonly Rated[]): Rated[] {
  const best = rated.toSorted((a, b) => b.rate - a.rate || a.place - b.place).slice(0, MOST_RATED)
  return best.filter(({ rate }) => rate >= LEAST_RATE * best[0]!.rate)
}

/** Weight of the similarity to papers already chosen, against the rate of a paper. */
const SPREAD = 0.5
/** Lowest similarity of two papers with a common topic. */
const SAME_TOPIC = 0.5

/**
 * The best papers, ranked by maximal marginal relevance (Carbonell and Goldstein 1998): similarity to papers already
 * chosen lowers the rank of a paper.
 */
function* spreadPapers(index: PaperIndex, vectors: Vectors, ranked: readonly Rated[], most: number) {
  const left: (Rated & { readonly topics: readonly string[]; like: number })[] = []
  for (const { place, rate } of ranked) {
    const topics = index.paper(place).topics.map((path) => path.join('\n'))
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
