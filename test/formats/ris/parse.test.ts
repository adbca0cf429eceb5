import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRis } from '../../../src/formats/ris/parse.ts'
import { printRis } from '../../../src/formats/ris/print.ts'
import { entry, withoutLines } from '../../support/entries.ts'

describe('the RIS parser', () => {
  test('reads printed entries back unchanged, whatever characters they contain', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
        const { entries: read, notices } = parseRis(printRis('A list', entries))
        expect(withoutLines(read)).toEqual(entries)
        expect(notices).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test.each<[string, string, object]>([
    [
      'TY after other tags',
      'DB  - X\nTI  - One\nTY  - JOUR\nAU  - Roe, A.\nER  - ',
      { title: 'One', authors: ['A. Roe'] },
    ],
    ['a line separator in a title', 'TY  - JOUR\nTI  - One\u2028two\nER  - ', { title: 'One two' }],
    ['a call number', 'TY  - BOOK\nTI  - One\nAU  - Roe, Ann\nCN  - QA76.9 .D3\nER  - ', { authors: ['Ann Roe'] }],
    ['the day of access alone', 'TY  - ELEC\nTI  - One\nY2  - 2021/05/06\nER  - ', { year: null }],
    ['a thesis', 'TY  - THES\nTI  - One\nPB  - A University\nER  - ', { venue: 'A University' }],
    ['a book’s publisher', 'TY  - BOOK\nTI  - One\nPB  - A Press\nER  - ', { venue: '' }],
    [
      'two addresses in a line',
      'TY  - JOUR\nTI  - One\nUR  - https://a.example.org/1; https://b.example.org/2\nER  - ',
      { links: [{ url: 'https://a.example.org/1' }, { url: 'https://b.example.org/2' }] },
    ],
    [
      'all authors in a line',
      'TY  - JOUR\nTI  - One\nAU  - Ann Roe, Bo Doe, Cy Poe, Di Foe\nER  - ',
      { authors: ['Ann Roe', 'Bo Doe', 'Cy Poe', 'Di Foe'] },
    ],
    [
      'tags that were escaped',
      'TY  - JOUR\nTI  - CO&lt;sub&gt;2&lt;/sub&gt; &amp;amp; more\nER  - ',
      { title: 'CO2 & more' },
    ],
    [
      'a DOI with percent signs',
      'TY  - JOUR\nTI  - One\nDO  - 10.1002/1%3C3::AID%3E3.0.CO;2-K\nER  - ',
      { doi: '10.1002/1<3::AID>3.0.CO;2-K' },
    ],
    ['one author in PubMed’s style', 'PMID- 1\nTI  - One\nAU  - Vander Lugt MT', { authors: ['MT Vander Lugt'] }],
    ['a chapter without a title', 'PMID- 1\nBTI - A Handbook', { title: 'A Handbook' }],
  ])('reads %s', (_, text, fields) => {
    expect(parseRis(text).entries).toMatchObject([fields])
  })

  test('reads the records of ERIC, which have the tags of PubMed and no number', () => {
    const { entries, notices } = parseRis('\nOWN - ERIC\nTI  - One\nJT  - A Journal\n\nOWN - ERIC\nTI  - Two\n')
    expect(entries.map(({ title }) => title)).toEqual(['One', 'Two'])
    expect(notices).toEqual([])
  })
})
