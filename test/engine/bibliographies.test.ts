import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import { readOwnLists } from '../../src/engine/loading/ownListLoader.ts'
import { printKept, printStoredList } from '../../src/formats/stored/storedList.ts'
import type { Bibliography } from '../../src/model/paper/bibliography.ts'
import type { Paper } from '../../src/model/paper/paper.ts'
import { abstract, bibliography } from '../support/entries.ts'
import { id, paper } from '../support/papers.ts'

const head = { id: 'mine', title: 'Mine', homepage: null, paperList: null, acceptance: null }

async function open(...lists: Parameters<typeof readOwnLists>[1]): Promise<Engine> {
  const engine = createEngine()
  engine.begin()
  await readOwnLists(engine, lists, () => {})
  engine.finish()
  return engine
}
const inLines = (papers: readonly object[], name = 'Mine') => ({
  name,
  blob: new Blob([[{ ...head, title: name }, ...papers].map((line) => JSON.stringify(line)).join('\n')]),
})
const stored = (papers: readonly Paper[]) => ({ name: 'Mine', blob: printStoredList(head, papers) })
const prepared = (papers: readonly Paper[]) => ({ ...stored(papers), prepared: [printKept(papers)] })

async function wholePapers(engine: Engine): Promise<readonly Paper[]> {
  const all: Paper[] = []
  for await (const papers of engine.wholePapers('all', 3)) all.push(...papers)
  return all
}

const papers = fc
  .array(fc.record({ abstract, bibliography: fc.option(bibliography), addedAt: fc.constantFrom(null, 7) }), {
    minLength: 1,
    maxLength: 7,
  })
  .map((all) =>
    all.map(({ bibliography, ...fields }, i) =>
      paper({ ...fields, title: `论文 ${i}`, lists: ['Mine'], ...(bibliography && { bibliography }) }),
    ),
  )

test('the bibliography entries of papers are those of the list, with or without prepared parts, in this or another order', async () => {
  await fc.assert(
    fc.asyncProperty(papers, async (papers) => {
      const otherwise = papers.map(({ bibliography, abstract, ...rest }) => ({ abstract, bibliography, ...rest }))
      for (const list of [stored(papers), prepared(papers), inLines(papers), inLines(otherwise)]) {
        const engine = await open(list)
        const whole = await wholePapers(engine)
        const said = (all: readonly Paper[]) =>
          Object.fromEntries(all.map(({ title, bibliography, abstract }) => [title, { bibliography, abstract }]))
        expect(said(whole)).toEqual(said(papers))
        for (const { id, bibliography } of papers) expect(await engine.bibliography(id)).toEqual(bibliography ?? null)
      }
    }),
    { numRuns: 50 },
  )
})

const entry = (key: string, fields: Bibliography['fields'] = {}): Bibliography => ({
  format: 'bibtex',
  key,
  type: 'book',
  fields,
})

test('no row and no answer has a bibliography entry, but the open paper knows its size', async () => {
  const one = paper({ bibliography: entry('secret2024', { publisher: 'Secret Press' }), lists: ['Mine'] })
  const engine = await open(prepared([one]))
  const asked = { text: '', sort: [], window: [0, 9] as const, paper: one.id, find: null, wide: [] }
  const answer = engine.answer(asked)
  expect(JSON.stringify(answer)).not.toMatch(/secret/i)
  expect(answer.paper?.bibliographyBytes).toBe(JSON.stringify(one.bibliography).length)
  expect(engine.text(0)[0]).not.toMatch(/secret/i)
})

test('a paper of two lists has the entry of the first that has one, and its own again where they are parted', async () => {
  const [first, second] = [entry('first'), entry('second')]
  const doi = { id: id('doi:10.1/x'), aliases: [id('doi:10.1/x')] }
  const both = await open(
    inLines([paper({ ...doi, bibliography: first })], 'A'),
    inLines([paper({ ...doi, bibliography: second })], 'B'),
  )
  expect((await wholePapers(both)).map(({ bibliography }) => bibliography)).toEqual([first])
  const late = await open(inLines([paper(doi)], 'A'), inLines([paper({ ...doi, bibliography: second })], 'B'))
  expect((await wholePapers(late)).map(({ bibliography }) => bibliography)).toEqual([second])
  const parted = await open(
    inLines([paper({ title: 'One', bibliography: first }), paper({ title: 'Two', bibliography: second })]),
  )
  const part = parted.withIndex((index) => index.unite(0, 1))
  expect(await wholePapers(parted)).toMatchObject([{ bibliography: first }])
  part()
  expect(await wholePapers(parted)).toMatchObject([{ bibliography: first }, { bibliography: second }])
})

test('a list whose entry is damaged keeps its papers, and says so', async () => {
  const damaged = { ...paper({ title: 'One', lists: [] }), bibliography: { format: 'bibtex', fields: [] } }
  const engine = await open(inLines([damaged, paper({ title: 'Two' })]))
  expect((await wholePapers(engine)).map(({ title }) => title).toSorted()).toEqual(['One', 'Two'])
  expect(engine.finish().problems).toMatchObject([{ field: 'bibliography' }])
})
