import type { Entry, Notice } from '../entry/entry.ts'
import { readHeader, type Column } from '../entry/columnNames.ts'
import { readRecord } from '../entry/entryFromRecord.ts'
import { printItems } from '../entry/listCell.ts'
import type { FrontMatter } from './frontMatter.ts'

/** Reads a note on one paper. What stands below its properties is the user’s note. */
export function readVaultNote({ properties, body }: FrontMatter, notices: Notice[]): Entry {
  const found = Object.entries(properties).flatMap(([key, value]) => {
    const header = readHeader(key)
    const text = header ? toText(value, header.column) : ''
    // The date of a note is the day on which it was written.
    const isDay = header?.column === 'year' && /^(?:date|when)$/i.test(key) && !/^\d{4}$/.test(text)
    return !header || text === '' || isDay ? [] : [{ ...header, text }]
  })
  found.sort((a, b) => a.rank - b.rank)
  const heading = /^\s*# (.+)(?:\n|$)/.exec(body)
  const own = found.find(({ column }) => column === 'title')?.text ?? ''
  const title = own || (heading?.[1]?.trim() ?? '')
  const note = (heading?.[1]?.trim() === title ? body.slice(heading[0].length) : body).trim()
  const texts = (column: Column): readonly string[] => {
    const all = found.filter((text) => text.column === column).map(({ text }) => text)
    if (column === 'title') return [title]
    if (column === 'starred' && isBest(properties['rating'])) return ['yes']
    return column === 'note' && note !== '' ? [...all, note] : all
  }
  return readRecord(texts, 1, (field, message) => notices.push({ line: 1, field, message }))
}

/** The best rating of five stars is a star. */
const isBest = (rating: unknown) =>
  (typeof rating === 'number' || typeof rating === 'string') &&
  /^(?:5(?:\/5)?|★{5}|⭐{5})$/u.test(String(rating).trim())

const WIKI = /\[\[([^[\]|]{1,500})(?:\|([^[\]]{1,500}))?\]\]/g

/** A property as the text of a table cell. A link to a note stands for what it shows. */
function toText(value: unknown, column: Column): string {
  if (Array.isArray(value)) return printItems(value.map((item) => toText(item, column)).filter(Boolean))
  if (typeof value === 'number' || value === true) return String(value)
  if (typeof value !== 'string') return ''
  const links = [...value.matchAll(WIKI)].map(([, name, shown]) => (shown ?? name!).trim())
  if (links.length > 0) return links.length > 1 ? printItems(links) : links[0]!
  return column === 'tags' ? value.replace(/(^|[\s,])#/g, '$1') : value
}
