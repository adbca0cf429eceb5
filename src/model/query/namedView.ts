import type { KeptMark, Marks } from '../mark/cell.ts'
import type { PaperId } from '../paper/paper.ts'
import { DELETED, recordId, recordsOfKind, valueOf } from '../mark/userRecord.ts'
import { DAY_MS, day, month } from '../time/day.ts'
import { DEFAULT_VIEW, printParams, printView, type Sort, type View } from './view.ts'

/** A view with a name: a query and an order and, if the user saved it, columns. */
export type NamedView = {
  /** Undefined for built-in views. */
  readonly id?: PaperId
  readonly name: string
  /** The view as a URL query string without an open paper. A link to the view contains nothing else. */
  readonly address: string
}

/** How far back “Added lately” goes. */
const LATELY_DAYS = 30

/** Built-in views, at a time in milliseconds since 1970. None says a status alone: the filters do. */
export const builtInViews = (now: number): readonly NamedView[] => [
  named('All papers', ''),
  named('Up next', 'is:to-read', [{ by: 'next', descending: false }]),
  named('Starred, unread', 'is:starred is:unread'),
  named('Awarded', 'has:award'),
  named('Added lately', `added:>=${day(now - LATELY_DAYS * DAY_MS)}`, [{ by: 'added', descending: true }]),
  named('Read this month', `read:${month(now)}`),
  named('With notes', 'has:note'),
  named('No longer in any list', 'list:"No longer in any list"'),
]

const named = (name: string, text: string, sort: Sort = []): NamedView => ({
  name,
  address: addressOf({ ...DEFAULT_VIEW, text, sort }),
})

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

/** The cells that change the queries of saved views. */
export const toRewrite = (userRecords: Marks, rewrite: (text: string) => string) =>
  toRewriteParams(userRecords, (params) => {
    if (params.has('q')) params.set('q', rewrite(params.get('q')!))
  })

/** The cells that change the addresses of saved views. All else stays in them, also what only a newer version knows. */
export function toRewriteParams(userRecords: Marks, rewrite: (params: URLSearchParams) => void) {
  return savedViews(userRecords).flatMap(({ id, address }) => {
    const params = new URLSearchParams(address)
    const before = params.toString()
    rewrite(params)
    return params.toString() === before ? [] : [[id, { address: printParams(params) }] as const]
  })
}

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
