import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCsv } from '../../../src/formats/csv/parse.ts'
import { printCsv } from '../../../src/formats/csv/print.ts'
import { entry, withoutLines } from '../../support/entries.ts'

describe('the CSV parser', () => {
  test('takes a column named “title” for the titles, whatever the other columns are called', () => {
    const { entries } = parseCsv('title,foo,bar\nPaged caches,b,c\nLogs,e,f\n')
    expect(entries.map(({ title }) => title)).toEqual(['Paged caches', 'Logs'])
  })

  test('reads printed entries back unchanged, whatever characters they contain', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
        const { entries: read, notices } = parseCsv(printCsv('A list', entries))
        expect(withoutLines(read)).toEqual(entries)
        expect(notices).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
