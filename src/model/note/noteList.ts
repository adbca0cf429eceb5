import { insert, type Operation, type Writing } from './noteEdit.ts'
import { begin, isCode, lineAt, lineBefore, widthOf, type Line } from './noteLines.ts'

/**
 * Goes on with the list or the quotation that the caret stands in, on a new line; where there is nothing yet to go on
 * from, ends it, or what is nested in another goes one step out.
 */
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

/** A bullet as it is, a number that counts on. */
const nextMarker = (marker: string): string =>
  marker.replace(/^\d+/, (number) => String(Math.min(Number(number) + 1, 999_999_999)))

/** Puts the items of a list that are selected below the item before them; the same text where there is none. */
export const indent: Operation = (writing) => {
  const first = lineAt(writing.text, writing.from)
  if (first.marker === '') return null
  const own = widthOf(first.indent)
  const sibling = itemAbove(writing.text, first, own)
  const step = sibling && widthOf(sibling.indent) === own ? contentOf(sibling) - own : 0
  return step === 0 ? writing : shift(writing, step)
}

/** Puts the items of a list that are selected beside the one they stand below; the same text where they do. */
export const outdent: Operation = (writing) => {
  const first = lineAt(writing.text, writing.from)
  if (first.marker === '') return null
  const own = widthOf(first.indent)
  const parent = own === 0 ? null : itemAbove(writing.text, first, own - 1)
  const step = own - (parent ? widthOf(parent.indent) : 0)
  return step === 0 ? writing : shift(writing, -step)
}

/** The item before a line that stands no further to the right than `most`, in the same list. */
function itemAbove(text: string, line: Line, most: number): Line | null {
  for (let above = lineBefore(text, line); above; above = lineBefore(text, above)) {
    const isBlank = text.slice(above.words, above.end).trim() === '' && above.marker === ''
    if (above.quote.trim() !== line.quote.trim() || (above.marker === '' && !isBlank && above.indent === ''))
      return null
    if (above.marker !== '' && widthOf(above.indent) <= most) return above
  }
  return null
}

/** Where what belongs to an item has to begin, counted from the quotation's signs. */
const contentOf = ({ indent, marker }: Line): number => widthOf(indent) + marker.length + 1

/** Moves the lines that are selected by some columns. The first takes the number that it has in the list it comes to. */
const shift = (writing: Writing, by: number): Writing =>
  begin(writing, (line, i) => {
    const { start, end, quote, indent, marker } = line
    const width = Math.max(0, widthOf(indent) + by)
    const sign = i === 0 ? markerAt(writing.text, line, width) : marker
    const cut = start + quote.length + indent.length + marker.length
    return start === end ? null : { cut, beginning: quote + ' '.repeat(width) + sign }
  })

/** The marker of a line that comes to stand at `width`: a number counts on from the item before it there, or from one. */
function markerAt(text: string, line: Line, width: number): string {
  if (!/^\d/.test(line.marker)) return line.marker
  const above = itemAbove(text, line, width)
  const isNumbered = above !== null && widthOf(above.indent) === width && /^\d/.test(above.marker)
  return isNumbered ? nextMarker(above.marker) : `1${line.marker.at(-1)}`
}
