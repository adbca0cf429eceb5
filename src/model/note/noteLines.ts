import type { Writing } from './noteEdit.ts'

/** A line of a note, split by the Markdown at its start. */
export type Line = {
  /** Offsets of the line in the text. */
  readonly start: number
  readonly end: number
  /** Blockquote markers at the start, such as `> > `. */
  readonly quote: string
  /** Blanks before the marker. */
  readonly indent: string
  /** The list marker, `-` or `3.`; empty if the line starts no list item. */
  readonly marker: string
  /** The checkbox of a task, `[ ]` or `[x]`; empty without one. */
  readonly box: string
  /** Offset of the words, after the marker, the checkbox and their blanks. */
  readonly words: number
}

const BEGINNING =
  /(?<quote>(?: {0,3}> ?)*)(?<indent>[ \t]*)(?:(?<marker>[-*+]|\d{1,9}[.)])(?:(?<gap>[ \t]+)(?:(?<box>\[[ xX]\])(?:[ \t]+|(?=\n|$)))?|(?=\n|$)))?/y
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/

/** The line that contains an offset of the text. */
export function lineAt(text: string, place: number): Line {
  const start = place === 0 ? 0 : text.lastIndexOf('\n', place - 1) + 1
  const next = text.indexOf('\n', place)
  const end = next < 0 ? text.length : next
  BEGINNING.lastIndex = start
  const { quote = '', indent = '', marker = '', box = '' } = BEGINNING.exec(text)!.groups!
  // A thematic break is no list item.
  if (marker !== '' && RULE.test(text.slice(start + quote.length, end)))
    return { start, end, quote, indent, marker: '', box: '', words: start + quote.length + indent.length }
  return { start, end, quote, indent, marker, box, words: Math.min(end, BEGINNING.lastIndex) }
}

/** The previous line; null for the first. */
export const lineBefore = (text: string, { start }: Line): Line | null => (start === 0 ? null : lineAt(text, start - 1))

/** The lines that the selection touches, in order. */
export function linesOf({ text, from, to }: Writing): readonly Line[] {
  const lines = [lineAt(text, from)]
  while (lines.at(-1)!.end < to) lines.push(lineAt(text, lines.at(-1)!.end + 1))
  return lines
}

/**
 * Replaces the text of each selected line up to `cut` with `beginning`; null leaves a line unchanged. The selection
 * moves with its text.
 */
export function begin(
  writing: Writing,
  write: (line: Line, place: number) => { readonly beginning: string; readonly cut: number } | null,
): Writing {
  const lines = linesOf(writing)
  const parts: string[] = []
  let { text, from, to } = writing
  let grown = 0
  for (const [i, line] of lines.entries()) {
    const { start, end } = line
    const { beginning, cut } = write(line, i) ?? { beginning: '', cut: start }
    const grows = beginning.length - (cut - start)
    const move = (place: number) => grown + Math.max(start, place + grows)
    if (writing.from >= start && writing.from <= end) from = move(writing.from)
    if (writing.to >= start && writing.to <= end) to = move(writing.to)
    parts.push(beginning + text.slice(cut, end))
    grown += grows
  }
  text = text.slice(0, lines[0]!.start) + parts.join('\n') + text.slice(lines.at(-1)!.end)
  return { text, from, to }
}

const FENCE = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/

/** Whether an offset of the text is inside a fenced code block. */
export function isCode(text: string, place: number): boolean {
  let fence = ''
  for (let start = 0; start < place;) {
    const next = text.indexOf('\n', start)
    const end = next < 0 ? text.length : next
    if (place <= end) break
    fence = fenceAfter(fence, text.slice(start, end))
    start = end + 1
  }
  return fence !== ''
}

/** The fence open after a line, given the fence open before it; empty for none. */
export function fenceAfter(open: string, line: string): string {
  const [, fence = '', info = ''] = FENCE.exec(line) ?? []
  if (open === '') return fence.startsWith('`') && info.includes('`') ? '' : fence
  return fence.startsWith(open) && info.trim() === '' ? '' : open
}

/** Width of the blanks in columns, with a tab stop every four columns. */
export function widthOf(blanks: string): number {
  let width = 0
  for (const blank of blanks) width += blank === '\t' ? 4 - (width % 4) : 1
  return width
}
