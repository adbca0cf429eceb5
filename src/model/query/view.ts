import { fieldEntries, isFieldId, type FieldId } from './fields.ts'
import type { PaperId } from '../paper/paper.ts'

/** Everything that decides what the page shows. It lives in the address, so a link shows the same to anyone. */
export type View = {
  /** The query as typed; query.ts reads it. */
  readonly text: string
  readonly sort: Sort
  /** The field by whose values the list is parted; null for none. */
  readonly group: FieldId | null
  readonly columns: Columns
  /** The paper that is open. */
  readonly paper: PaperId | null
}

/** Fields to sort by, the most important first. Empty keeps the order of the lists. */
export type Sort = readonly { readonly by: FieldId; readonly descending: boolean }[]

export type Columns = {
  /** Columns in their order; those it does not name follow in the usual one. */
  readonly order: readonly FieldId[]
  readonly hidden: readonly FieldId[]
  /** Widths in pixels of the columns that were resized. */
  readonly widths: { readonly [F in FieldId]?: number }
  readonly dense: boolean
}

export const DEFAULT_COLUMNS: Columns = { order: [], hidden: [], widths: {}, dense: false }
export const DEFAULT_VIEW: View = { text: '', sort: [], group: null, columns: DEFAULT_COLUMNS, paper: null }

/** The fields by which the list can be parted. */
export const GROUP_FIELDS: readonly FieldId[] = fieldEntries.flatMap(([id, { groups }]) => (groups ? [id] : []))

export const MIN_WIDTH_PX = 40
export const MAX_WIDTH_PX = 1200
/** Longer addresses are cut by mail programs and servers, and nobody types one. */
const MAX_LENGTH = 4096

/** The view that the query part of an address describes. What it does not understand is named, and the rest holds. */
export function parseView(search: string): { readonly view: View; readonly problems: readonly string[] } {
  const problems: string[] = []
  if (search.length > MAX_LENGTH) {
    return { view: DEFAULT_VIEW, problems: [`it is longer than ${MAX_LENGTH} characters`] }
  }
  const params = new URLSearchParams(search)
  const items = (key: string) => params.get(key)?.split(',').filter(Boolean) ?? []
  const known = (key: string, ids: readonly string[]) => {
    const [good, bad] = [ids.filter(isFieldId), ids.filter((id) => !isFieldId(id))]
    if (bad.length > 0) problems.push(`${key} names ${bad.map((id) => `“${id}”`).join(', ')}, which is no column`)
    return [...new Set(good)]
  }
  const fieldOf = (item: string) => item.replace(/^-/, '')

  const sorts = items('sort')
  const sortable = known('sort', sorts.map(fieldOf))
  const widths: Record<string, number> = {}
  for (const item of items('width')) {
    const [id = '', text = ''] = item.split(':')
    const width = Number(text)
    if (isFieldId(id) && width >= MIN_WIDTH_PX && width <= MAX_WIDTH_PX) widths[id] = Math.round(width)
    else problems.push(`width has “${item}”, which is no column and width`)
  }
  const group = params.get('group') || null
  const isGroup = group === null || (isFieldId(group) && GROUP_FIELDS.includes(group))
  if (!isGroup) problems.push(`group is “${group}”, by which no list can be parted`)
  const density = params.get('rows')
  if (density !== null && density !== 'dense') problems.push(`rows is “${density}”, and can only be “dense”`)

  return {
    view: {
      text: params.get('q') ?? '',
      sort: sortable.map((by) => ({ by, descending: sorts.find((item) => fieldOf(item) === by)!.startsWith('-') })),
      group: isGroup ? group : null,
      columns: {
        order: known('order', items('order')),
        hidden: known('hide', items('hide')),
        widths,
        dense: density === 'dense',
      },
      paper: (params.get('paper') || null) as PaperId | null,
    },
    problems,
  }
}

/** The query part of an address, without its question mark; empty for the view one starts with. */
export function printView({ text, sort, group, columns, paper }: View): string {
  const params = new URLSearchParams()
  const put = (key: string, value: string) => value && params.set(key, value)
  put('q', text)
  put('sort', sort.map(({ by, descending }) => (descending ? `-${by}` : by)).join(','))
  put('group', group ?? '')
  for (const [key, value] of printColumns(columns)) put(key, value)
  put('paper', paper ?? '')
  // A colon and a comma are legal in a query and read better plain.
  return params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%2F', '/')
}

function printColumns({ order, hidden, widths, dense }: Columns): readonly (readonly [key: string, value: string])[] {
  return [
    ['order', order.join(',')],
    ['hide', hidden.join(',')],
    [
      'width',
      Object.entries(widths)
        .map(([id, width]) => `${id}:${width}`)
        .join(','),
    ],
    ['rows', dense ? 'dense' : ''],
  ]
}

/** Whether one view asks something else than the other; which paper is open, and how columns look, is no question. */
export const asksElse = (view: View, other: View): boolean =>
  view.text !== other.text || view.sort !== other.sort || view.group !== other.group

/** Whether the view says anything of columns, so that an address without it may take those the user used last. */
export const hasColumns = ({ columns }: View): boolean => printColumns(columns).some(([, value]) => value !== '')
