import { wrap, toLink, type Operation } from '../../../model/note/noteEdit.ts'
import { goOn, indent, outdent } from '../../../model/note/noteList.ts'
import { tickSelected } from '../../../model/note/noteTask.ts'

/** A key of the note, as model/keys/key.ts prints it. A key without an operation is handled by the note. */
type NoteKey = { readonly label: string; readonly key: string; readonly operate?: Operation }

export const WHOLE_KEY = 'Mod+Shift+Enter'

/** The keys of the editor. A new one is a new entry. */
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

/** The operation of a key; undefined where it has none. */
export const operationOf = (name: string | null): Operation | undefined =>
  noteKeys.find(({ key }) => key === name)?.operate
