import { toColumn, type Column } from './valueColumn.ts'
import { fieldEntries, type Field, type FieldId, type Row } from '../query/fields.ts'
import { UNMARKED } from '../mark/mark.ts'
import type { Paper, PaperId } from '../paper/paper.ts'
import { fold, foldLines } from '../text/fold.ts'

/** All that questions about papers need of them but what is shown, so that nobody has to look at them one by one. */
export type Prepared = {
  readonly papers: number
  /** What is looked through: most of it as letters of one byte, and apart from it where a paper has others. */
  readonly texts: readonly Texts[]
  /** Numbers made of the papers' names, one after the other, and where those of each paper end. */
  readonly names: Uint32Array
  readonly nameEnds: Uint32Array
  /** 0 where it is not known. */
  readonly years: Uint32Array
  /** By the names of `PREPARED_COLUMNS`. */
  readonly columns: Readonly<Record<string, Column>>
}

/** Folded texts, one after the other: of each the title, a line's end, all else, and another. */
export type Texts = {
  readonly text: string
  /** Whether it has letters of two bytes. */
  readonly isWide: boolean
  /** For each of them the place of its paper, and where its title and all of it end. */
  readonly places: Uint32Array
  readonly titleEnds: Uint32Array
  readonly ends: Uint32Array
}

/** The column that has what papers are sorted by in a field. */
export const keysOf = (id: FieldId): string => `by ${id}`

/**
 * What fields say of papers, each with the name of its column: the values that can be chosen, and what is sorted by. Titles
 * are not there: they are as many as the papers, and at hand where papers are sorted by them.
 */
export const PREPARED_COLUMNS = fieldEntries.flatMap(([id, field]): (readonly [string, ColumnField])[] => {
  const { values, sortKey, own } = field
  if (!values || own) return []
  const key = (row: Row) => {
    const key = sortKey!(row)
    return key === null ? [] : [String(key)]
  }
  return [[id, { ...field, values }], ...(sortKey ? [[keysOf(id), { values: key }] as const] : [])]
})
type ColumnField = Pick<Field, 'words' | 'tree'> & Required<Pick<Field, 'values'>>

/** Prepares papers for the questions to come. */
export function prepare(papers: readonly Paper[]): Prepared {
  const rows = papers.map((paper): Row => ({ paper, mark: UNMARKED, changedAt: null }))
  const names = papers.map(({ id, aliases }) => [...new Set([id, ...aliases])].map(hashAlias))
  return {
    papers: papers.length,
    texts: joinTexts(papers),
    names: Uint32Array.from(names.flat()),
    nameEnds: toEnds(names),
    years: Uint32Array.from(papers, ({ year }) => year ?? 0),
    columns: Object.fromEntries(
      PREPARED_COLUMNS.map(([name, field]) => [name, toColumn(field, rows.map(field.values))]),
    ),
  }
}

/** A number of a name: one name has one, and of two that differ hardly ever both the same (FNV-1a). */
export function hashAlias(name: PaperId): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

// oxlint-disable-next-line no-control-regex -- all letters that take one byte are meant
const ONE_BYTE = /^[\0-\xff]*$/

/** The texts of papers in one, and apart from it those with letters of two bytes, which make a text twice as big. */
function joinTexts(papers: readonly Paper[]): readonly Texts[] {
  const all = papers.map((paper, place) => ({ place, title: fold(paper.title), rest: foldLines(textsOf(paper)) }))
  return [false, true].flatMap((isWide) => {
    const some = all.filter(({ title, rest }) => isWide !== (ONE_BYTE.test(title) && ONE_BYTE.test(rest)))
    // No folded word has the end of a line in it, so none is found across one.
    const texts = some.map(({ title, rest }) => `${title}\n${rest}\n`)
    const ends = toEnds(texts)
    const titleEnds = ends.map((end, i) => end - texts[i]!.length + some[i]!.title.length)
    const places = Uint32Array.from(some, ({ place }) => place)
    return some.length > 0 ? [{ text: anew(texts.join('')), isWide, places, titleEnds, ends }] : []
  })
}

/**
 * The same text, which takes two bytes a letter only if it has to: one that was made of a text with a “—” in it goes on
 * taking two after that was folded away.
 */
const anew = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text))

/** What many papers say in common is looked through in these columns, and not in the text of each. */
export const SEARCHED_COLUMNS: readonly string[] = ['topic', 'affiliation', 'award', keysOf('venue')]

/** All else that is looked through of a paper but its title. */
function textsOf({ authors, highlights }: Paper): readonly string[] {
  return [...authors, ...pointsOf(highlights)]
}

/** All points of a summary, without their emphasis. */
export const pointsOf = (all: Paper['highlights']): readonly string[] =>
  all.flatMap(({ text, children }) => [text.replaceAll('*', ''), ...pointsOf(children)])

/** Where things of some length end that stand one after the other. */
function toEnds(things: readonly { readonly length: number }[]): Uint32Array {
  let end = 0
  return Uint32Array.from(things, ({ length }) => (end += length))
}
