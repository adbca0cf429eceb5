/** Long enough to be read. */
const SHOWN_MS = 5000
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Says in passing what came of something the reader did, on the screen and to screen readers. With `stays` it is there
 * until something else is said.
 */
export function tell(words: string, stays = false) {
  // What is outside of a dialog that is open can be neither seen nor heard.
  const region = document.querySelector('dialog[open] [data-told]') ?? document.querySelector('[data-told]')
  if (!region) return
  clearTimeout(timer)
  region.textContent = words
  if (!stays) timer = setTimeout(() => (region.textContent = ''), SHOWN_MS)
}
