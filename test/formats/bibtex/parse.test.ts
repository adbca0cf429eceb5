import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBibtex } from '../../../src/formats/bibtex/parse.ts'
import { citationKeys } from '../../../src/formats/bibtex/citationKeys.ts'
import { printBibtex } from '../../../src/formats/bibtex/print.ts'
import { BLANK } from '../../../src/formats/entry/entry.ts'
import { entry, withoutLines } from '../../support/entries.ts'

describe('the BibTeX parser', () => {
  test('reads printed entries back unchanged, whatever characters they contain', () => {
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

describe('citation keys', () => {
  const keysOf = (...titles: string[]) =>
    citationKeys(titles.map((title) => ({ ...BLANK, title, authors: ['Jürgen Groß'], year: 2024 })))

  test('consist of author, year and a word of the title', () => {
    expect(keysOf('On the Cost of Serving', 'Éclair')).toEqual(['gross2024cost', 'gross2024eclair'])
    expect(citationKeys([{ ...BLANK, title: '中文' }])).toEqual(['anon'])
  })

  test('get a letter where they are equal, but never the key of another paper', () => {
    expect(keysOf('Cost, a first', 'Cost, a second', 'Costa')).toEqual([
      'gross2024cost',
      'gross2024costb',
      'gross2024costa',
    ])
  })

  test('are unique, and do not depend on the order of the papers', () => {
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
