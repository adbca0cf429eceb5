import { keepFacts } from '../bibliography/keepFacts.ts'
import { cslTypeOf } from '../bibliography/typeNames.ts'
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

/** Reads the entry of Hayagriva with a key. The title is empty if it has none. */
export function readHayagriva(key: string, entry: Json, line: number): Entry {
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
    ...readFacts(key, entry),
    line,
  })
}

/** The volume, the publisher and the editors of an article are those of its parent: a journal, or proceedings. */
function readFacts(key: string, entry: Json): Pick<Entry, 'bibliography'> {
  const parents = parentsOf(entry)
  const all = [entry, ...parents]
  const first = (name: string) => all.map((one) => textOf(one[name])).find(Boolean) ?? ''
  const serials = all.map((one) => one['serial-number']).filter(isObject)
  const publishers = all.map((one) => one['publisher']).filter(isObject)
  const isInProceedings = parents.some(({ type }) => /^(?:proceedings|conference)$/i.test(textOf(type)))
  return keepFacts({
    key,
    type: isInProceedings ? 'paper-conference' : cslTypeOf(textOf(entry['type'])),
    values: {
      volume: first('volume'),
      number: first('issue'),
      pages: textOf(entry['page-range']),
      publisher: first('publisher') || (publishers.map(({ name }) => textOf(name)).find(Boolean) ?? ''),
      address: publishers.map(({ location }) => textOf(location)).find(Boolean) ?? first('location'),
      edition: first('edition'),
      isbn: serials.map(({ isbn }) => textOf(isbn)),
      issn: serials.map(({ issn }) => textOf(issn)),
      language: first('language'),
      editor: all.flatMap(({ editor }) => listOf(editor)).map(readPerson),
    },
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
