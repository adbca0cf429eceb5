import { toLatex, toLatexUrl } from './latexText.ts'
import { cellsOf, isGroupLine, isNumeric, type PaperLine, type ShownCell, type ShownTable } from './shownTable.ts'

/**
 * Prints a table for LaTeX with the rules of `booktabs`. The citation of a paper follows its title. A table that is longer
 * than a page breaks over pages, with its header on each. Comments before it say what the preamble needs.
 */
export function printLatexTable(table: ShownTable): string {
  const { columns, lines } = table
  const shares = sharesOf(table)
  const isLong = isLongerThanPage(table, shares)
  const title = columns.findIndex(({ id }) => id === 'title')
  const printRow = ({ cells, cite }: PaperLine) =>
    toRow(cells.map((cell, place) => printCell(cell) + (place === title ? printCite(cite) : '')))
  const rows = lines.flatMap((line, at) =>
    isGroupLine(line)
      ? [
          ...(at === 0 ? [] : ['\\addlinespace']),
          // A page does not end with a heading.
          `${toRow([
            `\\multicolumn{${columns.length}}{l}{${'\\quad '.repeat(line.depth)}\\textbf{${toLatex(line.group)}}}`,
          ])}${isLong ? '*' : ''}`,
        ]
      : [printRow(line)],
  )
  const environment = isLong ? 'longtable' : 'tabular'
  const tabular = [
    `\\begin{${environment}}{${shares.map((share, place) => toColumnType(share, isNumeric(table, place))).join('')}}`,
    '\\toprule',
    toRow(columns.map(({ label }) => toLatex(label))),
    '\\midrule',
    ...(isLong ? ['\\endhead', '\\bottomrule', '\\endfoot', ...rows] : [...rows, '\\bottomrule']),
    `\\end{${environment}}`,
  ]
  return [...preamble(tabular.join('\n')), ...tabular, ''].join('\n')
}

/** A bracket or a star after the end of a row would belong to the end. */
const toRow = (cells: readonly string[]) => `${cells.join(' & ').replace(/^(?=[[*(])/, '{}')} \\\\`

const printCell = (cell: ShownCell): string =>
  typeof cell === 'string'
    ? toLatex(cell)
    : cell.map(({ label, url }) => `\\href{${toLatexUrl(url)}}{${toLatex(label || url)}}`).join(', ')

/** LaTeX cannot cite by a key with signs of its own. */
const printCite = (key: string) => (/^[^\s\\{}%#~,]+$/.test(key) ? `~\\cite{${key}}` : '')

/** The packages that a table needs, as comments. */
function preamble(tabular: string): readonly string[] {
  const isLong = tabular.startsWith('\\begin{longtable}')
  const packages = [
    ...(tabular.includes('\\arraybackslash') ? ['array'] : []),
    'booktabs',
    ...(isLong ? ['longtable'] : []),
    ...(/\\checkmark|\\square/.test(tabular) ? ['amssymb'] : []),
    ...(tabular.includes('\\href') ? ['hyperref'] : []),
  ]
  const unknown = [...new Set(tabular.match(NOT_IN_PDFLATEX))]
  return [
    `% In the preamble: ${/[^ -~\n]/.test(tabular) ? '\\usepackage[T1]{fontenc} ' : ''}\\usepackage{${packages.join(',')}}`,
    ...(isLong ? ['% It breaks over pages, so it stands in the text and not in a float, and in one column.'] : []),
    ...(unknown.length > 0 ? [`% Compile with LuaLaTeX or XeLaTeX, and a font that has ${unknown.join(' ')}`] : []),
  ]
}

/** All but ASCII, the letters of Latin alphabets except Ħ, ĸ, Ŀ, ŉ and Ŧ, and the signs that its fonts have. */
const NOT_IN_PDFLATEX =
  /[^ -~\n\u00a1-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e–—‘’‚“”„†‡•…‰‹›€™]/gu

/** About so many characters of a table fit on a line. */
const LINE_LETTERS = 80
/** A column with longer texts breaks its lines where the table is too wide. */
const SHORT_LETTERS = 20
const LONG_LETTERS = 60
const LEAST_LETTERS = 12

/** The share of the width that each column breaks its lines in; 0 for a column as wide as its texts. */
function sharesOf(table: ShownTable): readonly number[] {
  const { columns } = table
  const letters = columns.map(
    ({ label }, place) =>
      2 + cellsOf(table, place).reduce((most, cell) => Math.max(most, lengthOf(cell)), label.length),
  )
  const isWide = letters.reduce((sum, length) => sum + length, 0) > LINE_LETTERS
  const long = letters.map((length) => (isWide && length > SHORT_LETTERS ? Math.min(length, LONG_LETTERS) : 0))
  const asked = long.reduce((sum, length) => sum + length, 0)
  const taken = letters.reduce((sum, length, place) => sum + (long[place] === 0 ? length : 0), 0)
  return columns.map((_, place) => {
    if (long[place] === 0) return 0
    return Math.max(LEAST_LETTERS, ((LINE_LETTERS - taken) * long[place]!) / asked) / LINE_LETTERS
  })
}

/** The type of a column: numbers to the right, and long texts in lines of a share of the width. */
function toColumnType(share: number, isNumber: boolean): string {
  if (share === 0) return isNumber ? 'r' : 'l'
  return `>{\\raggedright\\arraybackslash}p{${share.toFixed(2)}\\linewidth}`
}

/** About so many lines of a table fit on a page. */
const PAGE_LINES = 36

function isLongerThanPage({ lines }: ShownTable, shares: readonly number[]): boolean {
  const linesOf = ({ cells }: PaperLine) =>
    cells.reduce((most, cell, place) => {
      const share = shares[place]!
      return share === 0 ? most : Math.max(most, Math.ceil(lengthOf(cell) / (share * LINE_LETTERS)))
    }, 1)
  return lines.reduce((sum, line) => sum + (isGroupLine(line) ? 1 : linesOf(line)), 0) > PAGE_LINES
}

const lengthOf = (cell: ShownCell): number =>
  typeof cell === 'string' ? cell.length : cell.map(({ label }) => label).join(', ').length
