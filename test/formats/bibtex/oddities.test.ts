import { expect, test } from 'vitest'
import { parseBibtex } from '../../../src/formats/bibtex/parse.ts'

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
