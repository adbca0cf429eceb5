import { memo, type ReactNode } from 'react'
import { insert, wrap, type Operation } from '../../../model/note/noteEdit.ts'
import { indent, outdent } from '../../../model/note/noteList.ts'
import { toTasks } from '../../../model/note/noteTask.ts'
import styles from './EditorToolbar.module.css'

type Tool = { readonly label: string; readonly shown: ReactNode; readonly operate: Operation }

/** Characters that are hard to type on a phone. */
const TOOLS: readonly Tool[] = [
  { label: 'Task', shown: <code>- [ ]</code>, operate: toTasks },
  { label: 'Link a paper', shown: <code>[[</code>, operate: (writing) => insert(writing, '[[') },
  { label: 'Bold', shown: <b>B</b>, operate: wrap('**') },
  { label: 'Formula', shown: <code>$</code>, operate: wrap('$') },
  { label: 'Back out in a list', shown: '⇤', operate: outdent },
  { label: 'Deeper in a list', shown: '⇥', operate: indent },
]

/** A formatting toolbar above the on-screen keyboard. */
export const EditorToolbar = memo(function EditorToolbar({
  operate,
}: {
  readonly operate: (operation: Operation) => void
}) {
  return (
    <div role="toolbar" aria-label="Signs" className={styles['tools']}>
      {TOOLS.map(({ label, shown, operate: operation }) => (
        <button
          key={label}
          type="button"
          aria-label={label}
          // A press would take the focus from the note.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => operate(operation)}
        >
          {shown}
        </button>
      ))}
    </div>
  )
})
