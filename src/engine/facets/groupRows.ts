import type { AnyFieldId } from '../../model/query/fields.ts'
import type { PaperHead } from '../../model/paper/paper.ts'

/** How an answer is grouped. */
export type GroupedRows = {
  readonly by: AnyFieldId
  readonly collapsed: Collapsed
  /** The index of the active row: of several rows of one paper, the nearest is the one that is found. */
  readonly near: number
  /** The group whose header is to be found instead of a paper; null for none. */
  readonly head: string | null
}

/** Collapsed groups: all but some, or none but some, by their values. */
export type Collapsed = { readonly all: boolean; readonly but: readonly string[] }

/** A group header. */
export type GroupHead = {
  /** The value of the group; empty for papers without a value. */
  readonly group: string
  readonly label: string
  /** The depth of the group. */
  readonly depth: number
  /** The number of papers in it and in its subgroups, each once, and of those read; null where groups are statuses. */
  readonly count: number
  readonly read: number | null
  readonly isCollapsed: boolean
}

/** A row of the list: a paper or a group header. */
export type Listed = PaperHead | GroupHead

export const isGroupHead = (listed: Listed): listed is GroupHead => 'group' in listed
export const isPaper = (listed: Listed): listed is PaperHead => !isGroupHead(listed)

/** The rows of an answer, in which numbers below zero are headers, and the papers among them. */
export function flattenGroups(
  places: readonly number[],
  groups: readonly GroupHead[],
  paperAt: (place: number) => PaperHead,
): { readonly lines: readonly Listed[]; readonly rows: readonly PaperHead[] } {
  if (groups.length === 0) {
    const rows = places.map(paperAt)
    return { lines: rows, rows }
  }
  const left = groups.values()
  const lines = places.map((place): Listed => (place < 0 ? left.next().value! : paperAt(place)))
  return { lines, rows: lines.filter(isPaper) }
}
