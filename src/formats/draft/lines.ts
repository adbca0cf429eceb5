/** A text as one line. */
export const toLine = (text: string): string => text.replace(/[\s\u0085]+/g, ' ').trim()

/** The lines of a text box that are not blank. */
export const linesOf = (text: string): readonly string[] => text.split('\n').map(toLine).filter(Boolean)
