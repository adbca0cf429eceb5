import {
  useEffect,
  useId,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import styles from './Autocomplete.module.css'

const NAMES = ['aria-controls', 'aria-activedescendant'] as const

/** Handles a key of the text box; true where the list has used it. */
export type Press = (event: KeyboardEvent) => boolean

type Props<Choice> = {
  readonly label: string
  /** The typed text. When it changes, the list opens again at its beginning. */
  readonly of: string
  readonly found: readonly Choice[]
  readonly keyOf: (choice: Choice) => string
  readonly box: RefObject<HTMLElement | null>
  /** Registers the key handler with the text box; null removes it. */
  readonly takeKeys: (press: Press | null) => void
  readonly onChoose: (choice: Choice) => void
  /** Whether Enter takes the first option before any arrow was pressed. */
  readonly takesFirst?: boolean
  readonly style?: CSSProperties
  readonly children: (choice: Choice) => ReactNode
}

/**
 * A listbox of completions below a text box: arrows move through it, Enter and Tab take one, and the focus stays in the
 * box.
 */
export function Autocomplete<Choice>(props: Props<Choice>) {
  const { label, of, found, keyOf, box, takeKeys, onChoose, takesFirst = false, style, children } = props
  const [at, setAt] = useState<{ readonly of: string | null; readonly place: number }>({ of: null, place: -1 })
  const [closed, setClosed] = useState<string | null>(null)
  const id = useId()
  const hasKeyboard = useFocus(box)
  const isOpen = hasKeyboard && found.length > 0 && closed !== of
  const least = takesFirst ? 0 : -1
  const place = at.of === of ? at.place : least
  const active = isOpen ? Math.min(place, found.length - 1) : -1

  useLayoutEffect(() => {
    takeKeys((event) => {
      if (!isOpen) return false
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const chosen = found[active]
      const stops = found.length - least
      if (step !== undefined) setAt({ of, place: ((active - least + step + stops) % stops) + least })
      else if (event.key === 'Escape') setClosed(of)
      else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) onChoose(chosen)
      else return false
      event.preventDefault()
      return true
    })
    return () => takeKeys(null)
  })
  useEffect(() => {
    const at = box.current
    if (!at || !isOpen) return () => {}
    at.setAttribute('aria-controls', id)
    if (active >= 0) at.setAttribute('aria-activedescendant', `${id}-${active}`)
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
    return () => NAMES.forEach((name) => at.removeAttribute(name))
  }, [box, id, isOpen, active])

  if (!isOpen) return null
  return (
    <div id={id} role="listbox" aria-label={label} className={styles['list']} style={style}>
      {found.map((choice, i) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keyboard stays in the box
        <div
          key={keyOf(choice)}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          className={styles['option']}
          // A press would take the focus from the box.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice)}
        >
          {children(choice)}
        </div>
      ))}
    </div>
  )
}

/** Whether an element has the focus. */
function useFocus(element: RefObject<HTMLElement | null>): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const at = element.current
      at?.addEventListener('focus', onChange)
      at?.addEventListener('blur', onChange)
      return () => {
        at?.removeEventListener('focus', onChange)
        at?.removeEventListener('blur', onChange)
      }
    },
    () => document.activeElement === element.current,
  )
}
