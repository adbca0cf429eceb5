import { insert, type Operation, type Writing } from './noteEdit.ts'
import { begin, isCode, lineAt, lineBefore, widthOf, type Line } from './noteLines.ts'

/** Continues the list or blockquote on a new line. In an empty item it ends the list, or outdents a nested item. */
export const goOn: Operation = (writing) => {
  const { text, from, to } = writing
  const line = lineAt(text, from)
  const { quote, indent, marker, box, words, start, end } = line
  if ((marker === '' && quote === '') || from < words || isCode(text, from)) return null
  if (from === to && text.slice(words, end).trim() === '') {
    if (marker !== '' && indent !== '') return outdent(writing)
    const left = marker === '' ? '' : quote
    return { text: text.slice(0, start) + left + text.slice(end), from: start + left.length, to: start + left.length }
  }
  const next = marker === '' ? '' : `${nextMarker(marker)} ${box === '' ? '' : '[ ] '}`
  return insert(writing, `\n${quote}${indent}${next}`)
}

/** The same bullet, or the next number. */
const nextMarker = (marker: string): string =>
  marker.replace(/^\d+/, (number) => String(Math.min(Number(number) + 1, 999_999_999)))

/** Nests the selected list items under the item before them. Returns the same text if there is no such item. */
export const indent: Operation = (writing) => {
  const first = lineAt(writing.text, writing.from)
  if (first.marker === '') return null
  const own = widthOf(first.indent)
  const sibling = itemAbove(writing.text, first, own)
  const step = sibling && widthOf(sibling.indent) === own ? contentOf(sibling) - own : 0
  return step === 0 ? writing : shift(writing, step)
}

/** Moves the selected list items to the level of their parent item. Returns the same text at the top level. */
export const outdent: Operation = (writing) => {
  const first = lineAt(writing.text, writing.from)
  if (first.marker === '') return null
  const own = widthOf(first.indent)
  const parent = own === 0 ? null : itemAbove(writing.text, first, own - 1)
  const step = own - (parent ? widthOf(parent.indent) : 0)
  return step === 0 ? writing : shift(writing, -step)
}

/** The nearest item above in the same list that is indented by at most `most` columns. */
function itemAbove(text: string, line: Line, most: number): Line | null {
  for (let above = lineBefore(text, line); above; above = lineBefore(text, above)) {
    const isBlank = text.slice(above.words, above.end).trim() === '' && above.marker === ''
    if (above.quote.trim() !== line.quote.trim() || (above.marker === '' && !isBlank && above.indent === ''))
      return null
    if (above.marker !== '' && widthOf(above.indent) <= most) return above
  }
  return null
}

/** The column at which the content of an item has to start, counted after the blockquote markers. */
const contentOf = ({ indent, marker }: Line): number => widthOf(indent) + marker.length + 1

/** Moves the selected lines by some columns. The first line is renumbered for its new list. */
const shift = (writing: Writing, by: number): Writing =>
  begin(writing, (line, i) => {
    const { start, end, quote, indent, marker } = line
    const width = Math.max(0, widthOf(indent) + by)
    const sign = i === 0 ? markerAt(writing.text, line, width) : marker
    const cut = start + quote.length + indent.length + marker.length
    return start === end ? null : { cut, beginning: quote + ' '.repeat(width) + sign }
  })

/** The marker of a line indented by `width`. A number continues from the item before it there, or starts at one. */
function markerAt(text: string, line: Line, width: number): string {
  if (!/^\d/.test(line.marker)) return line.marker
  const above = itemAbove(text, line, width)
  const isNumbered = above !== null && widthOf(above.indent) === width && /^\d/.test(above.marker)
  return isNumbered ? nextMarker(above.marker) : `1${line.marker.at(-1)}`
}
