import { toLatex, toLatexUrl } from './latexText.ts'
import { cellsOf, isGroupLine, isNumeric, type PaperLine, type ShownCell, type ShownTable } from './shownTable.ts'

/**
 * Prints a table for LaTeX with the rules of `booktabs`. The citation of a paper follows its title. Comments before it
 * say what the preamble needs.
 */
export function printLatexTable(table: ShownTable): string {
  const { columns, lines } = table
  const title = columns.findIndex(({ id }) => id === 'title')
  const printRow = ({ cells, cite }: PaperLine) =>
    toRow(cells.map((cell, place) => printCell(cell) + (place === title ? printCite(cite) : '')))
  const rows = lines.flatMap((line, at) =>
    isGroupLine(line)
      ? [
          ...(at === 0 ? [] : ['\\addlinespace']),
          toRow([
            `\\multicolumn{${columns.length}}{l}{${'\\quad '.repeat(line.depth)}\\textbf{${toLatex(line.group)}}}`,
          ]),
        ]
      : [printRow(line)],
  )
  const tabular = [
    `\\begin{tabular}{${toColumnTypes(table).join('')}}`,
    '\\toprule',
    toRow(columns.map(({ label }) => toLatex(label))),
    '\\midrule',
    ...rows,
    '\\bottomrule',
    '\\end{tabular}',
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
  const packages = [
    ...(tabular.includes('\\arraybackslash') ? ['array'] : []),
    'booktabs',
    ...(/\\checkmark|\\square/.test(tabular) ? ['amssymb'] : []),
    ...(tabular.includes('\\href') ? ['hyperref'] : []),
  ]
  const unknown = [...new Set(tabular.match(NOT_IN_PDFLATEX))]
  return [
    `% In the preamble: ${/[^ -~\n]/.test(tabular) ? '\\usepackage[T1]{fontenc} ' : ''}\\usepackage{${packages.join(',')}}`,
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

/** The type of each column: numbers to the right, and long texts in lines of a share of the width. */
function toColumnTypes(table: ShownTable): readonly string[] {
  const { columns } = table
  const letters = columns.map(
    ({ label }, place) => 2 + Math.max(label.length, ...cellsOf(table, place).map((cell) => lengthOf(cell))),
  )
  const isWide = letters.reduce((sum, length) => sum + length, 0) > LINE_LETTERS
  const long = letters.map((length) => (isWide && length > SHORT_LETTERS ? Math.min(length, LONG_LETTERS) : 0))
  const asked = long.reduce((sum, length) => sum + length, 0)
  const taken = letters.reduce((sum, length, place) => sum + (long[place] === 0 ? length : 0), 0)
  return columns.map((_, place) => {
    if (long[place] === 0) return isNumeric(table, place) ? 'r' : 'l'
    const share = Math.max(LEAST_LETTERS, ((LINE_LETTERS - taken) * long[place]!) / asked) / LINE_LETTERS
    return `>{\\raggedright\\arraybackslash}p{${share.toFixed(2)}\\linewidth}`
  })
}

const lengthOf = (cell: ShownCell): number =>
  typeof cell === 'string' ? cell.length : cell.map(({ label }) => label).join(', ').length
