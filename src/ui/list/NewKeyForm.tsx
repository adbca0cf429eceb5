import { useId, useRef, useState, type SyntheticEvent } from 'react'
import { useNoteKeys, useStores } from '../../store/hooks.ts'
import { withKey } from '../../table/shownColumns.ts'
import { useFocusTarget } from '../controls/useFocusTarget.ts'
import { whyNoKey } from '../noteKeys/keyMessages.ts'
import styles from '../../widgets/NameForm.module.css'

/** Makes columns of keys, one after another, that no note has yet. `onReached` shows the menu around the text box. */
export function NewKeyForm({ onReached }: { readonly onReached: () => void }) {
  const { viewing } = useStores()
  const keys = useNoteKeys()
  const [typed, setTyped] = useState('')
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const label = typed.replace(/\s+/g, ' ').trim()
  const problem = label === '' ? null : whyNoKey(label)
  useFocusTarget(
    ({ place }) => place === 'new key',
    () => {
      onReached()
      box.current!.focus()
    },
  )

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (label === '' || problem !== null) return
    const { view, change } = viewing.getState()
    change({ columns: withKey(view.columns, label, keys) }, 'replace')
    setTyped('')
    box.current!.focus()
  }
  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      <input
        ref={box}
        type="text"
        aria-label="New key"
        placeholder="New key…"
        autoComplete="off"
        dir="auto"
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : id}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <button type="submit" className="button">
        Add column
      </button>
      {problem !== null && (
        <p id={id} className={styles['hint']}>
          {problem}
        </p>
      )}
    </form>
  )
}
