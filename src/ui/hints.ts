import { nameForAria } from '../model/key.ts'
import { useHint, useStores } from '../store/hooks.ts'
import type { Stores } from '../store/hooks.ts'
import { commands } from './commands.ts'
import { isMac } from './keys.ts'

type Hints = { readonly title: string; readonly 'aria-keyshortcuts': string | undefined }

/** What a button says of the keys of its command, as attributes of it; by its own name where that is another. */
export function useHints(id: string, label?: string): Hints {
  const stores = useStores()
  useHint(id)
  return hintsOf(id, stores, label)
}

function hintsOf(id: string, { shortcuts }: Pick<Stores, 'shortcuts'>, label = labelOf(id)): Hints {
  const { keys, hints } = shortcuts.getState()
  const names = (keys[id] ?? []).map((key) => nameForAria(key, isMac)).join(' ')
  return { title: hints[id] ? `${label} (${hints[id]})` : label, 'aria-keyshortcuts': names || undefined }
}

const labelOf = (id: string) => commands.find((command) => command.id === id)!.label

/**
 * Says the keys of what is there once a paper, `data-command` by the command's id, when the pointer or the keyboard comes to
 * it: to draw them in every line would cost each of them.
 */
export function hintWhereOneIs(stores: Pick<Stores, 'shortcuts'>, signal: AbortSignal) {
  const onCome = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-command]') : null
    if (!button) return
    const { title, 'aria-keyshortcuts': names } = hintsOf(button.dataset['command']!, stores)
    button.title = title
    if (names) button.setAttribute('aria-keyshortcuts', names)
    else button.removeAttribute('aria-keyshortcuts')
  }
  for (const type of ['pointerover', 'focusin']) document.addEventListener(type, onCome, { signal })
}
