import type { KeptMark, Marks } from '../mark/cell.ts'
import type { PaperId } from '../paper/paper.ts'
import { DELETED, recordId, recordsOfKind, valueOf } from '../mark/userRecord.ts'
import { DEFAULT_VIEW, printView, type View } from './view.ts'

/** A view with a name: a query and an order and, if the user saved it, columns. */
export type NamedView = {
  /** Undefined for built-in views. */
  readonly id?: PaperId
  readonly name: string
  /** The view as a URL query string without an open paper. A link to the view contains nothing else. */
  readonly address: string
}

/** Built-in views. `month` is the current month in query syntax, `2026-11`. */
export const builtInViews = (month: string): readonly NamedView[] =>
  [
    ['All papers', ''],
    ['Unread', 'is:unread'],
    ['To read', 'is:to-read'],
    ['Reading now', 'is:reading'],
    ['Starred, unread', 'is:starred is:unread'],
    ['Awarded', 'has:award'],
    ['Read this month', `read:${month}`],
    ['With notes', 'has:note'],
    ['No longer in any list', 'list:"No longer in any list"'],
  ].map(([name, text]) => ({ name: name!, address: addressOf({ ...DEFAULT_VIEW, text: text! }) }))

/** The URL query string of a view, without the open paper, for links that others can open. */
export const addressOf = (view: View): string => printView({ ...view, paper: null })

/** Whether two views have the same query, sorting and grouping. Columns do not count. */
export const isSameQuestion = (view: View, { text, sort, group }: View): boolean =>
  view.text.trim() === text.trim() && view.group === group && JSON.stringify(view.sort) === JSON.stringify(sort)

/** The user’s saved views, in order. */
export function savedViews(userRecords: Marks): readonly (NamedView & { readonly id: PaperId })[] {
  return recordsOfKind(userRecords, 'view')
    .toSorted((a, b) => rankOf(a.cells) - rankOf(b.cells))
    .map(({ id, cells }) => ({
      id,
      name: String(valueOf(cells, 'name') ?? ''),
      address: String(valueOf(cells, 'address') ?? ''),
    }))
}

const rankOf = (cells: KeptMark | undefined) => Number(valueOf(cells, 'rank') ?? 0)

/** The cells that save a view after all others. */
export const toSave = (userRecords: Marks, id: string, name: string, view: View) =>
  [
    [
      recordId('view', id),
      { name, address: addressOf(view), rank: String(lastRank(userRecords) + 1), [DELETED]: null },
    ],
  ] as const

/** The cells that move a saved view to another position. */
export function toMove(userRecords: Marks, id: PaperId, place: number) {
  const others = savedViews(userRecords).filter((view) => view.id !== id)
  const ranks = others.map((view) => rankOf(userRecords.get(view.id)))
  const [before, after] = [ranks[place - 1], ranks[place]]
  const rank = before === undefined ? (after ?? 0) - 1 : after === undefined ? before + 1 : (before + after) / 2
  return [[id, { rank: String(rank) }]] as const
}

const lastRank = (userRecords: Marks) =>
  Math.max(0, ...savedViews(userRecords).map((view) => rankOf(userRecords.get(view.id))))
