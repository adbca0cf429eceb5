import type { FieldValue } from '../../model/paper/bibliography.ts'
import { factsFor } from '../bibliography/facts.ts'
import { joinFields, type Fact } from '../bibliography/joinFields.ts'
import { translateType } from '../bibliography/vocabulary.ts'
import type { Entry } from '../entry/entry.ts'
import { isJournal } from '../entry/journalNames.ts'
import { toMarkup } from '../entry/markup.ts'
import { printCslFacts } from './cslFacts.ts'
import { readCslItem } from './cslJson.ts'
import { isObject } from './jsonObjects.ts'
import { toCslName } from './cslValues.ts'

/**
 * Prints papers as CSL-JSON. Fields that CSL lacks go under `custom`, which its schema reserves for extensions, and so does
 * the title of the list, in the first item. An item that came from CSL-JSON is printed as it came wherever it still says
 * what the paper says.
 */
export function printCslJson(title: string, entries: readonly Entry[]): string {
  const ids = new Map<string, number>()
  const items = entries.map((entry, i) => {
    const base = idOf(entry)
    const count = ids.get(base) ?? 0
    ids.set(base, count + 1)
    return {
      id: count > 0 ? `${base}#${count + 1}` : base,
      type: typeOf(entry),
      ...Object.fromEntries(toFields(entry, i === 0 ? title.trim() : '')),
    }
  })
  return `${JSON.stringify(items, null, 2)}\n`
}

function idOf(entry: Entry): string {
  const { bibliography, title, authors, year, doi, arxiv } = entry
  const key = bibliography?.format === 'csl' ? bibliography.key : factsFor('csl', entry).key
  return key || doi || (arxiv && `arXiv:${arxiv}`) || `${authors[0] ?? ''} ${year ?? ''} ${title}`.trim()
}

function typeOf(entry: Entry): string {
  const { bibliography, venue } = entry
  if (bibliography?.format === 'csl' && bibliography.type !== '') return bibliography.type
  const type = translateType(factsFor('csl', entry).type, 'bibtex', 'csl')
  return type || (venue === '' ? 'article' : isJournal(venue) ? 'article-journal' : 'paper-conference')
}

type Fields = Iterable<readonly [name: string, value: unknown]>

function toFields(entry: Entry, list: string): Fields {
  const { bibliography } = entry
  const own = ownFields(entry, list)
  if (bibliography?.format !== 'csl') return [...printCslFacts(factsFor('csl', entry).values), ...own]
  const said = readCslItem({ ...bibliography.fields, type: bibliography.type }, 1)
  const joined = joinFields<unknown>({ came: Object.entries(bibliography.fields), own }, { said, entry }, NAMES)
  const { custom } = bibliography.fields
  return new Map([...joined, ['custom', { ...customFields(entry, list), ...(isObject(custom) && custom) }]])
}

const NAMES: Readonly<Record<Fact, readonly string[]>> = {
  title: ['title', 'subtitle'],
  authors: ['author'],
  year: ['issued', 'published'],
  venue: ['container-title', 'event-title', 'event'],
  names: ['DOI', 'arxiv'],
  links: ['URL'],
  affiliations: [],
  remarks: [],
  highlights: [],
  abstract: ['abstract'],
  topics: [],
}

/** What CSL has no variable for. */
function customFields(entry: Entry, list: string): { readonly offprint: object } {
  const { arxiv, links, topics, affiliations, awards, notices, highlights, mark } = entry
  const own = { list, arxiv, links, topics, affiliations, awards, notices, highlights, mark }
  const filled = Object.entries(own).filter(([, value]) => value && (!Array.isArray(value) || value.length > 0))
  return { offprint: Object.fromEntries(filled) }
}

function ownFields(entry: Entry, list: string): readonly (readonly [name: string, value: FieldValue | object])[] {
  const { title, authors, year, venue, abstract, doi, links } = entry
  return [
    ['title', toMarkup(title)],
    ['author', authors.map(toCslName)],
    ...(year === null ? [] : [['issued', { 'date-parts': [[year]] }] as const]),
    ...(venue ? [['container-title', toMarkup(venue)] as const] : []),
    ...(doi ? [['DOI', doi] as const] : []),
    ...(links[0] ? [['URL', links[0].url] as const] : []),
    ...(abstract ? [['abstract', toMarkup(abstract)] as const] : []),
    ['custom', customFields(entry, list)],
  ]
}

/** Whether a text is JSON with the extension that `printCslJson` writes. */
export const isOwnCslJson = (text: string): boolean =>
  /^\s*[[{]/.test(text) && /"custom"\s*:\s*\{\s*"offprint"\s*:/.test(text)
