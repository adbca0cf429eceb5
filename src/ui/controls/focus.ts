/** Returns the focus to what had it, or to the list where that is gone. */
export function restoreFocus(before: Element | null) {
  if (document.activeElement !== document.body) return
  const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected
  const to = isThere ? before : document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')
  to?.focus()
}

/** Scrolls the focused row into view after the list became shorter. */
export const keepLineInSight = () =>
  document.activeElement?.closest('[role="row"]')?.scrollIntoView({ block: 'nearest' })
