import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toPaper } from '../../../src/formats/entry/entry.ts'
import { toEntry } from '../../../src/formats/exportFormats.ts'
import { parseCslJson } from '../../../src/formats/json/cslJson.ts'
import { printCslJson } from '../../../src/formats/json/cslPrint.ts'
import { cslItems } from '../../support/bibliographies.ts'

type Item = { readonly custom?: { readonly offprint?: object }; readonly [name: string]: unknown }

/** The items of a text without what Offprint adds to them. */
const spelled = (text: string) =>
  (JSON.parse(text) as readonly Item[]).map(({ custom, id, ...item }) => {
    const { offprint: _offprint, ...others } = custom ?? {}
    // A second item with the same id gets a number.
    return { ...item, id: String(id).replace(/#\d+$/, ''), ...(Object.keys(others).length > 0 && { custom: others }) }
  })

const through = (text: string) =>
  printCslJson(
    '',
    parseCslJson(text).entries.map((entry) => toEntry(toPaper(entry, 'A list'), null)),
  )

describe('a CSL-JSON file that is printed again', () => {
  test('has every item with its id, its type and each of its variables as they were', () => {
    fc.assert(
      fc.property(cslItems, (items) => {
        const text = JSON.stringify(items)
        expect(spelled(through(text))).toEqual(spelled(text))
      }),
      { numRuns: 150 },
    )
  })

  test('has what was edited, and all else as it came', () => {
    const item = { id: 'a', type: 'software', title: 'One', version: '3', author: [{ family: 'Li', given: 'A' }] }
    const [entry] = parseCslJson(JSON.stringify([item])).entries
    expect(spelled(printCslJson('', [{ ...entry!, title: 'Two' }]))).toEqual([{ ...item, title: 'Two' }])
  })

  test('never has the user’s own words where marks are left out', () => {
    const item = { id: 'a', type: 'book', title: 'One', annote: 'My own words', note: 'Read_Status: Read\nPMID: 17' }
    const [entry] = parseCslJson(JSON.stringify([item])).entries
    expect(entry!.mark).toMatchObject({ status: 'read', note: 'My own words' })
    const { annote: _annote, ...rest } = item
    expect(spelled(printCslJson('', [{ ...entry!, mark: null }]))).toEqual([{ ...rest, note: 'PMID: 17' }])
  })

  test('has neither the references nor the records of Crossref', () => {
    const item = { title: ['One'], reference: [{ key: 'x' }], volume: '3', 'reference-count': 1, indexed: {} }
    expect(parseCslJson(JSON.stringify({ message: item })).entries[0]!.bibliography!.fields).toEqual({
      title: ['One'],
      volume: '3',
    })
  })
})
