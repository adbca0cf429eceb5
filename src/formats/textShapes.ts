import { guessDelimiter, readCells } from './csv/cells.ts'
import { isWebPage } from './html/webPage.ts'
import { guessMapping } from './csv/mapping.ts'
import { readTable } from './csv/table.ts'
import { firstSpacedRecord } from './ris/spacedTags.ts'
import { readHeader } from './entry/columnNames.ts'

// What a file is follows from its whole shape. A line that looks like another format may stand in a note, an abstract or
// an example. Patterns skip blanks within a line only: otherwise they would rescan a run of blank lines from each of
// them.

/** Whether a text is JSON or JSON Lines. Markdown may begin with a link in brackets. */
export const isJson = (text: string): boolean =>
  /^\s*(?:\{\s*["}]|\[\s*[[{"\d\]-])/.test(text) && /"[^"\n]*"\s*:/.test(text)

/** Whether a text is RIS, even without its first line, or has the tags of PubMed, EndNote, RefWorks or the Web of Science. */
export function isTagged(text: string): boolean {
  const first = firstTag(text)
  return first >= 0 && !hasMarkdown(text.slice(0, first)) && !isBefore(firstBibtex(text), first)
}

/** Whether a text has entries of BibTeX. */
export function isBibtex(text: string): boolean {
  const first = firstBibtex(text)
  return first >= 0 && !hasMarkdown(text.slice(0, first)) && !isBefore(firstTag(text), first)
}

const isBefore = (at: number, other: number) => at >= 0 && at < other

const firstBibtex = (text: string): number => text.search(BIBTEX)

/** An entry with a key, or one of a usual type. Programs have decorators that look like any other. */
const BIBTEX =
  /^[ \t]*@[ \t]*(?:[a-z]+\s*\{\s*[^\s,{}]+\s*,|(?:article|book[a-z]*|in[a-z]+|misc|[a-z]*thesis|(?:tech)?report|online|electronic|unpublished|manual|proceedings|collection|conference|periodical|patent|dataset|software|www|string)\s*[{(]\s*(?:[^\s,{}]+\s*)?[,=])/im

/** The offset of the first tag of a record; -1 where the text has no records. */
function firstTag(text: string): number {
  const begun = text.search(/^(?:[ \t]*TY {0,2}- ?\w|PMID- ?\d|OWN {0,2}- )/im)
  const endnote = /^%T /m.test(text) && /^%[0AD] /m.test(text) ? text.search(/^%[0TAD] /m) : -1
  const tags = [...text.slice(0, 50_000).matchAll(/^(?:T[1I]|A[1U]|PY|JO|JF|ER|UR|VL) {2}- /gm)]
  const lost = tags.length > 2 ? tags[0]!.index : -1
  const found = [begun, endnote, lost, firstSpacedRecord(text)].filter((at) => at >= 0)
  return found.length > 0 ? Math.min(...found) : -1
}

/** Whether a text has headings, bullets or code blocks. */
const hasMarkdown = (text: string) => /^(?:#{1,6} |[-*] \S|```|~~~)/m.test(text)

/** Whether a text has headings, bullets, links or table rows. Prose without any is no list. */
export function isMarkdown(text: string): boolean {
  const head = text.slice(0, 100_000)
  if (isWebPage(head)) return false
  // The outlines of Emacs have bullets too, and keep facts in drawers.
  // Scripts have comments that look like headings.
  if (head.startsWith('#!') || /^#\+\w+:|^[ \t]*:PROPERTIES:[ \t]*$/im.test(head)) return false
  return (
    /^(?:#{1,6} \S|[ \t]*(?:[-*+]|\d{1,9}[.)]) \S|\|.*\||\*\*\S)/m.test(head) ||
    /\[[^[\]\n]{1,500}\]\([^()\s]{1,2000}\)|<a\s[^<>]{0,500}href=/.test(head)
  )
}

const SAMPLE = 50_000
const isName = (cell: string) => readHeader(cell) !== undefined

/**
 * Whether a text begins with the names of columns, one of them for titles. What its cells say is then of no matter: a
 * note may have bullets, or an entry of BibTeX.
 */
export function isNamedTable(text: string): boolean {
  const head = text.replace(/^\uFEFF/, '').slice(0, SAMPLE)
  if (/^sep=.\r?\n/i.test(head)) return true
  const first = /^\s*(.*)/.exec(head)?.[1] ?? ''
  if (/^(?:[|#<@[{*]|[-+] )/.test(first)) return false
  const delimiter = guessDelimiter(head, isName)
  return delimiter !== null && namesTitles(readCells(head, delimiter, 1)[0]?.cells ?? [])
}

/** Whether cells are the names of at least two columns, one of them for titles. */
function namesTitles(cells: readonly string[]): boolean {
  const columns = cells.map((cell) => readHeader(cell)?.column)
  return columns.includes('title') && new Set(columns.filter((column) => column !== undefined)).size > 1
}

/** Whether a text is a table with a delimiter: with names of columns below a few lines, or with rows of one width. */
export function isTable(text: string): boolean {
  const head = text.replace(/^\uFEFF/, '').slice(0, SAMPLE)
  // Markdown lists and tables contain bars and commas too, and so does XML.
  if (
    /^(?:#{1,6} \S|[-*] \S|```|[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\||[ \t]*\|(?:[ \t:]*-+[ \t:]*\|)+[ \t:-]*$)/m.test(
      head.slice(0, 5_000),
    )
  )
    return false
  if (/^\s*</.test(head)) return false
  // Word processors put a tab behind the bullet or the number of an item.
  if (/^[ \t]*(?:[•·▪‣◦–]|\[\d{1,4}\]|\d{1,4}[.)])\t/m.test(head.slice(0, 5_000))) return false
  const delimiter = guessDelimiter(head, isName)
  if (delimiter === null) return false
  const rows = readCells(head, delimiter, MAX_ROWS)
  if (rows.slice(0, 12).some(({ cells }) => namesTitles(cells))) return true
  // The sample may end within a row.
  const widths = rows
    .slice(0, rows.length > 2 && head.length === SAMPLE ? -1 : undefined)
    .map(({ cells }) => cells.length)
  const usual = widths.toSorted((a, b) => a - b)[widths.length >> 1] ?? 0
  const even = widths.filter((width) => width === usual).length
  if (delimiter === '|' || usual < 2 || widths.length < 2 || even < widths.length * EVEN || isLog(head)) return false
  const { header, rows: below } = readTable(head)
  return guessMapping(
    header,
    below.map(({ cells }) => cells),
  ).includes('title')
}

/** Whether lines begin with a day and a time. */
function isLog(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.filter((line) => TIME.test(line)).length > lines.length / 2
}

const TIME = /^\W?\d{4}-\d\d-\d\d[T ]\d\d:\d\d/

const MAX_ROWS = 50
/** Rows of a table without known names have one width. Sentences with commas have not. */
const EVEN = 0.9
