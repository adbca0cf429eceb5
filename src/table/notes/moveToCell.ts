import { isGroupHead } from '../../engine/facets/groupRows.ts'
import type { NoteFieldId } from '../../model/query/fields.ts'
import type { Stores } from '../../store/hooks.ts'

const OF_KEY = '[data-column^="note."]'

/** Goes to the cell of a key in the next or the previous row of a paper. After the last one the keyboard stays. */
export async function moveToCell(
  { answers, cursor }: Pick<Stores, 'answers' | 'cursor'>,
  index: number,
  by: 1 | -1,
  field: NoteFieldId,
): Promise<void> {
  for (let to = index + by; to >= 0; to += by) {
    const at = answers.getState().rowAt(to)
    const listed = at instanceof Promise ? await at : at
    if (!listed) return
    if (isGroupHead(listed)) continue
    cursor.getState().moveTo(listed.id, to, true, field)
    return
  }
}

/** Moves the focus to a cell, which is then in view. */
export function focusCell(cell: HTMLElement) {
  cell.focus({ preventScroll: true })
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** The cell of the first key in a row; null where it has none. */
export const firstCell = (row: HTMLElement): HTMLElement | null => row.querySelector(OF_KEY)

/** The key of the cell that comes first in the row after a cell, or with -1 last in the row before it. */
export function edgeField(cell: HTMLElement, by: 1 | -1): NoteFieldId {
  const cells = cell.parentElement!.querySelectorAll<HTMLElement>(OF_KEY)
  return cells[by > 0 ? 0 : cells.length - 1]!.dataset['column'] as NoteFieldId
}

/** The cell of the next or the previous key in the same row; undefined where it has none. */
export function siblingCell(cell: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const cells = [...cell.parentElement!.querySelectorAll<HTMLElement>(OF_KEY)]
  return cells[cells.indexOf(cell) + by]
}

/** The cell of a key in a row; null where the row has none. */
export const cellOf = (row: HTMLElement, field: NoteFieldId): HTMLElement | null =>
  row.querySelector(`[data-column="${CSS.escape(field)}"]`)
