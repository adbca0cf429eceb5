/** Prints several values into one cell, separated by semicolons. A backslash escapes a semicolon in a value. */
export const printItems = (items: readonly string[]): string => {
  const cell = items.map((item) => item.replace(/[\\;；]/g, '\\$&')).join('; ')
  // The last semicolon keeps a single value with a comma or a bar in it from being split.
  return items.length === 1 && /[\\,|、，；]|\s(?:and|&|und|et|y)\s/i.test(cell) ? `${cell};` : cell
}

/** Splits a cell at its semicolons. Without any, splits at `also`. */
export function splitItems(cell: string, also?: RegExp): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  let isParted = false
  for (let at = 0; at < cell.length; at += 1) {
    const char = cell[at]!
    if (char === '\\' && /[\\;；]/.test(cell[at + 1] ?? '')) {
      at += 1
      piece += cell[at]!
    } else if (char === ';' || char === '；') {
      pieces.push(piece)
      piece = ''
      isParted = true
    } else piece += char
  }
  pieces.push(piece)
  const items = isParted || !also ? pieces : piece.split(also)
  return items.map((item) => item.replace(/\s+/g, ' ').trim()).filter(Boolean)
}
