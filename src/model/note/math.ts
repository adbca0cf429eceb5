/**
 * Whether a note has formulas: `$…$` as Pandoc reads it (no blank inside the dollars, no digit after the second), so
 * that "$5 and $6" are prices, or `$$…$$`.
 */
export const hasMaths = (note: string): boolean =>
  /\$\$[^$]+\$\$/.test(note) || /(?<![\\$])\$(?=[^\s$])[^$]*[^\s\\$]\$(?!\d)|(?<![\\$])\$[^\s$]\$(?!\d)/.test(note)

/** Whether what stands between two single dollars, and what follows them, makes them a formula. */
export const isFormula = (inside: string, after: string): boolean =>
  inside !== '' && !/^\s|\s$/.test(inside) && !/^\d/.test(after)
