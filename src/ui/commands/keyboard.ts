import { useLayoutEffect } from 'react'
import { showToast } from '../../store/toasts.ts'
import { isTypedIn } from '../../widgets/textInput.ts'
import { hasTarget, runInTurn } from './commands.ts'
import { shortcutTitle } from './shortcutHints.ts'
import { commandOf, followKeys, readKey } from './keyEvents.ts'
import { canWait, replay } from './keyReplay.ts'
import type { Scene } from './actions.ts'

const ROW = '[data-index]'
/** Keys wait no longer for rows, of which a short window may have none. */
const MOST_MS = 3000

/**
 * Runs the commands of keys in the order in which they are pressed. Keys wait while a command before them takes time.
 */
export function useKeys(scene: Scene) {
  useLayoutEffect(() => {
    const { queue } = scene
    const gone = new AbortController()
    const { signal } = gone
    let isReplayed = false
    const onAny = (event: KeyboardEvent) => {
      if (isReplayed || !queue.isBusy() || !canWait(event, scene)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      queue.run(() => {
        isReplayed = true
        replay(event, scene)
        isReplayed = false
      })
    }
    listen(scene, signal)
    queue.run(() => whenStarted(scene, signal))
    window.addEventListener('keydown', onAny, { signal, capture: true })
    document.addEventListener('keydown', (event) => press(event, scene), { signal })
    return () => gone.abort()
  }, [scene])
}

/** Resolves once marks and rows are there; undefined where they are. */
function whenStarted({ found, answers }: Scene, signal: AbortSignal): Promise<void> | undefined {
  const end = performance.now() + MOST_MS
  const areRowsDrawn = () => document.querySelector(ROW) !== null || performance.now() > end
  const isStarted = () => {
    const { answer } = answers.getState()
    return found.getState().isLoaded && answer !== null && (answer.extent === 0 || areRowsDrawn())
  }
  if (isStarted()) return undefined
  return new Promise((resolve) => {
    const look = () => {
      if (isStarted() || signal.aborted) resolve()
      else setTimeout(look, 10)
    }
    look()
  })
}

/** Follows the bindings of the commands, and shows their keys as tooltips, until the signal aborts. */
function listen(scene: Scene, signal: AbortSignal) {
  followKeys(scene, signal)
  shortcutTitle(scene, signal)
}

/** Runs the command of a key, unless a text box, a dialog or a menu takes the key. */
function press(event: KeyboardEvent, scene: Scene) {
  if (event.defaultPrevented) return
  const { dialog, show } = scene.screen.getState()
  if (dialog !== null) {
    // A dialog that is still loading has the keyboard. One that never loads can be closed.
    if (event.key === 'Escape' && !document.querySelector(OVER_ALL)) show(null)
    return
  }
  const key = readKey(event)
  const command = key === null ? undefined : commandOf(key, scene)
  if (key === null || !command || !isFree(event.target, command.id, key)) return
  const canRun = command.when?.(scene) ?? true
  // Without an open paper the browser scrolls the list.
  if (!canRun && SCROLLS.test(key)) return
  event.preventDefault()
  if (canRun) runInTurn(command, scene)
  else if (command.when === hasTarget)
    showToast(`No paper is selected yet: press ${scene.shortcuts.getState().hints['next'] || 'its line'}`)
}

/** Elements that take all keys while they are open, except the sheet of an open paper on a phone. */
const OVER_ALL = 'dialog[open]:not([data-paper]), [role="menu"], :popover-open'

const SCROLLS = /Space$/

/** Whether a key in this element is free for a command. */
function isFree(target: EventTarget | null, id: string, key: string): boolean {
  if (document.querySelector(OVER_ALL)) return false
  if (!(target instanceof Element)) return true
  // Keys that do not type can lead out of a text box.
  if (isTypedIn(target))
    return (id === 'palette' && /^Mod\+|^F\d/.test(key)) || (key === 'Escape' && !target.matches('[type="search"]'))
  // The keys of a control come first.
  if (key === 'Enter') return !target.closest('button, a, input, summary')
  if (SCROLLS.test(key)) return !target.closest('button, input, summary')
  if (/^(?:Arrow|Page|Home|End)/.test(key)) return !target.closest('aside, section, dialog')
  return true
}
