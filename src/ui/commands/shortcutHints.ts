import { nameForAria } from '../../model/keys/key.ts'
import { useShortcuts, type Stores } from '../../store/hooks.ts'
import type { Shortcuts } from '../../store/shortcuts.ts'
import { commands } from './commands.ts'
import { isMac } from './keyEvents.ts'

type Hints = { readonly title: string; readonly 'aria-keyshortcuts': string | undefined }

/** Attributes of a button that tell the keys of its command, under the name of the button where that is another. */
export const useHints = (id: string, label?: string): Hints => hintsOf(id, useShortcuts(), label)

function hintsOf(id: string, { keys, hints }: Shortcuts, label = labelOf(id)): Hints {
  const names = (keys[id] ?? []).map((key) => nameForAria(key, isMac)).join(' ')
  return { title: hints[id] ? `${label} (${hints[id]})` : label, 'aria-keyshortcuts': names || undefined }
}

const labelOf = (id: string) => commands.find((command) => command.id === id)!.label

/**
 * Sets the tooltip of a repeated control, with `data-command` as the id of its command, when the pointer or the focus
 * reaches it. To render it in every row would cost each row.
 */
export function shortcutTitle({ shortcuts }: Pick<Stores, 'shortcuts'>, signal: AbortSignal) {
  const onCome = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-command]') : null
    if (!button) return
    const { title, 'aria-keyshortcuts': names } = hintsOf(button.dataset['command']!, shortcuts.getState())
    button.title = title
    if (names) button.setAttribute('aria-keyshortcuts', names)
    else button.removeAttribute('aria-keyshortcuts')
  }
  for (const type of ['pointerover', 'focusin']) document.addEventListener(type, onCome, { signal })
}
