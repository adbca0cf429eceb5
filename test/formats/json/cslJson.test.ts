import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCslJson } from '../../../src/formats/json/cslJson.ts'
import { printCslJson } from '../../../src/formats/json/cslPrint.ts'
import { entry, withoutLines } from '../../support/entries.ts'

describe('the CSL-JSON parser', () => {
  test('reads printed entries back unchanged, whatever characters they contain', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
        const { entries: read, notices } = parseCslJson(printCslJson('A list', entries))
        expect(withoutLines(read)).toEqual(entries)
        expect(notices).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
