import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { isFixed, showKey } from '../../model/keys/key.ts'
import { isChanged, MY_KEYS, keyConflict, refuseNone, refuseReset, writeKeys } from '../../model/keys/keyBindings.ts'
import type { KeptMark } from '../../model/mark/cell.ts'
import { useShortcuts, useStores } from '../../store/hooks.ts'
import { commands, type Command } from '../commands/commands.ts'
import { isMac, printKey, readKey } from '../commands/keyEvents.ts'
import { showToast } from '../../store/toasts.ts'
import styles from './ShortcutsDialog.module.css'

const NO_KEYS: readonly string[] = []

/** A command with its keys, and the ways to others. */
export function ShortcutRow({ command, mine }: { readonly command: Command; readonly mine: KeptMark | undefined }) {
  const { library, shortcuts } = useStores()
  const keys = useShortcuts().keys[command.id] ?? NO_KEYS
  /** The keys that stay beside the one that is to be pressed; null while none is waited for. */
  const [staying, setStaying] = useState<readonly string[] | null>(null)
  const [refused, setRefused] = useState<{ readonly reason: string; readonly of: typeof mine } | null>(null)
  const change = useRef<HTMLButtonElement>(null)
  const comesBack = useRef(false)
  const free = keys.filter((key) => !isFixed(key))

  // Once the buttons are there again, the keyboard goes on where it came from.
  useEffect(() => {
    if (staying === null && comesBack.current) change.current?.focus()
    comesBack.current = false
  })
  const leave = () => {
    setStaying(null)
    setRefused(null)
  }
  const end = () => {
    leave()
    comesBack.current = true
  }
  const keep = (chosen: readonly string[] | null) => {
    library.getState().saveRecords([[MY_KEYS, writeKeys(commands, mine, command, chosen)]])
    const now = shortcuts.getState().keys[command.id] ?? NO_KEYS
    showToast(`${command.label}: ${now.map(printKey).join(', ') || 'no key'}`)
    end()
  }
  const onPress = (key: string) => {
    const isNone = key === 'Backspace' || key === 'Delete'
    const others = { ...shortcuts.getState().keys, ...(staying?.length === 0 && { [command.id]: [] }) }
    const reason = isNone ? refuseNone(command) : keyConflict(commands, others, command, key, isMac)
    if (reason === null) keep(isNone ? [] : [...(staying ?? []), key])
    else setRefused({ reason, of: mine })
  }
  const onReset = () => {
    const reason = refuseReset(commands, shortcuts.getState().keys, command, isMac)
    if (reason === null) keep(null)
    else setRefused({ reason, of: mine })
  }
  return (
    <li className={styles['line']}>
      <span>{command.label}</span>
      {staying === null ? (
        <span className={styles['keys']}>
          {keys.map((key) => (
            <KeyCaps key={key} parts={showKey(key, isMac)} />
          ))}
          <span className={styles['changes']}>
            {isChanged(mine, command) && <Way text="Reset" label={command.label} onClick={onReset} />}
            {free.length > 0 && <Way text="Add" label={command.label} onClick={() => setStaying(free)} />}
            <Way text="Change" label={command.label} onClick={() => setStaying(NO_KEYS)} ref={change} />
          </span>
        </span>
      ) : (
        <Listener label={command.label} onPress={onPress} onEnd={end} onLeave={leave} />
      )}
      {refused?.of === mine && refused && (
        <span role="alert" className={styles['refusal']}>
          {refused.reason}
        </span>
      )}
    </li>
  )
}

type WayProps = {
  readonly text: string
  readonly label: string
  readonly onClick: () => void
  readonly ref?: Ref<HTMLButtonElement>
}

const Way = ({ text, label, onClick, ref }: WayProps) => (
  <button ref={ref} type="button" className={styles['change']} aria-label={`${text}: ${label}`} onClick={onClick}>
    {text}
  </button>
)

type ListenerProps = {
  readonly label: string
  readonly onPress: (key: string) => void
  readonly onEnd: () => void
  readonly onLeave: () => void
}

/** Waits for a key. A text box, since a screen reader keeps letters to itself elsewhere. */
function Listener({ label, onPress, onEnd, onLeave }: ListenerProps) {
  const id = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    // Tab goes on, as everywhere.
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    const key = readKey(event.nativeEvent)
    if (key === 'Escape') onEnd()
    else if (key !== null) onPress(key)
  }
  return (
    <>
      <input
        ref={focusIt}
        className={styles['listener']}
        aria-label={`New key: ${label}`}
        aria-describedby={id}
        placeholder="Press a key"
        value=""
        onChange={() => {}}
        onKeyDown={onKeyDown}
        onBlur={onLeave}
      />
      <span id={id} className={styles['how']}>
        Esc leaves it as it is, Backspace takes its keys away.
      </span>
    </>
  )
}

const focusIt = (element: HTMLElement | null) => element?.focus()

/** A key as the keyboard shows it. */
export const KeyCaps = ({ parts }: { readonly parts: readonly string[] }) => (
  <span className={styles['caps']}>
    {parts.map((part) => (
      <kbd key={part}>{part}</kbd>
    ))}
  </span>
)
