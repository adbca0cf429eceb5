import { keyOf, showKey } from '../model/key.ts'
import { effectiveKeys, MY_KEYS } from '../model/keys.ts'
import type { KeptMark } from '../model/mark.ts'
import type { Stores } from '../store/hooks.ts'
import { commands } from './commands.ts'
import type { Scene } from './scene.ts'

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** A key as people read it: `Ctrl K`, `⌘ K`, `↓`. */
export const printKey = (key: string): string => showKey(key, isMac).join(' ')

/** The key that was pressed, as text; null where it is none by itself, or goes to an input method. */
export const readKey = (event: KeyboardEvent): string | null =>
  // Some browsers end what an input method composes with a key that composes no more.
  event.isComposing || event.keyCode === COMPOSING
    ? null
    : keyOf({ ...heldWith(event), key: event.key, isAltGraph: event.getModifierState('AltGraph') }, isMac)

const COMPOSING = 229
const heldWith = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) => ({ ctrlKey, metaKey, altKey, shiftKey })

/** Says what the keys of the commands are, now and when the reader changes them, until it is stopped. */
export function followKeys({ library, shortcuts }: Pick<Stores, 'library' | 'shortcuts'>, signal: AbortSignal) {
  let said: KeptMark | null | undefined = null
  const say = () => {
    const mine = library.getState().things.get(MY_KEYS)
    if (mine === said) return
    said = mine
    const keys = effectiveKeys(commands, mine)
    const hints = Object.entries(keys).map(([id, [first]]) => [id, first === undefined ? '' : printKey(first)])
    shortcuts.setState({ keys, hints: Object.fromEntries(hints) })
  }
  say()
  signal.addEventListener('abort', library.subscribe(say))
}

/** The command that a key belongs to. */
export function commandOf(key: string, { shortcuts }: Pick<Stores, 'shortcuts'>) {
  const { keys } = shortcuts.getState()
  return commands.find(({ id }) => keys[id]?.includes(key))
}

/** Runs the command of a key while nothing is being typed and no dialog or menu has the keyboard. */
export function press(event: KeyboardEvent, scene: Scene) {
  if (event.defaultPrevented) return
  const key = readKey(event)
  const command = key === null ? undefined : commandOf(key, scene)
  if (key === null || !command || !isFree(event.target, command.id, key)) return
  event.preventDefault()
  if (command.when?.(scene) ?? true) command.run(scene)
}

const TYPING = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])'
const EDITED = '[contenteditable]:not([contenteditable="false"])'
/** What has the keyboard to itself while it is open; but the open paper of a phone, in which its commands hold. */
const OVER_ALL = 'dialog[open]:not([data-paper]), [role="menu"], :popover-open'

/** Whether a key pressed here is free for a command. */
function isFree(target: EventTarget | null, id: string, key: string): boolean {
  if (document.querySelector(OVER_ALL)) return false
  if (!(target instanceof Element)) return true
  // Of what does not type, what leads out of a text box works in it.
  if (target.matches(TYPING) || target.closest(EDITED))
    return (id === 'palette' && /^Mod\+|^F\d/.test(key)) || (key === 'Escape' && !target.matches('[type="search"]'))
  // What a control does with a key of its own comes first.
  if (key === 'Enter') return !target.closest('button, a, input, summary')
  if (/^(?:Arrow|Page|Home|End)/.test(key)) return !target.closest('aside, section, dialog')
  return true
}
