const TYPING = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])'
const EDITED = '[contenteditable]:not([contenteditable="false"])'

/** Whether a key that is pressed in an element writes there, or chooses. */
export const isTypedIn = (element: Element | null): boolean =>
  element !== null && (element.matches(TYPING) || element.closest(EDITED) !== null)

/** Whether the reader writes by now, somewhere else than where the keyboard was before. */
export const writesElsewhere = (before: Element | null): boolean =>
  document.activeElement !== before && isTypedIn(document.activeElement)
