import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import { createTwinFinder } from '../../../src/engine/related/twinFinder.ts'
import { parseList } from '../../../src/model/paper/list.ts'
import { listFile } from '../../support/papers.ts'

const entry = fc.record(
  {
    title: fc.constantFrom('Introduction', 'Samples made robust'),
    authors: fc.constantFrom(['Petra Huber'], ['Ann Roe', 'Petra Huber']),
    year: fc.integer({ min: 2000, max: 2005 }),
    doi: fc.constantFrom('10.1145/1', '10.1145/2'),
  },
  { requiredKeys: ['title'] },
)

test('a paper that an import tells to be here is joined with one of the lists, and no other', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), entry, (here, coming) => {
      const file = listFile([coming], { title: 'Coming' })
      const engine = createEngine()
      engine.open([listFile(here)])
      const paper = parseList('a', file.text).list!.papers[0]!
      const twin = engine.withIndex((index) => createTwinFinder(index)(paper))
      engine.open([listFile(here), file])
      const { rows } = engine.answer({ text: '', sort: [], window: [0, 9], paper: null, find: null, wide: [] })
      const joined = rows.find(({ lists }) => lists.includes('Coming'))!
      expect([twin !== null, here, coming]).toEqual([joined.lists.length > 1, here, coming])
    }),
    { numRuns: 80 },
  )
})
