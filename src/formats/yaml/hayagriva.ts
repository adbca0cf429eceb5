import { bareArxiv, fieldDoi, labelOf, toAddress } from '../entry/addresses.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry } from '../entry/entry.ts'
import { abstractFromMarkup, toLine } from '../entry/markup.ts'
import { toDisplay } from '../entry/displayName.ts'
import { yearIn } from '../entry/year.ts'
import { isObject, type Json } from '../json/jsonObjects.ts'

/** Whether a value is a bibliography of Hayagriva, the one of Typst: entries with a type and a title by their keys. */
export function isHayagriva(value: unknown): value is Readonly<Record<string, Json>> {
  if (!isObject(value)) return false
  const entries = Object.values(value)
  const some = entries.filter((entry) => isObject(entry) && typeof entry['type'] === 'string' && 'title' in entry)
  return some.length > 0 && some.length >= entries.length / 2
}

/** Reads an entry of Hayagriva. The title is empty if it has none. */
export function readHayagriva(entry: Json, line: number): Entry {
  const numbers = isObject(entry['serial-number']) ? entry['serial-number'] : {}
  const type = textOf(entry['type']).toLowerCase()
  const venue =
    parentsOf(entry)
      .map(({ title }) => textOf(title))
      .find(Boolean) ??
    (/^(?:thesis|report)$/.test(type) ? textOf(entry['organization']) || textOf(entry['publisher']) : '')
  const url = toAddress(textOf(entry['url']))
  const serial = isObject(entry['serial-number']) ? '' : textOf(entry['serial-number'])
  return complete({
    ...BLANK,
    title: textOf(entry['title']),
    authors: listOf(entry['author']).map(readPerson).filter(Boolean),
    year: yearIn(textOf(entry['date'])),
    venue: /^arxiv\b/i.test(venue) ? 'arXiv' : venue,
    doi: fieldDoi(textOf(numbers['doi']) || textOf(entry['doi']) || serial),
    arxiv: bareArxiv(textOf(numbers['arxiv'])) || bareArxiv(serial),
    abstract: abstractFromMarkup(typeof entry['abstract'] === 'string' ? entry['abstract'] : ''),
    links: url ? [{ label: labelOf(url), url }] : [],
    line,
  })
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
const parentsOf = (entry: Json): readonly Json[] => listOf(entry['parent']).filter(isObject)

/** A text, or the one of an object with more about it. */
function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return toLine(String(value))
  return isObject(value) && !isObject(value['value']) ? textOf(value['value']) : ''
}

function readPerson(person: unknown): string {
  if (!isObject(person)) return toDisplay(textOf(person))
  return toLine(['given-name', 'prefix', 'name', 'suffix'].map((part) => textOf(person[part])).join(' '))
}
