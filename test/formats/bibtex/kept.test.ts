import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBibtex } from '../../../src/formats/bibtex/file.ts'
import { COPIES } from '../../../src/formats/copyFormats.ts'
import { readImportFile } from '../../../src/formats/workers/readAny.ts'
import { parseBibtex } from '../../../src/formats/bibtex/parse.ts'
import { printBibtex } from '../../../src/formats/bibtex/print.ts'
import { toPaper, type Entry } from '../../../src/formats/entry/entry.ts'
import { toEntry } from '../../../src/formats/exportFormats.ts'
import { bibtexFile, library } from '../../support/bibliographies.ts'

/** The entries of a file by their keys, with every field as it is spelled, but what may be the user’s own note. */
const spelled = (text: string) =>
  new Map(
    readBibtex(text).entries.map(({ key, type, fields }) => [
      key,
      { type, fields: Object.fromEntries([...fields].filter(([name]) => name !== 'annote')) },
    ]),
  )

/** The user’s own words are printed with their marks alone. */
const bare = (entries: readonly Entry[]) => entries.map((entry) => ({ ...entry, mark: null }))
const withoutLines = (entries: readonly Entry[]) => bare(entries).map((entry) => ({ ...entry, line: 1 }))

/** What is printed of a file without the user’s marks, next to what is in it. */
function through(text: string) {
  const before = spelled(text)
  const { entries } = parseBibtex(text)
  const printed = printBibtex(
    '',
    entries.map((entry) => toEntry(toPaper(entry, 'A list'), null)),
  )
  return { before, entries, printed, after: spelled(printed) }
}

describe('a BibTeX file that is printed again', () => {
  test('has every entry with its key, its type and each of its fields as they were spelled', () => {
    fc.assert(
      fc.property(bibtexFile, (text) => {
        const { before, after } = through(text)
        expect(after).toEqual(before)
      }),
      { numRuns: 200 },
    )
  })

  test('is read as the same papers', () => {
    fc.assert(
      fc.property(bibtexFile, (text) => {
        const { entries, printed } = through(text)
        expect(withoutLines(parseBibtex(printed).entries)).toEqual(withoutLines(entries))
      }),
      { numRuns: 100 },
    )
  })

  test('is the same for a library of three thousand varied entries', () => {
    const { before, after, entries } = through(library(3000))
    expect(entries.length).toBe(3000)
    expect(after).toEqual(before)
  })

  test('has what an entry inherits, and names its parent where that is printed too, after it', () => {
    const text = `
@inproceedings{part, title = {A part}, author = {Ada Lovelace}, crossref = {whole}}
@inproceedings{orphan, title = {Another part}, crossref = {gone}}
@proceedings{whole, title = {The {Whole}}, year = 2020, publisher = {ACM}, editor = {Hopper, Grace}}`
    const { entries, printed, after } = through(text)
    expect(after.get('part')!.fields).toEqual({
      title: 'A part',
      author: 'Ada Lovelace',
      booktitle: 'The {Whole}',
      year: '2020',
      publisher: 'ACM',
      editor: 'Hopper, Grace',
      crossref: 'whole',
    })
    expect(after.get('orphan')!.fields).toEqual({ title: 'Another part' })
    const reversed = printBibtex('', entries.toReversed())
    for (const order of [printed, reversed]) expect(order.indexOf('{whole,')).toBeGreaterThan(order.indexOf('{part,'))
    expect(printBibtex('', [entries[0]!])).not.toContain('crossref')
  })
})

describe('a paper that came from BibTeX', () => {
  const TEXT = `@software{Knuth:1984,
  title = {{TeX}: The {Program}}, subtitle = {A Book}, author = {Knuth, D. E.}, date = {1984-03-02}, month = mar,
  school = {Stanford}, number = {CS}, version = {3.1}, doi = {10.1000/TEX}, note = {Best Paper Award},
  keywords = {typesetting, "books"}, annote = {My own words}, readstatus = {read}, file = {a.pdf}}`
  const [entry] = parseBibtex(TEXT).entries as [Entry]
  const print = (changes: Partial<Entry>) => {
    const printed = printBibtex('', [{ ...entry, mark: null, ...changes }])
    const [read] = parseBibtex(printed).entries as [Entry]
    return { fields: Object.fromEntries(readBibtex(printed).entries[0]!.fields), read }
  }

  test('is printed with what was edited, and with all else as it came', () => {
    const { title: _title, subtitle: _subtitle, ...rest } = print({}).fields
    expect(print({ title: 'Another' }).fields).toEqual({ ...rest, title: 'Another' })
    expect(print({ year: 1985 }).fields).toMatchObject({ date: '1985', month: 'mar' })
    expect(print({ venue: 'MIT' }).fields).toMatchObject({ school: 'MIT', number: 'CS' })
    expect(print({ venue: '' }).fields).not.toHaveProperty('school')
  })

  test('is read back with what was edited', () => {
    for (const changes of [
      { title: 'Another' },
      { authors: ['Ada Lovelace'] },
      { year: 1985 },
      { year: null },
      { venue: 'MIT' },
      { venue: '' },
      { awards: [], notices: ['A notice'] },
      { abstract: 'Some words.' },
      { topics: [['One', 'Two']] },
      { links: [...entry.links, { label: 'Code', url: 'https://example.org/code' }] },
    ] satisfies readonly Partial<Entry>[]) {
      const { read } = print(changes)
      expect({ ...read, line: 1, bibliography: null }).toEqual({
        ...entry,
        mark: null,
        line: 1,
        bibliography: null,
        ...changes,
      })
      expect(read.bibliography).toMatchObject({ key: 'Knuth:1984', type: 'software', fields: { version: '3.1' } })
    }
  })

  test('never has the user’s own words where marks are left out', () => {
    const printed = printBibtex('', [{ ...entry, mark: null }])
    expect(entry.mark).toMatchObject({ status: 'read', note: 'My own words', tags: ['typesetting', '"books"'] })
    expect(JSON.stringify(entry.bibliography)).not.toMatch(/own words|readstatus/)
    expect(printed).not.toMatch(/own words|readstatus/)
    expect(parseBibtex(printBibtex('', [entry])).entries[0]!.mark).toEqual(entry.mark)
  })
})

describe('the key of an entry', () => {
  const keys = (text: string) =>
    [...printBibtex('', parseBibtex(text).entries).matchAll(/^@\w+\{(.*),$/gm)].map(([, key]) => key)

  test('is the one that it came with, and no other gets it', () => {
    const made = '@misc{, title = {The Café}, author = {Müller, Jürgen}, year = 2020}'
    expect(keys(`${made}\n@misc{muller2020cafe, title = {Something else}}`)).toEqual([
      'muller2020cafea',
      'muller2020cafe',
    ])
    expect(keys('@misc{same, title = {One}}\n@misc{same, title = {Two}}')).toEqual(['same', 'samea'])
    expect(COPIES.cite(parseBibtex('@misc{DBLP:conf/x/Y20, title = {One}}').entries)).toBe('\\cite{DBLP:conf/x/Y20}')
  })

  test('of an entry that is one paper with another is kept with it', () => {
    const text = '@misc{one, title = {Same}, isbn = {1}}\n@misc{two, title = {Same}, isbn = {2}, volume = {3}}'
    const found = readImportFile('a.bib', new TextEncoder().encode(text))
    expect(found).toMatchObject({
      papers: [{ bibliography: { key: 'one', fields: { isbn: '1', volume: '3', ids: 'two' } } }],
    })
  })
})
