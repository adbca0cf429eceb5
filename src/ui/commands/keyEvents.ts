import { keyOf, showKey } from '../../model/keys/key.ts'
import { effectiveKeys, MY_KEYS } from '../../model/keys/keyBindings.ts'
import type { KeptMark } from '../../model/mark/cell.ts'
import type { Stores } from '../../store/hooks.ts'
import { commands } from './commands.ts'

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** A key as people read it: `Ctrl K`, `⌘ K`, `↓`. */
export const printKey = (key: string): string => showKey(key, isMac).join(' ')

/** The pressed key as text; null for a modifier, a dead key or a key of an input method. */
export const readKey = (event: KeyboardEvent): string | null =>
  // Some browsers report the end of a composition with a key that is not composing.
  event.isComposing || event.keyCode === COMPOSING
    ? null
    : keyOf({ ...heldWith(event), key: event.key, isAltGraph: event.getModifierState('AltGraph') }, isMac)

const COMPOSING = 229
const heldWith = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) => ({ ctrlKey, metaKey, altKey, shiftKey })

/** Publishes the keys of the commands, now and when the user changes them, until the signal aborts. */
export function followKeys({ library, shortcuts }: Pick<Stores, 'library' | 'shortcuts'>, signal: AbortSignal) {
  let said: KeptMark | null | undefined = null
  const say = () => {
    const mine = library.getState().userRecords.get(MY_KEYS)
    if (mine === said) return
    said = mine
    const keys = effectiveKeys(commands, mine)
    if (JSON.stringify(keys) === JSON.stringify(shortcuts.getState().keys)) return
    const hints = Object.entries(keys).map(([id, [first]]) => [id, first === undefined ? '' : printKey(first)])
    shortcuts.setState({ keys, hints: Object.fromEntries(hints) })
  }
  say()
  signal.addEventListener('abort', library.subscribe(say))
}

/** The command of a key. */
export function commandOf(key: string, { shortcuts }: Pick<Stores, 'shortcuts'>) {
  const { keys } = shortcuts.getState()
  return commands.find(({ id }) => keys[id]?.includes(key))
}
