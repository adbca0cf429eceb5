import { expect, test } from 'vitest'
import { readFile } from '../../src/formats/readFile.ts'
import { formats } from '../../src/formats/format.ts'
import { printCells, readCells } from '../../src/formats/csv/cells.ts'
import { linksIn } from '../../src/model/note/noteLink.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (name: string, text: string) => readFile(name, bytes(text))

test.each(['\r=1', '\n=1', '  =1+1', '\u00a0=1', '\ufeff=1', '\t=1', '＝1', "'  =1"])(
  'the cell %j is printed behind an apostrophe, and read back unchanged',
  (cell) => {
    const printed = printCells([[cell, 'b']])
    expect(printed).toMatch(/^"?'/)
    expect(readCells(printed, ',')[0]!.cells[0]).toBe(cell.replace(/\r/g, '\n'))
  },
)

test.each([
  ['lists in lists', `[{"title":"A Paper","authors":${'['.repeat(50_000)}${']'.repeat(50_000)}}]`],
  ['objects in objects', `[{"title":"A Paper","authors":${'{"name":'.repeat(50_000)}1${'}'.repeat(50_000)}}]`],
  [
    'a list of the app',
    `{"papers":[{"title":"A","highlights":${'[{"children":'.repeat(20_000)}1${'}]'.repeat(20_000)}}]}`,
  ],
])('JSON of deeply nested %s is reported, and nothing throws', (_, text) => {
  const { notices } = read('papers.json', text)
  expect(notices.map(({ message }) => message).join('\n')).toMatch(/nested too deep/)
})

test('a paper beside one that is nested too deep is read', () => {
  const deep = `{"title":"B","authors":${'['.repeat(600)}${']'.repeat(600)}}`
  const { entries } = read('papers.json', `[{"title":"A Paper of Words","authors":"C D"},${deep}]`)
  expect(entries?.map(({ title }) => title)).toEqual(['A Paper of Words'])
})

test('BibTeX strings that double in length each time are reported before they fill the memory', () => {
  const strings = Array.from({ length: 40 }, (_, i) => `@string{a${i + 1} = a${i} # a${i}}`)
  const text = `@string{a0 = "ab"}\n${strings.join('\n')}\n@article{k, title = {T}, note = a40}`
  const { entries, notices } = formats.bibtex.parse(text)
  expect(entries.map(({ title }) => title)).toEqual(['T'])
  expect(notices[0]?.message).toMatch(/longer than Offprint reads/)
})

test('a table with too many columns is reported', () => {
  const { notices } = formats.csv.parse(`Title,Year,${'a,'.repeat(2000)}\nA Paper of Words,2020\n`)
  expect(notices.map(({ message }) => message).join('\n')).toMatch(/those after the first 1000 are not read/)
})

test('markup beyond the limit of a Markdown paragraph stays plain text', () => {
  const { entries } = formats.markdown.parse(
    `- [A Title of a Paper](https://arxiv.org/abs/2401.00001)\n  - ${'**a** b '.repeat(100)}\n`,
  )
  expect(JSON.stringify(entries[0]?.highlights)).toContain('**a** b **a** b')
})

test('links are found beside code with any number of backticks, and not inside', () => {
  const names = (note: string) => linksIn(note).map(({ name }) => name)
  expect(names('[[a]] `[[b]]` ``[[c]] ` [[d]]`` [[e]]')).toEqual(['a', 'e'])
  expect(names('`[[a]]\n\n` [[b]]')).toEqual(['a', 'b'])
  expect(names('\\`[[a]]` \\[[b]]')).toEqual(['a'])
})

test('a Markdown paragraph with too many links reports the first line that stays plain text', () => {
  const links = Array.from({ length: 80 }, (_, at) => `[Paper](#${at})`).join(' ')
  const text = `# List\n\n* First of All Papers \\[[Paper](https://example.org/a)]\n\n${links}\n${links}\n`
  expect(formats.markdown.parse(text).notices).toContainEqual({
    line: 6,
    field: null,
    message: expect.stringMatching(/^The paragraph has more than 300 signs of Markdown/),
  })
  expect(formats.markdown.parse(text.replace(`${links}\n`, '')).notices).toEqual([])
})

test('a Markdown file with too many link definitions reports the first line beyond the limit', () => {
  const items = Array.from({ length: 600 }, (_, at) => `* Paper Number ${at} of a Long List \\[[Paper][p${at}]]\n`)
  const definitions = Array.from({ length: 600 }, (_, at) => `[p${at}]: https://example.org/${at}\n`)
  const { entries, notices } = formats.markdown.parse(`# List\n\n${items.join('')}\n${definitions.join('')}`)
  expect(entries).toHaveLength(600)
  expect(notices).toContainEqual({
    line: 603 + 501,
    field: null,
    message: expect.stringMatching(/^The file defines more than 500 links/),
  })
})

test('a Markdown file with 6,000 footnote definitions is read, and reports the first plain one', () => {
  const { entries, notices } = formats.markdown.parse(
    `# List\n\n* First of All Papers \\[[Paper](https://example.org/a)]\n\n${'[^1]: a\n'.repeat(6_000)}`,
  )
  expect(entries).toHaveLength(1)
  expect(notices).toContainEqual({
    line: 4 + 5_001,
    field: null,
    message: expect.stringMatching(/^The file has more than 5,000 definitions/),
  })
})
