import * as fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'
import { parseBibtex } from '../../src/formats/bibtex/parse.ts'
import { COPIES } from '../../src/formats/copyFormats.ts'
import { complete } from '../../src/formats/entry/completeEntry.ts'
import { BLANK, type Entry } from '../../src/formats/entry/entry.ts'
import { landingPage } from '../../src/model/paper/identity.ts'
import { entry, withoutLines } from '../support/entries.ts'

const serving = complete({ ...BLANK, title: 'Serving [fast]', authors: ['Ada Lovelace'], year: 2024, doi: '10.1/x' })
const sorting: Entry = { ...BLANK, title: 'Sorting', authors: ['Bob Hope'] }

test('titles are copied one a line', () => {
  expect(COPIES.title([serving, sorting])).toBe('Serving [fast]\nSorting')
})

test('one link is copied as inline Markdown, several as a list', () => {
  expect(COPIES.markdown([serving])).toBe('[Serving \\[fast\\]](https://doi.org/10.1/x)')
  expect(COPIES.markdown([serving, sorting])).toBe('- [Serving \\[fast\\]](https://doi.org/10.1/x)\n- Sorting\n')
})

test('a copied link shows the title and leads to the page, whatever characters they contain', () => {
  fc.assert(
    fc.property(entry, (entry) => {
      const page = landingPage(entry.links)
      fc.pre(page !== undefined)
      const [paragraph] = fromMarkdown(`see ${COPIES.markdown([entry])}.`).children
      expect(paragraph).toMatchObject({
        type: 'paragraph',
        children: [{ value: 'see ' }, { type: 'link', children: [{ value: entry.title }] }, { value: '.' }],
      })
      const link = paragraph?.type === 'paragraph' ? paragraph.children[1] : undefined
      const url = link?.type === 'link' ? link.url : ''
      expect(new URL(url).href).toBe(new URL(page).href)
    }),
  )
})

test('a copied citation has the keys of the copied BibTeX', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (entries) => {
      const bibtex = COPIES.bibtex(entries)
      const keys = [...bibtex.matchAll(/^@\w+\{([^,\s]+),$/gm)].map(([, key]) => key)
      expect(COPIES.cite(entries)).toBe(`\\cite{${keys.join(',')}}`)
      expect(withoutLines(parseBibtex(bibtex).entries)).toEqual(entries)
    }),
  )
})
