import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import type { Link } from '../../model/paper/paper.ts'
import { parseJson } from '../../model/parseJson.ts'
import { complete } from './completeEntry.ts'
import { BLANK, type Entry } from './entry.ts'
import type { Column } from './columnNames.ts'
import { splitItems } from './listCell.ts'
import { addressesIn, bareArxiv, fieldDoi, labelOf, mentionedArxiv, toAddress } from './addresses.ts'
import { abstractFromMarkup, fromMarkup, toLine } from './markup.ts'
import { readNames, splitAuthors } from './personNames.ts'
import { parseOutline } from './highlightOutline.ts'
import { isDatabaseNote, noteFromHtml, statusInExtra } from './readerWords.ts'
import { readStatus, readYes } from './statusWords.ts'
import { yearIn } from './year.ts'

/** The texts that a row or an object has for a field, most specific first. */
export type Texts = (column: Column) => readonly string[]
export type Report = (field: string, message: string) => void

/** Reads a paper from the texts of a row or plain object. The title may be empty. Reports values that it cannot use. */
export function readRecord(texts: Texts, line: number, report: Report): Entry {
  const first = (column: Column) => texts(column).map(readLine).find(Boolean) ?? ''
  const items = (column: Column, also?: RegExp) => texts(column).flatMap((text) => readItems(fromMarkup(text), also))
  const years = texts('year').map(toLine).filter(Boolean)
  const year = years.map(yearIn).find((found) => found !== null) ?? null
  if (year === null && years.length > 0) report('year', `"${years[0]}" is not a year`)
  const dois = texts('doi')
    .map(toLine)
    .filter((text) => text !== '' && !/^(?:n\/?a|none|null|-)$/i.test(text))
  const doi = dois.map(fieldDoi).find(Boolean) ?? ''
  if (!doi && dois.length > 0) report('doi', `"${dois[0]}" is not a DOI`)
  const venue = first('venue')
  const authors = readPeople(texts('authors').find((text) => text.trim() !== '') ?? '')
  // Instapaper keeps whether a page was read in its folder.
  const isState = authors.length === 0 && texts('url').length > 0 && texts('topics').every((text) => STATE.test(text))
  return complete({
    ...BLANK,
    title: [first('title'), first('subtitle')].filter(Boolean).join(': '),
    authors,
    year,
    venue: /^arxiv(?: preprint)?\b/i.test(venue) ? 'arXiv' : venue,
    doi,
    arxiv:
      texts('arxiv')
        .map((text) => bareArxiv(text) || mentionedArxiv(text))
        .find(Boolean) ??
      // Zotero has it in the field Extra, which is read for the status.
      [venue, ...texts('status')].map(mentionedArxiv).find(Boolean) ??
      '',
    abstract: texts('abstract').map(abstractFromMarkup).find(Boolean) ?? '',
    topics: isState ? [] : items('topics').map((path) => path.split(/ > | › /)),
    affiliations: items('affiliations', /\n/),
    links: readLinks(texts, report),
    awards: items('awards'),
    notices: items('notices'),
    highlights: texts('highlights').flatMap((text) => parseOutline(fromMarkup(text))),
    mark: readMark(isState ? withState(texts) : texts, items),
    line,
  })
}

const readLine = (text: string) => toLine(fromMarkup(text))

const STATE = /^\s*(?:archive|unread|starred)\s*$/i
const withState =
  (texts: Texts): Texts =>
  (column) =>
    column === 'status' || column === 'starred' ? [...texts(column), ...texts('topics')] : texts(column)

/** The items of a cell, which may be a JSON array of texts. */
function readItems(cell: string, also?: RegExp): readonly string[] {
  if (!/^\s*\[(?:\s*"|\s*\]\s*$)/.test(cell)) return splitItems(cell, also)
  const parsed = parseJson(cell)
  const value = 'value' in parsed ? parsed.value : null
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string')
  return isTexts ? value.map(toLine).filter(Boolean) : splitItems(cell, also)
}

/** Reads the names of people in a cell. Scopus appends the author’s number in parentheses to each name. */
export function readPeople(cell: string): readonly string[] {
  const objects = /^\s*\[\s*\{/.test(cell) ? [...cell.matchAll(NAME_OF_OBJECT)].map(([, , name]) => name!) : []
  if (objects.length > 0) return readNames(objects.map(readLine))
  const text = fromMarkup(cell)
    .replace(/ \(\d{6,}\)/g, '')
    .replace(/^\[\s*['"](.*)['"]\s*\]$/s, (_, inside: string) => inside.replace(/['"]\s*,\s*['"]/g, ';'))
  return /[;；]/.test(text) ? readNames(splitItems(text)) : splitAuthors(text)
}

/** The name in an object of JSON or of Python. */
const NAME_OF_OBJECT = /['"](?:full_?)?name['"]\s*:\s*(["'])((?:(?!\1)[^\\\n]){1,200})\1/gi

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
  const states = texts('status')
  const status = states.map((text) => readStatus(text) ?? statusInExtra(text)).find((found) => found !== undefined)
  const starred = texts('starred').some(readYes)
  const tags = items('tags', /[,\n、，|]/)
  // A file of Offprint says the status next to the note, which is then exactly what the user typed.
  const isOwn = states.some((text) => readStatus(text) !== undefined)
  const note = texts('note')
    .filter((text) => text !== '' && (isOwn || !isDatabaseNote(text)))
    .map((text) => (isOwn ? text : noteFromHtml(text)))
    .join('\n\n')
  if (!status && !starred && tags.length === 0 && note.trim() === '') return null
  return { status: status ?? UNMARKED.status, starred, tags: [...new Set(tags)], note }
}
