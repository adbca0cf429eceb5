import type { FieldId } from '../../model/query/fields.ts'
import type { PaperHead } from '../../model/paper/paper.ts'

/** How an answer is to be parted. */
export type GroupedRows = {
  readonly by: FieldId
  readonly collapsed: Collapsed
  /** The line where the reader is: of the lines of one paper, the nearest is the one that is found. */
  readonly near: number
  /** The group whose head is to be found, where no paper is; null for none. */
  readonly head: string | null
}

/** Groups of which only the heads are shown: all but some, or none but some, by their values. */
export type Collapsed = { readonly all: boolean; readonly but: readonly string[] }

/** What stands above the papers of a group. */
export type GroupHead = {
  /** The value that its papers have; empty where they have none. */
  readonly group: string
  readonly label: string
  /** How many groups it is within. */
  readonly depth: number
  /** Papers in it and in the groups within it, each once, and those of them that were read; null where groups are statuses. */
  readonly count: number
  readonly read: number | null
  readonly isCollapsed: boolean
}

/** What stands on a line of the list. */
export type Listed = PaperHead | GroupHead

export const isGroupHead = (listed: Listed): listed is GroupHead => 'group' in listed
export const isPaper = (listed: Listed): listed is PaperHead => !isGroupHead(listed)

/** The lines of an answer, of which places below zero are heads, and the papers among them. */
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
