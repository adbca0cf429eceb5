import type { Mark } from '../../model/mark/mark.ts'
import { readFields, splitValues } from '../../model/note/field/noteField.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { keyOfField, type NoteFieldId } from '../../model/query/fields.ts'
import { useMark } from '../../store/hooks.ts'
import styles from '../rows/cells.module.css'

type Props = { readonly paper: PaperId; readonly field: NoteFieldId }

/** What a note says for a key. */
export const NoteValue = ({ paper, field }: Props) => (
  <span className={styles['quiet']} dir="auto">
    {splitValues(useNoteValue(paper, field)).join(', ')}
  </span>
)

/** What the note of a paper says for a key, as written; empty where it says nothing. */
export const useNoteValue = (paper: PaperId, field: NoteFieldId): string =>
  fieldsOf(useMark(paper)).get(keyOfField(field))?.text ?? ''

/** A row has several cells of one note. */
const known = new WeakMap<Mark, ReturnType<typeof readFields>>()

function fieldsOf(mark: Mark) {
  let fields = known.get(mark)
  if (!fields) known.set(mark, (fields = readFields(mark.note)))
  return fields
}
