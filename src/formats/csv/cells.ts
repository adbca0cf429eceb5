import { toLf } from '../entry/lineNumbers.ts'

/** A row of a table, and the line it begins in, counted from 1. */
export type Cells = { readonly cells: readonly string[]; readonly line: number; readonly problem: string | null }

/**
 * The rows of delimited text (RFC 4180, with the liberties that spreadsheets take); blank ones are left out. A quote that
 * is never closed costs one line, not the rest of the file: it is then a sign like any other, and the row says so.
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

/** Where the line of a place ends, asked from the first place to the last: a line may be as long as the file. */
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

// Blanks between a closing quote and the delimiter; a tab may be the delimiter itself.
function skipBlanks(text: string, from: number, delimiter: string): number {
  let at = from
  while ((text[at] === ' ' || text[at] === '\t') && text[at] !== delimiter) at += 1
  return at
}

/** More quotes than this in the middle of one cell: the first was none that opens a cell. */
const MAX_STRAY = 100

/**
 * Where the quote that opens at `from` is closed, or -1. Two quotes are one of the text; so is a single one in the middle of
 * the text, except that one which seems to open a cell shows, on a later line, that this cell was never closed.
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

/** The delimiter that gives the first rows the same number of cells, or their names; null where none parts anything. */
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

// Spreadsheets run what begins so, and some also in full width, behind blanks or behind a byte order mark (OWASP, CSV
// injection). \s is every blank there is, line ends and U+FEFF among them.
const FORMULA = /^'*\s*[=+\-@\t\r\n＝＋－＠]/

/** Rows as RFC 4180 has them. A cell that a spreadsheet would run as a formula gets an apostrophe, which reading takes off. */
export const printCells = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(printCell).join(',')}\r\n`).join('')

function printCell(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /["\n\r,;\t|]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const unescapeFormula = (cell: string) => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell)
