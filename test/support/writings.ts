import * as fc from 'fast-check'
import type { Writing } from '../../src/model/note/noteEdit.ts'

/** A text with its caret as `|`, or with its selection between two of them. */
export function writing(marked: string): Writing {
  const [before = '', inside, after] = marked.split('|')
  return after === undefined
    ? { text: before + (inside ?? ''), from: before.length, to: before.length }
    : { text: before + inside! + after, from: before.length, to: before.length + inside!.length }
}

/** The reverse; null stays null. */
export const marked = (writing: Writing | null): string | null =>
  writing &&
  [
    writing.text.slice(0, writing.from),
    ...(writing.from === writing.to ? [] : [writing.text.slice(writing.from, writing.to)]),
    writing.text.slice(writing.to),
  ].join('|')

const MARKERS = ['- ', '* ', '1. ', '9) ', '[ ] ', '[x] ', '> ', '  ', '\t', '\n', '\n\n']
const SIGNS = ['**', '*', '`', '```\n', '$', '[[', ']]', '|', '---', '#', '(']
const WORDS = ['word', 'a b', 'é', '論文', '👩🏽‍🔬', 'https://example.org/']
const piece = fc.constantFrom(...MARKERS, ...SIGNS, ...WORDS)
export const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

/** Any text with a selection that cuts no character. */
export const someWriting: fc.Arbitrary<Writing> = fc.tuple(text, fc.nat(), fc.nat()).map(([text, a, b]) => {
  const places = Array.from(text).reduce((all, character) => [...all, all.at(-1)! + character.length], [0])
  const [from, to] = [places[a % places.length]!, places[b % places.length]!]
  return { text, from: Math.min(from, to), to: Math.max(from, to) }
})
