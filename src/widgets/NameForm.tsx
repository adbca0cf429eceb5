import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react'
import styles from './NameForm.module.css'

type Props = {
  /** The accessible name of the text box. */
  readonly label: string
  readonly name: string
  readonly submit: 'Save' | 'Rename'
  /** Says what a typed name would do. */
  readonly hint?: (name: string) => string
  /** Is called with the new name without blanks around it, or with null when the user cancels. */
  readonly onName: (name: string | null) => void
}

const LONGEST_NAME = 80

/** Asks for a name in place, with the present one selected. Closing it returns the focus. */
export function NameForm({ label, name, submit, hint, onName }: Props) {
  const [typed, setTyped] = useState(name)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    const field = input.current
    field?.focus()
    field?.select()
    return () => restoreFocus(before, field?.form ?? null)
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
        aria-describedby={hint && id}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="button" data-main>
        {submit}
      </button>
      <button type="button" className="button" data-plain aria-label="Cancel" onClick={() => onName(null)}>
        ×
      </button>
      {hint && (
        <p id={id} className={styles['hint']}>
          {hint(typed)}
        </p>
      )}
    </form>
  )
}

/** Returns the focus from a form that goes to what had it, or to the list where that is gone. */
function restoreFocus(before: Element | null, form: Element | null) {
  const at = document.activeElement
  if (at !== document.body && !form?.contains(at)) return
  const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected
  const to = isThere ? before : document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')
  to?.focus()
}
