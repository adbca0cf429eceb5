import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import type { Link } from '../../model/paper/paper.ts'
import { complete } from './completeEntry.ts'
import { BLANK, type Entry } from './entry.ts'
import type { Column } from './columnNames.ts'
import { splitItems } from './listCell.ts'
import { addressesIn, bareArxiv, fieldDoi, labelOf, mentionedArxiv, toAddress } from './addresses.ts'
import { fromMarkup, toLine } from './markup.ts'
import { splitAuthors, toDisplay } from './personNames.ts'
import { parseOutline } from './highlightOutline.ts'
import { readStatus, readYes } from './statusWords.ts'
import { yearIn } from './year.ts'

/** The texts that a row or an object has for a field, most specific first. */
export type Texts = (column: Column) => readonly string[]
export type Report = (field: string, message: string) => void

/** Reads a paper from the texts of a row or plain object. The title may be empty. Reports values that it cannot use. */
export function readRecord(texts: Texts, line: number, report: Report): Entry {
  const first = (column: Column) => texts(column).map(readLine).find(Boolean) ?? ''
  const items = (column: Column, also?: RegExp) => texts(column).flatMap((text) => splitItems(fromMarkup(text), also))
  const years = texts('year').map(toLine).filter(Boolean)
  const year = years.map(yearIn).find((found) => found !== null) ?? null
  if (year === null && years.length > 0) report('year', `"${years[0]}" is not a year`)
  const dois = texts('doi')
    .map(toLine)
    .filter((text) => text !== '' && !/^(?:n\/?a|none|null|-)$/i.test(text))
  const doi = dois.map(fieldDoi).find(Boolean) ?? ''
  if (!doi && dois.length > 0) report('doi', `"${dois[0]}" is not a DOI`)
  const venue = first('venue')
  return complete({
    ...BLANK,
    title: [first('title'), first('subtitle')].filter(Boolean).join(': '),
    authors: readAuthors(texts('authors').find((text) => text.trim() !== '') ?? ''),
    year,
    venue: /^arxiv(?: preprint)?\b/i.test(venue) ? 'arXiv' : venue,
    doi,
    arxiv:
      texts('arxiv')
        .map((text) => bareArxiv(text) || mentionedArxiv(text))
        .find(Boolean) ?? mentionedArxiv(venue),
    topics: items('topics').map((path) => path.split(/ > | › /)),
    affiliations: items('affiliations', /\n/),
    links: readLinks(texts, report),
    awards: items('awards'),
    notices: items('notices'),
    highlights: texts('highlights').flatMap((text) => parseOutline(fromMarkup(text))),
    mark: readMark(texts, items),
    line,
  })
}

const readLine = (text: string) => toLine(fromMarkup(text))

/** Scopus appends the author’s number in parentheses to each name. */
function readAuthors(cell: string): readonly string[] {
  const text = fromMarkup(cell)
    .replace(/ \(\d{6,}\)/g, '')
    .replace(/^\[\s*['"](.*)['"]\s*\]$/s, (_, inside: string) => inside.replace(/['"]\s*,\s*['"]/g, ';'))
  const items = /[;；]/.test(text) ? splitItems(text).map(toDisplay) : splitAuthors(text)
  return items.filter((name) => !/^(?:others|et al\.?)$/i.test(name))
}

function readLinks(texts: Texts, report: Report): readonly Link[] {
  const links: Link[] = []
  const add = (column: Column, label: string | null) => {
    for (const text of texts(column)) {
      const found = text
        .split(/(?<![\s;,|])[\s;,|]+(?=https?:|www\.|doi:|10\.)/i)
        .map(toAddress)
        .filter(Boolean)
      const urls = found.length > 0 ? found : addressesIn(text)
      for (const url of urls) links.push({ label: label ?? labelOf(url), url })
      // "yes", "-" or a local file path is no link that got lost, so most such values are not reported.
      if (urls.length === 0 && column === 'url' && /[./]/.test(text))
        report(column, `"${toLine(text)}" is not a web address`)
    }
  }
  add('url', null)
  add('pdf', 'PDF')
  add('code', 'Code')
  for (const text of texts('links')) {
    for (const item of splitItems(fromMarkup(text))) {
      const at = item.lastIndexOf(' <')
      const url = toAddress(at >= 0 && item.endsWith('>') ? item.slice(at + 2, -1) : item)
      if (url) links.push({ label: at >= 0 ? item.slice(0, at) : labelOf(url), url })
      else report('links', `"${item}" is not a web address, alone or in < > after its name`)
    }
  }
  return links
}

function readMark(texts: Texts, items: (column: Column, also?: RegExp) => readonly string[]): Mark | null {
  const status = texts('status')
    .map(readStatus)
    .find((found) => found !== undefined)
  const starred = texts('starred').some(readYes)
  const tags = items('tags', /[,\n、，|]/)
  const note = texts('note')
    .filter((text) => text !== '')
    .join('\n\n')
  if (!status && !starred && tags.length === 0 && note.trim() === '') return null
  return { status: status ?? UNMARKED.status, starred, tags: [...new Set(tags)], note }
}
