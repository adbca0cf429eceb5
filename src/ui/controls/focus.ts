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
