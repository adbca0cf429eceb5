import { commands, type Command } from './commands.ts'
import type { Scene } from './scene.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** Runs the command of a key while nothing is being typed and no dialog or menu has the keyboard. */
export function press(event: KeyboardEvent, scene: Scene) {
  if (event.defaultPrevented || event.isComposing) return
  const pressed = nameOf(event)
  const command = commands.find(({ keys }) => keys.includes(pressed))
  if (!command || !isFree(event.target, command, pressed)) return
  event.preventDefault()
  if (command.when?.(scene) ?? true) command.run(scene)
}

/** `Mod+Shift+z`: the modifiers that matter, then the key. Shift counts only with them: `?` has it already. */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const mod = isMac ? metaKey : ctrlKey
  if (altKey || (isMac ? ctrlKey : metaKey)) return `Other+${key}`
  if (mod) return `Mod+${shiftKey ? 'Shift+' : ''}${key.toLowerCase()}`
  const isShifted = key.length > 1 || key !== key.toLowerCase()
  return shiftKey && isShifted ? `Shift+${key}` : key
}

const TYPING = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="button"])'

/** Whether a key pressed here is free for a command. */
function isFree(target: EventTarget | null, { id }: Command, pressed: string): boolean {
  if (!(target instanceof Element)) return true
  if (target.closest('[role="menu"]')) return false
  // The open paper of a phone is a dialog of its own, in which its commands hold.
  if (target.closest('dialog:not([data-paper])')) return false
  if (target.matches(TYPING)) return id === 'palette' || (id === 'close' && !target.matches('[type="search"]'))
  // What a control does with a key of its own comes first.
  if (pressed === 'Enter') return !target.closest('button, a, input, summary')
  if (/^(Arrow|Page|Home|End)/.test(pressed)) return !target.closest('aside, section, dialog')
  return true
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  PageDown: 'Page Down',
  PageUp: 'Page Up',
  Escape: 'Esc',
}

/** A key as people read it: `Ctrl K`, `⌘ K`, `↓`. */
export const printKey = (key: string): readonly string[] =>
  key.split('+').map((part) => {
    if (part === 'Mod') return isMac ? '⌘' : 'Ctrl'
    return NAMES[part] ?? (key.includes('+') && part.length === 1 ? part.toUpperCase() : part)
  })
