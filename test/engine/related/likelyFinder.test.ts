import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import { compareList } from '../../../src/engine/related/twinFinder.ts'
import { printStoredList } from '../../../src/formats/stored/storedList.ts'
import { parseList } from '../../../src/model/paper/list.ts'
import { listFile } from '../../support/papers.ts'

type Entry = { readonly title: string; readonly year?: number; readonly authors?: readonly string[] }

/** The papers of a file that are likely here: their indexes, and the titles here. */
async function likely(here: readonly Entry[], coming: readonly Entry[], isWanted = true) {
  const engine = createEngine()
  engine.open([listFile(here)])
  const { papers } = parseList('a', JSON.stringify({ title: 'Coming', papers: coming })).list!
  const head = { id: 'a', title: 'Coming', homepage: null, paperList: null, acceptance: null }
  const compared = await compareList(engine, printStoredList(head, papers), isWanted)
  expect(compared.twins).toHaveLength(coming.length)
  return compared.likely.map(({ place, is }) => [place, is.title] as const)
}

const HERE = { title: 'Fast Caches for Large Language Models in Practice', year: 2020, authors: ['Ada Lovelace'] }

test('a new paper with nearly the title of one here is likely the same, unless numbers, authors or years tell them apart', async () => {
  const title = 'Fast Caches for Large Language Models, in Practice (Extended)'
  expect(await likely([HERE], [{ title: 'Another one' }, { title }])).toEqual([[1, HERE.title]])
  expect(await likely([HERE], [{ title }], false)).toEqual([])
  expect(await likely([HERE], [{ title: `${title} 2` }])).toEqual([])
  expect(await likely([HERE], [{ title, authors: ['Grace Hopper'] }])).toEqual([])
  expect(await likely([HERE], [{ title, year: 2024 }])).toEqual([])
  expect(await likely([HERE], [{ title, year: 2021, authors: ['A. Lovelace'] }])).toEqual([[0, HERE.title]])
})

// Without i, v and x, which are numbers.
const words = fc.uniqueArray(fc.constantFrom(...'a b c d e f g h j k l m n'.split(' ')), {
  minLength: 1,
  maxLength: 12,
})

test('whatever the words of the titles, the paper with the most of them in common is found, from seven in ten on', async () => {
  const likenessOf = (a: string, b: string) => {
    const [ours, theirs] = [new Set(a.split(' ')), new Set(b.split(' '))]
    const shared = [...ours].filter((word) => theirs.has(word)).length
    return ours.size < 3 || theirs.size < 3 ? 0 : shared / (ours.size + theirs.size - shared)
  }
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 12 }), words, async (here, coming) => {
      const titles = here.map((title) => title.join(' '))
      const title = coming.join(' ')
      // A paper of the very title is joined, and is no proposal.
      fc.pre(!titles.includes(title))
      const most = Math.max(...titles.map((other) => likenessOf(title, other)))
      const found = (
        await likely(
          titles.map((title) => ({ title })),
          [{ title }],
        )
      ).map(([, is]) => likenessOf(title, is))
      expect(found).toEqual(most >= 0.7 ? [most] : [])
    }),
    { numRuns: 300 },
  )
})
