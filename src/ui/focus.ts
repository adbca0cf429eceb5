/** Puts the keyboard into the search box, with what it says selected. */
export function focusSearch() {
  const box = document.querySelector<HTMLInputElement>('input[type="search"]')
  box?.focus()
  box?.select()
}

/** Frames to wait for a paper that is on its way; a reader who presses a key expects it within two seconds. */
const FRAMES = 120

/** Puts the keyboard into the note of the open paper, as soon as it is drawn. */
export function focusNote(frames = FRAMES) {
  requestAnimationFrame(() => {
    const note = document.querySelector<HTMLTextAreaElement>('textarea[data-note]')
    if (note) note.focus()
    else if (frames > 0) focusNote(frames - 1)
  })
}

/** Asks for a name for what is shown, where the views stand, as soon as they are drawn. */
export function nameView(frames = FRAMES) {
  requestAnimationFrame(() => {
    const save = document.querySelector<HTMLButtonElement>('button[data-save-view]')
    if (save) save.click()
    else if (frames > 0) nameView(frames - 1)
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
