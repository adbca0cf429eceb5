import { readHeader } from '../entry/columnNames.ts'
import type { Entry } from '../entry/entry.ts'
import { detect } from '../format.ts'
import { readText } from '../readText.ts'
import { distinctPapers, readLine, toTitle, type Line } from './readLine.ts'

/** A longer text is read beside the page, as a file is. */
const MOST_LETTERS = 100_000
const MOST_LINES = 300
/** A longer line is no title. */
const MOST_IN_TITLE = 400
/** A title seldom begins in lower case, but most lines of prose do. */
const MOST_LOWER_CASE = 1 / 3

/**
 * The papers that a pasted or typed text names, with what is known of each offline: DOIs, arXiv ids and addresses, one
 * or several a line, entries of any format, or titles. A title is empty where it is not known. Null for a text that is
 * to be read as a file, so that its papers, or what is wrong with it, are seen before they are added: several papers in
 * a format, prose, and a long text.
 */
export function readPasted(text: string): readonly Entry[] | null {
  if (text.length > MOST_LETTERS) return null
  const lines = text.split(/\r\n?|\n/).flatMap((line, i) => (line.trim() === '' ? [] : [[line, i + 1] as const]))
  if (lines.length > MOST_LINES) return null
  if (isOfFormat(text, lines[0]?.[0] ?? '')) {
    const { entries, notices } = readText('', text)
    const [only] = entries ?? []
    if (only && entries?.length === 1 && notices.length === 0 && !only.mark) return entries
    // One line of Markdown that is no paper to the reader of lists is a title or an address.
    if (lines.length > 1 || only || detect('', text) !== 'markdown') return null
  }
  const read = lines.map(([line, at]) => readLine(withoutBullet(line), at))
  return isProse(
    lines.map(([line]) => line.trim(), read),
    read,
  )
    ? null
    : distinctPapers(inPairs(read))
}

/** Whether a text has the signs of a format: not only commas, which titles have, or bullets before titles and addresses. */
function isOfFormat(text: string, firstLine: string): boolean {
  const format = detect('', text)
  if (format === 'csv')
    return /\t/.test(text) || firstLine.split(/[,;|]/).some((cell) => readHeader(cell)?.column === 'title')
  if (format === 'markdown') return /\]\(|^#{1,6} |^\s*\||\*\*|^[ \t]+(?:[-*+]|\d+[.)]) |<a\s/m.test(text)
  return format !== null
}

const withoutBullet = (line: string) =>
  line.replace(/^\s*(?:#{1,6}|[-*+•‣–]|\d{1,3}[.)]|\[\d{1,3}\])\s+/, '').replace(/^\[[ xX]\]\s+/, '')

function isProse(lines: readonly string[], read: readonly Line[]): boolean {
  const titles = lines.filter((_, i) => read[i]!.kind === 'title')
  const lower = titles.filter((line) => /^\p{Ll}/u.test(line)).length
  return (
    titles.some((line) => line.length > MOST_IN_TITLE) || (titles.length > 2 && lower > titles.length * MOST_LOWER_CASE)
  )
}

/** Papers of lines. Where titles and addresses take turns, each title belongs to the address below it. */
function inPairs(read: readonly Line[]): readonly Entry[] {
  const isPair = ([title, links]: readonly (Line | undefined)[]) =>
    title?.kind === 'title' && links?.kind === 'links' && links.entries.length === 1
  const pairs = Array.from({ length: Math.ceil(read.length / 2) }, (_, i) => read.slice(2 * i, 2 * i + 2))
  if (!pairs.every(isPair)) return read.flatMap(({ entries }) => entries)
  return pairs.map(([said, links]) => {
    const { title } = said!.entries[0]!
    return { ...links!.entries[0]!, title: toTitle(title) || title }
  })
}
