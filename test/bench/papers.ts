import { createRandom } from '../support/random.ts'
import { ADJECTIVES, FAMILY, FOREIGN, GIVEN, NOUNS, POINTS, SYLLABLES, THINGS, TOPICS, VENUES } from './words.ts'

/** A paper as in the file of a list (data/list.schema.json). */
export type Entry = {
  readonly title: string
  readonly authors?: readonly string[]
  readonly venue?: string
  readonly year?: number
  readonly topics: readonly (readonly string[])[]
  readonly affiliations: readonly string[]
  readonly links: readonly { readonly label: string; readonly url: string }[]
  readonly awards?: readonly string[]
  readonly highlights: readonly Point[]
}

/** A point of a summary, with its subpoints. */
export type Point = { readonly text: string; readonly children?: readonly Point[] }

/** The mark of the paper at an index of the catalog. */
export type BenchMark = {
  readonly place: number
  readonly status: 'to-read' | 'reading' | 'read'
  readonly starred: boolean
  readonly note: string
}

const SEED = 20_240_710
const PLACES = 6000
const ALL_TOPICS = TOPICS.flatMap(([broad, narrow]) => narrow.map((name) => [broad, name]))

/** So many generated papers, each with a title and a URL of its own, and the same every time. */
export function createPapers(count: number, seed = SEED): readonly Entry[] {
  const random = createRandom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  // The n-th is taken about 1/n as often as the first, as words are in texts (Zipf).
  const often = (size: number) => Math.min(size - 1, Math.floor(size ** random()) - 1)
  const frequent = <T>(from: readonly T[]): T => from[often(from.length)]!
  const some = <T>(from: number, to: number, make: () => T): readonly T[] =>
    Array.from({ length: from + Math.floor(random() * (to - from + 1)) }, make)
  const name = () => some(2, 4, () => pick(SYLLABLES)).join('')
  const titles = new Set<string>()

  const title = () => {
    const coined = `${capital(name())}${random() < 0.3 ? capital(pick(SYLLABLES)) : ''}`
    const about = `${frequent(ADJECTIVES)} ${frequent(NOUNS)} and ${frequent(NOUNS)} for ${frequent(THINGS)}`
    const extra = random() < 0.02 ? ` with ${pick(FOREIGN)}` : ''
    return `${coined}: ${about}${extra}`
  }
  const newTitle = (): string => {
    const made = title()
    const key = made.toLowerCase()
    if (titles.has(key)) return newTitle()
    titles.add(key)
    return made
  }
  const point = () => {
    const text = capital(`${pick(POINTS)}, and ${pick(POINTS)}${random() < 0.03 ? '…' : '.'}`)
    return { text }
  }

  return Array.from({ length: count }, (_, i) => {
    const hasCode = random() < 0.4
    return {
      title: newTitle(),
      authors: some(2, 5, () => `${pick(GIVEN)} ${pick(FAMILY)}`),
      venue: frequent(VENUES),
      year: 2010 + Math.floor(random() * 15),
      topics: [frequent(ALL_TOPICS)],
      affiliations: [...new Set(some(1, 3, () => affiliation(often(PLACES))))],
      links: [
        { label: 'Paper', url: `https://papers.example.org/proceedings/${i + 1}` },
        ...(hasCode ? [{ label: 'Code', url: `https://github.com/example/artifact-${i + 1}` }] : []),
      ],
      ...(random() < 0.01 ? { awards: ['Best Paper Award'] } : {}),
      highlights: some(2, 3, point),
    }
  })
}

/** Marks on three papers in ten, of which one in fifteen has a note, spread evenly over a catalog of `count` papers. */
export function createMarks(count: number): readonly BenchMark[] {
  const random = createRandom(SEED + count)
  return Array.from({ length: Math.floor(count * 0.3) }, (_, i) => ({
    place: Math.floor(i / 0.3),
    status: (['to-read', 'reading', 'read'] as const)[i % 3]!,
    starred: i % 7 === 0,
    note: i % 15 === 0 ? `Read for ${THINGS[Math.floor(random() * THINGS.length)]}: compare, then try it at home.` : '',
  }))
}

/** An institution by its number. Its syllables are the digits of the number, so no two are the same. */
function affiliation(number: number): string {
  const size = SYLLABLES.length
  const place = [number % size, Math.floor(number / size) % size, Math.floor(number / size ** 2)]
  const town = capital(place.map((digit) => SYLLABLES[digit]).join(''))
  if (number % 3 === 0) return `University of ${town}`
  return number % 3 === 1 ? `${town} Labs` : `${town} Universität`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The texts of points and of all their subpoints, without emphasis. */
export const pointTexts = (points: readonly Point[]): readonly string[] =>
  points.flatMap(({ text, children = [] }) => [text.replaceAll('*', ''), ...pointTexts(children)])
