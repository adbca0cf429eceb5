import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { printable, printAs, printFacts, readFile } from '../../src/formats/readFile.ts'
import { BLANK } from '../../src/formats/entry/entry.ts'
import { detect, formats } from '../../src/formats/format.ts'

const folder = 'test/fixtures/papers'
const FOUND: Readonly<Record<string, string>> = {
  bib: 'bibtex',
  ris: 'ris',
  nbib: 'ris',
  enw: 'ris',
  csv: 'csv',
  txt: 'csv',
  'endnote.xml': 'endNoteXml',
  'pubmed.xml': 'pubmedXml',
  rdf: 'zoteroRdf',
  md: 'note',
  yaml: 'yaml',
  yml: 'yaml',
  'firefox.html': 'bookmarks',
  'zotero-bibliography.html': 'bibliography',
}

test.each(readdirSync(folder).filter((file) => !file.endsWith('.json')))(
  '%s is detected by its content, whatever its name',
  (file) => {
    const text = readFileSync(`${folder}/${file}`, 'utf8')
    expect(detect('download', text)).toBe(FOUND[file] ?? FOUND[file.split('.').at(-1)!])
  },
)

test('every printed format is detected again', () => {
  const entries = readFile('x', readFileSync(`${folder}/zotero.bib`)).entries!
  for (const name of printable) expect(detect('x', printAs(name, 'A list', entries) ?? '')).toBe(name)
})

test.each([
  ['with commas', '# Papers\n\n- One, two, three\n- Four, five, six\n'],
  ['with a table', '| Title | Year |\n| --- | --- |\n| One | 2020 |\n'],
  ['with BibTeX in it', '# Cite us\n\n```\n@article{x, title={X}}\n```\n'],
])('a Markdown list %s is detected as Markdown', (_, text) => {
  expect(detect('x.txt', text)).toBe('markdown')
})

test('prose is detected as no format', () => {
  expect(detect('x.txt', 'Dear Ada,\n\nthanks for the paper; it is good.\nYours, Alan\n')).toBeNull()
})

describe('printed BibTeX', () => {
  const print = (fields: Partial<typeof BLANK>) => formats.bibtex.print('', [{ ...BLANK, ...fields }])

  test('has unique keys of author, year and a word', () => {
    const paper = { ...BLANK, title: 'The Café of Things', authors: ['Jürgen Müller'], year: 2020 }
    const text = formats.bibtex.print(
      '',
      Array.from({ length: 29 }, () => paper),
    )
    const keys = [...text.matchAll(/^@misc\{(.*),$/gm)].map(([, key]) => key)
    expect(keys.slice(0, 3)).toEqual(['muller2020cafe', 'muller2020cafea', 'muller2020cafeb'])
    expect(new Set(keys).size).toBe(29)
  })

  test('keeps inner capitals, formulas and TeX characters', () => {
    expect(print({ title: 'CachedAttention for LLMs: 80% off $O(n^2)$ & {more} _now_' })).toContain(
      'title = {{CachedAttention} for {LLMs:} 80\\% off {$O(n^2)$} \\& \\{more\\} \\_now\\_}',
    )
  })

  test('keeps a note of a megabyte, as do the other formats, within seconds', () => {
    const note = 'Line with {braces}, $x$, 100% & more \\ 中文 🎉\n'.repeat(22_000)
    const mark = { status: 'read', starred: true, tags: ['a, b'], note } as const
    const start = performance.now()
    for (const { print, parse } of [formats.bibtex, formats.ris, formats.csv, formats.csl])
      expect(parse(print('', [{ ...BLANK, title: 'One', mark }])).entries[0]!.mark).toEqual(mark)
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describe('printed CSV', () => {
  test('has no cell that starts a formula, and is read back unchanged', () => {
    for (const title of [
      '=HYPERLINK("https://example.org","x")',
      '+1 for caches',
      '-1+2',
      '@SUM(1)',
      "'=quoted",
      '＝1',
    ]) {
      const text = formats.csv.print('', [{ ...BLANK, title }])
      expect(text.split('\r\n')[1]).toMatch(/^"?'/)
      expect(formats.csv.parse(text).entries[0]!.title).toBe(title)
    }
  })

  test('leaves a number with a sign a number', () => {
    const text = formats.csv.print('', [{ ...BLANK, title: '-3.5 %' }])
    expect(text.split('\r\n')[1]).toMatch(/^-3\.5 %,/)
    expect(formats.csv.parse(text).entries[0]!.title).toBe('-3.5 %')
  })
})

test('the converter prints the facts of a paper, and its mark where there is one', () => {
  const mark = { status: 'read', starred: true, tags: ['t'], note: 'mine' } as const
  expect(JSON.parse(printFacts([{ ...BLANK, title: 'One', arxiv: '2401.00001', mark }]))).toEqual([
    {
      title: 'One',
      authors: [],
      year: null,
      venue: '',
      doi: '',
      arxiv: '2401.00001',
      topics: [],
      links: [],
      affiliations: [],
      awards: [],
      notices: [],
      highlights: [],
      ...mark,
    },
  ])
  expect(JSON.parse(printFacts([{ ...BLANK, title: 'One' }]))).toEqual([
    {
      title: 'One',
      authors: [],
      year: null,
      venue: '',
      doi: '',
      topics: [],
      links: [],
      affiliations: [],
      awards: [],
      notices: [],
      highlights: [],
    },
  ])
  expect(printAs('paperJson', '', [])).toBeNull()
  expect(printAs('nonsense', '', [])).toBeNull()
})

test('the manifest lists every file extension of the formats, for opening and for sharing', () => {
  const manifest = JSON.parse(readFileSync('public/manifest.webmanifest', 'utf8')) as {
    file_handlers: readonly { accept: Readonly<Record<string, readonly string[]>> }[]
    share_target: { params: { files: readonly { accept: readonly string[] }[] } }
  }
  const endings = [...new Set(Object.values(formats).flatMap(({ extensions }) => extensions))].map((name) => `.${name}`)
  const opened = manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat())
  const shared = manifest.share_target.params.files.flatMap(({ accept }) =>
    accept.filter((name) => name.startsWith('.')),
  )
  expect(opened.toSorted()).toEqual(endings.toSorted())
  expect(shared.toSorted()).toEqual(endings.toSorted())
})
