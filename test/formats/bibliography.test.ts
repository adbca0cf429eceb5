import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBibtex } from '../../src/formats/bibtex/parse.ts'
import { toPaper, type Entry } from '../../src/formats/entry/entry.ts'
import { toEntry } from '../../src/formats/exportFormats.ts'
import { formats } from '../../src/formats/format.ts'
import { parseOffprint, printOffprint } from '../../src/formats/json/offprintList.ts'
import { draftOf, readDraft } from '../../src/formats/draft/paperDraft.ts'
import { parsePaper, printPaper } from '../../src/formats/stored/paperLine.ts'
import { readFile } from '../../src/formats/readFile.ts'
import { readBackupLists, printListHead } from '../../src/model/backup/backupLists.ts'
import { isKeptPaper } from '../../src/model/paper/storedPaper.ts'
import { bibliography, entry } from '../support/entries.ts'

const FIELDS = {
  volume: '12',
  number: '3',
  pages: '101--120',
  publisher: 'Springer & Sons',
  address: 'Zürich',
  edition: '2nd',
  isbn: '978-3-16-148410-0',
  issn: '1234-567X',
  keywords: 'caches, disks that lie',
  language: 'english',
  series: 'LNCS',
  editor: 'Hopper, Grace and {The GPU Group}',
}
const TEXT = `@inbook{Knuth:1984, title = {The {TeX}book}, author = {Knuth, Donald}, year = 1984, booktitle = {Books},
${Object.entries(FIELDS)
  .map(([name, value]) => `  ${name} = {${value.replace('&', '\\&').replace('ü', '{\\"u}')}}`)
  .join(',\n')}
}`

/** What a format says of the entries of another. */
const through = (name: 'ris' | 'csl', entries: readonly Entry[]) =>
  formats[name].parse(formats[name].print('', entries)).entries

describe('what a bibliography knows', () => {
  test.each(['ris', 'csl'] as const)('goes from BibTeX to %s and back', (name) => {
    const [back] = parseBibtex(formats.bibtex.print('', through(name, parseBibtex(TEXT).entries))).entries
    expect(back!.bibliography).toMatchObject({
      format: 'bibtex',
      key: 'Knuth:1984',
      type: expect.stringMatching(/^in/),
    })
    expect(back!.bibliography!.fields).toMatchObject({ ...FIELDS, publisher: 'Springer \\& Sons' })
  })

  test('goes from RIS to CSL-JSON', () => {
    const ris =
      'TY  - CHAP\nTI  - One\nVL  - 3\nSP  - 12\nEP  - 20\nSN  - 1234-567X\nKW  - a\nKW  - b\nID  - key1\nER  - \n'
    expect(JSON.parse(formats.csl.print('', formats.ris.parse(ris).entries))).toMatchObject([
      { id: 'key1', type: 'chapter', volume: '3', page: '12-20', ISSN: '1234-567X', keyword: 'a, b' },
    ])
  })

  test.each([
    ['EndNote', '%0 Book Section\n%A Roe, Ann\n%T One\n%B Two\n%K disks\n%F roe2021\n', 'CHAP', 'roe2021', ['disks']],
    ['PubMed', 'PMID- 1\nTI  - One\nPT  - Case Reports\nPT  - Journal Article\nOT  - disks\n', 'JOUR', '', ['disks']],
    [
      'the Web of Science',
      'FN Clarivate\nVR 1.0\nPT J\nTI One\nSO NATURE\nDT Proceedings Paper\nDE magnetic\n   disks; R&D\nER\n\nEF\n',
      'CONF',
      '',
      ['magnetic disks', 'R&D'],
    ],
    ['RefWorks', 'RT Dissertation/Thesis\nSR 1\nA1 Roe, Ann\nT1 One\nK1 disks;tape\n', 'THES', '', ['disks', 'tape']],
  ])('has the type, the key and the keywords of a record of %s', (_, text, type, key, keywords) => {
    const [entry] = readFile('x', new TextEncoder().encode(text)).entries!
    expect(entry!.bibliography).toMatchObject({ type, key, fields: { KW: keywords } })
  })

  test('is read from the tags of EndNote, PubMed and the Web of Science', () => {
    const facts = (text: string) =>
      formats.bibtex.print('', readFile('x', new TextEncoder().encode(text)).entries ?? [])
    expect(facts('%0 Journal Article\n%T One\n%V 3\n%N 4\n%P 5-6\n')).toMatch(
      /volume = \{3\}[^]*number = \{4\}[^]*\{5--6\}/,
    )
    expect(facts('PMID- 1\nTI  - One\nVI  - 3\nIP  - 4\nPG  - 5-6\n')).toMatch(
      /volume = \{3\}[^]*number = \{4\}[^]*\{5--6\}/,
    )
    expect(facts('FN Clarivate\nVR 1.0\nPT J\nTI One\nSO NATURE\nVL 3\nIS 4\nBP 5\nEP 6\nER\n\nEF\n')).toMatch(
      /volume = \{3\}[^]*number = \{4\}[^]*\{5--6\}/,
    )
  })
})

test('the entry of a paper is kept by lists, backups, the form and JSON for sharing', () => {
  fc.assert(
    fc.property(entry, bibliography, (some, bibliography) => {
      const paper = toPaper({ ...some, bibliography }, 'A list')
      expect(parsePaper(printPaper(paper)).bibliography).toEqual(bibliography)
      // A line that is no paper as it is stored cannot be edited.
      expect(isKeptPaper(JSON.parse(printPaper(paper)))).toBe(true)
      const backup = [printListHead({ id: 'own:1', title: 'A', addedAt: 1, papers: 1 }), printPaper(paper)]
      expect(readBackupLists(backup).lists[0]!.papers[0]!.bibliography).toEqual(bibliography)
      const edited = readDraft({ ...draftOf(paper), title: 'Edited' }, paper)
      expect(edited).toMatchObject({ paper: { title: 'Edited', bibliography } })
      expect(parseOffprint(printOffprint('A', [toEntry(paper, null)])).entries[0]!.bibliography).toEqual(bibliography)
    }),
    { numRuns: 100 },
  )
})
