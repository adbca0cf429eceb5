const TYPING = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])'
const EDITED = '[contenteditable]:not([contenteditable="false"])'

/** Whether a key that is pressed in an element writes there, or chooses. */
export const isTypedIn = (element: Element | null): boolean =>
  element !== null && (element.matches(TYPING) || element.closest(EDITED) !== null)
