import { recommend, type Advice } from '../../src/engine/related/recommend.ts'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import { readVectors } from '../../src/engine/related/paperTerms.ts'
import { UNMARKED, type Mark } from '../../src/model/mark/mark.ts'
import type { PaperFacts } from '../../src/model/paper/paper.ts'
import { product, type Vectors } from '../../src/model/text/vectors.ts'
import { createRandom } from '../support/random.ts'
import { finish } from '../support/steps.ts'
import { createPapers, type Entry } from './papers.ts'
import { createBenchReader, createThemed, type BenchReader, type Deed } from './readers.ts'
import { NOUNS, THINGS } from './words.ts'

const READERS = Number(process.env['READERS'] ?? 40)
const SEEN = [20, 60, 200]
const FIRST = 10
const WISH = { code: false, awarded: false, spread: false, most: FIRST }

/** Papers of which a user likes some, for hidden reasons. */
type World = {
  readonly name: string
  readonly entries: readonly Entry[]
  readonly userRecords: number
  readonly aboutOf: (paper: number) => ReadonlyMap<number, number>
}

/** Measures how many of the first ten recommendations are good, beside other ways to choose ten. */
export function benchSuggest() {
  for (const world of [themed(1000), themed(10_000), generated(1000), generated(10_000)]) {
    console.log(`\n${world.name}\n\n${printTable(measure(world))}`)
  }
}

function themed(count: number): World {
  const papers = createThemed(count, 7)
  return {
    name: `${count.toLocaleString('en-US')} papers about hidden themes`,
    entries: papers.map(({ entry }) => entry),
    userRecords: 40,
    aboutOf: (paper) => papers[paper]!.themes,
  }
}

/** Groups of so many themes of the generated papers are liked together, as a user likes everything about storage. */
const GROUP = 4

function generated(count: number): World {
  const entries = createPapers(count)
  const groups = Math.ceil(THINGS.length / GROUP) + Math.ceil(NOUNS.length / GROUP)
  const abouts = entries.map(({ title }) => {
    const about = new Map<number, number>()
    const add = (group: number, much: number) => about.set(group, (about.get(group) ?? 0) + much)
    for (const [i, thing] of THINGS.entries()) if (title.includes(` for ${thing}`)) add(Math.floor(i / GROUP), 0.6)
    const first = Math.ceil(THINGS.length / GROUP)
    for (const [i, noun] of NOUNS.entries())
      if (title.includes(` ${noun} and `) || title.includes(`and ${noun} `)) add(first + Math.floor(i / GROUP), 0.4)
    return about
  })
  return {
    name: `${count.toLocaleString('en-US')} papers of the benchmark`,
    entries,
    userRecords: groups,
    aboutOf: (paper) => abouts[paper]!,
  }
}

type Way = (reader: BenchReader, unseen: readonly number[], seed: number) => readonly number[]

/** The share of good papers among the first ten, on average over users, by the number of papers seen and the method. */
function measure(world: World) {
  const { engine, papers, vectors } = open(world.entries)
  const ways: Readonly<Record<string, Way>> = {
    random: (_, unseen, seed) => shuffled(unseen, seed),
    'newest first': (_, unseen) => unseen.toSorted((a, b) => papers[b]!.year! - papers[a]!.year! || a - b),
    'same topic': (reader, unseen) => bySameTopic(papers, reader, unseen),
    'nearest words': (reader, unseen) => byNearestWords(vectors, reader, unseen),
    'What to read next': (reader) =>
      adviseTo(engine, vectors, papers, reader).map((id) => papers.findIndex((paper) => paper.id === id)),
  }
  return SEEN.map((seen) => {
    const sums = Object.fromEntries(Object.keys(ways).map((way) => [way, 0]))
    let good = 0
    let best = 0
    for (let i = 0; i < READERS; i += 1) {
      const reader = createBenchReader(papers.length, seen, world.aboutOf, world.userRecords, 1000 * seen + i)
      const unseen = [...papers.keys()].filter((paper) => !reader.deeds.has(paper))
      const goodOnes = unseen.filter(reader.isGood).length
      good += goodOnes / unseen.length
      best += Math.min(FIRST, goodOnes) / FIRST
      for (const [name, way] of Object.entries(ways)) {
        const first = way(reader, unseen, i).slice(0, FIRST)
        sums[name]! += first.filter(reader.isGood).length / FIRST
      }
    }
    return {
      seen,
      good: good / READERS,
      best: best / READERS,
      ways: Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / READERS])),
    }
  })
}

function open(entries: readonly Entry[]): { engine: Engine; papers: readonly PaperFacts[]; vectors: Vectors } {
  const engine = createEngine()
  engine.open([{ name: 'bench.json', text: JSON.stringify({ id: 'bench', title: 'Bench', papers: entries }) }])
  const papers = [...engine.papers('all')].flat()
  if (papers.length !== entries.length) throw new Error(`Of ${entries.length} papers ${papers.length} came`)
  return { engine, papers, vectors: finish(engine.withIndex(readVectors)) }
}

const MARKS: Readonly<Record<Deed, Mark>> = {
  star: { ...UNMARKED, status: 'read', starred: true },
  read: { ...UNMARKED, status: 'read' },
  skip: { ...UNMARKED, status: 'skipped' },
}

/** What the app recommends to a user who has marked the papers that they have seen. */
function adviseTo(engine: Engine, vectors: Vectors, papers: readonly PaperFacts[], { deeds }: BenchReader) {
  engine.mark([...deeds].map(([paper, deed]) => [papers[paper]!.id, MARKS[deed], 1]))
  const advice: Advice = engine.withIndex((index) => finish(recommend(index, vectors, WISH)))
  engine.mark([...deeds.keys()].map((paper) => [papers[paper]!.id, UNMARKED, null]))
  return advice.papers.map(({ paper }) => paper.id)
}

/** Papers of the topics with the largest share of liked papers, the newest first. */
function bySameTopic(
  papers: readonly PaperFacts[],
  { deeds }: BenchReader,
  unseen: readonly number[],
): readonly number[] {
  const tallies = new Map<string, { liked: number; seen: number }>()
  const topicOf = (paper: number) => papers[paper]!.topics[0]!.join()
  for (const [paper, deed] of deeds) {
    const { liked, seen } = tallies.get(topicOf(paper)) ?? { liked: 0, seen: 0 }
    tallies.set(topicOf(paper), { liked: liked + { star: 1, read: 0.5, skip: 0 }[deed], seen: seen + 1 })
  }
  const worth = (paper: number) => {
    const { liked, seen } = tallies.get(topicOf(paper)) ?? { liked: 0, seen: 0 }
    // One liked of one seen is worth less than nine of ten.
    return (liked + 0.3) / (seen + 1)
  }
  return unseen.toSorted((a, b) => worth(b) - worth(a) || papers[b]!.year! - papers[a]!.year! || a - b)
}

/** Papers whose words are most similar to those of all liked papers, whatever was skipped. */
function byNearestWords(vectors: Vectors, { deeds }: BenchReader, unseen: readonly number[]): readonly number[] {
  const liked = new Float32Array(vectors.terms.length)
  for (const [paper, deed] of deeds) {
    const { numbers, weights } = vectors.at(paper)
    for (const [k, number] of numbers.entries()) liked[number]! += weights[k]! * { star: 1, read: 0.5, skip: 0 }[deed]
  }
  const likeness = new Map(unseen.map((paper) => [paper, product(vectors.at(paper), liked)]))
  return unseen.toSorted((a, b) => likeness.get(b)! - likeness.get(a)! || a - b)
}

function shuffled(papers: readonly number[], seed: number): readonly number[] {
  const random = createRandom(seed)
  return papers
    .map((paper) => ({ paper, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ paper }) => paper)
}

function printTable(rows: ReturnType<typeof measure>): string {
  const names = Object.keys(rows[0]!.ways)
  const percent = (part: number) => `${Math.round(100 * part)} %`
  const lines = rows.map(({ seen, ways, best }) => [
    String(seen),
    ...names.map((name) => percent(ways[name]!)),
    percent(best),
  ])
  const heads = ['papers marked', ...names, 'at best']
  return [heads, heads.map(() => '--:'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
