import { isWebAddress } from './safeUrl.ts'
import { BIBLIOGRAPHY_FORMATS, type Bibliography, type FieldValue } from './bibliography.ts'
import type { Highlight, Link, TopicPath } from './paper.ts'

/** Reports what is wrong with a field; null if the whole entry is wrong. */
export type Report = (field: string | null, message: string) => void
export type Fields = { readonly [key: string]: unknown }

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** Whether a value is a string with more than blanks. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** A trimmed string. Like all parsers here it reports a value of another type. */
export function readText(entry: Fields, field: string, report: Report): string | undefined {
  const value = entry[field]
  if (value === undefined) return undefined
  if (isText(value)) return value.trim()
  report(field, 'is not a text')
  return undefined
}

export function readYear(entry: Fields, report: Report): number | null {
  const value = entry['year']
  if (value === undefined) return null
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1000 && value <= 9999) return value
  report('year', `${JSON.stringify(value)} is not a year of four digits`)
  return null
}

/** A time in milliseconds since 1970. */
export function readTime(entry: Fields, field: string, report: Report): number | null {
  const value = entry[field]
  if (value === undefined || value === null) return null
  if (isTime(value)) return value
  report(field, `${JSON.stringify(value)} is not a time in milliseconds`)
  return null
}

/** Whether a value is a time in milliseconds that a date can hold. */
export const isTime = (value: unknown): value is number =>
  typeof value === 'number' && !Number.isNaN(new Date(value).getTime())

export function readAddress(entry: Fields, field: string, report: Report): string | null {
  const value = readText(entry, field, report)
  if (value === undefined) return null
  if (isWebAddress(value)) return value
  report(field, `"${value}" is not a web address (http or https)`)
  return null
}

/** Deepest nesting of topics and highlights. More is a mistake and would overflow the recursion over the tree. */
export const MAX_DEPTH = 16

type ReadItem<T> = (item: unknown, field: string, report: Report) => T | null

/** The valid items of an array. */
export function readItems<T>(entry: Fields, field: string, report: Report, readItem: ReadItem<T>): readonly T[] {
  const items = entry[field]
  if (items === undefined) return []
  if (Array.isArray(items)) {
    return items.flatMap((item: unknown, i) => {
      const read = readItem(item, `${field}[${i}]`, report)
      return read === null ? [] : [read]
    })
  }
  report(field, 'is not an array')
  return []
}

export const readLine: ReadItem<string> = (item, field, report) => {
  if (isText(item)) return item.trim()
  report(field, 'is not a text')
  return null
}

export const readTopic: ReadItem<TopicPath> = (item, field, report) => {
  if (!Array.isArray(item) || item.length === 0 || !item.every(isText)) {
    report(field, 'is not a path: an array of names, the broadest first')
    return null
  }
  if (item.length > MAX_DEPTH) {
    report(field, `is nested deeper than ${MAX_DEPTH} levels`)
    return null
  }
  return item.map((name) => name.trim())
}

export const readLink: ReadItem<Link> = (item, field, report) => {
  const { label, url } = isObject(item) ? item : {}
  if (!isText(url) || !isWebAddress(url.trim())) {
    report(`${field}.url`, `${JSON.stringify(url) ?? 'nothing'} is not a web address (http or https)`)
    return null
  }
  if (isText(label)) return { label: label.trim(), url: url.trim() }
  report(`${field}.label`, 'is missing')
  return { label: 'Link', url: url.trim() }
}

/** Parses a highlight at this depth, and its children. */
export const readHighlight =
  (depth: number): ReadItem<Highlight> =>
  (item, field, report) => {
    if (!isObject(item) || !isText(item['text'])) {
      report(`${field}.text`, 'is missing')
      return null
    }
    if (depth > MAX_DEPTH) {
      report(field, `is nested deeper than ${MAX_DEPTH} levels`)
      return null
    }
    const nested: Report = (inner, message) => report(inner && `${field}.${inner}`, message)
    return { text: item['text'].trim(), children: readItems(item, 'children', nested, readHighlight(depth + 1)) }
  }

/** Deepest nesting of a value. CSL-JSON needs four levels; more would overflow a recursion. */
const MAX_VALUE_DEPTH = 8

/** Whether a value is a valid bibliography entry. Its type may be unknown, and is then empty. */
export const isBibliography = (value: unknown): value is Bibliography =>
  isObject(value) &&
  BIBLIOGRAPHY_FORMATS.some((format) => format === value['format']) &&
  typeof value['key'] === 'string' &&
  typeof value['type'] === 'string' &&
  isObject(value['fields']) &&
  isFieldValue(value['fields'])

/** Whether a value is one of JSON, and not nested too deep to be kept. */
export const isFieldValue = (value: unknown, depth = 0): value is FieldValue =>
  value === null || typeof value !== 'object'
    ? value !== undefined
    : depth < MAX_VALUE_DEPTH && Object.values(value).every((inner) => isFieldValue(inner, depth + 1))

/** A valid bibliography entry; null without one. */
export function readBibliography(entry: Fields, report: Report): Bibliography | null {
  const { bibliography } = entry
  if (bibliography === undefined || isBibliography(bibliography)) return bibliography ?? null
  report('bibliography', 'is not an entry with "format", "key", "type" and "fields"')
  return null
}
