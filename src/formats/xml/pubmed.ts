import { fieldDoi } from '../entry/addresses.ts'
import { keepFacts } from '../bibliography/keepFacts.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Notice, type Parsed } from '../entry/entry.ts'
import { toLine } from '../entry/markup.ts'
import { yearIn } from '../entry/year.ts'
import { elementsAt, readElements, textAt, textOf, textsAt, type Element } from './elements.ts'

/** Parses the XML of PubMed: articles, and chapters of its books. */
export function parsePubmedXml(text: string): Parsed {
  const entries: Entry[] = []
  const missing: Notice[] = []
  const names = new Set(['PubmedArticle', 'PubmedBookArticle'])
  const notices = readElements(text, 'xml', names, (record) => {
    const entry = record.name === 'PubmedArticle' ? readArticle(record) : readChapter(record)
    if (entry.title !== '') entries.push(entry)
    else
      missing.push({ line: record.line, field: 'ArticleTitle', message: 'is missing, so the article cannot be shown' })
  })
  return { title: '', entries, notices: [...missing, ...notices].toSorted((a, b) => a.line - b.line) }
}

function readArticle(record: Element): Entry {
  const citation = elementsAt(record, 'MedlineCitation')[0] ?? record
  const article = elementsAt(citation, 'Article')[0] ?? citation
  const date = elementsAt(article, 'Journal', 'JournalIssue', 'PubDate')[0]
  const original = readTitle(textAt(article, 'VernacularTitle'))
  const title = readTitle(textAt(article, 'ArticleTitle'))
  return toEntry(record, {
    // A translated title is in brackets.
    title: (original ? /^\[(.*)\]$/.exec(title)?.[1] : undefined) ?? (title || original),
    authors: readAuthors(article),
    year: (date && yearIn(toLine(textOf(date)))) ?? yearIn(textAt(article, 'ArticleDate', 'Year')),
    venue: textAt(article, 'Journal', 'Title') || textAt(article, 'Journal', 'ISOAbbreviation'),
    abstract: readAbstract(article),
    ids: [...elementsAt(article, 'ELocationID'), ...elementsAt(record, 'PubmedData', 'ArticleIdList', 'ArticleId')],
    pmid: textAt(citation, 'PMID'),
    ...keepFacts({
      type: 'article-journal',
      values: {
        volume: textAt(article, 'Journal', 'JournalIssue', 'Volume'),
        number: textAt(article, 'Journal', 'JournalIssue', 'Issue'),
        pages: readPages(article),
        issn: textAt(article, 'Journal', 'ISSN') || textAt(citation, 'MedlineJournalInfo', 'ISSNLinking'),
        keywords: [
          ...textsAt(citation, 'KeywordList', 'Keyword'),
          ...textsAt(citation, 'MeshHeadingList', 'MeshHeading', 'DescriptorName'),
        ],
        language: textsAt(article, 'Language'),
      },
    }),
  })
}

function readChapter(record: Element): Entry {
  const chapter = elementsAt(record, 'BookDocument')[0] ?? record
  const book = readTitle(textAt(chapter, 'Book', 'BookTitle'))
  const title = readTitle(textAt(chapter, 'ArticleTitle'))
  const authors = readAuthors(chapter)
  return toEntry(record, {
    title: title || book,
    authors: authors.length > 0 ? authors : elementsAt(chapter, 'Book').flatMap(readAuthors),
    year: yearIn(textAt(chapter, 'Book', 'PubDate', 'Year')),
    venue: title ? book : '',
    abstract: readAbstract(chapter),
    ids: elementsAt(chapter, 'ArticleIdList', 'ArticleId'),
    pmid: textAt(chapter, 'PMID'),
    ...keepFacts({
      type: title ? 'chapter' : 'book',
      values: {
        volume: textAt(chapter, 'Book', 'Volume'),
        pages: readPages(chapter),
        publisher: textAt(chapter, 'Book', 'Publisher', 'PublisherName'),
        address: textAt(chapter, 'Book', 'Publisher', 'PublisherLocation'),
        edition: textAt(chapter, 'Book', 'Edition'),
        isbn: textsAt(chapter, 'Book', 'Isbn'),
        keywords: textsAt(chapter, 'KeywordList', 'Keyword'),
        language: textsAt(chapter, 'Language'),
        series: textAt(chapter, 'Book', 'CollectionTitle'),
        editor: elementsAt(chapter, 'Book', 'AuthorList').filter(isOfEditors).flatMap(readPeople),
      },
    }),
  })
}

/** PubMed shortens the last page, as in 1002-8, and has had both in full for some years. */
function readPages(element: Element): string {
  const [from, to] = ['StartPage', 'EndPage'].map((name) => textAt(element, 'Pagination', name))
  return from && to ? `${from}-${to}` : textAt(element, 'Pagination', 'MedlinePgn') || (from ?? '')
}

type Facts = Pick<Entry, 'title' | 'authors' | 'year' | 'venue' | 'abstract' | 'bibliography'> & {
  readonly ids: readonly Element[]
  readonly pmid: string
}

function toEntry({ line }: Element, { ids, pmid, ...facts }: Facts): Entry {
  const doi = ids
    .filter(({ attributes }) => (attributes['EIdType'] ?? attributes['IdType']) === 'doi')
    .map((id) => fieldDoi(textOf(id)))
    .find(Boolean)
  const page = /^\d{1,9}$/.test(pmid) ? [{ label: 'PubMed', url: `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` }] : []
  const links = doi ? page : page.map(({ url }) => ({ label: 'Paper', url }))
  return complete({ ...BLANK, ...facts, doi: doi ?? '', links, line })
}

/** PubMed ends each title with a full stop of its own. */
const readTitle = (title: string) => title.replace(/(?<!\.)\.$/, '')

const isOfEditors = ({ attributes }: Element) => attributes['Type'] === 'editors'

const readAuthors = (element: Element): readonly string[] =>
  elementsAt(element, 'AuthorList')
    .filter((list) => !isOfEditors(list))
    .flatMap(readPeople)

const readPeople = (list: Element): readonly string[] =>
  elementsAt(list, 'Author')
    .filter(({ attributes }) => attributes['ValidYN'] !== 'N')
    .map((author) => {
      const given = textAt(author, 'ForeName') || textAt(author, 'Initials')
      const name = toLine([given, textAt(author, 'LastName'), textAt(author, 'Suffix')].join(' '))
      return name || textAt(author, 'CollectiveName')
    })
    .filter(Boolean)

const readAbstract = (element: Element): string =>
  elementsAt(element, 'Abstract', 'AbstractText')
    .map((part) => {
      const label = part.attributes['Label']
      const words = toLine(textOf(part))
      return label && words ? `${label}: ${words}` : words
    })
    .filter(Boolean)
    .join('\n\n')
