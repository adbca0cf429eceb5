import type { BibliographyFormat } from '../../model/paper/bibliography.ts'

/**
 * What a bibliography says about a paper in the names of BibLaTeX, as plain text. `keywords` and `editor` may have several
 * values; `pages` is a range such as 12-20.
 */
export type Facts = {
  readonly key: string
  /** A type of BibTeX. Empty where it is unknown. */
  readonly type: string
  readonly values: ReadonlyMap<FactName, readonly string[]>
}

type Names = { readonly bibtex: readonly string[]; readonly ris: string; readonly csl: string }

/** The names of one fact in each format. The first name in BibTeX is printed. RIS has ISBN and ISSN in one field. */
export const FACT_NAMES = {
  volume: { bibtex: ['volume'], ris: 'VL', csl: 'volume' },
  number: { bibtex: ['number', 'issue'], ris: 'IS', csl: 'issue' },
  pages: { bibtex: ['pages'], ris: 'SP', csl: 'page' },
  publisher: { bibtex: ['publisher'], ris: 'PB', csl: 'publisher' },
  address: { bibtex: ['address', 'location'], ris: 'CY', csl: 'publisher-place' },
  edition: { bibtex: ['edition'], ris: 'ET', csl: 'edition' },
  isbn: { bibtex: ['isbn'], ris: 'SN', csl: 'ISBN' },
  issn: { bibtex: ['issn'], ris: 'SN', csl: 'ISSN' },
  keywords: { bibtex: ['keywords'], ris: 'KW', csl: 'keyword' },
  language: { bibtex: ['language', 'langid'], ris: 'LA', csl: 'language' },
  series: { bibtex: ['series'], ris: 'T3', csl: 'collection-title' },
  editor: { bibtex: ['editor'], ris: 'ED', csl: 'editor' },
} as const satisfies Readonly<Record<string, Names>>

export type FactName = keyof typeof FACT_NAMES
export const FACT_ENTRIES = Object.entries(FACT_NAMES) as readonly (readonly [FactName, Names])[]

/** The types of entries in each format, the usual one of each first. */
const TYPES: readonly (readonly [bibtex: string, ris: string, csl: string])[] = [
  ['article', 'JOUR', 'article-journal'],
  ['article', 'MGZN', 'article-magazine'],
  ['article', 'NEWS', 'article-newspaper'],
  ['inproceedings', 'CONF', 'paper-conference'],
  ['inproceedings', 'CPAPER', 'paper-conference'],
  ['conference', 'CONF', 'paper-conference'],
  ['book', 'BOOK', 'book'],
  ['book', 'EBOOK', 'book'],
  ['mvbook', 'BOOK', 'book'],
  ['proceedings', 'BOOK', 'book'],
  ['collection', 'EDBOOK', 'book'],
  ['incollection', 'CHAP', 'chapter'],
  ['inbook', 'CHAP', 'chapter'],
  ['phdthesis', 'THES', 'thesis'],
  ['mastersthesis', 'THES', 'thesis'],
  ['thesis', 'THES', 'thesis'],
  ['techreport', 'RPRT', 'report'],
  ['report', 'RPRT', 'report'],
  ['online', 'ELEC', 'webpage'],
  ['www', 'ELEC', 'webpage'],
  ['software', 'COMP', 'software'],
  ['dataset', 'DATA', 'dataset'],
  ['patent', 'PAT', 'patent'],
  ['unpublished', 'UNPB', 'manuscript'],
  ['manual', 'GEN', 'document'],
  ['misc', 'GEN', 'document'],
  ['misc', 'GEN', 'article'],
]
const PLACES: Readonly<Record<BibliographyFormat, number>> = { bibtex: 0, ris: 1, csl: 2 }

/** A type of one format in another. Empty where it is unknown. */
export function translateType(type: string, from: BibliographyFormat, to: BibliographyFormat): string {
  const wanted = type.toLowerCase()
  return TYPES.find((row) => row[PLACES[from]]!.toLowerCase() === wanted)?.[PLACES[to]] ?? ''
}

/** The number of a serial has eight digits. */
const isIssn = (text: string): boolean => /^\s*\d{4}[-‐–]?\d{3}[\dXx]\b/.test(text)

/** Splits the numbers of books and of serials that a file has in one place. A remark such as (Print) is left out. */
export function splitNumbers(texts: readonly string[]): {
  readonly isbn: readonly string[]
  readonly issn: readonly string[]
} {
  const numbers = texts
    .flatMap((text) => text.split(/[\r\n;,]+/))
    .map((text) => text.replace(/\([^()]*\)\s*$/, '').trim())
    .filter(Boolean)
  return { isbn: numbers.filter((text) => !isIssn(text)), issn: numbers.filter(isIssn) }
}

/** Whether a text from another format can be a citation key, and is no number or address of a database. */
export const isKey = (text: string): boolean =>
  /^[^\s,{}()="#%'\\~]{1,200}$/.test(text) && /\p{L}/u.test(text) && !/^(?:https?:|10\.\d|arxiv:)|\//i.test(text)
