import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import type { Link } from '../../model/paper/paper.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Parsed } from '../entry/entry.ts'
import { bareArxiv, fieldDoi, labelOf, mentionedArxiv, toAddress } from '../entry/addresses.ts'
import { fromMarkup, toLine } from '../entry/markup.ts'
import { toDisplay } from '../entry/personNames.ts'
import { parseOutline } from '../entry/highlightOutline.ts'
import { readRis, type RisRecord } from './file.ts'
import { readStatus, readYes } from '../entry/statusWords.ts'
import { yearIn } from '../entry/year.ts'

/**
 * Parses a RIS, EndNote (`%T`) or PubMed (`TI  - ` after `PMID- `) file. The formats differ only in the names of their
 * tags. Keywords become tags only in a record with a user’s status (`U1`).
 */
export function parseRis(text: string): Parsed {
  const { records, notices } = readRis(text)
  const entries = records.flatMap((record) => {
    const report = (field: string, message: string) => notices.push({ line: record.line, field, message })
    const entry = readRecord(record, report)
    if (entry.title !== '') return [entry]
    report('TI', 'is missing, so the record cannot be shown')
    return []
  })
  return { title: '', entries, notices: notices.toSorted((a, b) => a.line - b.line) }
}

/** Tags by content, most specific first. Publishers disagree on nearly all of them. */
const TITLES = ['TI', 'T1', 'CT', 'BT', 'ST', 'TT']
const VENUES = ['T2', 'JF', 'BT', 'C3', 'JO', 'JA', 'JT', 'J2', 'J1', 'T3']
const AUTHORS = ['AU', 'A1']
const YEARS = ['PY', 'Y1', 'DA', 'YR', 'DP', 'Y2']
const LINKS: Readonly<Record<string, string | null>> = { UR: null, L1: 'PDF', L2: null, L3: null, LK: null }

type Report = (field: string, message: string) => void

function readRecord({ values, line }: RisRecord, report: Report): Entry {
  const all = (tag: string) => values.get(tag) ?? []
  const lines = (tags: readonly string[]) => tags.flatMap(all).map(readLine).filter(Boolean)
  const titles = isBook(values) ? [...TITLES, 'T2'] : TITLES
  const titleTag = titles.find((tag) => lines([tag]).length > 0) ?? ''
  const title = lines([titleTag])[0] ?? ''
  const venue = lines(VENUES.filter((tag) => tag !== titleTag))[0] ?? ''
  if (all('TI').length > 1) report('TI', 'occurs twice: perhaps the line between two records is missing')
  const years = lines(YEARS)
  const year = years.map(yearIn).find((found) => found !== null) ?? null
  if (year === null && years.length > 0) report('PY', `"${years[0]}" is not a year`)
  const dois = [...all('DO'), ...all('DI'), ...all('M3').filter((text) => /^(?:doi|10\.)/i.test(text))]
  const doi = dois.map(fieldDoi).find(Boolean) ?? ''
  if (!doi && all('DO').some((text) => text.trim())) report('DO', `"${all('DO')[0]}" is not a DOI`)
  const full = lines(['FAU'])
  const names = full.length > 0 ? full : AUTHORS.map((tag) => lines([tag])).find((found) => found.length > 0)
  return complete({
    ...BLANK,
    title,
    authors: [...(names ?? []).map(toDisplay).filter((name) => !/^(?:others|et al\.?)$/i.test(name)), ...lines(['CN'])],
    year,
    venue: /^arxiv\b/i.test(venue) ? 'arXiv' : venue,
    doi,
    arxiv:
      all('AN').map(bareArxiv).find(Boolean) ??
      ['JO', 'JF', 'T2', 'M1', 'C7'].flatMap(all).map(mentionedArxiv).find(Boolean) ??
      '',
    topics: all('U3').map((path) => fromMarkup(path).split(' > ').map(toLine)),
    affiliations: lines(['AD']),
    links: Object.keys(LINKS).flatMap((tag) => all(tag).flatMap((text) => readLink(tag, text))),
    awards: lines(['U4']),
    notices: lines(['U5']),
    highlights: all('C8').flatMap(parseOutline),
    mark: readMark(all),
    line,
  })
}

const readLine = (text: string) => toLine(fromMarkup(text))

const isBook = (values: RisRecord['values']) => /^(?:E?BOOK|EDBOOK|SER)$/i.test(values.get('TY')?.[0] ?? '')

/** Reads an address, and the label after it if there is one. */
function readLink(tag: string, text: string): readonly Link[] {
  const [address = '', ...name] = text.trim().split(' ')
  const url = toAddress(address)
  // A local file path is not a link.
  return url ? [{ label: readLine(name.join(' ')) || (LINKS[tag] ?? labelOf(url)), url }] : []
}

function readMark(all: (tag: string) => readonly string[]): Mark | null {
  const status = all('U1')
    .map(readStatus)
    .find((found) => found !== undefined)
  const note = all('N1')
    .filter((text) => status || !isNoise(text))
    .join('\n\n')
  if (!status && note.trim() === '') return null
  const tags = status ? all('KW').map(readLine).filter(Boolean) : []
  return { status: status ?? UNMARKED.status, starred: all('U2').some(readYes), tags: [...new Set(tags)], note }
}

/** Whether a database wrote the text into the field for notes. */
const isNoise = (note: string) =>
  /^\s*(?:export date|cited by|cited references|times cited|total times cited|doi\b|publisher|place|cover date|conference code|correspondence|references?:|isi document|article|journal article|compendex|accession number|copyright|date revised|_?eprint|backup publisher|original doi|volume:|issn|language|part of|query date|\d+ cites:|10\.\d{4})/i.test(
    note,
  )
