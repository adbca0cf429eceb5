import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  type Row,
} from '@tanstack/react-table'
import type { ComponentType } from 'react'
import { keyOf } from '../model/note/field/fieldKey.ts'
import { isPaper, type Listed } from '../engine/facets/groupRows.ts'
import {
  fields,
  isNoteField,
  keyOfField,
  type AnyFieldId,
  type Field,
  type FieldId,
  type NoteFieldId,
} from '../model/query/fields.ts'
import type { PaperHead } from '../model/paper/paper.ts'
import { MAX_WIDTH_PX, MIN_WIDTH_PX, type Columns } from '../model/query/view.ts'
import {
  AddedCell,
  AffiliationCell,
  AuthorCell,
  ChangedCell,
  LinksCell,
  NextCell,
  StarCell,
  StatusCell,
  TitleCell,
  TopicCell,
  VenueCell,
} from './rows/cells.tsx'

/** A column: the cell it draws, and its width in pixels. */
type Shown = {
  readonly width: number
  readonly Cell: ComponentType<{ readonly paper: PaperHead }>
  /** The name of the column, where it is not that of the field. */
  readonly label?: string
  /** Whether the first click on its header sorts in descending order. */
  readonly newestFirst?: boolean
  /** Whether it is hidden until the user asks for it. */
  readonly optional?: boolean
}

/** Columns in their usual order. Together they fit a window of 1280 pixels beside the facets. */
const shown = {
  next: { width: 54, Cell: NextCell, optional: true },
  starred: { width: 46, Cell: StarCell },
  status: { width: 100, Cell: StatusCell },
  title: { width: 320, Cell: TitleCell },
  author: { width: 160, Cell: AuthorCell, label: 'Authors', optional: true },
  topic: { width: 136, Cell: TopicCell },
  affiliation: { width: 128, Cell: AffiliationCell },
  venue: { width: 82, Cell: VenueCell },
  links: { width: 102, Cell: LinksCell },
  added: { width: 80, Cell: AddedCell, newestFirst: true, optional: true },
  changed: { width: 80, Cell: ChangedCell, newestFirst: true },
} as const satisfies { readonly [F in FieldId]?: Shown }

export type ColumnId = keyof typeof shown
/** A column, also that of a key of the notes. */
export type AnyColumnId = ColumnId | NoteFieldId
export const columnIds = Object.keys(shown) as readonly ColumnId[]
export const isColumnId = (id: string): id is ColumnId => Object.hasOwn(shown, id)

/** Columns that are hidden, in this order, when an open paper leaves too little room. */
export const yielding: readonly ColumnId[] = ['changed', 'added', 'venue', 'links', 'affiliation', 'author', 'topic']

const isOptional = (id: AnyColumnId) => isNoteField(id) || ((shown[id] as Shown).optional ?? false)

export const isVisible = (columns: Columns, id: AnyColumnId): boolean =>
  isOptional(id) ? columns.shown.includes(id) : !columns.hidden.includes(id)

/** Shows a column, or hides it if it is visible. A hidden key that no note has is forgotten. */
export function toggleColumn(columns: Columns, id: AnyColumnId): Columns {
  const list = isOptional(id) ? 'shown' : 'hidden'
  const ids: readonly AnyFieldId[] = columns[list]
  const newKeys = isNoteField(id) ? columns.newKeys.filter((label) => keyOf(label) !== keyOfField(id)) : columns.newKeys
  return { ...columns, newKeys, [list]: ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id] }
}

const labelOf = (id: ColumnId) => (shown[id] as Shown).label ?? fields[id].label

/** The engine filters, sorts and groups, so the core row model is all that the table needs. */
export const features = tableFeatures({
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
})
export type TableRow = Row<typeof features, Listed>

export const column = createColumnHelper<typeof features, Listed>()

export const columns = column.columns(
  columnIds.map((id) => {
    const { sortKey }: Field = fields[id]
    const { width, Cell, newestFirst = false }: Shown = shown[id]
    // A cell draws its part of the paper and of its mark. The engine knows what a column is sorted by.
    return column.accessor((listed) => listed, {
      id,
      header: labelOf(id),
      // Group headers are rows without cells.
      cell: ({ row: { original } }) => isPaper(original) && <Cell paper={original} />,
      size: width,
      minSize: MIN_WIDTH_PX,
      maxSize: MAX_WIDTH_PX,
      enableSorting: sortKey !== undefined,
      enableHiding: id !== 'title',
      sortDescFirst: newestFirst,
    })
  }),
)

/** The columns, for the menus of columns and of the sort. */
export const columnChoices = columnIds.map((id) => ({
  id,
  label: labelOf(id),
  fixed: id === 'title',
  width: shown[id].width,
  newestFirst: (shown[id] as Shown).newestFirst ?? false,
}))
