import { createColumnNames, toName, type FactColumn } from '../entry/columnNames.ts'
import type { Entry } from '../entry/entry.ts'
import { readPeople } from '../entry/entryFromRecord.ts'
import { splitItems } from '../entry/listCell.ts'
import { fromMarkup, toLine } from '../entry/markup.ts'
import { keepFacts } from './keepFacts.ts'
import { cslTypeOf } from './typeNames.ts'

/** The names of columns and of keys with facts, as in entry/columnNames.ts: the most specific first. */
const NAMES: Readonly<Record<FactColumn, string>> = {
  key: 'citationkey citekey bibtexkey identifier',
  type: 'itemtype entrytype referencetype reftype documenttype dt doctype publicationtype publicationtypes pt worktype contenttype documentidentifier kind type',
  volume: 'volume vol journalvolume vl bibliovolume band tome tomo 卷 卷号 巻 том',
  number: 'issue issuenumber journalissue is iss biblioissue heft 期 期号 号 number',
  // Databases number articles that have no pages.
  pages: 'pages pagerange pageinfo pagination seiten páginas pagine страницы 页码 页 ページ articlenumber artno ar',
  firstPage: 'firstpage startpage pagestart beginningpage bp bibliofirstpage 起始页',
  lastPage: 'lastpage endpage pageend endingpage ep bibliolastpage 终止页',
  publisher: 'publisher publishername pu verlag éditeur editora editore издательство 出版社 出版者',
  address: 'publisherlocation publishercity placeofpublication place pi verlagsort 出版地 address',
  edition: 'edition auflage 版次',
  isbn: 'isbn isbns isbn13 printisbn eisbn electronicisbn bn',
  issn: 'issn issns printissn sn eissn ei onlineissn electronicissn issnl',
  keywords:
    'keywords keyword authorkeywords de indexkeywords keywordsplus automatictags meshterms ieeeterms schlüsselwörter motsclés palabrasclave parolechiave 关键词 关键字 キーワード 키워드',
  language: 'language languageoforiginaldocument languages la sprache langue idioma lingua язык 语言 语种 言語',
  series: 'series bookseriestitle bookseries seriestitle se',
  editor: 'editors editor bookeditors be herausgeber 编者',
}

const factHeader = createColumnNames(NAMES)

/** Names that mean something else in other tables: the number of a row, the language of a program, German, Spanish. */
const DOUBTFUL = /^(?!vl$)[a-z]{2}$|^(?:number|language|languages|address|place|identifier)$/

/** Facts whose columns only the table of a bibliography has. */
const TELLING: ReadonlySet<FactColumn | null> = new Set([
  'volume',
  'number',
  'pages',
  'firstPage',
  'publisher',
  'isbn',
  'issn',
])

/** The facts that columns, or the keys of an object, hold by their names, and null for any other one. */
export function factColumnsOf(header: readonly string[]): readonly (FactColumn | null)[] {
  const found = header.map((name) => factHeader(name)?.column ?? null)
  const isDoubtful = (at: number) => DOUBTFUL.test(toName(header[at]!))
  const isBibliography = found.some((column, at) => TELLING.has(column) && !isDoubtful(at))
  return isBibliography ? found : found.map((column, at) => (isDoubtful(at) ? null : column))
}

/** How specific the name of a column with a fact is: less is more specific. */
export const factRankOf = (name: string): number => factHeader(name)?.rank ?? Infinity

/** Reads the facts of a row or of an object. `extra` is what Zotero keeps in its field “Extra”, with the citation key in a line of it. */
export function readFacts(
  texts: (column: FactColumn) => readonly string[],
  extra: readonly string[],
): Pick<Entry, 'bibliography'> {
  const lines = (column: FactColumn) => texts(column).map((text) => toLine(fromMarkup(text)))
  const first = (column: FactColumn) => lines(column)[0] ?? ''
  const [from, to] = [first('firstPage'), first('lastPage')]
  return keepFacts({
    key: first('key') || (extra.map((text) => CITATION_KEY.exec(text)?.[1]).find(Boolean) ?? ''),
    type:
      lines('type')
        .flatMap((text) => text.split(';'))
        .map(cslTypeOf)
        .find(Boolean) ?? '',
    values: {
      volume: first('volume'),
      number: first('number'),
      pages: from === '' ? first('pages') : to === '' || to === from ? from : `${from}-${to}`,
      publisher: first('publisher'),
      address: first('address'),
      edition: first('edition'),
      isbn: lines('isbn'),
      issn: lines('issn'),
      keywords: texts('keywords').flatMap((text) => splitItems(fromMarkup(text), /[,|\n、，]/)),
      language: first('language'),
      series: first('series'),
      editor: texts('editor').flatMap(readPeople),
    },
  })
}

const CITATION_KEY = /^Citation Key: *(\S+)/im
