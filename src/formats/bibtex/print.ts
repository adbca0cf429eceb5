import type { Link } from '../../model/paper/paper.ts'
import { FIELD_OF_LABEL } from './fields.ts'
import { citationKeys } from './citationKeys.ts'
import type { Entry } from '../entry/entry.ts'
import { labelOf } from '../entry/addresses.ts'
import { toMarkup } from '../entry/markup.ts'
import { printOutline } from '../entry/highlightOutline.ts'
import { factsFor } from '../bibliography/facts.ts'
import { printBibtexFacts } from './facts.ts'
import { fieldsOf, joinBibtex, keptFields } from './kept.ts'
import { COMMENT, OWN, PREAMBLE, printPreambles } from './outside.ts'
import { printName } from './authors.ts'
import { toTex } from './tex.ts'
import { isJournal } from '../entry/journalNames.ts'
import { protectTex, splitTex } from './texList.ts'

/** Prints papers as a BibTeX file in UTF-8. Its first line, a comment, says that Offprint wrote it. */
export function printBibtex(title: string, entries: readonly Entry[]): string {
  const named = title.replace(/[\s@]+/g, ' ').trim()
  return `${OWN_HEAD}${named && `: ${named}`}\n\n${printBibtexEntries(entries)}`
}

const OWN_HEAD = '% Offprint'
/** Whether a text begins as `printBibtex` begins it. */
export const isOwnBibtex = (text: string): boolean => OWN.test(text)

/**
 * Prints papers as BibTeX, keyed by `citationKeys`. An entry that came from BibTeX is printed as it came wherever it still
 * says what the paper says. Marks go into the fields that JabRef has for them.
 */
export function printBibtexEntries(entries: readonly Entry[]): string {
  const keys = citationKeys(entries)
  const known = new Set(keys.map((key) => key.toLowerCase()))
  const printed = entries.map((entry, i) => {
    const fields = toFields(entry).filter(
      ([field, value]) => !field.startsWith('@') && (!PARENT.test(field) || known.has(value.trim().toLowerCase())),
    )
    const comment = keptFields(entry)?.get(COMMENT)
    return `${comment === undefined ? '' : `${comment}\n`}@${typeOf(entry)}{${keys[i]},\n${fields.map(printField).join('')}}\n`
  })
  const preambles = entries.flatMap((entry) => keptFields(entry)?.get(PREAMBLE) ?? [])
  return printPreambles(preambles) + parentsLast(entries, printed).join('\n')
}

/** Fields with the key of the entry that this one is a part of. What it inherits from there is printed in any case. */
const PARENT = /^(?:crossref|xdata)$/

/** BibTeX finds an entry that others refer to only after them. */
function parentsLast(entries: readonly Entry[], printed: readonly string[]): readonly string[] {
  const parents = new Set(entries.flatMap((entry) => keptFields(entry)?.get('crossref')?.trim().toLowerCase() ?? []))
  const isParent = (i: number) => parents.has(entries[i]!.bibliography?.key.toLowerCase() ?? '')
  if (parents.size === 0) return printed
  return [...printed.filter((_, i) => !isParent(i)), ...printed.filter((_, i) => isParent(i))]
}

function printField([field, value]: readonly [string, string]): string {
  // Styles print the name of a month in their language only where it is no text.
  if (field === 'month' && MONTH.test(value)) return `  month = ${value},\n`
  return `  ${field} = {${isWhole(value) ? value : value.replace(/[{}]/g, '')}},\n`
}

const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/

function typeOf(entry: Entry): string {
  const { bibliography, venue } = entry
  if (bibliography?.format === 'bibtex' && bibliography.type !== '') return bibliography.type
  return factsFor('bibtex', entry).type || (venue === '' ? 'misc' : isJournal(venue) ? 'article' : 'inproceedings')
}

/** The field for the venue of a type. */
const venueField = (type: string) => (/^(?:article|misc|online|software|dataset)$/.test(type) ? 'journal' : 'booktitle')

function toFields(entry: Entry): readonly (readonly [field: string, value: string])[] {
  const came = keptFields(entry)
  if (came) return joinBibtex(entry, came, ownFields(entry, fieldsOf(came)))
  const own = ownFields(entry)
  const has = new Set(own.map(([field]) => field))
  return [...own, ...printBibtexFacts(factsFor('bibtex', entry).values).filter(([field]) => !has.has(field))]
}

/** The fields of a paper, with its venue and its year in fields of some names. */
function ownFields(
  entry: Entry,
  { venue, year = 'year' }: { readonly venue?: string | undefined; readonly year?: string | undefined } = {},
): readonly (readonly [field: string, value: string])[] {
  const { mark } = entry
  const text = (value: string) => toTex(toMarkup(value))
  const items = (values: readonly string[], separator: string) =>
    values.map((value) => protectTex(text(value), separator)).join(`${separator} `)
  const fields: (readonly [string, string])[] = [
    ['title', printTitle(entry.title)],
    ['author', entry.authors.map(printName).join(' and ')],
    [year, entry.year === null ? '' : String(entry.year)],
    [venue ?? venueField(typeOf(entry)), text(entry.venue)],
    ['doi', entry.doi],
    ['eprint', entry.arxiv],
    ['archiveprefix', entry.arxiv && 'arXiv'],
    ...printLinks(entry.links),
    ['affiliation', items(entry.affiliations, ';')],
    ['award', items(entry.awards, ';')],
    ['addendum', items(entry.notices, ';')],
    ['highlights', toTex(printOutline(entry.highlights))],
    ['abstract', text(entry.abstract)],
    ['groups', entry.topics.map((path) => protectTex(text(path.join(' > ')), ',')).join(', ')],
  ]
  if (mark) {
    fields.push(
      ['readstatus', mark.status],
      ['relevance', mark.starred ? 'relevant' : ''],
      ['keywords', mark.tags.map((tag) => protectTex(protectTex(text(tag), ','), ';')).join(', ')],
      ['annotation', toTex(mark.note)],
    )
  }
  return fields.filter(([, value]) => value !== '')
}

/** Braces keep words that styles would lowercase: those with an inner capital, single capitals, and formulas. */
const printTitle = (title: string): string =>
  splitTex(toTex(toMarkup(title)), / /y)
    .map((word) => (isSpecial(word) && isWhole(word) && !word.endsWith('\\') ? `{${word}}` : word))
    .join(' ')

const isSpecial = (word: string) =>
  /\$.+\$/s.test(word) ||
  /\S\p{Lu}/u.test(word.replace(/\\[a-z]+(?:\{\})?/gi, '')) ||
  /^(?![AI]\b)\p{Lu}(?![\p{L}\\])/u.test(word)

/** Whether the braces of a text are balanced. */
function isWhole(piece: string): boolean {
  let depth = 0
  for (const char of piece) {
    if (char === '{') depth += 1
    else if (char === '}' && (depth -= 1) < 0) return false
  }
  return depth === 0
}

function printLinks(links: readonly Link[]): readonly (readonly [string, string])[] {
  const printed: [field: string, value: string][] = []
  const used = new Set<string>()
  for (const { label, url } of links) {
    const wanted = FIELD_OF_LABEL.get(label) ?? (labelOf(url) === label ? 'url' : 'links')
    // Keeps the order of the links: a link whose field is taken goes to `links`, and so do all links after it.
    const field = used.has(wanted) || used.has('links') ? 'links' : wanted
    const last = printed.at(-1)
    const named = protectTex(`${toTex(toMarkup(label))} <${url}>`, ';')
    if (field === 'links' && last?.[0] === 'links') last[1] += `; ${named}`
    else printed.push([field, field === 'links' ? named : url])
    used.add(field)
  }
  return printed
}
