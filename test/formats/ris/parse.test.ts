import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRis } from '../../../src/formats/ris/parse.ts'
import { printRis } from '../../../src/formats/ris/print.ts'
import { entry, withoutLines } from '../../support/entries.ts'

describe('the RIS parser', () => {
  test('reads printed entries back unchanged, whatever characters they contain', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
        const { entries: read, notices } = parseRis(printRis('A list', entries))
        expect(withoutLines(read)).toEqual(entries)
        expect(notices).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
