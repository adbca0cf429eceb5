/** Scrolls the focused row into view after the list became shorter. */
export const keepRowInView = () => document.activeElement?.closest('[role="row"]')?.scrollIntoView({ block: 'nearest' })
