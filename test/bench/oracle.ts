import { pointTexts, type BenchMark, type Entry } from './papers.ts'

// What every page must show, computed in the plainest way and in Node, so that no page is its own judge.

/** The matching indexes of a catalog, in order. */
export type Answer = readonly number[]

export type Oracle = {
  /** Papers that have every word somewhere, in the order of the catalog, or by where the words are (`ranked`). */
  search(text: string, ranked: boolean): Answer
  /** All papers by title. */
  byTitle(): Answer
  /** Papers of a broad topic. */
  ofTopic(topic: string): Answer
}

type Folded = { readonly title: string; readonly written: string; readonly others: readonly string[] }

/** Answers about a catalog and its marks. */
export function createOracle(papers: readonly Entry[], marks: readonly BenchMark[]): Oracle {
  const notes = new Map(marks.map(({ place, note }) => [place, note]))
  const texts = papers.map((paper, place): Folded => ({
    title: fold(paper.title),
    written: fold(notes.get(place) ?? ''),
    others: [
      ...(paper.authors ?? []),
      ...paper.topics.flat(),
      ...paper.affiliations,
      ...(paper.awards ?? []),
      ...pointTexts(paper.highlights),
      `${paper.venue ?? ''} ${paper.year ?? ''}`,
    ].map(fold),
  }))
  const places = papers.map((_, place) => place)

  return {
    search(text, ranked) {
      const words = [...new Set(text.split(/\s+/).map(fold).filter(Boolean))]
      const sums = new Map<number, number>()
      for (const place of places) {
        const found = words.map((word) => whereIs(texts[place]!, word))
        if (!found.includes(-1))
          sums.set(
            place,
            found.reduce((sum, at) => sum + at, 0),
          )
      }
      const answer = [...sums.keys()]
      return ranked && words.length > 0 ? answer.toSorted((a, b) => sums.get(a)! - sums.get(b)! || a - b) : answer
    },
    byTitle: () => places.toSorted((a, b) => compare(papers[a]!.title, papers[b]!.title)),
    ofTopic: (topic) => places.filter((place) => papers[place]!.topics.some(([broad]) => broad === topic)),
  }
}

const { compare } = new Intl.Collator('en-US', { numeric: true })

/**
 * At the start of the title, at the start of a word in it, inside a word, in the note, or elsewhere: 0 to 4; -1 if
 * nowhere.
 */
function whereIs({ title, written, others }: Folded, word: string): number {
  if (title.startsWith(word)) return 0
  if (title.includes(` ${word}`)) return 1
  if (title.includes(word)) return 2
  if (written.includes(word)) return 3
  return others.some((text) => text.includes(word)) ? 4 : -1
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
