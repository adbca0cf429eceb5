/**
 * Whether a note has formulas: `$$…$$`, or `$…$` by Pandoc’s rule (no blank inside the dollars, no digit after the
 * second), so that "$5 and $6" are prices.
 */
export const hasMaths = (note: string): boolean =>
  /\$\$[^$]+\$\$/.test(note) || /(?<![\\$])\$(?=[^\s$])[^$]*[^\s\\$]\$(?!\d)|(?<![\\$])\$[^\s$]\$(?!\d)/.test(note)

/** Whether the text between two single dollars is a formula by that rule, given the text after them. */
export const isFormula = (inside: string, after: string): boolean =>
  inside !== '' && !/^\s|\s$/.test(inside) && !/^\d/.test(after)
