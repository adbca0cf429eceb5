import { STATUSES, STATUS_LABELS, type Mark } from '../mark/mark.ts'
import { isCode, type PaperHead } from '../paper/paper.ts'

/** A paper, and what the user said about it. */
export type Row = {
  readonly paper: PaperHead
  readonly mark: Mark
  /** Milliseconds since 1970; null if the user never changed the mark. */
  readonly changedAt: number | null
}

export type Field = {
  readonly label: string
  /** Values to filter by; a paper may have several. */
  readonly values?: (row: Row) => readonly string[]
  /** The word before the colon in a query. */
  readonly prefix?: string
  /** Values that a query spells differently from the interface; a field with words has no other values. */
  readonly words?: Readonly<Record<string, string>>
  /** Values are paths; choosing one includes all below it. */
  readonly tree?: true
  /** Facets with the same group are shown as one. */
  readonly group?: string
  /** The value comes from the user’s mark, so it changes while the app runs. */
  readonly own?: true
  /** The list can be grouped by its values or, without values, by its sort key. */
  readonly groups?: true
  /** The sort key; null comes last in either direction. */
  readonly sortKey?: (row: Row) => string | number | null
}

/** Joins the steps of a topic path: U+203A between blanks, which no topic of a list contains. */
export const PATH_SEPARATOR = ' › '

/** The list shown for a paper that has a mark but is no longer in any list. */
export const NO_LIST = 'No longer in any list'

const first = (values: readonly string[]) => values[0] ?? null

/** Everything Offprint knows about a field. Columns, facets, queries, sorting and the URL read this table. */
export const fields = {
  starred: {
    label: 'Star',
    prefix: 'is',
    words: { Starred: 'starred' },
    group: 'Has',
    own: true,
    values: ({ mark }) => (mark.starred ? ['Starred'] : []),
    sortKey: ({ mark }) => (mark.starred ? 0 : null),
  },
  status: {
    label: 'Status',
    prefix: 'is',
    words: Object.fromEntries(STATUSES.map((status) => [STATUS_LABELS[status], status])),
    own: true,
    groups: true,
    values: ({ mark }) => [STATUS_LABELS[mark.status]],
    sortKey: ({ mark }) => STATUSES.indexOf(mark.status),
  },
  title: { label: 'Title', sortKey: ({ paper }) => paper.title },
  topic: {
    label: 'Topic',
    prefix: 'topic',
    tree: true,
    groups: true,
    values: ({ paper }) =>
      paper.topics.flatMap((path) => path.map((_, i) => path.slice(0, i + 1).join(PATH_SEPARATOR))),
    sortKey: ({ paper }) => paper.topics[0]?.join(PATH_SEPARATOR) ?? null,
  },
  affiliation: {
    label: 'Affiliation',
    prefix: 'aff',
    groups: true,
    values: ({ paper }) => paper.affiliations,
    sortKey: ({ paper }) => first(paper.affiliations),
  },
  venue: {
    label: 'Venue',
    prefix: 'venue',
    groups: true,
    values: ({ paper }) => (paper.venue ? [venueAndYear(paper)] : []),
    sortKey: ({ paper }) => venueAndYear(paper) || null,
  },
  year: {
    label: 'Year',
    groups: true,
    sortKey: ({ paper }) => paper.year,
  },
  links: { label: 'Links' },
  award: { label: 'Award', prefix: 'award', values: ({ paper }) => paper.awards },
  awarded: {
    label: 'Award',
    prefix: 'has',
    words: { Award: 'award' },
    group: 'Has',
    values: ({ paper }) => (paper.awards.length > 0 ? ['Award'] : []),
  },
  code: {
    label: 'Code',
    prefix: 'has',
    words: { Code: 'code' },
    group: 'Has',
    values: ({ paper }) => (paper.links.some(isCode) ? ['Code'] : []),
  },
  note: {
    label: 'Note',
    prefix: 'has',
    words: { Note: 'note' },
    group: 'Has',
    own: true,
    values: ({ mark }) => (mark.note.trim() ? ['Note'] : []),
  },
  tag: { label: 'Tag', prefix: 'tag', own: true, groups: true, values: ({ mark }) => mark.tags },
  list: {
    label: 'List',
    prefix: 'list',
    values: ({ paper }) => (paper.lists.length > 0 ? paper.lists : [NO_LIST]),
  },
  changed: { label: 'Changed', own: true, sortKey: ({ changedAt }) => changedAt },
} as const satisfies Record<string, Field>

export type FieldId = keyof typeof fields

/** The table with uniformly typed entries, for code that iterates over it. */
export const fieldEntries = Object.entries(fields) as readonly (readonly [FieldId, Field])[]

export const isFieldId = (text: string): text is FieldId => Object.hasOwn(fields, text)

/** `ATC 2024`, or the one of the two that is known. */
export const venueAndYear = ({ venue, year }: Pick<PaperHead, 'venue' | 'year'>): string =>
  [venue, year].filter(Boolean).join(' ')
