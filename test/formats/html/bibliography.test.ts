import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readFile } from '../../../src/formats/readFile.ts'

test('a bibliography printed as HTML is read by what it hides, or by its words', () => {
  const { format, entries, notices } = readFile('list', readFileSync('test/fixtures/papers/zotero-bibliography.html'))
  expect(format).toBe('bibliography')
  expect(notices).toEqual([])
  expect(entries).toMatchObject([
    {
      title: 'Slow disks & fast tapes',
      authors: ['Bo Doe', 'Ann Roe'],
      year: 2021,
      venue: 'Journal of Disks',
      doi: '10.1000/d.1',
      line: 9,
    },
    {
      title: 'Drums in retrospect',
      authors: ['C. Poe'],
      year: 2022,
      venue: 'Proceedings of the Disk Conference',
      doi: '10.1000/d.2',
      line: 11,
    },
  ])
})

test('any page with references in COinS is read', () => {
  const span = (value: string) => `<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;${value}"></span>`
  const page = `<!DOCTYPE html><html><body><p>Words</p>${span('rft.btitle=Disks&amp;rft.aulast=Roe&amp;rft.aufirst=Ann&amp;rft.date=2020-01')}<p>${span('rft.title=&amp;rft.au=No+Body')}</p></body></html>`
  expect(readFile('page.html', new TextEncoder().encode(page)).entries).toMatchObject([
    { title: 'Disks', authors: ['Ann Roe'], year: 2020 },
  ])
})

test('numbers before the entries are no part of them', () => {
  const page =
    '<html><body><div class="csl-bib-body"><div class="csl-entry"><div class="csl-left-margin">[1]</div><div class="csl-right-inline">A. Roe and B. Doe, “Slow disks for busy people,” <i>Journal of Disks</i>, vol. 1, 2021, doi: <a href="https://doi.org/10.1000/d.1">10.1000/d.1</a>.</div></div></div></body></html>'
  expect(readFile('page.html', new TextEncoder().encode(page)).entries).toMatchObject([
    { title: 'Slow disks for busy people', authors: ['A. Roe', 'B. Doe'], year: 2021, doi: '10.1000/d.1' },
  ])
})
