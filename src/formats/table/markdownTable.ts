import { escapeSigns, escapeUrl, oneLine } from '../markdown/escape.ts'
import { isGroupLine, isNumeric, type ShownCell, type ShownTable } from './shownTable.ts'

/** Prints a table in GitHub’s Markdown, with groups as rows of one cell in bold. */
export function printMarkdownTable(table: ShownTable): string {
  const { columns, lines } = table
  const rules = columns.map((_, place) => (isNumeric(table, place) ? '---:' : '---'))
  const rows = lines.map((line) => (isGroupLine(line) ? [`**${printText(line.group)}**`] : line.cells.map(printCell)))
  return [columns.map(({ label }) => printText(label)), rules, ...rows]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('')
}

const printCell = (cell: ShownCell): string =>
  typeof cell === 'string'
    ? printText(cell)
    : cell.map(({ label, url }) => `[${printText(label || url)}](${escapeUrl(url).replaceAll('|', '%7C')})`).join(' ')

const printText = (text: string): string => oneLine(text).split(' ').map(printWord).join(' ')

/** GitHub makes links of addresses, and takes the backslashes in them for a part of the address. */
const ADDRESS = /:\/\/|www\.|@/i

function printWord(word: string): string {
  const escaped = escapeSigns(word).replaceAll('|', '\\|')
  return escaped !== word && ADDRESS.test(word) ? escaped.replace(/:(?=\/\/)|(?<=www)\.|@/gi, '\\$&') : escaped
}
