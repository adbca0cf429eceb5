import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import type { Link } from '../../model/paper/paper.ts'
import type { Bibliography } from '../../model/paper/bibliography.ts'
import { withoutMark } from '../bibliography/joinFields.ts'
import { cslTypeOf } from '../bibliography/typeNames.ts'
import { translateType } from '../bibliography/vocabulary.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Parsed } from '../entry/entry.ts'
import { bareArxiv, fieldDoi, labelOf, mentionedArxiv, toAddress } from '../entry/addresses.ts'
import { abstractFromMarkup, fromMarkup, toLine, toMarkup } from '../entry/markup.ts'
import { readNames } from '../entry/personNames.ts'
import { fromFamilyFirst } from '../entry/displayName.ts'
import { parseOutline } from '../entry/highlightOutline.ts'
import { readSpacedRecords } from './spacedTags.ts'
import { toLf } from '../entry/lineNumbers.ts'
import { readRis, type RisKind, type RisRecord } from './file.ts'
import { isDatabaseNote, noteFromHtml, statusInExtra } from '../entry/readerWords.ts'
import { readStatus, readYes } from '../entry/statusWords.ts'
import { yearIn } from '../entry/year.ts'

/**
 * Parses a RIS, EndNote (`%T`), PubMed (`TI  - ` after `PMID- `), Web of Science or RefWorks file. The formats differ
 * only in the names of their tags. Keywords become tags only in a record with a user’s status (`U1`). The record
 * itself is kept with its paper.
 */
export function parseRis(text: string): Parsed {
  const spaced = readSpacedRecords(toLf(text))
  const { records, notices } = spaced ? { records: spaced, notices: [] } : readRis(text)
  const entries = records.flatMap((record) => {
    const report = (field: string, message: string) => notices.push({ line: record.line, field, message })
    const entry = readRisRecord(record, report)
    if (entry.title !== '') return [{ ...entry, bibliography: keep(record, entry.abstract) }]
    report('TI', 'is missing, so the record cannot be shown')
    return []
  })
  return { title: '', entries, notices: notices.toSorted((a, b) => a.line - b.line) }
}

/** Tags by content, most specific first. Publishers disagree on nearly all of them. */
const TITLES = ['TI', 'T1', 'CT', 'BT', 'ST', 'TT']
const VENUES = ['T2', 'JF', 'BT', 'C3', 'JO', 'JA', 'JT', 'J2', 'J1', 'T3']
const AUTHORS = ['AU', 'A1']
// Y2 is the day on which somebody looked at the paper.
const YEARS = ['PY', 'Y1', 'DA', 'YR']
/** N2 was the tag before AB. Some files have both, with the same text. */
const ABSTRACTS = ['AB', 'N2']
const LINKS: Readonly<Record<string, string | null>> = { UR: null, L1: 'PDF', L2: null, L3: null, LK: null }

/** A record as it is kept with its paper, which has its abstract. Of another format are kept what RIS has a tag for. */
function keep({ values, kind }: RisRecord, abstract: string): Bibliography {
  const first = (tag: string) => values.get(tag)?.[0]?.trim() ?? ''
  const [type, key] = kind === 'ris' ? [first('TY'), first('ID')] : [foreignType(values), first('%F')]
  const printed = toMarkup(abstract)
  const isOwn = (tag: string, all: readonly string[]) =>
    ABSTRACTS.includes(tag)
      ? all.length === 1 && all[0] === printed
      : tag === 'DP' && all.every((name) => name === 'Offprint')
  const fields = withoutMark(values, (some) => readMark((tag) => some.get(tag) ?? [])).flatMap(([tag, all]) => {
    const name = kind === 'ris' ? tag : FOREIGN.get(tag)
    if (name === undefined || !/^(?!TY|ID)[A-Z][A-Z0-9]$/.test(name) || isOwn(tag, all)) return []
    return [[name, kind === 'spaced' && name === 'KW' ? splitKeywords(all) : all] as const]
  })
  return { format: 'ris', key, type, fields: Object.fromEntries(fields) }
}

/** The Web of Science and CNKI write all keywords into one line. */
const splitKeywords = (all: readonly string[]) =>
  all
    .flatMap((text) => fromMarkup(text).split(/[;；]/))
    .map(toLine)
    .filter(Boolean)
    .map(toMarkup)

/** The type of RIS for that of EndNote, RefWorks, the Web of Science or PubMed. Empty where it is unknown. */
const foreignType = (values: RisRecord['values']): string =>
  ['TY', 'RT', 'DT', 'PT']
    .flatMap((tag) => values.get(tag) ?? [])
    .flatMap((text) => text.split(';'))
    .map((name) => translateType(cslTypeOf(name), 'csl', 'ris'))
    .find(Boolean) ?? ''

/** The tags of RIS for those of EndNote, PubMed, the Web of Science and RefWorks. */
const FOREIGN: ReadonlyMap<string, string> = new Map(
  '%V:VL %N:IS %P:SP %I:PB %@:SN %G:LA %C:CY %7:ET %E:ED EK:KW VI:VL IP:IS PG:SP PL:CY BP:SP PU:PB PI:CY VO:VL OP:EP PP:CY VL:VL IS:IS SP:SP EP:EP PB:PB SN:SN LA:LA'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)

type Report = (field: string, message: string) => void

/** Reads what a record says about its paper. Reports values that it cannot use. */
export function readRisRecord({ values, line, kind }: RisRecord, report: Report): Entry {
  const all = (tag: string) => values.get(tag) ?? []
  const lines = (tags: readonly string[]) => tags.flatMap(all).map(readLine).filter(Boolean)
  const titles = isBook(values) ? [...TITLES, 'T2'] : TITLES
  const titleTag = titles.find((tag) => lines([tag]).length > 0) ?? ''
  const title = lines([titleTag])[0] ?? ''
  const venues = isUnpublished(values) ? [...VENUES, 'PB'] : VENUES
  const venue = lines(venues.filter((tag) => tag !== titleTag))[0] ?? ''
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
    authors: [...readAuthors(names ?? [], kind), ...lines(['CORPORATE'])],
    year,
    venue: /^arxiv\b/i.test(venue) ? 'arXiv' : venue,
    doi,
    arxiv:
      all('AN').map(bareArxiv).find(Boolean) ??
      ['JO', 'JF', 'T2', 'M1', 'C7'].flatMap(all).map(mentionedArxiv).find(Boolean) ??
      '',
    abstract: abstractFromMarkup(
      ABSTRACTS.map((tag) => all(tag).join('\n\n')).find((text) => text.trim() !== '') ?? '',
    ),
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

/** PubMed writes initials after the family, also where a record has one author. */
const readAuthors = (names: readonly string[], kind: RisKind) =>
  (kind === 'pubmed' ? fromFamilyFirst(names) : null) ?? readNames(names)

const readLine = (text: string) => toLine(fromMarkup(text))

/** A thesis or a report appears at the institution that the tag for the publisher names. */
const isUnpublished = (values: RisRecord['values']) => /^(?:THES|RPRT)$/i.test(values.get('TY')?.[0] ?? '')

const isBook = (values: RisRecord['values']) => /^(?:E?BOOK|EDBOOK|SER)$/i.test(values.get('TY')?.[0] ?? '')

/** Reads an address and the label after it if there is one, or several addresses. */
function readLink(tag: string, text: string): readonly Link[] {
  const several = text.split(/;\s*/).map(toAddress)
  if (several.length > 1 && several.every(Boolean))
    return several.map((url) => ({ label: LINKS[tag] ?? labelOf(url), url }))
  const [address = '', ...name] = text.trim().split(' ')
  const url = toAddress(address)
  // A local file path is not a link.
  return url ? [{ label: readLine(name.join(' ')) || (LINKS[tag] ?? labelOf(url)), url }] : []
}

function readMark(all: (tag: string) => readonly string[]): Mark | null {
  const own = all('U1')
    .map(readStatus)
    .find((found) => found !== undefined)
  const notes = all('N1')
  const status = own ?? notes.map(statusInExtra).find((found) => found !== undefined)
  const note = (
    own ? notes : notes.filter((text) => !isDatabaseNote(text) && !statusInExtra(text)).map(noteFromHtml)
  ).join('\n\n')
  if (!status && note.trim() === '') return null
  const tags = own ? all('KW').map(readLine).filter(Boolean) : []
  return { status: status ?? UNMARKED.status, starred: all('U2').some(readYes), tags: [...new Set(tags)], note }
}
