import { UNMARKED } from '../../model/mark/mark.ts'
import type { Highlight, Link } from '../../model/paper/paper.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Parsed } from '../entry/entry.ts'
import { isObject, readJson, type Json } from './jsonObjects.ts'
import { bareArxiv, normalizeDoi, fieldDoi, labelOf, mentionedArxiv, toAddress } from '../entry/addresses.ts'
import { toLf } from '../entry/lineNumbers.ts'
import { fromMarkup, toLine, toMarkup } from '../entry/markup.ts'
import { splitName, toDisplay } from '../entry/personNames.ts'
import { readStatus } from '../entry/statusWords.ts'
import { isJournal } from '../entry/journalNames.ts'
import { yearIn } from '../entry/year.ts'

/** Parses CSL-JSON (citation-style-language 1.0) as written by Zotero and citation processors. */
export function parseCslJson(text: string): Parsed {
  const { value, lineOf, notices: broken } = readJson(toLf(text), (item) => 'title' in item)
  const notices = [...broken]
  const items = Array.isArray(value)
    ? (value as unknown[])
    : isObject(value) && Array.isArray(value['items'])
      ? (value['items'] as unknown[])
      : [value]
  const entries = items.flatMap((item) => {
    const line = isObject(item) ? lineOf(item) : 1
    const entry = isObject(item) ? readItem(item, line) : null
    if (entry && entry.title !== '') return [entry]
    notices.push({ line, field: 'title', message: 'is missing, so the item cannot be shown' })
    return []
  })
  return { title: '', entries, notices }
}

function readItem(item: Json, line: number): Entry {
  const text = (key: string) => readText(item[key])
  const custom = isObject(item['custom']) && isObject(item['custom']['offprint']) ? item['custom']['offprint'] : {}
  const venue =
    text('container-title') ||
    text('event-title') ||
    text('event') ||
    (/thesis|report/.test(text('type')) ? text('publisher') : '')
  const url = toAddress(text('URL'))
  const note = typeof item['note'] === 'string' ? item['note'] : ''
  const arxiv =
    bareArxiv(text('arxiv')) || mentionedArxiv(note) || mentionedArxiv(text('number')) || mentionedArxiv(venue)
  const links = readLinks(custom['links'])
  return complete({
    ...BLANK,
    title: text('title'),
    authors: readNames(item['author']),
    year: readDate(item['issued']) ?? readDate(item['published']) ?? null,
    venue: /^arxiv\b/i.test(venue) ? 'arXiv' : venue,
    doi: fieldDoi(text('DOI')) || normalizeDoi(/^DOI: *(\S+)/im.exec(note)?.[1] ?? ''),
    arxiv: bareArxiv(readText(custom['arxiv'])) || arxiv,
    topics: readArray(custom['topics'])
      .map(readTexts)
      .filter((path) => path.length > 0),
    affiliations: readTexts(custom['affiliations']),
    links: links.length > 0 ? links : url ? [{ label: labelOf(url), url }] : [],
    awards: readTexts(custom['awards']),
    notices: readTexts(custom['notices']),
    highlights: readPoints(custom['highlights'], 0),
    mark: readMark(custom['mark']),
    line,
  })
}

const readArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])
const readText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? toLine(fromMarkup(String(value)))
    : Array.isArray(value)
      ? readText(value[0])
      : ''
const readTexts = (value: unknown) =>
  readArray(value)
    .map((item) => (typeof item === 'string' ? toLine(item) : ''))
    .filter(Boolean)

function readNames(value: unknown): readonly string[] {
  return readArray(value).flatMap((name) => {
    if (typeof name === 'string') return [toDisplay(toLine(name))].filter(Boolean)
    if (!isObject(name)) return []
    const parts = ['given', 'non-dropping-particle', 'dropping-particle', 'family', 'suffix'].map((part) =>
      readText(name[part]),
    )
    return [readText(name['literal']) || toLine(parts.join(' ')) || readText(name['name'])].filter(Boolean)
  })
}

function readDate(value: unknown): number | null {
  if (!isObject(value)) return yearIn(readText(value))
  const parts = readArray(readArray(value['date-parts'])[0])
  return yearIn(readText(parts[0])) ?? yearIn(readText(value['raw'])) ?? yearIn(readText(value['literal']))
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

/** Prints papers as CSL-JSON. Fields that CSL lacks go under `custom`, which its schema reserves for extensions. */
export function printCslJson(_title: string, entries: readonly Entry[]): string {
  const ids = new Map<string, number>()
  const items = entries.map((entry) => {
    const { title, authors, year, venue, doi, links, arxiv, topics, affiliations, awards, notices, highlights, mark } =
      entry
    const base = doi || (arxiv && `arXiv:${arxiv}`) || `${authors[0] ?? ''} ${year ?? ''} ${title}`.trim()
    const count = ids.get(base) ?? 0
    ids.set(base, count + 1)
    const own = { arxiv, links, topics, affiliations, awards, notices, highlights, mark }
    return {
      id: count > 0 ? `${base}#${count + 1}` : base,
      type: venue === '' ? 'article' : isJournal(venue) ? 'article-journal' : 'paper-conference',
      title: toMarkup(title),
      author: authors.map(toCslName),
      ...(year === null ? {} : { issued: { 'date-parts': [[year]] } }),
      ...(venue ? { 'container-title': toMarkup(venue) } : {}),
      ...(doi ? { DOI: doi } : {}),
      ...(links[0] ? { URL: links[0].url } : {}),
      custom: {
        offprint: Object.fromEntries(
          Object.entries(own).filter(([, value]) => value && (!Array.isArray(value) || value.length > 0)),
        ),
      },
    }
  })
  return `${JSON.stringify(items, null, 2)}\n`
}

function toCslName(name: string) {
  const { family, given } = splitName(name)
  return given ? { family: toMarkup(family), given: toMarkup(given) } : { literal: toMarkup(name) }
}
