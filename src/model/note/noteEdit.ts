import { spliceOf } from './splice.ts'
import { isWebAddress } from '../paper/safeUrl.ts'

/** A text being edited, and its selection: a caret if `from` equals `to`. */
export type Writing = { readonly text: string; readonly from: number; readonly to: number }

/** The effect of a key on a text; null leaves the key to the browser. */
export type Operation = (writing: Writing) => Writing | null

/** A range of a text and the text that replaces it. */
export type Replacement = { readonly from: number; readonly to: number; readonly text: string }

/** The smallest replacement that turns one text into another, in whole characters. */
export function differenceOf(before: string, after: string): Replacement {
  const { at, remove, insert } = spliceOf(before, after)
  return { from: at, to: at + remove, text: insert }
}

/** Replaces the selection; the caret moves behind the inserted text. */
export function insert({ text, from, to }: Writing, inserted: string): Writing {
  const at = from + inserted.length
  return { text: text.slice(0, from) + inserted + text.slice(to), from: at, to: at }
}

/**
 * Wraps the selection in emphasis markers, or removes them if it has them. A caret moves between the new markers. If
 * closing markers follow the caret, it moves past them instead.
 */
export const wrap =
  (sign: '**' | '*' | '`' | '$'): Operation =>
  (writing) => {
    const { text, from, to } = trim(writing)
    const [size, inside] = [sign.length, text.slice(from, to)]
    const [before, after] = [text.slice(0, from), text.slice(to)]
    if (has(sign, runAtEnd(before, sign[0]!), runAtStart(after, sign[0]!)))
      return { text: before.slice(0, -size) + inside + after.slice(size), from: from - size, to: to - size }
    const isWhole = inside.length > 2 * size && has(sign, runAtStart(inside, sign[0]!), runAtEnd(inside, sign[0]!))
    if (isWhole) return { text: before + inside.slice(size, -size) + after, from, to: to - 2 * size }
    if (from === to && runAtStart(after, sign[0]!) >= size && /\S$/.test(before))
      return { text, from: from + size, to: from + size }
    return { text: before + sign + inside + sign + after, from: from + size, to: to + size }
  }

/** Two asterisks are bold, one is italic, three are both. */
const has = (sign: string, left: number, right: number): boolean => {
  const run = Math.min(left, right)
  return sign === '*' ? run === 1 || run === 3 : run >= sign.length
}

const runAtStart = (text: string, sign: string) => {
  let run = 0
  while (text[run] === sign) run += 1
  return run
}
const runAtEnd = (text: string, sign: string) => {
  let run = 0
  while (run < text.length && text.at(-1 - run) === sign) run += 1
  return run
}

/** Shrinks the selection to exclude blanks at its ends: in Markdown a marker next to a blank has no effect. */
function trim({ text, from, to }: Writing): Writing {
  const selected = text.slice(from, to)
  if (selected.trim() === '') return { text, from, to: selected === '' ? to : from }
  const start = from + selected.length - selected.trimStart().length
  return { text, from: start, to: start + selected.trim().length }
}

/**
 * Makes a link of the selection. The caret moves to the missing part: the address or, for a selected address, the
 * words.
 */
export const toLink: Operation = (writing) => {
  const { text, from, to } = trim(writing)
  const selected = text.slice(from, to)
  const isAddress = isWebAddress(selected)
  const link = isAddress ? `[](${printAddress(selected)})` : `[${selected}]()`
  const at = from + (isAddress || selected === '' ? 1 : link.length - 1)
  return { text: text.slice(0, from) + link + text.slice(to), from: at, to: at }
}

/** Links the selected words to the address pasted over them; null for anything else. */
export function pasteLink(writing: Writing, pasted: string): Writing | null {
  const { text, from, to } = trim(writing)
  const [selected, address] = [text.slice(from, to), pasted.trim()]
  if (selected === '' || /[[\]\n]/.test(selected) || isWebAddress(selected) || !isWebAddress(address)) return null
  return insert({ text, from, to }, `[${selected}](${printAddress(address)})`)
}

/** Percent-encodes brackets, which would end the link early. */
const printAddress = (address: string) => address.replace(/[()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

/** Replaces the selection with paragraphs between blank lines. The caret moves to offset `at` in them. */
export function insertBlock({ text, from, to }: Writing, block: string, at = endOf(block)): Writing {
  const before = text.slice(0, from).trimEnd()
  const after = text.slice(to).replace(/^\s*\n/, '')
  const start = before === '' ? '' : `${before}\n\n`
  const caret = start.length + at
  return {
    text: `${start}${block.slice(0, endOf(block))}\n${after === '' ? '' : `\n${after}`}`,
    from: caret,
    to: caret,
  }
}

/** The offset at which the last line ends. */
const endOf = (block: string) => block.replace(/(?<!\n)\n+$/, '').length
