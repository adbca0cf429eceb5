import { toLf } from '../entry/lineNumbers.ts'

/** A row of a table, with the line on which it starts, counted from 1. */
export type Cells = { readonly cells: readonly string[]; readonly line: number; readonly problem: string | null }

/**
 * Reads delimited text (RFC 4180, with the deviations of spreadsheets) and omits blank rows. An unclosed quote is a
 * literal character: it costs one line, not the rest of the file, and the row has a `problem`.
 */
export function readCells(file: string, delimiter: string, limit = Infinity): readonly Cells[] {
  const text = toLf(file)
  const rows: Cells[] = []
  let at = 0
  let line = 1
  const lineEndAfter = createLineEnds(text)
  while (at < text.length && rows.length < limit) {
    const cells: string[] = []
    const first = line
    let problem: string | null = null
    for (;;) {
      let end = text[at] === '"' ? closingQuote(text, at, delimiter, lineEndAfter) : -1
      if (end >= 0) {
        const cell = text.slice(at + 1, end).replaceAll('""', '"')
        for (let i = cell.indexOf('\n'); i >= 0; i = cell.indexOf('\n', i + 1)) line += 1
        cells.push(cell)
        end = skipBlanks(text, end + 1, delimiter)
      } else {
        if (text[at] === '"') problem = 'a quote is never closed'
        end = endOfCell(text, at, delimiter)
        cells.push(text.slice(at, end))
      }
      at = end + 1
      if (text[end] !== delimiter) break
    }
    line += 1
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ cells: cells.map(unescapeFormula), line: first, problem })
  }
  return rows
}

/** Finds the line end after an offset. Offsets must ascend: a line may be as long as the file and is scanned once. */
function createLineEnds(text: string): (from: number) => number {
  let end = -1
  let isLast = false
  return (from) => {
    if (isLast || end >= from) return end
    end = text.indexOf('\n', from)
    isLast = end < 0
    return end
  }
}

function endOfCell(text: string, from: number, delimiter: string): number {
  for (let i = from; i < text.length; i += 1) if (text[i] === delimiter || text[i] === '\n') return i
  return text.length
}

// Skips the blanks between a closing quote and the delimiter, which may be a tab itself.
function skipBlanks(text: string, from: number, delimiter: string): number {
  let at = from
  while ((text[at] === ' ' || text[at] === '\t') && text[at] !== delimiter) at += 1
  return at
}

/** With more stray quotes than this in one cell, its first quote does not open a cell. */
const MAX_STRAY = 100

/**
 * The offset of the quote that closes the one at `from`, or -1. A doubled quote is a literal, and so is a single one
 * inside the text. But if a quote on a later line seems to open a cell, this cell was never closed.
 */
function closingQuote(text: string, from: number, delimiter: string, lineEndAfter: (from: number) => number): number {
  let i = from
  let lineEnd = -1
  for (let stray = 0; stray < MAX_STRAY;) {
    i = text.indexOf('"', i + 1)
    if (i < 0) return -1
    if (text[i + 1] === '"') {
      i += 1
      continue
    }
    const after = text[skipBlanks(text, i + 1, delimiter)]
    if (after === undefined || after === delimiter || after === '\n') return i
    if (stray === 0) lineEnd = lineEndAfter(from)
    const before = text[i - 1]
    if ((before === '\n' || before === delimiter) && lineEnd >= 0 && lineEnd < i) return -1
    stray += 1
  }
  return -1
}

const DELIMITERS = [',', '\t', ';', '|']

/** The delimiter that gives the first rows equal widths, or known column names. Null if none splits any row. */
export function guessDelimiter(text: string, isName: (cell: string) => boolean): string | null {
  const sample = text.slice(0, 200_000)
  let best: string | null = null
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const rows = readCells(sample, delimiter, 30)
    const widths = rows.map(({ cells }) => cells.length)
    const width = Math.max(...widths.slice(0, 12), 0)
    if (width < 2) continue
    const even = widths.filter((other) => other === width).length / widths.length
    const names = Math.max(...rows.slice(0, 8).map(({ cells }) => cells.filter(isName).length))
    const score = names * 10 + even * 5 + Math.min(width, 20) / 20
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

// Spreadsheets run cells with these first characters as formulas, some also in full width, after blanks or after a byte
// order mark (OWASP, CSV injection). \s matches every blank, line ends and U+FEFF included.
const FORMULA = /^'*\s*[=+\-@\t\r\n＝＋－＠]/
const NUMBER = /^[+-]?\d[\d.,]* ?%?$/

/** Prints rows as in RFC 4180. A cell that a spreadsheet would run gets an apostrophe, which `readCells` removes. */
export const printCells = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(printCell).join(',')}\r\n`).join('')

function printCell(cell: string): string {
  const safe = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
  return /["\n\r,;\t|]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const unescapeFormula = (cell: string) => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell)
