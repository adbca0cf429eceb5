import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/formats/entry/entry.ts'
import { formats, type FormatName } from '../../src/formats/format.ts'
import { printNotes } from '../../src/formats/notes/printNotes.ts'
import { readFile } from '../../src/formats/readFile.ts'
import { toParagraphs } from '../../src/model/text/paragraphs.ts'
import { entry } from '../support/entries.ts'

const only = (format: FormatName, text: string): Entry => {
  const { entries, notices } = formats[format].parse(text)
  expect([entries.length, notices]).toEqual([1, []])
  return entries[0]!
}

describe('an abstract', () => {
  test.each<[string, FormatName, string]>([
    ['BibTeX', 'bibtex', '@article{a, title={T},\n abstract = {It costs 5\\% of\n   {CPU} time.\n\n  It pays.} }'],
    ['RIS in AB', 'ris', 'TY  - JOUR\nTI  - T\nAB  - It costs 5% of\n      CPU time.\n\n      It pays.\nER  - \n'],
    ['RIS in N2', 'ris', 'TY  - JOUR\nTI  - T\nN2  - It costs 5% of CPU time.\nN2  - It pays.\nER  - \n'],
    ['PubMed', 'ris', 'PMID- 1\nTI  - T\nAB  - It costs 5% of \n      CPU time.\n\n      It pays.\n'],
    ['EndNote', 'ris', '%0 Journal Article\n%T T\n%X It costs 5% of CPU time.\n\nIt pays.\n'],
    [
      'JATS in CSL-JSON',
      'csl',
      '[{"title":"T","author":[{"family":"A"}],"abstract":"<jats:title>Abstract</jats:title><jats:p>It costs 5% of\\n <jats:italic>CPU</jats:italic> time.</jats:p><jats:p>It pays.</jats:p>"}]',
    ],
    ['a table', 'csv', 'Title,Year,Abstract Note\nT,2020,"It costs 5% of CPU time.\n\nIt pays."\n'],
    ['JSON of papers', 'paperJson', '[{"title":"T","abstract":"It costs 5% of\\nCPU time.\\n\\nIt pays."}]'],
    ['wrapped JSON', 'paperJson', '[{"title":"T","abstract":{"value":"It costs 5% of CPU time.\\n\\nIt pays."}}]'],
    ['a list', 'json', '{"title":"L","papers":[{"title":"T","abstract":"It costs 5% of\\nCPU time.\\n\\nIt pays."}]}'],
  ])('in %s is plain paragraphs, and no note', (_, format, text) => {
    expect(only(format, text)).toMatchObject({
      abstract: 'It costs 5% of CPU time.\n\nIt pays.',
      mark: null,
      notices: [],
    })
  })

  test.each([
    ['zotero.bib', 'We describe how 80% of a cache is wasted, and what to do about it.'],
    ['zotero.csv', 'An abstract, with commas'],
    ['web-of-science.txt', 'An abstract.'],
  ])('in %s is kept', (file, abstract) => {
    expect(readFile(file, readFileSync(`test/fixtures/papers/${file}`)).entries![0]!.abstract).toContain(abstract)
  })

  test('with labels has a paragraph a label', () => {
    const labelled =
      'TY  - JOUR\nTI  - T\nAB  - BACKGROUND: One\n      two.\n      METHODS: Three.\n      Results: Four.\nER  - \n'
    expect(only('ris', labelled).abstract).toBe('BACKGROUND: One two.\n\nMETHODS: Three.\n\nResults: Four.')
  })

  test('of a publisher that has none is empty', () => {
    expect(only('csv', 'Title,Year,Abstract\nT,2020,[No abstract available]\n').abstract).toBe('')
  })

  test('of unwrapped text stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = toParagraphs(text)
        expect(toParagraphs(once)).toBe(once)
      }),
    )
  })

  test('is not printed in Markdown, and in a note it is front matter', () => {
    const paper = { ...only('json', '{"title":"L","papers":[{"title":"T","abstract":"One.\\n\\nTwo."}]}') }
    expect(formats.markdown.print('L', [paper])).not.toContain('One.')
    expect(printNotes([paper])[0]!.text).toContain('\nabstract: "One.\\n\\nTwo."\n')
  })
})

test('no Markdown list changes by the abstracts of its papers', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 2 }), (entries) => {
      const without = entries.map((some) => ({ ...some, abstract: '' }))
      expect(formats.markdown.print('A list', entries)).toBe(formats.markdown.print('A list', without))
    }),
    { numRuns: 20 },
  )
})
