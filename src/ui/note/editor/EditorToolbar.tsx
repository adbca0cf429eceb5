import { memo, type ReactNode } from 'react'
import { insert, wrap, type Operation } from '../../../model/note/noteEdit.ts'
import { indent, outdent } from '../../../model/note/noteList.ts'
import { toTasks } from '../../../model/note/noteTask.ts'
import styles from './EditorToolbar.module.css'

type Tool = { readonly label: string; readonly shown: ReactNode; readonly operate: Operation }

/** What the keyboards of phones type badly. */
const TOOLS: readonly Tool[] = [
  { label: 'Task', shown: <code>- [ ]</code>, operate: toTasks },
  { label: 'Link a paper', shown: <code>[[</code>, operate: (writing) => insert(writing, '[[') },
  { label: 'Bold', shown: <b>B</b>, operate: wrap('**') },
  { label: 'Formula', shown: <code>$</code>, operate: wrap('$') },
  { label: 'Back out in a list', shown: '⇤', operate: outdent },
  { label: 'Deeper in a list', shown: '⇥', operate: indent },
]

/** Keys for thumbs, above the keyboard while a note is written by touch. */
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
          // The note would lose the keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => operate(operation)}
        >
          {shown}
        </button>
      ))}
    </div>
  )
})
