/** Several values in one cell: parted by semicolons, those within a value escaped by a backslash. */
export const printItems = (items: readonly string[]): string => {
  const cell = items.map((item) => item.replace(/[\\;；]/g, '\\$&')).join('; ')
  // A single value with a comma or a bar in it would be taken for several.
  return items.length === 1 && /[,|、，；]|\s(?:and|&|und|et|y)\s/i.test(cell) ? `${cell};` : cell
}

/** The values of a cell. Where there is no semicolon, `also` may part them. */
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
