import { wrap, toLink, type Operation } from '../../../model/note/noteEdit.ts'
import { goOn, indent, outdent } from '../../../model/note/noteList.ts'
import { tickSelected } from '../../../model/note/noteTask.ts'

/** A key of the note, as model/keys/key.ts writes it; without an operation it is for whoever draws the note. */
type NoteKey = { readonly label: string; readonly key: string; readonly operate?: Operation }

export const WHOLE_KEY = 'Mod+Shift+Enter'

/** What keys do while a note is written. Adding one is adding an entry. */
export const noteKeys: readonly NoteKey[] = [
  { label: 'Bold', key: 'Mod+b', operate: wrap('**') },
  { label: 'Italic', key: 'Mod+i', operate: wrap('*') },
  { label: 'Link', key: 'Mod+Shift+k', operate: toLink },
  { label: 'Make a task, or tick it', key: 'Mod+Enter', operate: tickSelected },
  { label: 'Go on with a list, or end it', key: 'Enter', operate: goOn },
  { label: 'Deeper in a list', key: 'Tab', operate: indent },
  { label: 'Back out in a list', key: 'Shift+Tab', operate: outdent },
  { label: 'Fill the window, or no more', key: WHOLE_KEY },
]

/** What a key does to the text of a note; undefined where it is none of the table's. */
export const operationOf = (name: string | null): Operation | undefined =>
  noteKeys.find(({ key }) => key === name)?.operate
