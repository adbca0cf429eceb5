import { joinFields, type Fact } from '../bibliography/joinFields.ts'
import type { Entry } from '../entry/entry.ts'
import { LINK_FIELDS, VENUE_FIELDS, YEAR_FIELDS } from './fields.ts'
import { readLine } from './fieldText.ts'
import { readBibtexEntry } from './parse.ts'

/** The fields of an entry that came from BibTeX, as it came; null for one that did not. */
export function keptFields({ bibliography }: Entry): ReadonlyMap<string, string> | null {
  if (bibliography?.format !== 'bibtex') return null
  return new Map(
    Object.entries(bibliography.fields).flatMap(([name, tex]) => (typeof tex === 'string' ? [[name, tex]] : [])),
  )
}

/** The fields in which an entry that came from BibTeX has its venue and its year; undefined where it has none. */
export const fieldsOf = (came: ReadonlyMap<string, string>) => {
  const first = (names: readonly string[]) => names.find((name) => (came.get(name) ?? '').trim() !== '')
  return { venue: first(VENUE_FIELDS), year: first(YEAR_FIELDS) }
}

/** The fields of an entry: those that came from BibTeX, and its own for what the paper says otherwise. */
export function joinBibtex(
  entry: Entry,
  came: ReadonlyMap<string, string>,
  own: readonly (readonly [field: string, tex: string])[],
): readonly (readonly [field: string, tex: string])[] {
  const said = readBibtexEntry({ type: entry.bibliography!.type, key: '', fields: came, line: 1 }, () => {})
  const { venue, year } = fieldsOf(came)
  const note = readLine(came.get('note') ?? '')
  const names: Readonly<Record<Fact, readonly string[]>> = {
    title: ['title', 'subtitle'],
    authors: ['author', 'authors'],
    // A later field would be read in place of an empty one.
    year: entry.year === null ? YEAR_FIELDS : [year ?? 'year'],
    venue: entry.venue === '' ? VENUE_FIELDS : [venue ?? '', 'journal', 'booktitle'],
    names: ['doi', 'eprint', 'archiveprefix', 'eprinttype', 'primaryclass', 'eprintclass', 'arxiv', 'arxivid'],
    links: [...Object.keys(LINK_FIELDS), 'links'],
    affiliations: ['affiliation'],
    remarks: ['award', 'awards', 'addendum', ...([...said.awards, ...said.notices].includes(note) ? ['note'] : [])],
    highlights: ['highlights'],
    abstract: ['abstract'],
    topics: ['groups'],
  }
  const joined = joinFields({ came, own }, { said, entry }, names)
  // Next to a mark, keywords are the user’s tags.
  const isOwn = new Set(own.map(([field]) => field))
  return [...joined].filter(([field]) => field !== 'keywords' || entry.mark === null || isOwn.has(field))
}
