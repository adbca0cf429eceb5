import { flushSync } from 'react-dom'
import { isTypedIn } from '../../widgets/textInput.ts'
import { commandOf, readKey } from './keyEvents.ts'
import type { Scene } from './actions.ts'

/** What works in a text box, or a list, besides letters. */
const NAMED = /^(?:Enter|Escape|Backspace|Delete|Arrow.*|Home|End|Page.*)$/

/** Whether a key waits for those before it: one of a command, or one that may be meant for where they lead. */
export function canWait(event: KeyboardEvent, scene: Scene): boolean {
  // What is pressed in a text box stays there.
  if (event.target instanceof Element && isTypedIn(event.target)) return false
  const name = readKey(event)
  if (name === null) return false
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  return commandOf(name, scene) !== undefined || (isPlain && (event.key.length === 1 || NAMED.test(event.key)))
}

/** Presses a key once more, now that those before it have been acted on, where they have led. */
export function replay(event: KeyboardEvent, { queue }: Scene) {
  const at = document.activeElement
  const { target } = event
  // Where the reader has begun to write by themselves, the key was not meant for there.
  const isThere = at !== null && (!isTypedIn(at) || at === queue.led())
  const to = isThere ? at : target instanceof Element && target.isConnected ? target : document.body
  const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat } = event
  const again = new KeyboardEvent('keydown', {
    key,
    code,
    ctrlKey,
    metaKey,
    altKey,
    shiftKey,
    repeat,
    modifierAltGraph: event.getModifierState('AltGraph'),
    bubbles: true,
    cancelable: true,
    composed: true,
  })
  // As between two keys of a keyboard, what the one changes is drawn before the next.
  flushSync(() => {
    const isLeft = queue.pressedIn(to, () => to.dispatchEvent(again))
    if (isLeft && !ctrlKey && !metaKey && !altKey) actLikeBrowser(to, key)
  })
}

/** What a browser does by itself with a key that was pressed, but not with one that a page presses. */
function actLikeBrowser(to: Element, key: string) {
  const dialog = to.closest('dialog[open]')
  if (key === 'Escape') dialog?.dispatchEvent(new Event('cancel', { cancelable: true }))
  else if (isTypedIn(to)) type(to, key)
  else if ((key === 'Enter' || key === ' ') && to instanceof HTMLElement && to.matches('button, a, summary, input'))
    to.click()
}

function type(box: Element, key: string) {
  // Called outdated, and still the one way into a box that its undo knows of.
  if (key.length === 1) document.execCommand('insertText', false, key)
  else if (key === 'Backspace') document.execCommand('delete')
  else if (key === 'Enter' && box instanceof HTMLTextAreaElement) document.execCommand('insertText', false, '\n')
  else if (key === 'Enter' && box instanceof HTMLInputElement) box.form?.requestSubmit()
}
