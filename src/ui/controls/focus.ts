import type { PaperId } from '../../model/paper/paper.ts'
import { writesElsewhere } from '../../widgets/textInput.ts'

/** Puts the keyboard into the search box, with what it says selected; not where the reader writes somewhere else by now. */
export function focusSearch(before = document.activeElement) {
  if (writesElsewhere(before)) return
  const box = document.querySelector<HTMLInputElement>('input[type="search"]')
  box?.focus()
  box?.select()
}

/** What is not there by then is not to come: milliseconds, for a machine that is busy with something else. */
const PATIENCE_MS = 20_000

/** Resolves to an element as soon as it is drawn; to null where it does not come in time. */
export function whenThere(selector: string): Promise<HTMLElement | null> {
  const find = () => document.querySelector<HTMLElement>(selector)
  return new Promise((resolve) => {
    const end = (found: HTMLElement | null) => {
      drawn.disconnect()
      clearTimeout(timer)
      resolve(found)
    }
    const look = () => {
      const found = find()
      if (found) end(found)
    }
    const drawn = new MutationObserver(look)
    const timer = setTimeout(end, PATIENCE_MS, null)
    // A dialog is drawn before it is opened.
    drawn.observe(document, { subtree: true, childList: true, attributeFilter: ['open'] })
    look()
  })
}

/** Resolves to an element as soon as it is drawn, unless the reader has begun to write somewhere else by then. */
async function whenWanted(selector: string, before: Element | null) {
  const found = await whenThere(selector)
  return writesElsewhere(before) ? null : found
}

/** What is in the page of a paper; a page that says there is no such paper ends the wait for it. */
const inPaper = (paper: PaperId | null, selector: string) =>
  `[data-paper="${CSS.escape(paper ?? '')}"] ${selector}, [data-missing]`

/** Puts the keyboard into the note of a paper that is open, as soon as it is drawn. */
export async function focusNote(paper: PaperId | null, before = document.activeElement) {
  const note = await whenWanted(inPaper(paper, 'textarea[data-note]'), before)
  note?.focus()
  return note
}

/** Lets the note of a paper that is open fill the window, as soon as it is drawn. */
export async function fillWindow(paper: PaperId | null) {
  const button = await whenThere(inPaper(paper, '[data-wholen]'))
  button?.click()
  return document.activeElement
}

/** Asks for a name for what is shown, where the views stand, as soon as they are drawn. */
export async function nameView(before = document.activeElement) {
  const save = await whenWanted('button[data-save-view]', before)
  save?.click()
  return save && whenThere('input[data-view-name]')
}

/** Gives the keyboard back to what had it, or else to the list, where what had it since is gone. */
export function restoreFocus(before: Element | null) {
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
