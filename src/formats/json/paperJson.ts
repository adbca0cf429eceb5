import type { Entry, Notice, Parsed } from '../entry/entry.ts'
import { factColumnsOf, readFacts } from '../bibliography/factColumns.ts'
import { readHeader, type Column, type FactColumn } from '../entry/columnNames.ts'
import { isObject, readJson, type Json, type Placed } from './jsonObjects.ts'
import { toLf } from '../entry/lineNumbers.ts'
import { fromEntities, toLine } from '../entry/markup.ts'
import { printItems } from '../entry/listCell.ts'
import { flattenRecord } from './serviceRecords.ts'
import { readRecord } from '../entry/entryFromRecord.ts'

/** Maximum nesting of a list of papers. Deeper values are ignored. */
const MAX_DEPTH = 12

/**
 * Parses JSON as projects publish it: arrays of objects with a title, JSON Lines, or such arrays keyed by topic. Keys
 * are read like table headers. A group key that is a year is the year of its papers.
 */
export const parsePaperJson = (text: string): Parsed => readPapers(readJson(toLf(text), (item) => titleOf(item) !== ''))

/** Reads the papers of a value that a file holds, as `parsePaperJson` does. */
export function readPapers({ value, lineOf, notices: broken }: Placed): Parsed {
  const notices: Notice[] = [...broken]
  const entries: Entry[] = []

  const walk = (item: unknown, path: readonly string[], depth: number) => {
    if (depth > MAX_DEPTH) return
    if (Array.isArray(item)) {
      for (const inner of item as unknown[]) walk(inner, path, depth + 1)
    } else if (isObject(item) && !isAttachment(item)) {
      if (titleOf(item) !== '' && !holdsPapers(item)) {
        entries.push(toEntry(item, path, lineOf(item), notices))
        return
      }
      const before = entries.length
      for (const [key, inner] of Object.entries(item))
        if (typeof inner === 'object' && inner !== null) walk(inner, LISTS.test(key) ? path : [...path, key], depth + 1)
      if (entries.length === before && isLikePaper(item))
        notices.push({ line: lineOf(item), field: 'title', message: 'is missing, so the object cannot be shown' })
    }
  }
  walk(withNotes(value), [], 0)
  const named =
    isObject(value) && typeof value['title'] === 'string'
      ? value['title']
      : isObject(value) && typeof value['name'] === 'string'
        ? value['name']
        : ''
  if (entries.length === 0 && notices.length === 0)
    notices.push({ line: 1, field: 'title', message: 'no object of the file has a title' })
  return { title: entries.some((entry) => entry.title === named) ? '' : toLine(named), entries, notices }
}

/** The items of Zotero’s API with the notes that are items of their own. */
function withNotes(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const notes = new Map<unknown, unknown[]>()
  const items = (value as unknown[]).map((item) => (isObject(item) && isObject(item['data']) ? item['data'] : item))
  for (const item of items)
    if (isObject(item) && item['itemType'] === 'note' && item['parentItem'])
      notes.set(item['parentItem'], [...(notes.get(item['parentItem']) ?? []), item])
  if (notes.size === 0) return value
  return items.map((item) =>
    isObject(item) && notes.has(item['key']) ? { ...item, notes: notes.get(item['key']) } : item,
  )
}

/** Keys that only announce papers and name no topic. */
const LISTS =
  /^(?:papers?|items?|list|data|results?|entries|articles?|publications?|documents?|records?|references?|children|content|message|works?|notes|attributes|hits?|info|result_?list|\d{1,3}|\d{5,})$/i

/** Zotero lists attachments and notes as items of their own. */
const isAttachment = ({ itemType }: Json) =>
  itemType === 'attachment' || itemType === 'note' || itemType === 'annotation'

const isLikePaper = (item: Json) =>
  Object.keys(item).some((key) => ['authors', 'doi', 'venue'].includes(readHeader(key)?.column ?? ''))

/** Whether an object is a list of papers and not a paper. A list may have a title too. */
const holdsPapers = (item: Json) =>
  Object.values(item).some(
    (value) => Array.isArray(value) && value.some((inner) => isObject(inner) && titleOf(inner) !== ''),
  ) && !Object.keys(flattenRecord(item)).some((key) => readHeader(key)?.column === 'authors')

function titleOf(record: Json): string {
  const item = flattenRecord(record)
  for (const key of Object.keys(item)) {
    const found = readHeader(key)
    if (
      found?.column === 'title' &&
      (found.rank < 2 || /^(?:paper_?(?:name|title)|document_?title|article_?title|标题|题目|论文标题)$/i.test(key))
    )
      return toText(item[key]).trim()
  }
  // Some files call the title `name` or `paper`. A name without blanks is that of a program or of a file.
  const name = isLikePaper(item) ? toText(item['name'] ?? item['paper']).trim() : ''
  return /\s|\p{Lo}/u.test(name) ? name : ''
}

function toEntry(record: Json, path: readonly string[], line: number, notices: Notice[]): Entry {
  const item = flattenRecord(record)
  const found: { readonly column: Column; readonly rank: number; readonly text: string }[] = []
  for (const [key, value] of Object.entries(item)) {
    const header = readHeader(key)
    if (!header || header.column === 'title') continue
    const text = toText(value)
    if (text !== '') found.push({ ...header, text })
  }
  found.sort((a, b) => a.rank - b.rank)
  const steps = path.filter((step) => !/^(?:19|20)\d{2}$/.test(step))
  const year = path.find((step) => /^(?:19|20)\d{2}$/.test(step))
  const texts = (column: Column) => {
    const own = found.filter((text) => text.column === column).map(({ text }) => text)
    if (column === 'title') return [titleOf(item)]
    if (column === 'topics' && steps.length > 0) return [printItems([steps.map(toLine).join(' > ')]), ...own]
    return column === 'year' && year ? [...own, year] : own
  }
  const entry = readRecord(texts, line, (field, message) => notices.push({ line, field, message }))
  return { ...entry, ...factsOf(item) }
}

function factsOf(item: Json): Pick<Entry, 'bibliography'> {
  const keys = Object.keys(item)
  const columns = factColumnsOf(keys)
  const texts = (column: FactColumn) =>
    keys
      .filter((_, at) => columns[at] === column)
      .map((key) => toText(item[key]))
      .filter(Boolean)
  return readFacts(texts, [toText(item['extra'])])
}

/** Maximum nesting of lists in a cell. Each level escapes the separators again and doubles their backslashes. */
const MAX_TEXT_DEPTH = 6

/** The keys of names in answers of services and in files of reference managers. */
const GIVEN = ['given', 'firstName', 'first_name', 'givenName', 'first']
const FAMILY = ['family', 'lastName', 'last_name', 'familyName', 'last']
const FULL = ['fullname', 'full_name', 'fullName', 'collectiveName']
const WHOLE = ['display_name', 'literal', 'text', 'tag']

/** A value as the text of a table cell: a name or a link for an object, items with semicolons for an array. */
function toText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || value === true) return String(value)
  if (depth > MAX_TEXT_DEPTH) return ''
  const inside = (part: unknown) => toText(part, depth + 1)
  if (Array.isArray(value)) return printItems((value as unknown[]).map(inside).map(fromEntities).filter(Boolean))
  if (!isObject(value)) return ''
  const { name, title, url, href, value: wrapped, label } = value
  const partOf = (keys: readonly string[]) => keys.map((key) => inside(value[key])).find(Boolean)
  const person = [partOf(GIVEN), partOf(FAMILY)].filter(Boolean).join(' ')
  // OpenReview wraps every value in an object.
  const text = person || partOf(FULL) || inside(name) || partOf(WHOLE) || inside(wrapped)
  const address = inside(url ?? href)
  const called = text || inside(label ?? title)
  return address && called && /^https?:/.test(address) ? `${called} <${address}>` : called || address
}
