import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checksum } from '../../../src/formats/stored/storedList.ts'
import { parsePrepared, PREPARED_VERSION, printPrepared } from '../../../src/formats/stored/preparedFormat.ts'
import { parseList } from '../../../src/model/paper/list.ts'
import { prepare } from '../../../src/model/columns/preparedPapers.ts'
import { paper } from '../../support/papers.ts'

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('kv cache', '论文', 'Größe'))
const papers = fc.array(
  fc
    .record({
      title: text,
      year: fc.option(fc.integer({ min: 1000, max: 9999 })),
      topics: fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
      affiliations: fc.array(text, { maxLength: 3 }),
      venue: text,
    })
    .map(paper),
  { maxLength: 8 },
)

test('prepared papers are read back from their bytes unchanged', () => {
  fc.assert(
    fc.property(papers, (papers) => {
      const prepared = { ...prepare(papers), lineEnds: Uint32Array.from(papers.keys()) }
      expect(parsePrepared(printPrepared(prepared))).toEqual(prepared)
    }),
  )
})

test('the version of prepared papers increases with their content or format', () => {
  const { papers } = parseList('a.json', readFileSync('test/fixtures/prepared.json', 'utf8')).list!
  // Another checksum means that prepared parts stored by users are outdated: raise the version, then update both.
  expect([PREPARED_VERSION, checksum(printPrepared({ ...prepare(papers), lineEnds: new Uint32Array(0) }))]).toEqual([
    1, 1180549467,
  ])
})
