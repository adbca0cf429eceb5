import { describe, expect, test } from 'vitest'
import { printNotice, readFile } from '../../src/formats/readFile.ts'
import { formats, type FormatName } from '../../src/formats/format.ts'
import { BLANK } from '../../src/formats/entry/entry.ts'

const papers = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    ...BLANK,
    title: `Paper ${i} on "caches", disks & more`,
    authors: ['Ada Lovelace', 'Alan Turing'],
    year: 2020,
    venue: 'ATC',
    doi: `10.1000/${i}`,
    links: [{ label: 'Paper', url: `https://doi.org/10.1000/${i}` }],
  }))

const bytes = (text: string) => new TextEncoder().encode(text)
const printed = (format: FormatName, count: number) => formats[format].print!('A list', papers(count))

const NAMES: readonly FormatName[] = ['bibtex', 'ris', 'csv', 'csl', 'json']

/** Kinds of damage to one paper of 3,000, with the papers that are lost. */
const ACCIDENTS: Readonly<Record<string, readonly [FormatName, (text: string) => string, missing: readonly number[]]>> =
  {
    'a brace that is never closed': ['bibtex', (text) => text.replace('{10.1000/1500}', '{10.1000/1500'), []],
    'a title that is never closed': ['bibtex', (text) => text.replace('disks \\& more},\n', 'disks \\& more,\n'), []],
    'an entry without its end': [
      'bibtex',
      (text) => text.replace(/(doi = \{10\.1000\/1500\},\n[^}]*\},\n)\}/, '$1'),
      [],
    ],
    'an entry closed too early': ['bibtex', (text) => text.replace('{10.1000/1500}', '{10.1000/1500}}'), []],
    'a record without its end': ['ris', (text) => text.replace(/(DO {2}- 10\.1000\/1500\r\n.*\r\n)ER.*\r\n/, '$1'), []],
    'a record without its beginning': ['ris', (text) => text.replace(/TY.*\r\n(TI {2}- Paper 1500 )/, '$1'), []],
    'a quote that is never closed': [
      'csv',
      (text) => text.replace('"Paper 1500 ', '"""Paper 1500 ').replace(/(1500 on ""caches"", disks & more)"/, '$1'),
      [1500],
    ],
    'a value cut out of CSL-JSON': ['csl', (text) => text.replace('"DOI": "10.1000/1500"', '"DOI": '), [1500]],
    'a brace cut out of a list': [
      'json',
      (text) => text.replace(/("doi": "10\.1000\/1500",[^}]*\}\s*\]\s*)\}/, '$1'),
      [1500],
    ],
  }

describe('a damaged file', () => {
  test.each(Object.entries(ACCIDENTS))(
    'with %s in one of 3,000 papers is read, and the line is reported',
    (_, [format, harm, missing]) => {
      const before = printed(format, 3000)
      const after = harm(before)
      expect(after).not.toBe(before)
      const { entries, notices } = readFile('papers', bytes(after))
      const found = new Set(entries!.map(({ title }) => title))
      const lost = papers(3000).flatMap(({ title }, i) => (found.has(title) ? [] : [i]))
      expect(lost.filter((i) => !missing.includes(i))).toEqual([])
      expect(notices.length).toBeGreaterThan(0)
      expect(notices.length).toBeLessThan(5)
      const lines = after
        .slice(0, after.indexOf(format === 'bibtex' && _ === 'a title that is never closed' ? 'Paper 0' : 'Paper 1500'))
        .split('\n').length
      for (const { line } of notices) expect(Math.abs(line - lines)).toBeLessThan(30)
    },
  )

  test.each(NAMES)('of %s gives all papers before a cut, and a notice', (format) => {
    const text = printed(format, 40)
    for (const share of [0.3, 0.55, 0.81]) {
      const cut = text.slice(0, Math.floor(text.length * share))
      const { entries, notices } = readFile('papers', bytes(cut))
      const whole = papers(40).filter((_, i) => cut.includes(`Paper ${i + 1} on`)).length
      expect(entries!.length).toBeGreaterThanOrEqual(whole)
      // A truncated row looks like one with empty cells.
      expect(notices.length > 0 || format === 'csv').toBe(true)
    }
  })
})

describe('a file of no known format', () => {
  const complaint = (content: Uint8Array, name = 'x.bib') => {
    const { entries, notices } = readFile(name, content)
    expect(entries).toBeNull()
    return notices.map((notice) => printNotice(name, notice)).join('\n')
  }

  test('is reported as empty, or as what it is instead', () => {
    expect(complaint(bytes(''))).toBe('x.bib:1: The file is empty.')
    expect(complaint(bytes(' \n\n'))).toBe('x.bib:1: The file is empty.')
    expect(complaint(bytes('%PDF-1.7 …'))).toBe('x.bib:1: This is a PDF, not a text file.')
    expect(complaint(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).toContain('a ZIP archive, or an Office document')
    expect(complaint(Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256))).toBe(
      'x.bib:1: This is not a text file.',
    )
    expect(complaint(bytes('Dear diary,\ntoday I read nothing.'))).toContain('This is not a format that Offprint reads')
  })
})

describe('an oversized file', () => {
  const LETTERS = 1_000_000
  const tables: Readonly<Record<string, readonly [text: string, titles: readonly string[]]>> = {
    'a header of a million columns': [`title,${'x,'.repeat(LETTERS)}\nA paper,b\n`, ['A paper']],
    'a row of a million columns': [`title,authors\nA paper,b${',x'.repeat(LETTERS)}\nB,c\n`, ['A paper', 'B']],
    'a row of a million quotes that open nothing': [
      `title,authors\n${'"a"b,'.repeat(LETTERS / 5)}\nB,c\n`,
      ['"a"b', 'B'],
    ],
  }
  test.each(Object.entries(tables))('with %s is read, and the line is reported', (_, [text, titles]) => {
    const { entries, notices } = readFile('wide.csv', bytes(text))
    expect(entries?.map(({ title }) => title)).toEqual(titles)
    expect(notices.some(({ message }) => /cells where/.test(message))).toBe(true)
  })

  test('is rejected where it would need too much memory, with advice to split it', () => {
    const list = '* A paper [Paper](https://example.org/x)\n'
    const { entries, notices } = readFile('list.md', bytes(list.repeat(1 + formats.markdown.maxLetters / list.length)))
    expect(entries).toBeNull()
    expect(notices[0]?.message).toMatch(
      /^Markdown of \S+ million characters is too long: split it into files of at most \S+ million/,
    )
  })
})
