import { describe, expect, test } from 'vitest'
import { parseBibtex } from '../../../src/formats/bibtex/parse.ts'
import { printBibtex } from '../../../src/formats/bibtex/print.ts'

const read = (fields: string) => parseBibtex(`@article{a, ${fields}, year=2010}`).entries[0]!

test('a link with a text to show is its address alone', () => {
  const { links } = read('title={A Title}, note={\\href{http://arxiv.org/abs/0812.00001/}{arXiv:0812.00001}}')
  expect(links.map(({ url }) => url)).toEqual(['http://arxiv.org/abs/0812.00001/'])
})

test.each([
  ['Semi\\hyphen automatic Disks', 'Semi-automatic Disks'],
  ['A 5 {\\(\\mathrm{\\mu}\\)}m Disk', 'A 5 μm Disk'],
])('the title %s is readable', (tex, title) => {
  expect(read(`title={${tex}}`).title).toBe(title)
})

test('a bracket at the end of a line does not end an entry in braces', () => {
  const { entries, notices } = parseBibtex(
    '@book{d, comment={one says \\} has named\na remark (so)\nindex 23},\n title={A Lost Title}, year=2001}',
  )
  expect(entries).toMatchObject([{ title: 'A Lost Title', year: 2001 }])
  expect(notices.length).toBeGreaterThan(0)
})

describe('what stands outside of the entries', () => {
  const STRING = '@string{jod = {Journal of Disks}}'
  const ONE = '@article{a,\n  title = {One},\n  year = {2010},\n}\n'
  const TWO = '@article{b,\n  title = {\\noop{0}Two},\n  year = {2011},\n}\n'
  const PREAMBLE = '@preamble{"\\newcommand{\\noop}[1]{}"}'
  const fieldsOf = (text: string) => parseBibtex(text).entries.map(({ bibliography }) => bibliography!.fields)
  const again = (text: string) => printBibtex('', parseBibtex(text).entries)

  test.each([
    ['a preamble that an entry uses', `${PREAMBLE}\n${ONE}\n${TWO}`, PREAMBLE],
    ['a preamble that no entry uses', `${PREAMBLE}\n${ONE}`, PREAMBLE],
    [
      'a line above an entry',
      `${ONE}\n% read this first: ann@example.org\n${TWO}`,
      '% read this first: ann@example.org\n@article{b,',
    ],
    ['words without a sign', `${ONE}\nthese are good\n${TWO}`, 'these are good\n@article{b,'],
    ['a comment in braces', `${ONE}\n@comment{ask Ann}\n${TWO}`, '@comment{ask Ann}\n@article{b,'],
    ['a comment above a string', `${ONE}\n% read this\n${STRING}\n${TWO}`, '% read this\n@article{b,'],
    ['a comment at the end', `${ONE}\n% and more of them`, '% and more of them\n@article{a,'],
  ])('comes out as it came in: %s', (_, text, expected) => {
    expect(parseBibtex(text).notices).toEqual([])
    expect(again(text)).toContain(expected)
    expect(fieldsOf(again(text))).toEqual(fieldsOf(text))
  })

  test('is kept with the entries that use it', () => {
    const [one, two] = fieldsOf(`${PREAMBLE}\n${ONE}\n${TWO}`)
    expect(one).not.toHaveProperty('@preamble')
    expect(two).toHaveProperty('@preamble')
  })

  test('is left out where programs wrote it', () => {
    const text = `% Encoding: UTF-8\nThis file was created by a program.\n\n${ONE}\n@Comment{jabref-meta: databaseType:bibtex;}\n@comment{BibDesk Static Groups{}}\n`
    expect(fieldsOf(text)[0]).not.toHaveProperty('@comment')
    expect(parseBibtex(text).notices).toEqual([])
  })
})
