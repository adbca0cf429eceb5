/** Long enough to be read. */
const SHOWN_MS = 5000
const RETRY_MS = 250
const MOST_TRIES = 20
let timer: ReturnType<typeof setTimeout> | undefined
let last: Element | undefined

/**
 * Says in passing what came of something the reader did, on the screen and to screen readers. With `stays` it is there
 * until something else is said.
 */
export function tell(words: string, stays = false, tries = MOST_TRIES) {
  // What is outside of a dialog that is open can be neither seen nor heard.
  const region = document.querySelector('dialog[open] [data-told]') ?? document.querySelector('[data-told]')
  clearTimeout(timer)
  if (!region) {
    // The first rows are there before what tells of anything; whoever is that fast is told a moment later.
    if (tries > 0) timer = setTimeout(() => tell(words, stays, tries - 1), RETRY_MS)
    return
  }
  // What was said before may stand elsewhere, as behind a dialog.
  if (last && last !== region) last.textContent = ''
  last = region
  region.textContent = words
  if (!stays) timer = setTimeout(() => (region.textContent = ''), SHOWN_MS)
}
