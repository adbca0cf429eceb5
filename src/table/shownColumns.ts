import type { NoteKey } from '../engine/index/noteFields.ts'
import { keyOf } from '../model/note/field/fieldKey.ts'
import { isNoteField, noteFieldOf, type AnyFieldId } from '../model/query/fields.ts'
import type { Columns, Layout, View } from '../model/query/view.ts'
import { columnChoices, columnIds, isColumnId, isVisible, toggleColumn, type AnyColumnId } from './columns.tsx'
import { labelOfKey, noteColumnIds } from './notes/noteColumns.tsx'

type Arranged = Pick<View, 'columns' | 'sort'>

export const isColumn = (id: string): id is AnyColumnId => isColumnId(id) || isNoteField(id as AnyFieldId)

/** All columns in the order that the user gave them, those of keys that the view shows too. */
export function orderedColumns({ columns, sort }: Arranged): readonly AnyColumnId[] {
  const { order } = columns
  const all: readonly AnyColumnId[] = [...columnIds, ...noteColumnIds(columns, sort)]
  return [...order.filter(isColumn).filter((id) => all.includes(id)), ...all.filter((id) => !order.includes(id))]
}

/** In the matrix the keys follow the title, whatever their order is. */
const rankOf = (id: AnyColumnId) => (id === 'title' ? 0 : isNoteField(id) ? 1 : 2)

/** All columns in the order in which the layout of the view has them. */
export function placedColumns(view: Arranged): readonly AnyColumnId[] {
  const ordered = orderedColumns(view)
  return view.columns.layout === 'matrix' ? ordered.toSorted((a, b) => rankOf(a) - rankOf(b)) : ordered
}

/** The visible columns of a view as they are placed. What the list is sorted by is seen. */
export const visibleColumns = (view: Arranged): readonly AnyColumnId[] =>
  placedColumns(view).filter((id) => isVisible(view.columns, id) || view.sort.some(({ by }) => by === id))

/** The name of a column as its header has it. */
export const labelOfColumn = (id: AnyColumnId, keys: readonly NoteKey[], { newKeys }: Columns): string =>
  isNoteField(id) ? labelOfKey(id, keys, newKeys) : columnChoices.find((choice) => choice.id === id)!.label

/** The columns with that of a key, of which the address keeps how it is written where no note has it yet. */
export function withKey(columns: Columns, label: string, keys: readonly NoteKey[]): Columns {
  const key = keyOf(label)
  const shown = isVisible(columns, noteFieldOf(key)) ? columns : toggleColumn(columns, noteFieldOf(key))
  if (keys.some((known) => known.key === key)) return shown
  return { ...shown, newKeys: [...shown.newKeys.filter((other) => keyOf(other) !== key), label] }
}

const FIRST_KEYS = 6

/**
 * The columns in another layout. A matrix gets the first keys, which most notes have, unless the user has chosen keys.
 */
export function columnsIn(layout: Layout, columns: Columns, keys: readonly NoteKey[]): Columns {
  if (layout !== 'matrix' || columns.shown.some(isNoteField)) return { ...columns, layout }
  const most = keys.slice(0, FIRST_KEYS).map(({ key }) => noteFieldOf(key))
  return { ...columns, layout, shown: [...columns.shown, ...most] }
}
