import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import type { Link } from '../../model/paper/paper.ts'
import { LINK_FIELDS, READER_FIELDS, VENUE_FIELDS } from './fields.ts'
import { readBibtex, type BibtexEntry } from './file.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Notice, type Parsed } from '../entry/entry.ts'
import { addressesIn, bareArxiv, fieldDoi, labelOf, mentionedArxiv, toAddress } from '../entry/addresses.ts'
import { toLf } from '../entry/lineNumbers.ts'
import { fromMarkup, toLine } from '../entry/markup.ts'
import { splitAuthors, toDisplay } from '../entry/personNames.ts'
import { parseOutline } from '../entry/highlightOutline.ts'
import { readStatus } from '../entry/statusWords.ts'
import { fromTex, fromTexAddress } from './tex.ts'
import { splitTex } from './texList.ts'
import { yearIn } from '../entry/year.ts'

/**
 * Parses a BibTeX or BibLaTeX file. Keywords become tags only in entries that a user’s program marked as read, ranked
 * or grouped. Others are the publisher’s and are dropped, as is the abstract. A `note` becomes a notice or an award.
 */
export function parseBibtex(text: string): Parsed {
  const { entries: raw, notices } = readBibtex(toLf(text))
  const byKey = new Map(raw.map((entry) => [entry.key.toLowerCase(), entry]))
  const entries = raw.flatMap((entry) => {
    const report = (field: string | null, message: string) => notices.push({ line: entry.line, field, message })
    const read = readEntry(inherit(entry, byKey), report)
    if (read.title !== '') return [read]
    if (entry.type !== 'xdata' && entry.type !== 'set')
      report('title', `is missing${entry.key ? ` in "${entry.key}"` : ''}, so the entry cannot be shown`)
    return []
  })
  return { title: '', entries, notices: notices.toSorted((a: Notice, b: Notice) => a.line - b.line) }
}

const INHERITED = ['year', 'date', 'publisher', 'journal', 'journaltitle', 'series', 'eventtitle']

/** The entry with the fields that it inherits through `crossref` or `xdata`. */
function inherit(entry: BibtexEntry, byKey: ReadonlyMap<string, BibtexEntry>): BibtexEntry {
  const named = entry.fields.get('crossref') ?? entry.fields.get('xdata')
  const parent = named === undefined ? undefined : byKey.get(named.trim().toLowerCase())
  if (!parent || parent === entry) return entry
  const { fields } = parent
  const title = fields.get('booktitle') ?? fields.get('title')
  const inherited = INHERITED.flatMap((field) => {
    const value = fields.get(field)
    return value === undefined ? [] : [[field, value] as const]
  })
  return {
    ...entry,
    fields: new Map([...(title ? [['booktitle', title] as const] : []), ...inherited, ...entry.fields]),
  }
}

type Report = (field: string, message: string) => void

function readEntry({ type, fields, line }: BibtexEntry, report: Report): Entry {
  const raw = (field: string) => fields.get(field) ?? ''
  const text = (field: string) => readLine(raw(field))
  const list = (field: string, separators: RegExp) => splitTex(raw(field), separators).map(readLine).filter(Boolean)

  // Astronomers name journals by macros, such as \apj.
  const venue =
    VENUE_FIELDS.map((field) => readLine(raw(field).replace(/^\s*\\([a-z]+)\s*$/i, '$1'))).find(Boolean) ?? ''
  const doi = fieldDoi(fromTexAddress(raw('doi')))
  if (raw('doi').trim() && !doi) report('doi', `"${text('doi')}" is not a DOI`)
  const arxiv = readEprint(fields, venue)
  return complete({
    ...BLANK,
    title: [text('title') || (COLLECTION.test(type) ? text('booktitle') : ''), text('subtitle')]
      .filter(Boolean)
      .join(': '),
    authors: splitTex(raw('author') || raw('authors'), AND).flatMap(readName),
    year: readYear(fields, report),
    venue: /^arxiv\b/i.test(venue) ? 'arXiv' : venue,
    doi,
    arxiv,
    topics: list('groups', COMMA).map((path) => path.split(' > ')),
    affiliations: list('affiliation', SEMICOLON),
    links: readLinks(fields, report),
    awards: [...list('award', SEMICOLON), ...list('awards', SEMICOLON), ...list('note', NEVER).filter(isAward)],
    notices: [
      ...list('addendum', SEMICOLON),
      ...list('note', NEVER).filter((note) => !isAward(note) && !isNoise(note)),
    ],
    highlights: parseOutline(fromTex(raw('highlights'))),
    mark: readMark(fields, list),
    line,
  })
}

/** Types of whole volumes. Some files give these only a `booktitle`. */
const COLLECTION = /^(?:mv)?(?:proceedings|collection|book|reference)$/
// The lookbehind starts a match at the first blank of a run only. Else the run is rescanned from each blank.
const AND = /(?<!\s)\s+and\s+/iy
const COMMA = /,/y
const SEMICOLON = /;/y
const NEVER = /(?!)/y

const readLine = (tex: string) => toLine(fromMarkup(fromTex(tex)))

const isAward = (note: string) =>
  note.length < 100 &&
  /\b(?:award|best (?:student )?paper|distinguished paper|honou?rable mention|runner[- ]up)\b/i.test(note)

/** Whether a note is about the record and says nothing about the paper. */
const isNoise = (note: string) =>
  /^(?:arxiv|(?:last )?(?:accessed|visited|retrieved|checked)|available|online|isbn|issn|publisher|_?eprint|doi\b|url\b|\[?online|version|comment:|num pages|tex\.|citation key|pmid|pmcid|mr\d|zbl|\d+ ?(?:pp|pages)|https?:)/i.test(
    note,
  ) || addressesIn(note).length > 0

function readName(tex: string): readonly string[] {
  const name = tex.trim()
  if (name.toLowerCase() === 'others') return []
  const parts = splitTex(name, COMMA)
  if (parts.length === 1 && !/[;；]/.test(name)) return keepName(readLine(name))
  const named = parts.map((part) => /^\s*([a-z-]+)\s*=\s*(.*)$/is.exec(part))
  if (named.every((match) => match !== null)) {
    const of = new Map(named.map((match) => [match[1]!.toLowerCase(), readLine(match[2]!)]))
    return keepName(['given', 'prefix', 'family', 'suffix'].map((part) => of.get(part) ?? '').join(' '))
  }
  const read = parts.map(readLine)
  // Some files write "A. One, B. Two, C. Three", which BibTeX reads as one person.
  const isList =
    /[;；]/.test(name) || parts.length > 3 || (parts.length === 3 && read.every((part) => part.includes(' ')))
  if (isList) return splitAuthors(read.join(', '))
  const [family = '', second = '', third] = read
  const inverted = toDisplay(read.join(', '))
  return keepName(third !== undefined && inverted === read.join(', ') ? [third, family, second].join(' ') : inverted)
}

/** A name, or nothing for "et al.". Drops the number by which DBLP distinguishes authors of the same name. */
function keepName(text: string): readonly string[] {
  const name = toLine(text).replace(/ \d{4}$/, '')
  return name === '' || /^et\.? al\.?$/i.test(name) ? [] : [name]
}

function readYear(fields: ReadonlyMap<string, string>, report: Report): number | null {
  for (const field of ['year', 'date', 'origdate', 'issued', 'eventdate']) {
    const text = readLine(fields.get(field) ?? '')
    const year = yearIn(text)
    if (year !== null) return year
    if (text !== '') report(field, `"${text}" is not a year`)
  }
  return null
}

function readEprint(fields: ReadonlyMap<string, string>, venue: string): string {
  const eprint = fromTexAddress(fields.get('eprint') ?? '')
  const kind = fields.get('archiveprefix') ?? fields.get('eprinttype') ?? 'arxiv'
  const volume = fields.get('volume') ?? ''
  return (
    (/arxiv/i.test(kind) && bareArxiv(eprint)) ||
    bareArxiv(fromTexAddress(fields.get('arxiv') ?? fields.get('arxivid') ?? '')) ||
    // DBLP calls arXiv by its former name, CoRR.
    (/^corr$/i.test(venue) && bareArxiv(volume.replace(/^abs\//, ''))) ||
    ['doi', 'url', 'note', 'howpublished', 'journal', 'journaltitle', 'number']
      .map((field) => mentionedArxiv(readLine(fields.get(field) ?? '')))
      .find(Boolean) ||
    ''
  )
}

function readLinks(fields: ReadonlyMap<string, string>, report: Report): readonly Link[] {
  const links: Link[] = []
  for (const [field, value] of fields) {
    const label = LINK_FIELDS[field]
    if (field === 'links') {
      for (const piece of splitTex(value, SEMICOLON)) {
        const at = piece.lastIndexOf(' <')
        const url = toAddress(fromTexAddress(piece.slice(at + 2).replace(/>\s*$/, '')))
        if (at >= 0 && url) links.push({ label: readLine(piece.slice(0, at)) || labelOf(url), url })
        else if (piece.trim()) report(field, `"${readLine(piece)}" is not a label with an address in < >`)
      }
    } else if (label !== undefined) {
      const urls = fromTexAddress(value.replace(/\s+/g, BLANK_SIGN)).split(BLANK_SIGN).filter(Boolean)
      const found = urls.map(toAddress).filter(Boolean)
      for (const url of found) links.push({ label: label ?? labelOf(url), url })
      if (found.length === 0 && value.trim() && label === null)
        report(field, `"${readLine(value)}" is not a web address`)
    } else if (/^(?:howpublished|note|file)$/.test(field)) {
      for (const url of addressesIn(fromTexAddress(value.replace(/\s+/g, BLANK_SIGN)).replaceAll(BLANK_SIGN, ' ')))
        links.push({ label: labelOf(url), url })
    }
  }
  return links
}

/** Stands in for a blank, since `fromTexAddress` removes blanks. */
const BLANK_SIGN = '\u0000'

function readMark(
  fields: ReadonlyMap<string, string>,
  list: (field: string, separators: RegExp) => readonly string[],
): Mark | null {
  const own = READER_FIELDS.some((field) => fields.has(field))
  const tags = [...(own ? list('keywords', /[,;]/y) : []), ...list('mendeley-tags', /[,;]/y)]
  const note =
    ['annotation', 'annote', 'comment', 'review'].map((field) => fromTex(fields.get(field) ?? '')).find(Boolean) ?? ''
  const status = readStatus(fields.get('readstatus') ?? '')
  const starred = /^(?:relevant|true)$/i.test(fields.get('relevance')?.trim() ?? '')
  if (!status && !starred && tags.length === 0 && note.trim() === '') return null
  return { status: status ?? UNMARKED.status, starred, tags: [...new Set(tags)], note }
}
