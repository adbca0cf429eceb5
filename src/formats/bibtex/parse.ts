import type { Bibliography } from '../../model/paper/bibliography.ts'
import type { Link } from '../../model/paper/paper.ts'
import { LINK_FIELDS, VENUE_FIELDS, YEAR_FIELDS } from './fields.ts'
import { COMMA, listsIn, NEVER, readLine, SEMICOLON } from './fieldText.ts'
import { readBibtex, type BibtexEntry } from './file.ts'
import { withoutMark } from '../bibliography/joinFields.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Notice, type Parsed } from '../entry/entry.ts'
import { addressesIn, bareArxiv, fieldDoi, labelOf, mentionedArxiv, toAddress } from '../entry/addresses.ts'
import { toLf } from '../entry/lineNumbers.ts'
import { abstractFromMarkup, toMarkup } from '../entry/markup.ts'
import { parseOutline } from '../entry/highlightOutline.ts'
import { isDatabaseNote, statusInExtra } from '../entry/readerWords.ts'
import { readAuthors } from './authors.ts'
import { readBibtexMark } from './mark.ts'
import { fromTex, fromTexAddress, toTex } from './tex.ts'
import { splitTex } from './texList.ts'
import { yearIn } from '../entry/year.ts'

/**
 * Parses a BibTeX or BibLaTeX file. Keywords become tags only in entries that a user’s program marked as read, ranked
 * or grouped. Others are the publisher’s, and are only kept. A `note` becomes a notice or an award. The entry itself is
 * kept with its paper.
 */
export function parseBibtex(text: string): Parsed {
  const { entries: raw, notices } = readBibtex(toLf(text))
  const byKey = new Map(raw.map((entry) => [entry.key.toLowerCase(), entry]))
  const entries = raw.flatMap((entry) => {
    const report = (field: string | null, message: string) => notices.push({ line: entry.line, field, message })
    const whole = inherit(entry, byKey)
    const read = readBibtexEntry(whole, report)
    if (read.title !== '') return [{ ...read, bibliography: keep(whole, read.abstract) }]
    if (entry.type !== 'xdata' && entry.type !== 'set')
      report('title', `is missing${entry.key ? ` in "${entry.key}"` : ''}, so the entry cannot be shown`)
    return []
  })
  return { title: ownTitle(text), entries, notices: notices.toSorted((a: Notice, b: Notice) => a.line - b.line) }
}

/** The title that `printBibtex` has written into the first line; empty without one. */
const ownTitle = (text: string): string => /^% Offprint: (.{1,1000})/.exec(text)?.[1]?.trim() ?? ''

const INHERITED =
  'year date month publisher address location journal journaltitle series volume number edition editor isbn issn language organization institution eventtitle eventdate venue'.split(
    ' ',
  )

/** The entry with the fields that it inherits through `crossref` or `xdata`. */
function inherit(entry: BibtexEntry, byKey: ReadonlyMap<string, BibtexEntry>): BibtexEntry {
  const named = entry.fields.get('crossref') ?? entry.fields.get('xdata')
  const parent = named === undefined ? undefined : byKey.get(named.trim().toLowerCase())
  if (!parent || parent === entry) return entry
  const { fields } = parent
  const title = fields.get('booktitle') ?? fields.get('title')
  // A part of a book by the same people need not say who they are.
  const names = /^(?:inbook|bookinbook|suppbook)$/.test(entry.type) ? [...INHERITED, 'author'] : INHERITED
  const inherited = names.flatMap((field) => {
    const value = fields.get(field)
    return value === undefined ? [] : [[field, value] as const]
  })
  return {
    ...entry,
    fields: new Map([...(title ? [['booktitle', title] as const] : []), ...inherited, ...entry.fields]),
  }
}

/** An entry as it is kept with its paper, which has its abstract: one that would be printed the same is not kept twice. */
function keep({ key, type, fields }: BibtexEntry, abstract: string): Bibliography {
  const printed = toTex(toMarkup(abstract))
  const kept = withoutMark(fields, (some) => readBibtexMark(some, key)).filter(
    ([name, tex]) => name !== 'abstract' || tex === '' || tex !== printed,
  )
  return { format: 'bibtex', key, type, fields: Object.fromEntries(kept) }
}

type Report = (field: string, message: string) => void

/** Reads what an entry says about its paper. Reports values that it cannot use. */
export function readBibtexEntry({ key, type, fields, line }: BibtexEntry, report: Report): Entry {
  const raw = (field: string) => fields.get(field) ?? ''
  const text = (field: string) => readLine(raw(field))
  const list = listsIn(fields)

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
    authors: readAuthors(raw('author') || raw('authors')),
    year: readYear(fields, report),
    venue: /^arxiv\b/i.test(venue) ? 'arXiv' : venue,
    doi,
    arxiv,
    abstract: abstractFromMarkup(fromTex(raw('abstract'))),
    topics: list('groups', COMMA).map((path) => path.split(' > ')),
    affiliations: list('affiliation', SEMICOLON),
    links: readLinks(fields, report),
    awards: [...list('award', SEMICOLON), ...list('awards', SEMICOLON), ...list('note', NEVER).filter(isAward)],
    notices: [
      ...list('addendum', SEMICOLON),
      ...list('note', NEVER).filter((note) => !isAward(note) && !isNoise(note) && !statusInExtra(note)),
    ],
    highlights: parseOutline(fromTex(raw('highlights'))),
    mark: readBibtexMark(fields, key),
    line,
  })
}

/** Types of whole volumes. Some files give these only a `booktitle`. */
const COLLECTION = /^(?:mv)?(?:proceedings|collection|book|reference)$/
const isAward = (note: string) =>
  note.length < 100 &&
  /\b(?:award|best (?:student )?paper|distinguished paper|honou?rable mention|runner[- ]up)\b/i.test(note)

/** Whether a note is about the record and says nothing about the paper. */
const isNoise = (note: string) =>
  /^(?:arxiv|(?:last )?(?:accessed|visited|retrieved|checked)|available|online|isbn|issn|publisher|_?eprint|doi\b|url\b|\[?online|version|comment:|num pages|tex\.|citation key|pmid|pmcid|mr\d|zbl|\d+ ?(?:pp|pages)|https?:)/i.test(
    note,
  ) ||
  isDatabaseNote(note) ||
  addressesIn(note).length > 0

function readYear(fields: ReadonlyMap<string, string>, report: Report): number | null {
  for (const field of YEAR_FIELDS) {
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
