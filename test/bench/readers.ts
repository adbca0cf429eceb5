import { createRandom } from '../support/random.ts'
import type { Entry } from './papers.ts'

/** A paper with its hidden part: how much it is about each of some themes. */
export type Themed = { readonly entry: Entry; readonly themes: ReadonlyMap<number, number> }

/** What a user did with a paper. */
export type Deed = 'star' | 'read' | 'skip'

/** A user whose taste is hidden. */
export type BenchReader = {
  /** How much they would like a paper, if they knew it. */
  readonly likes: (paper: number) => number
  /** Whether they would find the paper worth reading in the end. */
  readonly isGood: (paper: number) => boolean
  /** What they did with the papers that they have seen. */
  readonly deeds: ReadonlyMap<number, Deed>
}

const THEMES = 40
const TOPICS = 14
const WORDS_OF_THEME = 40
/** Themes draw their words from these, so each word belongs to four themes on average. */
const THEME_WORDS = 400
const PLAIN_WORDS = 1500

/**
 * Generated papers about hidden themes. Themes share words, and most words of a text belong to no theme. The topic of a
 * paper in the list follows its main theme only in three cases of four, with several themes to a topic. So neither a
 * topic nor a word equals the taste of a user.
 */
export function createThemed(count: number, seed: number): readonly Themed[] {
  const random = createRandom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  // The n-th is taken about 1/n as often as the first, as words are in texts (Zipf).
  const frequent = <T>(from: readonly T[]): T =>
    from[Math.min(from.length - 1, Math.floor(from.length ** random()) - 1)]!
  const themeWords = createWords(THEME_WORDS, random)
  const plainWords = createWords(PLAIN_WORDS, random)
  const wordsOf = Array.from({ length: THEMES }, () => Array.from({ length: WORDS_OF_THEME }, () => pick(themeWords)))
  const topicOf = Array.from({ length: THEMES }, () => Math.floor(random() * TOPICS))

  return Array.from({ length: count }, (_, i) => {
    const main = Math.floor(random() * THEMES)
    const other = Math.floor(random() * THEMES)
    const share = random() < 0.5 ? 1 : 0.6
    const themes = new Map([[main, share]])
    if (share < 1) themes.set(other, (themes.get(other) ?? 0) + 1 - share)
    const density = 0.15 + 0.35 * random()
    const word = () => {
      if (random() >= density) return frequent(plainWords)
      return frequent(wordsOf[random() < share ? main : other]!)
    }
    const words = (from: number, to: number) =>
      Array.from({ length: from + Math.floor(random() * (to - from + 1)) }, word).join(' ')
    const topic = random() < 0.75 ? topicOf[main]! : Math.floor(random() * TOPICS)
    const entry: Entry = {
      title: `${words(5, 9)} ${i}`,
      year: 2010 + Math.floor(random() * 15),
      topics: [[`Topic ${topic}`]],
      affiliations: [],
      links: [],
      highlights: Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({ text: words(6, 16) })),
    }
    return { entry, themes }
  })
}

function createWords(count: number, random: () => number): readonly string[] {
  const SYLLABLES = 'ka ro vel tix mor an del phi sol en bra qui zan tor lu mig er pra nol eth'.split(' ')
  const words = new Set<string>()
  while (words.size < count)
    words.add(Array.from({ length: 3 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(''))
  return [...words]
}

/** The share of a user’s acts that contradict their taste. */
const NOISE = 0.15
/** The share of a paper’s worth that its words do not show. */
const UNSEEN = 0.25

/**
 * A user who likes some themes and dislikes others, and has seen a part of the papers: mostly at random, but more often
 * those that they like. `aboutOf` returns how much a paper is about each theme.
 */
export function createBenchReader(
  papers: number,
  seen: number,
  aboutOf: (paper: number) => ReadonlyMap<number, number>,
  userRecords: number,
  seed: number,
): BenchReader {
  const random = createRandom(seed)
  const liking = new Map<number, number>()
  const thing = () => Math.floor(random() * userRecords)
  for (let i = 0; i < 2; i += 1) liking.set(thing(), -1)
  for (const much of [0.7, 0.85, 1]) liking.set(thing(), much)
  const unseen = Float64Array.from({ length: papers }, () => UNSEEN * (2 * random() - 1))
  const likes = (paper: number) => {
    let sum = unseen[paper]!
    for (const [of, much] of aboutOf(paper)) sum += much * (liking.get(of) ?? -0.1)
    return sum
  }
  const deeds = new Map<number, Deed>()
  while (deeds.size < seen) {
    const paper = Math.floor(random() * papers)
    // A user who looks for something sees more of it.
    if (deeds.has(paper) || (likes(paper) < 0.4 && random() < 0.7)) continue
    const felt = likes(paper)
    const honest: Deed = felt > 0.75 ? 'star' : felt > 0.4 ? 'read' : 'skip'
    deeds.set(paper, random() < NOISE ? (['star', 'read', 'skip'] as const)[Math.floor(random() * 3)]! : honest)
  }
  return { likes, isGood: (paper) => likes(paper) > 0.4, deeds }
}
