import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBibtex } from '../../../src/formats/bibtex/parse.ts'
import { citationKeys } from '../../../src/formats/bibtex/citationKeys.ts'
import { printBibtex } from '../../../src/formats/bibtex/print.ts'
import { BLANK } from '../../../src/formats/entry/entry.ts'
import { entry, withoutLines } from '../../support/entries.ts'

describe('the law', () => {
  test('what is printed is read back the same, whatever signs it holds', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
        const { entries: read, notices } = parseBibtex(printBibtex('A list', entries))
        expect(withoutLines(read)).toEqual(entries)
        expect(notices).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('keys', () => {
  const keysOf = (...titles: string[]) =>
    citationKeys(titles.map((title) => ({ ...BLANK, title, authors: ['Jürgen Groß'], year: 2024 })))

  test('are author, year and a word of the title', () => {
    expect(keysOf('On the Cost of Serving', 'Éclair')).toEqual(['gross2024cost', 'gross2024eclair'])
    expect(citationKeys([{ ...BLANK, title: '中文' }])).toEqual(['anon'])
  })

  test('are told apart by letters that other papers do not have', () => {
    expect(keysOf('Cost, a first', 'Cost, a second', 'Costa')).toEqual([
      'gross2024cost',
      'gross2024costb',
      'gross2024costa',
    ])
  })

  test('are all different, and stay with their papers whatever their order', () => {
    const shuffled = fc
      .array(
        entry.map((entry) => ({ ...entry, mark: null })),
        { maxLength: 12 },
      )
      .chain((some) => {
        const entries = [...some, ...some.slice(0, 3).map((entry) => ({ ...entry, title: `${entry.title} II` }))]
        return fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }))
      })
    fc.assert(
      fc.property(shuffled, ([entries, others]) => {
        const keys = citationKeys(entries)
        expect(new Set(keys).size).toBe(entries.length)
        const print = (entries: readonly (typeof BLANK)[]) =>
          entries.map((entry, i) => `${citationKeys(entries)[i]} ${JSON.stringify(entry)}`)
        expect(print(others).toSorted()).toEqual(print(entries).toSorted())
      }),
    )
  })
})
