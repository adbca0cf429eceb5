import { flushSync } from 'react-dom'
import { isTypedIn } from '../../widgets/textInput.ts'
import { commandOf, readKey } from './keyEvents.ts'
import type { Scene } from './actions.ts'

/** Keys besides letters that act in a text box or a list. */
const NAMED = /^(?:Enter|Escape|Backspace|Delete|Arrow.*|Home|End|Page.*)$/

/** Whether a key waits for those before it: a key of a command, or one that may be meant for where they lead. */
export function canWait(event: KeyboardEvent, scene: Scene): boolean {
  // A key in a text box stays there.
  if (event.target instanceof Element && isTypedIn(event.target)) return false
  const name = readKey(event)
  if (name === null) return false
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  return commandOf(name, scene) !== undefined || (isPlain && (event.key.length === 1 || NAMED.test(event.key)))
}

/** Dispatches a key again, at the place where the keys before it have led. */
export function replay(event: KeyboardEvent, { queue }: Scene) {
  const at = document.activeElement
  const { target } = event
  // If the user has moved into a text box by themselves, the key was not meant for it.
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
  // As between two real keys, the changes of the first are rendered before the second.
  flushSync(() => {
    const isLeft = queue.pressedIn(to, () => to.dispatchEvent(again))
    if (isLeft && !ctrlKey && !metaKey && !altKey) actLikeBrowser(to, key)
  })
}

/** The default action of the browser, which a dispatched key does not have. */
function actLikeBrowser(to: Element, key: string) {
  const dialog = to.closest('dialog[open]')
  if (key === 'Escape') dialog?.dispatchEvent(new Event('cancel', { cancelable: true }))
  else if (isTypedIn(to)) type(to, key)
  else if ((key === 'Enter' || key === ' ') && to instanceof HTMLElement && to.matches('button, a, summary, input'))
    to.click()
}

function type(box: Element, key: string) {
  // Deprecated, and still the only way to insert text that the undo of the browser knows.
  if (key.length === 1) document.execCommand('insertText', false, key)
  else if (key === 'Backspace') document.execCommand('delete')
  else if (key === 'Enter' && box instanceof HTMLTextAreaElement) document.execCommand('insertText', false, '\n')
  else if (key === 'Enter' && box instanceof HTMLInputElement) box.form?.requestSubmit()
}
