import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseYaml } from '../../../src/formats/yaml/parse.ts'
import { readFile } from '../../../src/formats/readFile.ts'

const read = (text: string) => readFile('download', new TextEncoder().encode(text))

test('references in CSL YAML, as pandoc and Better BibTeX write them, are read', () => {
  const { format, entries, notices } = readFile('refs', readFileSync('test/fixtures/papers/pandoc.yaml'))
  expect(format).toBe('yaml')
  expect(notices).toEqual([])
  expect(entries).toMatchObject([
    {
      title: 'Slow disks: a study',
      authors: ['Ann Roe', 'Disk Group'],
      year: 2021,
      venue: 'Journal of Disks',
      doi: '10.1000/d.1',
      line: 3,
    },
    {
      title: 'Fast drums',
      authors: ['Cy Poe'],
      year: 2022,
      links: [{ url: 'https://example.org/drums' }],
      line: 15,
    },
  ])
})

test('a bibliography of Typst is read, with the venue of its parent', () => {
  const { format, entries, notices } = readFile('refs', readFileSync('test/fixtures/papers/typst.yml'))
  expect(format).toBe('yaml')
  expect(notices).toEqual([])
  expect(entries).toMatchObject([
    { title: 'Slow Disks', authors: ['Ann Roe', 'Bo Doe'], year: 2021, venue: 'Journal of Disks', doi: '10.1000/d.1' },
    {
      title: 'Fast Drums',
      authors: ['Cy van den Berg'],
      year: 2024,
      venue: 'Proceedings of Drums',
      arxiv: '2401.00001',
      line: 15,
    },
    { title: 'Tapes', authors: ['Di Moe'], year: 1999, venue: 'University of Tapes' },
  ])
})

test('a list of publications of a homepage is read by its keys', () => {
  const text =
    '# Papers\n- title: Slow Disks\n  authors: Ann Roe, Bo Doe\n  venue: FAST\n  year: 2021\n  pdf: https://example.org/a.pdf\n- title: Fast Drums\n  authors: [Cy Poe]\n  year: 2022\n'
  expect(read(text)).toMatchObject({
    format: 'yaml',
    entries: [
      { title: 'Slow Disks', authors: ['Ann Roe', 'Bo Doe'], year: 2021, venue: 'FAST', line: 2 },
      { title: 'Fast Drums', authors: ['Cy Poe'], year: 2022, line: 7 },
    ],
  })
})

test.each([
  ['a configuration', 'version: 3\nservices:\n  web:\n    image: "a:1"\n    ports:\n      - "80:80"\n'],
  ['a site', 'title: My Site\nauthor: Ann\nplugins:\n  - feed\n'],
  [
    'a workflow',
    'name: CI\non: [push]\njobs:\n  test:\n    steps:\n      - uses: actions/checkout@v4\n        name: x\n',
  ],
])('YAML of %s is refused', (_, text) => {
  expect(read(text).entries ?? []).toEqual([])
  expect(read(text).notices.length).toBeGreaterThan(0)
})

test('references to references do not fill the memory, and are reported', () => {
  const bomb = Array.from({ length: 30 }, (_, i) =>
    i === 0 ? 'a0: &a0 [x, x]' : `a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`,
  ).join('\n')
  const { entries, notices } = parseYaml(`${bomb}\nreferences:\n- title: One\n  issued: 2020\n  author: *a29\n`)
  expect(entries).toEqual([])
  expect(notices[0]?.message).toMatch(/alias/)
})

test.each([
  ['brackets', `- title: One\n  authors: ${'['.repeat(50_000)}`],
  ['items', `- title: One\n  authors:\n${'- '.repeat(50_000)}x`],
  [
    'indents',
    `- title: One\n  authors: x\n${Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i + 2)}a:`).join('\n')}`,
  ],
])('%s nested without end are reported, and nothing throws', (_, text) => {
  const { notices } = parseYaml(text)
  expect(notices[0]?.message).toMatch(/nested too deep/)
})

test('what is wrong with the YAML is named by its line', () => {
  const { notices } = parseYaml('references:\n- title: One\n  issued: 2020\n- title: "Two\n  issued: 2021\n')
  expect(notices[0]).toMatchObject({ message: expect.stringContaining('is not YAML') })
  expect(notices[0]!.line).toBeGreaterThan(3)
})

test('an entry of Hayagriva that is a mere key is reported, and the others are read', () => {
  const { entries, notices } = parseYaml('a:\n  type: book\n  title: One\nb:\nc: 3\nd:\n  type: book\n  title: Two\n')
  expect(entries.map(({ title }) => title)).toEqual(['One', 'Two'])
  expect(notices).toMatchObject([{ field: 'title' }, { field: 'title' }])
})

test('a key that occurs twice is reported, since one of its values is lost', () => {
  const { entries, notices } = parseYaml('a:\n  type: book\n  title: One\na:\n  type: book\n  title: Two\n')
  expect(entries.map(({ title }) => title)).toEqual(['Two'])
  expect(notices).toMatchObject([{ line: 1, message: expect.stringContaining('a key twice') }])
})

test('more references than a list has are reported, and not looked up', () => {
  const { entries, notices } = parseYaml(`- title: One\n  year: 2020\n${'- &a x\n- *a\n'.repeat(2000)}`)
  expect(entries).toEqual([])
  expect(notices[0]?.message).toMatch(/too many references/)
})
