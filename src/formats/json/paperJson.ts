import type { Entry, Notice, Parsed } from '../entry/entry.ts'
import { readHeader, type Column } from '../entry/columnNames.ts'
import { isObject, readJson, type Json } from './jsonObjects.ts'
import { toLf } from '../entry/lineNumbers.ts'
import { toLine } from '../entry/markup.ts'
import { printItems } from '../entry/listCell.ts'
import { readRecord } from '../entry/entryFromRecord.ts'

/** Maximum nesting of a list of papers. Deeper values are ignored. */
const MAX_DEPTH = 12

/**
 * Parses JSON as projects publish it: arrays of objects with a title, JSON Lines, or such arrays keyed by topic. Keys
 * are read like table headers. A group key that is a year is the year of its papers.
 */
export function parsePaperJson(text: string): Parsed {
  const { value, lineOf, notices: broken } = readJson(toLf(text), (item) => titleOf(item) !== '')
  const notices: Notice[] = [...broken]
  const entries: Entry[] = []

  const walk = (item: unknown, path: readonly string[], depth: number) => {
    if (depth > MAX_DEPTH) return
    if (Array.isArray(item)) {
      for (const inner of item as unknown[]) walk(inner, path, depth + 1)
    } else if (isObject(item)) {
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
  walk(value, [], 0)
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

/** Keys that only announce papers and name no topic. */
const LISTS =
  /^(?:papers?|items?|list|data|results?|entries|articles?|publications?|documents?|records?|references?|children|content|\d{1,3})$/i

const isLikePaper = (item: Json) =>
  Object.keys(item).some((key) => ['authors', 'doi', 'venue'].includes(readHeader(key)?.column ?? ''))

/** Whether an object is a list of papers and not a paper. A list may have a title too. */
const holdsPapers = (item: Json) =>
  Object.values(item).some(
    (value) => Array.isArray(value) && value.some((inner) => isObject(inner) && titleOf(inner) !== ''),
  ) && !Object.keys(item).some((key) => readHeader(key)?.column === 'authors')

function titleOf(item: Json): string {
  for (const key of Object.keys(item)) {
    const found = readHeader(key)
    if (
      found?.column === 'title' &&
      (found.rank < 2 || /^(?:paper_?(?:name|title)|document_?title|article_?title|标题|题目|论文标题)$/i.test(key))
    )
      return toText(item[key]).trim()
  }
  // Some files call the title `name` or `paper`.
  return isLikePaper(item) ? toText(item['name'] ?? item['paper']).trim() : ''
}

function toEntry(item: Json, path: readonly string[], line: number, notices: Notice[]): Entry {
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
  return readRecord(texts, line, (field, message) => notices.push({ line, field, message }))
}

/** Maximum nesting of lists in a cell. Each level escapes the separators again and doubles their backslashes. */
const MAX_TEXT_DEPTH = 6

/** A value as the text of a table cell: a name or a link for an object, items with semicolons for an array. */
function toText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || value === true) return String(value)
  if (depth > MAX_TEXT_DEPTH) return ''
  const inside = (part: unknown) => toText(part, depth + 1)
  if (Array.isArray(value)) return printItems((value as unknown[]).map(inside).filter(Boolean))
  if (!isObject(value)) return ''
  const { name, title, url, href, value: wrapped, family, given, fullname, label } = value
  const person = [given, family].map(inside).filter(Boolean).join(' ')
  // OpenReview wraps every value in an object.
  const text = inside(name ?? fullname) || person || inside(wrapped)
  const address = inside(url ?? href)
  const called = text || inside(label ?? title)
  return address && called && /^https?:/.test(address) ? `${called} <${address}>` : called || address
}
