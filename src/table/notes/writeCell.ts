import { writeField } from '../../model/note/field/noteFieldEdit.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Stores } from '../../store/hooks.ts'

/** Writes a text into the line of a key in the note of a paper, as one step of undo. */
export const writeCell = ({ library }: Pick<Stores, 'library'>, paper: PaperId, label: string, text: string): void =>
  // A step of its own, even where the note was typed in a moment ago.
  library.getState().edit([paper], ({ note }) => ({ note: writeField(note, label, text) }), [])
