import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry } from '../entry/entry.ts'
import { fromMarkup, toLine } from '../entry/markup.ts'
import { splitAuthors } from '../entry/personNames.ts'
import { yearIn } from '../entry/year.ts'
import { toTitle } from './readLine.ts'
import { readWord } from './readWord.ts'

/** The fields of a paper in an address, and their other names. */
const FIELDS = {
  title: ['title'],
  authors: ['authors', 'author'],
  year: ['year', 'date'],
  venue: ['venue', 'journal'],
  doi: ['doi'],
  arxiv: ['arxiv'],
  url: ['url'],
  pdf: ['pdf'],
  abstract: ['abstract'],
} as const
type Field = keyof typeof FIELDS

/** Bounds in characters; the rest is left out. A browser’s address bar holds more. */
const MOST_IN_LINE = 2000
const MOST_IN_ABSTRACT = 20_000

/**
 * The paper that a query string describes, as in an address of the app that another page links to: `url`, `title`,
 * `doi`, `arxiv`, `authors` (parted by semicolons), `year`, `venue` or `journal`, `abstract` and `pdf`. Values that are
 * not what their field holds are left out. Null where it names no paper.
 */
export function readPage(search: string): Entry | null {
  const params = new URLSearchParams(search)
  const raw = (field: Field) => FIELDS[field].map((name) => params.get(name)?.trim()).find(Boolean) ?? ''
  const line = (field: Field) => toLine(fromMarkup(raw(field).slice(0, MOST_IN_LINE)))
  const word = (field: Field) => readWord(line(field), true)
  const [url, doi, arxiv, pdf] = [word('url'), word('doi'), word('arxiv'), word('pdf')]
  const title = toTitle(line('title')) || line('title') || (url?.title ?? '')
  const links = [
    ...(url?.links ?? []),
    // The last link of a word is its own address.
    ...(pdf?.links.slice(-1) ?? []).map(({ url }) => ({ label: 'PDF', url })),
  ]
  if (!title && links.length === 0 && !doi?.doi && !arxiv?.arxiv) return null
  return complete({
    ...BLANK,
    title,
    authors: splitAuthors(fromMarkup(raw('authors').slice(0, MOST_IN_LINE))),
    year: yearIn(line('year')) ?? url?.year ?? arxiv?.year ?? null,
    venue: line('venue') || (url?.venue ?? '') || (arxiv?.venue ?? ''),
    doi: doi?.doi || url?.doi || '',
    arxiv: arxiv?.arxiv || url?.arxiv || doi?.arxiv || '',
    abstract: toParagraphs(raw('abstract').slice(0, MOST_IN_ABSTRACT)),
    links,
  })
}

const toParagraphs = (text: string) =>
  fromMarkup(text)
    .split(/\n\s*\n/)
    .map(toLine)
    .filter(Boolean)
    .join('\n\n')
