import type { Page } from '@playwright/test'
import type { Catalog } from './build.ts'
import type { Answer, Oracle } from './oracle.ts'
import { createFacets } from './pages/facets.ts'
import type { Told } from './pages/floor.ts'
import type { Wanted } from './probe.ts'

/** A broad topic that the bundled list and the generated papers have. */
export const TOPIC = 'Large Language Models (LLMs)'

/** Enough for a screen. */
const TOLD_ROWS = 60
const COMPARED_ROWS = 3

/** The expected content of the screen, and the same for a page that receives its answers. */
export type Expected = { readonly wanted: Wanted; readonly told: Told }
export type Answers = ReturnType<typeof createAnswers>

/** The expected screen after every action; `ranked` tells whether a search ranks its results by where the words are. */
export function createAnswers({ papers, marks }: Catalog, oracle: Oracle, ranked: boolean) {
  const marked = new Map(marks.map((mark) => [mark.place, mark]))
  const count = createFacets(papers)
  const toExpected = (places: Answer): Expected => ({
    wanted: { count: places.length, titles: places.slice(0, COMPARED_ROWS).map((place) => papers[place]!.title) },
    told: {
      total: places.length,
      all: papers.length,
      rows: places.slice(0, TOLD_ROWS).map((place) => ({ paper: papers[place]!, mark: marked.get(place) })),
      facets: count(places),
    },
  })
  const known = new Map<string, Expected>()
  const byTitle = oracle.byTitle()
  return {
    all: toExpected(papers.map((_, place) => place)),
    sorted: toExpected(byTitle),
    reversed: toExpected(byTitle.toReversed()),
    topic: toExpected(oracle.ofTopic(TOPIC)),
    isStarred: marked.get(0)?.starred ?? false,
    search(text: string): Expected {
      const answer = known.get(text) ?? toExpected(oracle.search(text, ranked))
      known.set(text, answer)
      return answer
    },
  }
}

/** Gives a page that only paints the next answer. */
export const tell = (page: Page, { told }: Expected) =>
  page.evaluate((told) => void Object.assign(globalThis, { told }), told)
