import { writesElsewhere } from '../table/typing.ts'

/** Puts the keyboard into the search box, with what it says selected. */
export function focusSearch() {
  const box = document.querySelector<HTMLInputElement>('input[type="search"]')
  box?.focus()
  box?.select()
}

/** Frames to wait for what is on its way; a reader who presses a key expects it within two seconds. */
const FRAMES = 120

/** Puts the keyboard into the note of the open paper, as soon as it is drawn. */
export const focusNote = () => whenDrawn('textarea[data-note]', (note) => note.focus())

/** Asks for a name for what is shown, where the views stand, as soon as they are drawn. */
export const nameView = () => whenDrawn('button[data-save-view]', (save) => save.click())

/** Uses an element as soon as it is drawn, unless the reader has begun to write somewhere else by then. */
function whenDrawn(
  selector: string,
  use: (element: HTMLElement) => void,
  before = document.activeElement,
  frames = FRAMES,
) {
  requestAnimationFrame(() => {
    if (writesElsewhere(before)) return
    const element = document.querySelector<HTMLElement>(selector)
    if (element) use(element)
    else if (frames > 0) whenDrawn(selector, use, before, frames - 1)
  })
}

/** Gives the keyboard back to what had it, or else to the list, where what had it since is gone. */
export function giveBack(before: Element | null) {
  if (document.activeElement !== document.body) return
  const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected
  const to = isThere ? before : document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')
  to?.focus()
}

/** Brings the line that has the keyboard into sight, where the list has become shorter. */
export const keepLineInSight = () =>
  document.activeElement?.closest('[role="row"]')?.scrollIntoView({ block: 'nearest' })

/** Lets the reader choose files to import. */
export const chooseFiles = () => document.querySelector<HTMLInputElement>('input[type="file"]')?.click()
