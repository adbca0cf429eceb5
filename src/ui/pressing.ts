import { isTypedIn } from '../table/typing.ts'
import { keepAhead } from './ahead.ts'
import { hasTarget } from './commands.ts'
import { hintWhereOneIs } from './hints.ts'
import { commandOf, followKeys, readKey } from './keys.ts'
import type { Scene } from './scene.ts'
import { tell } from './told.ts'

/** Follows what the commands' keys are, and what else is done on the page by keys and clicks, until it is stopped. */
export function listen(scene: Scene, signal: AbortSignal) {
  followKeys(scene, signal)
  hintWhereOneIs(scene, signal)
}

/** Runs the command of a key while nothing is being typed and no dialog or menu has the keyboard; whether it did. */
export function press(event: KeyboardEvent, scene: Scene): boolean {
  if (event.defaultPrevented) return false
  const { now, show } = scene.dialogs
  const shown = now()
  if (shown !== null) {
    // A dialog that is still on its way has the keyboard already; one that never comes can be left.
    const open = document.querySelector(OVER_ALL)
    if (event.key === 'Escape' && !open) show(null)
    // Whoever opens the palette types on at once.
    const isThere = event.target instanceof Node && open?.contains(event.target)
    if (shown === 'palette' && !isThere && keepAhead(event)) event.preventDefault()
    return false
  }
  const key = readKey(event)
  const command = key === null ? undefined : commandOf(key, scene)
  if (key === null || !command || !isFree(event.target, command.id, key)) return false
  event.preventDefault()
  const can = command.when?.(scene) ?? true
  if (can) command.run(scene)
  else if (command.when === hasTarget)
    tell(`No paper is chosen yet: press ${scene.shortcuts.getState().hints['next'] || 'its line'}`)
  return can
}

/** What has the keyboard to itself while it is open; but the open paper of a phone, in which its commands hold. */
const OVER_ALL = 'dialog[open]:not([data-paper]), [role="menu"], :popover-open'

/** Whether a key pressed here is free for a command. */
function isFree(target: EventTarget | null, id: string, key: string): boolean {
  if (document.querySelector(OVER_ALL)) return false
  if (!(target instanceof Element)) return true
  // Of what does not type, what leads out of a text box works in it.
  if (isTypedIn(target))
    return (id === 'palette' && /^Mod\+|^F\d/.test(key)) || (key === 'Escape' && !target.matches('[type="search"]'))
  // What a control does with a key of its own comes first.
  if (key === 'Enter') return !target.closest('button, a, input, summary')
  if (/^(?:Arrow|Page|Home|End)/.test(key)) return !target.closest('aside, section, dialog')
  return true
}
