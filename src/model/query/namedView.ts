import type { KeptMark, Marks } from '../mark/cell.ts'
import type { PaperId } from '../paper/paper.ts'
import { DELETED, thingId, thingsOfKind, valueOf } from '../mark/userRecord.ts'
import { DEFAULT_VIEW, printView, type View } from './view.ts'

/** What is looked at again and again, by a name: a query, an order, and for those that a user has saved their columns. */
export type NamedView = {
  /** Undefined for those that come with the app. */
  readonly id?: PaperId
  readonly name: string
  /** The view as the query part of an address, without an open paper: nothing else goes into a link to it. */
  readonly address: string
}

/** Views that come with the app. `month` is the present one, as a query writes it: `2026-11`. */
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

/** A view as an address that shows it to anyone. */
export const addressOf = (view: View): string => printView({ ...view, paper: null })

/** Whether both ask the same, in the same order; columns are how it looks. */
export const isSameQuestion = (view: View, { text, sort, group }: View): boolean =>
  view.text.trim() === text.trim() && view.group === group && JSON.stringify(view.sort) === JSON.stringify(sort)

/** The views that the user has saved, in their order. */
export function savedViews(things: Marks): readonly (NamedView & { readonly id: PaperId })[] {
  return thingsOfKind(things, 'view')
    .toSorted((a, b) => rankOf(a.cells) - rankOf(b.cells))
    .map(({ id, cells }) => ({
      id,
      name: String(valueOf(cells, 'name') ?? ''),
      address: String(valueOf(cells, 'address') ?? ''),
    }))
}

const rankOf = (cells: KeptMark | undefined) => Number(valueOf(cells, 'rank') ?? 0)

/** What to write for a view to be saved as the last one; `name` tells its id from those of others. */
export const toSave = (things: Marks, id: string, name: string, view: View) =>
  [
    [thingId('view', id), { name, address: addressOf(view), rank: String(lastRank(things) + 1), [DELETED]: null }],
  ] as const

/** What to write for a saved view to stand at another place among them. */
export function toMove(things: Marks, id: PaperId, place: number) {
  const others = savedViews(things).filter((view) => view.id !== id)
  const ranks = others.map((view) => rankOf(things.get(view.id)))
  const [before, after] = [ranks[place - 1], ranks[place]]
  const rank = before === undefined ? (after ?? 0) - 1 : after === undefined ? before + 1 : (before + after) / 2
  return [[id, { rank: String(rank) }]] as const
}

const lastRank = (things: Marks) => Math.max(0, ...savedViews(things).map((view) => rankOf(things.get(view.id))))
