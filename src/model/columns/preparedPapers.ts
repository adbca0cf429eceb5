import { toColumn, type Column } from './valueColumn.ts'
import { fieldEntries, type Field, type FieldId, type Row } from '../query/fields.ts'
import { UNMARKED } from '../mark/mark.ts'
import type { Paper, PaperId } from '../paper/paper.ts'
import { fnv1a } from '../text/fnv1a.ts'
import { fold, foldLines } from '../text/fold.ts'

/** An index part: all that questions need of some papers, except what is shown. */
export type Prepared = {
  readonly papers: number
  /** The searchable text: mostly Latin-1, with the papers that need two bytes a character apart. */
  readonly texts: readonly Texts[]
  /** The hashes of the papers’ aliases, concatenated, and the end of each paper’s. */
  readonly names: Uint32Array
  readonly nameEnds: Uint32Array
  /** 0 where the year is unknown. */
  readonly years: Uint32Array
  /** When each was added, in milliseconds since 1970; 0 where it is unknown. */
  readonly addedAt: Float64Array
  /** By the names of `PREPARED_COLUMNS`. */
  readonly columns: Readonly<Record<string, Column>>
}

/** Folded texts, concatenated: each is the title, a line end, everything else, and a line end. */
export type Texts = {
  readonly text: string
  /** Whether it needs two bytes a character. */
  readonly isWide: boolean
  /** The paper of each text, and where its title and the whole text end. */
  readonly places: Uint32Array
  readonly titleEnds: Uint32Array
  readonly ends: Uint32Array
}

/** The column with the sort keys of a field. */
export const keysOf = (id: FieldId): string => `by ${id}`

/**
 * The columns of every field: values for facets, and sort keys. Titles and authors are absent: there are as many as
 * papers or more, and they are at hand when papers are sorted by them.
 */
export const PREPARED_COLUMNS = fieldEntries.flatMap(([id, field]): (readonly [string, ColumnField])[] => {
  const { values, sortKey, own, onDemand } = field
  if (!values || own || onDemand) return []
  const key = (row: Row) => {
    const key = sortKey!(row)
    return key === null ? [] : [String(key)]
  }
  return [[id, { ...field, values }], ...(sortKey ? [[keysOf(id), { values: key }] as const] : [])]
})
type ColumnField = Pick<Field, 'words' | 'tree'> & Required<Pick<Field, 'values'>>

/** Computes the index part of some papers. */
export function prepare(papers: readonly Paper[]): Prepared {
  const rows = papers.map((paper): Row => ({ paper, mark: UNMARKED, changedAt: null }))
  const names = papers.map(({ id, aliases }) => [...new Set([id, ...aliases])].map(hashAlias))
  return {
    papers: papers.length,
    texts: joinTexts(papers),
    names: Uint32Array.from(names.flat()),
    nameEnds: toEnds(names),
    years: Uint32Array.from(papers, ({ year }) => year ?? 0),
    addedAt: Float64Array.from(papers, ({ addedAt }) => addedAt ?? 0),
    columns: Object.fromEntries(
      PREPARED_COLUMNS.map(([name, field]) => [name, toColumn(field, rows.map(field.values))]),
    ),
  }
}

/** The 32-bit hash of an alias (FNV-1a). */
export const hashAlias = (name: PaperId): number => fnv1a(name) >>> 0

// oxlint-disable-next-line no-control-regex -- all characters of one byte
const ONE_BYTE = /^[\0-\xff]*$/

/**
 * Concatenates the texts of papers, those that need two bytes a character apart, because one of them doubles the size
 * of a text.
 */
function joinTexts(papers: readonly Paper[]): readonly Texts[] {
  const all = papers.map((paper, place) => ({ place, title: fold(paper.title), rest: foldLines(textsOf(paper)) }))
  return [false, true].flatMap((isWide) => {
    const some = all.filter(({ title, rest }) => isWide !== (ONE_BYTE.test(title) && ONE_BYTE.test(rest)))
    // No folded word contains a line end, so none is found across one.
    const texts = some.map(({ title, rest }) => `${title}\n${rest}\n`)
    const ends = toEnds(texts)
    const titleEnds = ends.map((end, i) => end - texts[i]!.length + some[i]!.title.length)
    const places = Uint32Array.from(some, ({ place }) => place)
    return some.length > 0 ? [{ text: anew(texts.join('')), isWide, places, titleEnds, ends }] : []
  })
}

/**
 * The same text, with one byte a character if possible: a string derived from one with “—” goes on taking two bytes
 * after the dash was folded away.
 */
const anew = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text))

/** Values that many papers share are searched in these columns, not in the text of each paper. */
export const SEARCHED_COLUMNS: readonly string[] = ['topic', 'affiliation', 'award', keysOf('venue')]

/** All searchable text of a paper but its title. */
function textsOf({ authors, highlights }: Paper): readonly string[] {
  return [...authors, ...pointsOf(highlights)]
}

/** All highlights, without their marks of emphasis and code. */
export const pointsOf = (all: Paper['highlights']): readonly string[] =>
  all.flatMap(({ text, children }) => [text.replaceAll(/[*`]/g, ''), ...pointsOf(children)])

/** The ends of concatenated items of some lengths. */
function toEnds(userRecords: readonly { readonly length: number }[]): Uint32Array {
  let end = 0
  return Uint32Array.from(userRecords, ({ length }) => (end += length))
}
