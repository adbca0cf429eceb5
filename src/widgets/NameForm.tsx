import { useLayoutEffect, useRef, type KeyboardEvent, type SyntheticEvent } from 'react'
import styles from './NameForm.module.css'

type Props = {
  /** The accessible name of the text box. */
  readonly label: string
  readonly name: string
  readonly submit: 'Save' | 'Rename'
  /** Is called with the new name without blanks around it, or with null when the user cancels. */
  readonly onName: (name: string | null) => void
}

const LONGEST_NAME = 80

/** Asks for a name in place, with the present one selected. Closing it returns the focus. */
export function NameForm({ label, name, submit, onName }: Props) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    input.current?.focus()
    input.current?.select()
    return () => restoreFocus(before)
  }, [])
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    onName(input.current?.value.trim() || null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onName(null)
  }
  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      <input
        ref={input}
        aria-label={label}
        defaultValue={name}
        maxLength={LONGEST_NAME}
        required
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="button" data-main>
        {submit}
      </button>
      <button type="button" className="button" data-plain aria-label="Cancel" onClick={() => onName(null)}>
        ×
      </button>
    </form>
  )
}

/** Returns the focus to what had it, or to the list where that is gone. */
function restoreFocus(before: Element | null) {
  if (document.activeElement !== document.body) return
  const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected
  const to = isThere ? before : document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')
  to?.focus()
}
