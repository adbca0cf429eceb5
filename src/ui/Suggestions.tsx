import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import type { Facet } from '../engine/facets.ts'
import { fields } from '../model/fields.ts'
import { useAnswers } from '../store/hooks.ts'
import { begunFields, suggest, type Suggestion } from './suggesting.ts'
import { useWide } from './wide.ts'
import styles from './Suggestions.module.css'

const NO_FACETS: readonly Facet[] = []
const NAMES = ['aria-controls', 'aria-activedescendant'] as const

/** Takes a key of the search box; true where it was for the suggestions, and nobody else's. */
export type Press = (event: KeyboardEvent) => boolean

type Props = {
  readonly text: string
  readonly input: RefObject<HTMLInputElement | null>
  /** Says to the search box who takes its keys first; null for nobody. */
  readonly takeKeys: (press: Press | null) => void
  readonly onChoose: (text: string) => void
}

/** Values that the query may go on with, below the search box: arrows go through them, Enter and Tab take one. */
export function Suggestions({ text, input, takeKeys, onChoose }: Props) {
  const facets = useAnswers(({ answer }) => answer?.facets ?? NO_FACETS)
  useWide(begunFields(text))
  const found = useMemo(() => suggest(text, facets), [text, facets])
  const [{ of, at }, setAt] = useState({ of: text, at: -1 })
  const [closed, setClosed] = useState('')
  const id = useId()
  const hasKeyboard = useFocus(input)
  const isOpen = hasKeyboard && found.length > 0 && closed !== text
  const active = isOpen && of === text ? at : -1

  useLayoutEffect(() => {
    takeKeys((event) => {
      if (!isOpen) return false
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const chosen = found[active]
      if (step !== undefined) setAt({ of: text, at: (active + step + found.length + 1) % (found.length + 1) })
      else if (event.key === 'Escape') setClosed(text)
      else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) onChoose(chosen.text)
      else return false
      event.preventDefault()
      return true
    })
    return () => takeKeys(null)
  })
  useEffect(() => {
    const box = input.current
    if (!box || !isOpen) return () => {}
    box.setAttribute('aria-controls', id)
    if (active >= 0) box.setAttribute('aria-activedescendant', `${id}-${active}`)
    return () => NAMES.forEach((name) => box.removeAttribute(name))
  }, [input, id, isOpen, active])

  if (!isOpen) return null
  return (
    <div id={id} role="listbox" aria-label="Values" className={styles['list']}>
      {found.map((suggestion, i) => (
        <Option
          key={suggestion.text}
          id={`${id}-${i}`}
          suggestion={suggestion}
          isActive={i === active}
          onChoose={() => onChoose(suggestion.text)}
        />
      ))}
    </div>
  )
}

/** Whether an element has the keyboard. */
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

type OptionProps = {
  readonly id: string
  readonly suggestion: Suggestion
  readonly isActive: boolean
  readonly onChoose: () => void
}

const Option = ({ id, suggestion: { field, name, count }, isActive, onChoose }: OptionProps) => (
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keyboard stays in the box
  <div
    id={id}
    role="option"
    aria-selected={isActive}
    className={styles['option']}
    // The box would lose the keyboard.
    onMouseDown={(event) => event.preventDefault()}
    onClick={onChoose}
  >
    <span dir="auto">{name}</span> <small>{fields[field].label}</small> <small>{count.toLocaleString()}</small>
  </div>
)
