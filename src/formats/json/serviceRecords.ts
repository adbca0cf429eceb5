import { bareArxiv } from '../entry/addresses.ts'
import { yearIn } from '../entry/year.ts'
import { isObject, type Json } from './jsonObjects.ts'

/**
 * A record of a bibliographic service or a reference manager with plain keys in place of what the service nests. Other
 * keys, and other objects, stay as they are. The shapes are those of the services’ own documentation: OpenAlex, Semantic
 * Scholar, DataCite, DBLP, PubMed, Zotero, Mendeley, Hugging Face, and the metadata of arXiv.
 */
export function flattenRecord(item: Json): Json {
  const plain: Record<string, unknown> = { ...item }
  for (const [key, flatten] of FLATTENERS)
    if (item[key] !== undefined && item[key] !== null) Object.assign(plain, flatten(item[key], item))
  // arXiv and Hugging Face name a paper by its arXiv id.
  const id = typeof plain['id'] === 'string' ? plain['id'] : ''
  return bareArxiv(id) && !('arxiv' in plain) ? { ...plain, arxiv: id } : plain
}

type Flatten = (value: unknown, item: Json) => Json

const FLATTENERS: readonly (readonly [key: string, flatten: Flatten])[] = [
  // Hugging Face puts the paper inside what happened to it.
  ['paper', (paper) => (isObject(paper) && isText(paper['title']) ? { ...paper, ...abstractOf(paper) } : {})],
  ['publishedAt', (year) => (isText(year) && /^\d{4}-/.test(year) ? { year, publishedAt: undefined } : {})],
  ['display_name', (title, item) => ('title' in item || !('authorships' in item) ? {} : { title })],
  ['titles', (titles, item) => ('title' in item ? {} : { title: firstOf(titles, 'title') })],
  ['externalIds', (ids) => identifiers(ids)],
  ['identifiers', (ids) => identifiers(ids)],
  ['ids', (ids) => identifiers(ids)],
  ['articleids', (ids) => identifiers(Object.fromEntries(pairsOf(ids, 'idtype', 'value')))],
  ['authorships', (works) => ({ authors: listOf(works).map((work) => (isObject(work) ? work['author'] : work)) })],
  ['authors', (authors) => (isObject(authors) && 'author' in authors ? { authors: dblpNames(authors['author']) } : {})],
  // The names as arXiv has taken them apart, without the TeX of `authors`.
  ['authors_parsed', (names) => ({ authors: listOf(names).map(fromParts) })],
  // Europe PMC has the initials in one field and the names in another, and calls a database the source.
  ['authorList', (list) => (isObject(list) ? { authors: list['author'], authorString: undefined } : {})],
  [
    'journalInfo',
    (info) => ({
      ...numbersIn(info),
      venue: isObject(info) && isObject(info['journal']) ? info['journal']['title'] : undefined,
      source: undefined,
    }),
  ],
  // OpenAlex.
  ['biblio', numbersIn],
  // Semantic Scholar.
  ['journal', numbersIn],
  [
    'fullTextUrlList',
    (list) => ({
      pdf: pairsOf(isObject(list) ? list['fullTextUrl'] : [], 'documentStyle', 'url').find(
        ([kind]) => kind === 'pdf',
      )?.[1],
    }),
  ],
  // DBLP has its own page of a paper next to that of the publisher.
  ['ee', (url, { key }) => (isText(key) ? { url, ee: undefined } : {})],
  [
    'venue',
    (venue) => (Array.isArray(venue) ? { venue: (venue as unknown[])[0] } : venue === 'CoRR' ? { venue: 'arXiv' } : {}),
  ],
  // Paperpile.
  ['published', (date) => (isObject(date) && 'year' in date ? { year: date['year'], published: undefined } : {})],
  ['journalfull', (venue) => (isText(venue) ? { venue } : {})],
  ['labelsNamed', (tags) => ({ tags })],
  ['foldersNamed', (topics) => ({ topics })],
  // OpenReview has addresses without its own, and the year in the name of the conference.
  ['pdf', (pdf) => openReviewPdf(isObject(pdf) ? pdf['value'] : pdf)],
  ['venueid', (id, item) => ('year' in item ? {} : { year: yearIn(JSON.stringify(id)) })],
  [
    'creators',
    (creators) => ({
      authors: authorsAmong(listOf(creators)),
      editors: listOf(creators).filter((one) => isObject(one) && one['creatorType'] === 'editor'),
      creators: undefined,
    }),
  ],
  ['primary_location', (place) => (isObject(place) ? locationOf(place) : {})],
  [
    'container',
    (container, { publisher }) =>
      isObject(container)
        ? {
            ...numbersIn(container),
            venue: container['title'] ?? (isObject(publisher) ? publisher['name'] : publisher),
          }
        : {},
  ],
  ['abstract_inverted_index', (index) => (isObject(index) ? { abstract: fromInvertedIndex(index) } : {})],
  ['descriptions', (all) => ({ abstract: new Map(pairsOf(all, 'descriptionType', 'description')).get('Abstract') })],
  // What the authors told arXiv is no comment of the reader.
  [
    'submitter',
    (_, { categories }) => ({
      comments: undefined,
      categories: isText(categories) ? categories.split(' ') : categories,
    }),
  ],
  ['versions', (versions) => ({ year: yearIn(String(firstOf(versions, 'created'))) })],
  ['update_date', () => ({ comments: undefined })],
  [
    'journal-ref',
    (venue) => ({ venue, comments: undefined, ...(yearIn(String(venue)) && { year: yearIn(String(venue)) }) }),
  ],
  // Zotero names collections by keys, and marks tags that it made itself.
  [
    'itemType',
    (_, { tags, notes }) => ({
      collections: undefined,
      uri: undefined,
      tags: listOf(tags).filter((tag) => !isAutomatic(tag)),
      notes: listOf(notes).map((note) => (isObject(note) ? note['note'] : note)),
    }),
  ],
]

const openReviewPdf = (pdf: unknown): Json =>
  isText(pdf) && pdf.startsWith('/pdf/') ? { pdf: `https://openreview.net${pdf}` } : {}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** The value of a key in the first object of a list. */
const firstOf = (list: unknown, key: string): unknown =>
  listOf(list)
    .filter(isObject)
    .find((item) => isText(item[key]))?.[key]

/** Pairs of two keys of the objects in a list. */
const pairsOf = (list: unknown, name: string, value: string): readonly (readonly [string, unknown])[] =>
  listOf(list).flatMap((item) => (isObject(item) && isText(item[name]) ? [[item[name], item[value]] as const] : []))

function identifiers(ids: unknown): Json {
  if (!isObject(ids)) return {}
  const named = new Map(Object.entries(ids).map(([name, id]) => [name.toLowerCase(), id]))
  return Object.fromEntries(
    ['doi', 'arxiv', 'isbn', 'issn'].flatMap((name) => (isText(named.get(name)) ? [[name, named.get(name)]] : [])),
  )
}

/** Where in its volume a paper stands. */
const NUMBERS = ['volume', 'issue', 'pages', 'first_page', 'last_page', 'firstPage', 'lastPage']

function numbersIn(place: unknown): Json {
  if (!isObject(place)) return {}
  return Object.fromEntries(NUMBERS.flatMap((name) => (isText(place[name]) ? [[name, place[name]]] : [])))
}

const abstractOf = ({ summary, abstract }: Json): Json => ({ abstract: abstract ?? summary, summary: undefined })

const locationOf = ({ source, landing_page_url: url, pdf_url: pdf }: Json): Json => ({
  ...(isObject(source) && { venue: source['display_name'] }),
  ...(isText(url) && { url }),
  ...(isText(pdf) && { pdf }),
})

/** DBLP has an object in place of a list where there is one author, and a number behind a name that several have. */
const dblpNames = (authors: unknown): readonly unknown[] =>
  (Array.isArray(authors) ? (authors as unknown[]) : [authors]).map((author) => {
    const name = isObject(author) ? author['text'] : author
    return typeof name === 'string' ? name.replace(/ \d{4}$/, '') : name
  })

const fromParts = (name: unknown): string => {
  const [family = '', given = '', suffix = ''] = listOf(name)
  return [given, family, suffix].filter(isText).join(' ')
}

/** The authors; all who made it, where nobody is called an author. */
function authorsAmong(creators: readonly unknown[]): readonly unknown[] {
  const authors = creators.filter((one) => isObject(one) && one['creatorType'] === 'author')
  return authors.length > 0 ? authors : creators
}

const isAutomatic = (tag: unknown) => isObject(tag) && tag['type'] === 1

/** OpenAlex lists the places of each word of an abstract. */
function fromInvertedIndex(index: Json): string {
  const words: string[] = []
  for (const [word, places] of Object.entries(index))
    for (const place of listOf(places)) if (typeof place === 'number' && place < MAX_WORDS) words[place] = word
  return words.filter(Boolean).join(' ')
}

/** A place beyond it is damaged. */
const MAX_WORDS = 20_000
