const TYPING = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])'
const EDITED = '[contenteditable]:not([contenteditable="false"])'

/** Whether an element takes typed keys: a text box, a select or editable text. */
export const isTypedIn = (element: Element | null): boolean =>
  element !== null && (element.matches(TYPING) || element.closest(EDITED) !== null)

/** Whether a text box other than `before` has the focus. */
export const writesElsewhere = (before: Element | null): boolean =>
  document.activeElement !== before && isTypedIn(document.activeElement)
