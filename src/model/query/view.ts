import { fieldEntries, isAnyFieldId, isNoteField, type AnyFieldId, type FieldId, type NoteFieldId } from './fields.ts'
import { isKey } from '../note/field/fieldKey.ts'
import type { PaperId } from '../paper/paper.ts'

/** Everything that decides what the page shows. It lives in the URL, so a link shows the same to everyone. */
export type View = {
  /** The query as typed; query.ts parses it. */
  readonly text: string
  readonly sort: Sort
  /** The field to group the list by; null for none. */
  readonly group: AnyFieldId | null
  readonly columns: Columns
  /** Keys of the notes with a facet, in order. */
  readonly facets: readonly NoteFieldId[]
  /** The open paper. */
  readonly paper: PaperId | null
}

/** Fields to sort by, most significant first. Empty keeps the order of the lists. */
export type Sort = readonly { readonly by: AnyFieldId; readonly descending: boolean }[]

/** How the rows are laid out: for finding papers, or for reading and filling the keys of the notes across them. */
export const LAYOUTS = ['list', 'matrix'] as const
export type Layout = (typeof LAYOUTS)[number]

export type Columns = {
  readonly layout: Layout
  /** Columns in order; the others follow in the default order. */
  readonly order: readonly AnyFieldId[]
  readonly hidden: readonly AnyFieldId[]
  /** Visible columns of those that are hidden unless the user asks for them, such as keys of the notes. */
  readonly shown: readonly AnyFieldId[]
  /** Keys that the user has made a column before a note had them, as the user wrote them. */
  readonly newKeys: readonly string[]
  /** Widths of resized columns, in pixels. */
  readonly widths: { readonly [F in AnyFieldId]?: number }
  readonly dense: boolean
}

export const DEFAULT_COLUMNS: Columns = {
  layout: 'list',
  order: [],
  hidden: [],
  shown: [],
  newKeys: [],
  widths: {},
  dense: false,
}
export const DEFAULT_VIEW: View = {
  text: '',
  sort: [],
  group: null,
  columns: DEFAULT_COLUMNS,
  facets: [],
  paper: null,
}

/** Fields that the list can be grouped by. */
export const GROUP_FIELDS: readonly FieldId[] = fieldEntries.flatMap(([id, { groups }]) => (groups ? [id] : []))

export const MIN_WIDTH_PX = 40
export const MAX_WIDTH_PX = 1200
/** In characters. Mail programs and servers cut longer URLs. */
const MAX_LENGTH = 4096

/** Parses the query string of a URL. Invalid parts are reported in `problems`; the rest applies. */
export function parseView(search: string): { readonly view: View; readonly problems: readonly string[] } {
  const problems: string[] = []
  if (search.length > MAX_LENGTH) {
    return { view: DEFAULT_VIEW, problems: [`it is longer than ${MAX_LENGTH} characters`] }
  }
  const params = new URLSearchParams(search)
  const items = (key: string) => params.get(key)?.split(',').filter(Boolean) ?? []
  const known = (key: string, ids: readonly string[]) => {
    const [good, bad] = [ids.filter(isAnyFieldId), ids.filter((id) => !isAnyFieldId(id))]
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
    if (isAnyFieldId(id) && width >= MIN_WIDTH_PX && width <= MAX_WIDTH_PX) widths[id] = Math.round(width)
    else problems.push(`width has “${item}”, which is no column and width`)
  }
  const group = params.get('group') || null
  const isGroup = group === null || (isAnyFieldId(group) && (isNoteField(group) || GROUP_FIELDS.includes(group)))
  if (!isGroup) problems.push(`group is “${group}”, which is not a field to group by`)
  const facets = known('facets', items('facets'))
  if (!facets.every(isNoteField)) problems.push('facets names a column that is no key of the notes')
  const newKeys = items('keys')
  const noKey = newKeys.find((label) => !isKey(label))
  if (noKey !== undefined) problems.push(`keys has “${noKey}”, which is no key`)
  const layout = params.get('layout')
  const isLayout = LAYOUTS.some((one) => one === layout)
  if (layout !== null && !isLayout) problems.push(`layout is “${layout}”, and can only be “list” or “matrix”`)
  const density = params.get('rows')
  if (density !== null && density !== 'dense') problems.push(`rows is “${density}”, and can only be “dense”`)

  return {
    view: {
      text: params.get('q') ?? '',
      sort: sortable.map((by) => ({ by, descending: sorts.find((item) => fieldOf(item) === by)!.startsWith('-') })),
      group: isGroup ? group : null,
      columns: {
        layout: isLayout ? (layout as Layout) : DEFAULT_COLUMNS.layout,
        order: known('order', items('order')),
        hidden: known('hide', items('hide')),
        shown: known('show', items('show')),
        newKeys: [...new Set(newKeys.filter(isKey))],
        widths,
        dense: density === 'dense',
      },
      facets: facets.filter(isNoteField),
      paper: (params.get('paper') || null) as PaperId | null,
    },
    problems,
  }
}

/** The query string for a view, without the question mark; empty for the default view. */
export function printView({ text, sort, group, columns, facets, paper }: View): string {
  const params = new URLSearchParams()
  const put = (key: string, value: string) => value && params.set(key, value)
  put('q', text)
  put('sort', sort.map(({ by, descending }) => (descending ? `-${by}` : by)).join(','))
  put('group', group ?? '')
  for (const [key, value] of printColumns(columns)) put(key, value)
  put('facets', facets.join(','))
  put('paper', paper ?? '')
  return printParams(params)
}

/** A query string in which the characters that are legal there stay readable. */
export const printParams = (params: URLSearchParams): string =>
  params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%2F', '/')

function printColumns({
  layout,
  order,
  hidden,
  shown,
  newKeys,
  widths,
  dense,
}: Columns): readonly (readonly [key: string, value: string])[] {
  return [
    ['layout', layout === DEFAULT_COLUMNS.layout ? '' : layout],
    ['order', order.join(',')],
    ['hide', hidden.join(',')],
    ['show', shown.join(',')],
    ['keys', newKeys.join(',')],
    [
      'width',
      Object.entries(widths)
        .map(([id, width]) => `${id}:${width}`)
        .join(','),
    ],
    ['rows', dense ? 'dense' : ''],
  ]
}

/** Whether two views differ in query, sorting or grouping. The open paper, the columns and the facets do not count. */
export const asksElse = (view: View, other: View): boolean =>
  view.text !== other.text || view.sort !== other.sort || view.group !== other.group

/** Whether the list is in the order of Up next, from the first to the last. */
export const isInNextOrder = ({ sort: [first], group }: View): boolean =>
  group === null && first?.by === 'next' && !first.descending

/** Whether the view sets any columns. If not, the app uses the columns that the user had last. */
export const hasColumns = ({ columns }: View): boolean => printColumns(columns).some(([, value]) => value !== '')
