import type { Piece, Style } from './pieces.ts'
import { tidy } from './pieces.ts'

/** Pieces, with what stands in brackets as one item. */
export type Item = Piece | Group
export type Group = {
  readonly kind: 'group'
  readonly bracket: '(' | '['
  readonly pieces: readonly Piece[]
  readonly text: string
  /** As it was written, brackets and all. */
  readonly whole: readonly Piece[]
}

type Opening = { readonly bracket: string; readonly style: Style; readonly items: Item[] }

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '【': '】', '（': '）', '「': '」', '〔': '〕' }
/** Chinese and English brackets are mixed in haste: either half may close the other. */
const kindOf = (bracket: string): string =>
  '(（)）'.includes(bracket) ? '(' : '[【]】'.includes(bracket) ? '[' : bracket
const OPENS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CLOSING).map(([open, close]) => [close, kindOf(open)]),
)
// Nobody nests brackets deeper, and copying them at every depth would take quadratic time.
const DEEPEST = 12
const BRACKETS = /([()[\]【】（）「」〔〕])/

/** Finds what brackets enclose. A bracket without its other half is text. */
export function itemsOf(pieces: readonly Piece[]): readonly Item[] {
  const stack: Opening[] = [{ bracket: '', style: 'plain', items: [] }]
  const fold = () => {
    const { bracket, style, items } = stack.pop()!
    stack.at(-1)!.items.push({ kind: 'text', text: bracket, style }, ...items)
  }
  for (const piece of pieces) {
    if (piece.kind !== 'text') {
      stack.at(-1)!.items.push(piece)
      continue
    }
    for (const part of piece.text.split(BRACKETS)) {
      if (part === '') continue
      if (CLOSING[part] && stack.length <= DEEPEST) stack.push({ bracket: part, style: piece.style, items: [] })
      else if (OPENS[part] && stack.some(({ bracket }) => bracket !== '' && kindOf(bracket) === OPENS[part])) {
        while (kindOf(stack.at(-1)!.bracket) !== OPENS[part]) fold()
        const { bracket, items } = stack.pop()!
        stack.at(-1)!.items.push(groupOf(bracket, items, part, piece.style))
      } else stack.at(-1)!.items.push({ ...piece, text: part })
    }
  }
  while (stack.length > 1) fold()
  return stack[0]!.items
}

function groupOf(open: string, items: readonly Item[], close: string, style: Style): Group {
  const inner = items.flatMap((item) => (item.kind === 'group' ? item.whole : [item]))
  const bare = items.flatMap((item) =>
    item.kind === 'group' && item.pieces.some(({ kind }) => kind === 'link')
      ? item.pieces
      : item.kind === 'group'
        ? item.whole
        : [item],
  )
  const text = tidy(bare.map((piece) => (piece.kind === 'break' ? ' ' : piece.text)).join(''))
  const bracket = (char: string): Piece => ({ kind: 'text', text: char, style })
  return {
    kind: 'group',
    bracket: '(（'.includes(open) ? '(' : '[',
    pieces: bare,
    text,
    whole: [bracket(open), ...inner, bracket(close)],
  }
}
