/** Long enough to be read, and for a button to be reached. */
const SHOWN_MS = 5000
const SHOWN_WITH_BUTTON_MS = 10_000
const RETRY_MS = 250
const MOST_TRIES = 20
const QUIET_RETRY_MS = 1000
let timer: ReturnType<typeof setTimeout> | undefined
let last: Element | undefined

/**
 * Says in passing what came of something the reader did, on the screen and to screen readers. With `stays` it is there
 * until something else is said. Beside the words stands what can be done about it.
 */
export function tell(words: string, stays = false, button: HTMLElement | null = null, tries = MOST_TRIES) {
  // What is outside of a dialog that is open can be neither seen nor heard.
  const region = document.querySelector('dialog[open] [data-told]') ?? document.querySelector('[data-told]')
  clearTimeout(timer)
  if (!region) {
    // The first rows are there before what tells of anything; whoever is that fast is told a moment later.
    if (tries > 0) timer = setTimeout(() => tell(words, stays, button, tries - 1), RETRY_MS)
    return
  }
  // What was said before may stand elsewhere, as behind a dialog.
  if (last && last !== region) last.textContent = ''
  last = region
  region.textContent = words
  if (button) region.append(button)
  const clear = () => {
    // Nothing goes away that somebody is about to press.
    if (button?.matches(':focus, :hover')) timer = setTimeout(clear, SHOWN_MS)
    else region.textContent = ''
  }
  if (!stays) timer = setTimeout(clear, button ? SHOWN_WITH_BUTTON_MS : SHOWN_MS)
}

/** Says what the reader did not ask for once nothing else is said: it takes no "Undo" away. */
export function tellWhenQuiet(words: string) {
  if (document.querySelector('[data-told]') && !last?.textContent) tell(words)
  else setTimeout(() => tellWhenQuiet(words), QUIET_RETRY_MS)
}
