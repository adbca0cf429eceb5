import { UNMARKED } from '../../model/mark/mark.ts'
import type { Bibliography, FieldValue } from '../../model/paper/bibliography.ts'
import { isFieldValue } from '../../model/paper/listFields.ts'
import type { Highlight, Link } from '../../model/paper/paper.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Parsed } from '../entry/entry.ts'
import { isObject, readJson, type Json } from './jsonObjects.ts'
import { bareArxiv, normalizeDoi, fieldDoi, labelOf, mentionedArxiv, toAddress } from '../entry/addresses.ts'
import { toLf } from '../entry/lineNumbers.ts'
import { abstractFromMarkup, toLine, toMarkup } from '../entry/markup.ts'
import { isDatabaseNote, noteFromHtml, statusInExtra } from '../entry/readerWords.ts'
import { readStatus } from '../entry/statusWords.ts'
import { readArray, readCslNames, readText, readTexts } from './cslValues.ts'
import { yearIn } from '../entry/year.ts'

/**
 * Parses CSL-JSON (citation-style-language 1.0) as written by Zotero and citation processors. The item itself is kept with
 * its paper.
 */
export function parseCslJson(text: string): Parsed {
  const { value, lineOf, notices: broken } = readJson(toLf(text), (item) => 'title' in item)
  const notices = [...broken]
  const items = itemsOf(value)
  const entries = items.flatMap((item) => {
    const line = isObject(item) ? lineOf(item) : 1
    const entry = isObject(item) ? readCslItem(item, line) : null
    if (entry && entry.title !== '') return [{ ...entry, bibliography: keepCslItem(item as Json, entry.abstract) }]
    notices.push({ line, field: 'title', message: 'is missing, so the item cannot be shown' })
    return []
  })
  const list = isObject(items[0]) ? customOf(items[0])['list'] : ''
  return { title: typeof list === 'string' ? toLine(list) : '', entries, notices }
}

/** What Offprint has added to an item. */
const customOf = ({ custom }: Json): Json =>
  isObject(custom) && isObject(custom['offprint']) ? custom['offprint'] : {}

/** The items of a file, of an answer of Crossref, or of a citation processor. */
function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[]
  if (!isObject(value)) return [value]
  if (Array.isArray(value['items'])) return value['items'] as unknown[]
  return isObject(value['message']) ? itemsOf(value['message']) : [value]
}

/** An item as it is kept with its paper, which has its abstract, and all that Offprint adds to an item. */
export function keepCslItem({ id, type, custom, ...rest }: Json, abstract: string): Bibliography {
  const item = withoutWords(rest)
  const others = isObject(custom) ? Object.entries(custom).filter(([name]) => name !== 'offprint') : []
  const fields = Object.entries(others.length > 0 ? { ...item, custom: Object.fromEntries(others) } : item).filter(
    (field): field is [string, FieldValue] =>
      isKept(field) && !(field[0] === 'abstract' && field[1] === toMarkup(abstract)),
  )
  return { format: 'csl', key: toKey(id), type: readText(type), fields: Object.fromEntries(fields) }
}

/** An item without the user’s words in it: an annotation, and the status in the field “Extra” of Zotero. */
function withoutWords(item: Json): Json {
  const { note, annote } = item
  const extra = typeof note === 'string' ? note.split('\n').filter((line) => !READ_STATUS.test(line)) : null
  const said = extra && { note: extra.length === 0 ? undefined : extra.join('\n') }
  return { ...item, ...said, ...(readOther('', annote) && { annote: undefined }) }
}
const READ_STATUS = /\bRead_Status(?:_Date)?:/i

const toKey = (id: unknown) => (typeof id === 'string' || typeof id === 'number' ? String(id) : '')

/** The references of a paper are papers of their own, and what Crossref says about its record is not about the paper. */
const isKept = ([name, value]: readonly [string, unknown]) => !OF_CROSSREF.has(name) && isFieldValue(value)
const OF_CROSSREF = new Set(
  'reference references-count reference-count is-referenced-by-count link license indexed deposited created assertion content-domain relation funder score prefix member resource update-policy'.split(
    ' ',
  ),
)

/** Reads an item of CSL. The title is empty if it has none. */
export function readCslItem(item: Json, line: number): Entry {
  const text = (key: string) => readText(item[key])
  const custom = customOf(item)
  const venue =
    text('container-title') ||
    text('event-title') ||
    text('event') ||
    // A preprint or data set appears where it is kept.
    (/thesis|report|dataset|software/.test(text('type')) || /^arxiv\b/i.test(text('publisher'))
      ? text('publisher')
      : '')
  const url = toAddress(text('URL'))
  const note = typeof item['note'] === 'string' ? item['note'] : ''
  const arxiv =
    bareArxiv(text('arxiv')) || mentionedArxiv(note) || mentionedArxiv(text('number')) || mentionedArxiv(venue)
  const links = readLinks(custom['links'])
  return complete({
    ...BLANK,
    // Crossref has subtitles apart.
    title: [text('title'), text('subtitle')].filter(Boolean).join(': '),
    authors: readCslNames(item['author'] ?? item['authors']),
    year: DATES.map((key) => readDate(item[key])).find((year) => year !== null) ?? null,
    venue: /^arxiv\b/i.test(venue) ? 'arXiv' : venue,
    doi: fieldDoi(text('DOI')) || normalizeDoi(/^DOI: *(\S+)/im.exec(note)?.[1] ?? ''),
    arxiv: bareArxiv(readText(custom['arxiv'])) || arxiv,
    abstract: typeof item['abstract'] === 'string' ? abstractFromMarkup(item['abstract']) : '',
    topics: readArray(custom['topics'])
      .map(readTexts)
      .filter((path) => path.length > 0),
    affiliations: readTexts(custom['affiliations']),
    links: links.length > 0 ? links : url ? [{ label: labelOf(url), url }] : [],
    awards: readTexts(custom['awards']),
    notices: readTexts(custom['notices']),
    highlights: readPoints(custom['highlights'], 0),
    mark: readMark(custom['mark']) ?? readOther(note, item['annote']),
    line,
  })
}

/** Crossref has several days of a paper, and no first one for some. */
const DATES = ['issued', 'published', 'published-print', 'published-online']

function readDate(value: unknown): number | null {
  if (Array.isArray(value) && isObject(value[0])) return readDate(value[0])
  if (!isObject(value)) return yearIn(readText(value))
  // Some files have the parts in one array, and pandoc names them.
  const parts = value['date-parts']
  return (
    yearIn(readText(readText(parts) || value['year'])) ??
    yearIn(readText(value['raw'])) ??
    yearIn(readText(value['literal']))
  )
}

function readLinks(value: unknown): readonly Link[] {
  return readArray(value).flatMap((link) => {
    const url = isObject(link) ? toAddress(readText(link['url'])) : ''
    return isObject(link) && url ? [{ label: readText(link['label']) || labelOf(url), url }] : []
  })
}

/** Maximum nesting of highlights, as in model/paper/listFields.ts. */
const MAX_DEPTH = 16

const readPoints = (value: unknown, depth: number): readonly Highlight[] =>
  readArray(value).flatMap((point) =>
    isObject(point) && typeof point['text'] === 'string' && depth < MAX_DEPTH
      ? [{ text: toLine(point['text']), children: readPoints(point['children'], depth + 1) }]
      : [],
  )

function readMark(value: unknown): Entry['mark'] {
  if (!isObject(value)) return null
  return {
    status: readStatus(readText(value['status'])) ?? UNMARKED.status,
    starred: value['starred'] === true,
    tags: readTexts(value['tags']),
    note: typeof value['note'] === 'string' ? value['note'] : '',
  }
}

/** The user’s words in fields of CSL: the status in the field “Extra” of Zotero, and the annotation. */
function readOther(extra: string, annotation: unknown): Entry['mark'] {
  const status = statusInExtra(extra)
  const note = typeof annotation === 'string' && !isDatabaseNote(annotation) ? noteFromHtml(annotation) : ''
  return status || note ? { ...UNMARKED, status: status ?? UNMARKED.status, note } : null
}
