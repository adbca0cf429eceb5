import { STATUSES, STATUS_LABELS, type Mark } from '../mark/mark.ts'
import { keyOf, type FieldKey } from '../note/field/fieldKey.ts'
import { isCode, type PaperHead } from '../paper/paper.ts'
import { familyFirst } from '../paper/personName.ts'
import { pathsTo, TAG_TREE, type Tree } from './path.ts'

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
  /** A query may name a value by one of its words, or by some words in a row. */
  readonly byWords?: true
  /** Values are looked up once somebody asks for them, as they are very many. */
  readonly onDemand?: true
  /** Values are paths; choosing one includes all below it. */
  readonly tree?: Tree
  /** Facets with the same group are shown as one. */
  readonly group?: string
  /** The value comes from the user’s mark, so it changes while the app runs. */
  readonly own?: true
  /** The name of the group of papers without a value, where it is not “No …”. */
  readonly none?: string
  /** The list can be grouped by its values or, without values, by its sort key. */
  readonly groups?: true
  /** The sort key; null comes last in either direction. */
  readonly sortKey?: (row: Row) => string | number | null
}

/** Joins the steps of a topic path: U+203A between blanks, which no topic of a list contains. */
export const PATH_SEPARATOR = ' › '

/** The list shown for a paper that has a mark but is no longer in any list. */
export const NO_LIST = 'No longer in any list'

/** Topics as a query and the interface write them. */
export const TOPIC_TREE: Tree = { at: PATH_SEPARATOR, joint: PATH_SEPARATOR, byLastName: true, inListOrder: true }

const first = (values: readonly string[]) => values[0] ?? null

/** The sort key of a paper by its first author, or null. */
export const authorKey = (name: string | null): string | null => (name === null ? null : familyFirst(name))

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
    tree: TOPIC_TREE,
    groups: true,
    values: ({ paper }) =>
      paper.topics.flatMap((path) => path.map((_, i) => path.slice(0, i + 1).join(PATH_SEPARATOR))),
    sortKey: ({ paper }) => paper.topics[0]?.join(PATH_SEPARATOR) ?? null,
  },
  author: {
    label: 'Author',
    prefix: 'author',
    byWords: true,
    onDemand: true,
    values: ({ paper }) => paper.authors,
    sortKey: ({ paper }) => authorKey(first(paper.authors)),
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
  tag: {
    label: 'Tag',
    prefix: 'tag',
    tree: TAG_TREE,
    own: true,
    groups: true,
    values: ({ mark }) => mark.tags.flatMap((tag) => pathsTo(TAG_TREE, tag)),
  },
  list: {
    label: 'List',
    prefix: 'list',
    values: ({ paper }) => (paper.lists.length > 0 ? paper.lists : [NO_LIST]),
  },
  added: {
    label: 'Added',
    groups: true,
    none: 'Not added by you',
    sortKey: ({ paper }) => paper.addedAt,
  },
  changed: { label: 'Changed', own: true, sortKey: ({ changedAt }) => changedAt },
  // The engine sorts by the order of all papers To read, of which most were never moved.
  next: { label: 'Next', own: true, sortKey: ({ mark }) => mark.next ?? null },
} as const satisfies Record<string, Field>

export type FieldId = keyof typeof fields

/** A key of the notes as a field, also in addresses, which are never renamed: `note.speedup`. */
export type NoteFieldId = `note.${string}`
export type AnyFieldId = FieldId | NoteFieldId

const NOTE_FIELD: Field = { label: '', own: true, groups: true, values: () => [] }
const NOTE_PREFIX = 'note.'

/** Texts of a paper that a query can search alone, by the word before the colon. */
export const TEXTS = ['title', 'note', 'abstract'] as const

export type TextId = (typeof TEXTS)[number]

/** The table with uniformly typed entries, for code that iterates over it. */
export const fieldEntries = Object.entries(fields) as readonly (readonly [FieldId, Field])[]

export const isFieldId = (text: string): text is FieldId => Object.hasOwn(fields, text)

/** The field of a key. */
export const noteFieldOf = (key: FieldKey): NoteFieldId => `${NOTE_PREFIX}${key}`
/** The key of a field. */
export const keyOfField = (id: NoteFieldId): FieldKey => id.slice(NOTE_PREFIX.length) as FieldKey
/** Whether a field is a key of the notes. */
export const isNoteField = (id: AnyFieldId): id is NoteFieldId => id.startsWith(NOTE_PREFIX)

export function isAnyFieldId(text: string): text is AnyFieldId {
  const key = text.slice(NOTE_PREFIX.length)
  return isFieldId(text) || (text.startsWith(NOTE_PREFIX) && key !== '' && keyOf(key) === key)
}

/** What is known of a field. A key of the notes has its label in the notes. */
export const fieldOf = (id: AnyFieldId): Field => (isNoteField(id) ? NOTE_FIELD : fields[id])

/** `ATC 2024`, or the one of the two that is known. */
export const venueAndYear = ({ venue, year }: Pick<PaperHead, 'venue' | 'year'>): string =>
  [venue, year].filter(Boolean).join(' ')
