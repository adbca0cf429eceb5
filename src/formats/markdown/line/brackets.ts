import type { Piece, Style } from './pieces.ts'
import { tidy } from './pieces.ts'

/** A piece, or a group of pieces in brackets. */
export type Item = Piece | Group
export type Group = {
  readonly kind: 'group'
  /** Corners are the quotes of Japanese. */
  readonly bracket: '(' | '[' | '「'
  readonly pieces: readonly Piece[]
  readonly text: string
  /** The group as written, with its brackets. */
  readonly whole: readonly Piece[]
}

type Opening = { readonly bracket: string; readonly style: Style; readonly items: Item[] }

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '【': '】', '（': '）', '「': '」', '〔': '〕' }
/** Authors mix Chinese and English brackets by mistake, so either form closes the other. */
const kindOf = (bracket: string): string =>
  '(（)）'.includes(bracket) ? '(' : '[【]】'.includes(bracket) ? '[' : bracket
const OPENS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CLOSING).map(([open, close]) => [close, kindOf(open)]),
)
// Bound on nested brackets. Lists do not nest them deeper, and copying them at each depth takes quadratic time.
const DEEPEST = 12
const BRACKETS = /([()[\]【】（）「」〔〕])/

/** Groups the pieces in brackets. An unmatched bracket is text. */
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
    bracket: '(（'.includes(open) ? '(' : open === '「' ? '「' : '[',
    pieces: bare,
    text,
    whole: [bracket(open), ...inner, bracket(close)],
  }
}
