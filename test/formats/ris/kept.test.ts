import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toPaper, type Entry } from '../../../src/formats/entry/entry.ts'
import { toEntry } from '../../../src/formats/exportFormats.ts'
import { readRis } from '../../../src/formats/ris/file.ts'
import { parseRis } from '../../../src/formats/ris/parse.ts'
import { printRis } from '../../../src/formats/ris/print.ts'
import { risFile } from '../../support/bibliographies.ts'

/** The records of a file, with every tag as it is, but the mark of the program that wrote it. */
const spelled = (text: string) =>
  readRis(text).records.map(({ values }) =>
    Object.fromEntries([...values].filter(([tag, all]) => tag !== 'ER' && !(tag === 'DP' && all[0] === 'Offprint'))),
  )

/** What is printed of a file that was imported. */
const through = (text: string) =>
  printRis(
    '',
    parseRis(text).entries.map((entry) => toEntry(toPaper(entry, 'A list'), null)),
  )

describe('a RIS file that is printed again', () => {
  test('has every record with its type, its key and each of its tags as they were', () => {
    fc.assert(
      fc.property(risFile, (text) => {
        expect(spelled(through(text))).toEqual(spelled(text))
      }),
      { numRuns: 150 },
    )
  })

  test('is read as the same papers', () => {
    fc.assert(
      fc.property(risFile, (text) => {
        const withoutLines = (entries: readonly Entry[]) => entries.map((entry) => ({ ...entry, line: 1 }))
        expect(withoutLines(parseRis(through(text)).entries)).toEqual(withoutLines(parseRis(text).entries))
      }),
      { numRuns: 100 },
    )
  })

  test('has what was edited, and all else as it came', () => {
    const [entry] = parseRis(
      'TY  - CPAPER\nT1  - One\nAU  - Hopper, Grace\nVL  - 3\nM1  - x\nID  - hop\nER  - \n',
    ).entries
    const printed = printRis('', [{ ...entry!, title: 'Two' }])
    expect(spelled(printed)).toEqual([
      { TY: ['CPAPER'], AU: ['Hopper, Grace'], VL: ['3'], M1: ['x'], TI: ['Two'], ID: ['hop'] },
    ])
  })

  test('never has the user’s own words where marks are left out', () => {
    const [entry] = parseRis('TY  - JOUR\nTI  - One\nU1  - read\nKW  - mine\nN1  - My own words\nER  - \n').entries
    expect(entry!.mark).toMatchObject({ status: 'read', tags: ['mine'], note: 'My own words' })
    expect(printRis('', [{ ...entry!, mark: null }])).not.toMatch(/own words|mine|U1/)
    expect(parseRis(printRis('', [entry!])).entries[0]!.mark).toEqual(entry!.mark)
  })
})
