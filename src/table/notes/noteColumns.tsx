import { useMemo } from 'react'
import type { NoteKey } from '../../engine/index/noteFields.ts'
import { keyOf } from '../../model/note/field/fieldKey.ts'
import { isNoteField, keyOfField, noteFieldOf, type AnyFieldId, type NoteFieldId } from '../../model/query/fields.ts'
import { MAX_WIDTH_PX, MIN_WIDTH_PX, type Columns, type Sort } from '../../model/query/view.ts'
import { useNoteKeys, useShownView } from '../../store/hooks.ts'
import { column, columns } from '../columns.tsx'
import { isPaper } from '../../engine/facets/groupRows.ts'
import { NoteValue } from './NoteValue.tsx'

/** The usual width of the column of a key. */
export const NOTE_WIDTH_PX = 120

const NO_IDS: readonly NoteFieldId[] = []

/** The keys of the notes that are columns: those that the user shows, and those that the list is sorted by. */
export function noteColumnIds({ shown }: Columns, sort: Sort): readonly NoteFieldId[] {
  const ids: readonly AnyFieldId[] = [...shown, ...sort.map(({ by }) => by)]
  return ids.some(isNoteField) ? [...new Set(ids.filter(isNoteField))] : NO_IDS
}

/** A key as most notes write it, or as the user made it a column where no note has it, or else its identity. */
export const labelOfKey = (id: NoteFieldId, keys: readonly NoteKey[], newKeys: readonly string[]): string =>
  keys.find(({ key }) => noteFieldOf(key) === id)?.label ??
  newKeys.find((label) => noteFieldOf(keyOf(label)) === id) ??
  keyOfField(id)

/** The labels of keys by their fields. */
export function useKeyLabels(): (id: NoteFieldId) => string {
  const keys = useNoteKeys()
  const newKeys = useShownView(({ columns }) => columns.newKeys)
  return (id) => labelOfKey(id, keys, newKeys)
}

/** All columns: the usual ones, and those of the keys. The same array until one of them changes. */
export function useColumns() {
  const labelOf = useKeyLabels()
  const shown = useShownView(({ columns }) => columns)
  const sort = useShownView(({ sort }) => sort)
  const heads = JSON.stringify(noteColumnIds(shown, sort).map((id) => [id, labelOf(id)]))
  return useMemo(() => [...columns, ...column.columns((JSON.parse(heads) as Head[]).map(toColumn))], [heads])
}

type Head = readonly [id: NoteFieldId, label: string]

const toColumn = ([id, label]: Head) =>
  column.accessor((listed) => listed, {
    id,
    header: label,
    cell: ({ row: { original } }) => isPaper(original) && <NoteValue paper={original.id} field={id} />,
    size: NOTE_WIDTH_PX,
    sortDescFirst: false,
    minSize: MIN_WIDTH_PX,
    maxSize: MAX_WIDTH_PX,
  })
