import { spliceOf } from './splice.ts'
import { isWebAddress } from '../paper/safeUrl.ts'

/** A text that is being written, and what of it is selected; a caret where that is nothing. */
export type Writing = { readonly text: string; readonly from: number; readonly to: number }

/** What a key does to a text; null where it means nothing there, and the browser does what it always does. */
export type Operation = (writing: Writing) => Writing | null

/** A stretch of a text, and what comes in its place. */
export type Replacement = { readonly from: number; readonly to: number; readonly text: string }

/** The least to replace in one text to make another of it, in whole characters. */
export function differenceOf(before: string, after: string): Replacement {
  const { at, remove, insert } = spliceOf(before, after)
  return { from: at, to: at + remove, text: insert }
}

/** Writes something in place of what is selected; the caret then stands behind it. */
export function insert({ text, from, to }: Writing, inserted: string): Writing {
  const at = from + inserted.length
  return { text: text.slice(0, from) + inserted + text.slice(to), from: at, to: at }
}

/**
 * Puts signs of emphasis round what is selected, or takes them off where it has them. A caret comes to stand between
 * them, and where the closing ones follow it, behind those.
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

/** Two asterisks are bold and one is not, three are both. */
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

/** The same without the blanks at the ends of what is selected: signs before a blank are none to Markdown. */
function trim({ text, from, to }: Writing): Writing {
  const selected = text.slice(from, to)
  if (selected.trim() === '') return { text, from, to: selected === '' ? to : from }
  const start = from + selected.length - selected.trimStart().length
  return { text, from: start, to: start + selected.trim().length }
}

/** Makes a link of what is selected; the caret stands where its address, or for an address its words, are missing. */
export const toLink: Operation = (writing) => {
  const { text, from, to } = trim(writing)
  const selected = text.slice(from, to)
  const isAddress = isWebAddress(selected)
  const link = isAddress ? `[](${printAddress(selected)})` : `[${selected}]()`
  const at = from + (isAddress || selected === '' ? 1 : link.length - 1)
  return { text: text.slice(0, from) + link + text.slice(to), from: at, to: at }
}

/** Makes a link of words that are selected and an address that is pasted over them; null for anything else. */
export function pasteLink(writing: Writing, pasted: string): Writing | null {
  const { text, from, to } = trim(writing)
  const [selected, address] = [text.slice(from, to), pasted.trim()]
  if (selected === '' || /[[\]\n]/.test(selected) || isWebAddress(selected) || !isWebAddress(address)) return null
  return insert({ text, from, to }, `[${selected}](${printAddress(address)})`)
}

/** Brackets would end the link before its address does. */
const printAddress = (address: string) => address.replace(/[()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

/** Writes paragraphs in place of what is selected, with a blank line round them; the caret stands `at` a place in them. */
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

/** Where its last line ends. */
const endOf = (block: string) => block.replace(/(?<!\n)\n+$/, '').length
