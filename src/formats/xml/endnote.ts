import { UNMARKED } from '../../model/mark/mark.ts'
import type { Link } from '../../model/paper/paper.ts'
import { bareArxiv, fieldDoi, labelOf, mentionedArxiv, toAddress } from '../entry/addresses.ts'
import { cslTypeOf } from '../bibliography/typeNames.ts'
import { keepFacts } from '../bibliography/keepFacts.ts'
import { splitNumbers } from '../bibliography/vocabulary.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Notice, type Parsed } from '../entry/entry.ts'
import { abstractFromMarkup } from '../entry/markup.ts'
import { readNames } from '../entry/personNames.ts'
import { yearIn } from '../entry/year.ts'
import { elementsAt, readElements, textAt, textOf, textsAt, type Element } from './elements.ts'

/**
 * Parses the XML of EndNote (`<xml><records>`), which Mendeley, Zotero and databases export too. What the user wrote is
 * in `research-notes`; `notes` are remarks of databases.
 */
export function parseEndNoteXml(text: string): Parsed {
  const entries: Entry[] = []
  const missing: Notice[] = []
  const notices = readElements(text, 'xml', new Set(['record']), (record) => {
    const entry = readRecord(record)
    if (entry.title !== '') entries.push(entry)
    else missing.push({ line: record.line, field: 'title', message: 'is missing, so the record cannot be shown' })
  })
  return { title: '', entries, notices: [...missing, ...notices].toSorted((a, b) => a.line - b.line) }
}

/** Paths of links. The files of a library are at addresses of its computer, which are no links. */
const LINKS = ['web-urls', 'related-urls', 'pdf-urls', 'text-urls']

function readRecord(record: Element): Entry {
  const first = (...paths: readonly (readonly string[])[]) =>
    paths.map((path) => textAt(record, ...path)).find(Boolean) ?? ''
  const type = elementsAt(record, 'ref-type')[0]?.attributes['name'] ?? ''
  const isUnpublished = /thesis|report/i.test(type)
  const venue = first(
    ['titles', 'secondary-title'],
    ['periodical', 'full-title'],
    ['titles', 'alt-title'],
    ['periodical', 'abbr-1'],
    ...(isUnpublished ? [['publisher']] : []),
  )
  const links = LINKS.flatMap((kind): readonly Link[] =>
    textsAt(record, 'urls', kind, 'url').flatMap((address) => {
      const url = toAddress(address)
      return url ? [{ label: kind === 'pdf-urls' ? 'PDF' : labelOf(url), url }] : []
    }),
  )
  const note = elementsAt(record, 'research-notes').map(readText).filter(Boolean).join('\n\n')
  return complete({
    ...BLANK,
    title: first(['titles', 'title'], ['titles', 'short-title']),
    authors: readNames(textsAt(record, 'contributors', 'authors', 'author')),
    year: yearIn(first(['dates', 'year'])) ?? yearIn(first(['dates', 'pub-dates', 'date'])),
    venue: /^arxiv\b/i.test(venue) ? 'arXiv' : venue,
    doi: fieldDoi(first(['electronic-resource-num'])),
    arxiv: bareArxiv(first(['accession-num'])) || mentionedArxiv(venue),
    abstract: abstractFromMarkup(elementsAt(record, 'abstract').map(textOf).join('\n\n')),
    affiliations: textsAt(record, 'auth-address'),
    links,
    mark: note === '' ? null : { ...UNMARKED, note },
    ...readFacts(record, cslTypeOf(type)),
    line: record.line,
  })
}

/** The editors of a book are the third people of its record, and its second ones those of the series. */
const EDITORS: Readonly<Record<string, string>> = {
  book: 'tertiary-authors',
  chapter: 'secondary-authors',
  'paper-conference': 'secondary-authors',
  'article-journal': 'secondary-authors',
}

function readFacts(record: Element, type: string): Pick<Entry, 'bibliography'> {
  const first = (...path: readonly string[]) => textAt(record, ...path)
  const editors = EDITORS[type]
  return keepFacts({
    key: first('label'),
    type,
    values: {
      volume: first('volume'),
      number: first('number') || first('issue'),
      pages: first('pages'),
      publisher: first('publisher'),
      address: first('pub-location'),
      edition: first('edition'),
      ...splitNumbers(elementsAt(record, 'isbn').map(textOf)),
      keywords: textsAt(record, 'keywords', 'keyword'),
      language: first('language'),
      series: first('titles', 'tertiary-title'),
      editor: editors ? readNames(textsAt(record, 'contributors', editors, 'author')) : [],
    },
  })
}

/** The text of a note, of which EndNote ends the lines with CR. */
const readText = (element: Element) => textOf(element).replace(/\r\n?/g, '\n').trim()
