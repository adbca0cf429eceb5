import { STATUS_LABELS, type Mark } from '../../model/mark/mark.ts'
import { readFields, splitValues } from '../../model/note/field/noteField.ts'
import type { PaperHead } from '../../model/paper/paper.ts'
import { isNoteField, keyOfField, venueAndYear, type AnyFieldId, type FieldId } from '../../model/query/fields.ts'
import { day } from '../../model/time/day.ts'
import type { ShownCell } from './shownTable.ts'

/** A paper with what its row shows. */
export type ShownPaper = {
  readonly paper: PaperHead
  readonly mark: Mark
  /** Milliseconds since 1970; null if the user never changed the mark. */
  readonly changedAt: number | null
  /** The position in Up next, from 1; 0 where it is no paper To read. */
  readonly position: number
}

/** The columns of the list as texts. */
const CELLS: { readonly [F in FieldId]?: (shown: ShownPaper) => ShownCell } = {
  next: ({ position }) => (position === 0 ? '' : String(position)),
  starred: ({ mark }) => (mark.starred ? '★' : ''),
  status: ({ mark }) => STATUS_LABELS[mark.status],
  title: ({ paper }) => paper.title,
  author: ({ paper }) => paper.authors.join(', '),
  topic: ({ paper }) => paper.topics.map((path) => path.at(-1)).join(', '),
  affiliation: ({ paper }) => paper.affiliations.join(' · '),
  venue: ({ paper }) => venueAndYear(paper),
  links: ({ paper }) => paper.links,
  added: ({ paper }) => (paper.addedAt === null ? '' : day(paper.addedAt)),
  changed: ({ changedAt }) => (changedAt === null ? '' : day(changedAt)),
}

/** Whether a column has a text. */
export const hasText = (id: AnyFieldId): boolean => isNoteField(id) || CELLS[id] !== undefined

/** The cells of a paper in some columns. */
export function shownCells(ids: readonly AnyFieldId[], shown: ShownPaper): readonly ShownCell[] {
  const fields = ids.some(isNoteField) ? readFields(shown.mark.note) : null
  return ids.map((id) =>
    isNoteField(id) ? splitValues(fields?.get(keyOfField(id))?.text ?? '').join(', ') : (CELLS[id]?.(shown) ?? ''),
  )
}
