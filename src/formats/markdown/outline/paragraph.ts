import { type Head, readHead } from '../line/head.ts'
import { isKeyedList, isSentence, PROSE, TITLE_WORDS } from './layout.ts'
import { linesOf, type Piece, piecesOf, plainText, wordCount } from '../line/pieces.ts'
import type { Element } from '../tree/nodes.ts'

/** What a paragraph is taken for. */
export type Paragraph =
  /** Lines of titles; one among them may be none. */
  | { readonly kind: 'titles'; readonly lines: readonly { readonly head: Head; readonly text: string }[] }
  /** A heading by another name. */
  | { readonly kind: 'heading'; readonly text: string }
  /** One paper, with the blocks that belong to it. */
  | { readonly kind: 'paper'; readonly head: Head; readonly below: readonly Element[] }
  /** It belongs to whatever stands above it. */
  | { readonly kind: 'text' }

/** Judges what a paragraph is, by its own words and by the block that follows it. */
export function readParagraph(block: Element, next: Element | undefined): Paragraph {
  const pieces = piecesOf(block.children)
  const text = plainText(pieces)
  if (text === '') return { kind: 'text' }
  const lines = linesOf(pieces, true).map((line) => ({ head: readHead(line), text: plainText(line) }))
  const titles = lines.filter(({ head }) => isTitleLine(head))
  if (titles.length > 1 && titles.length >= lines.length - 1) return { kind: 'titles', lines }
  const head = readHead(pieces)
  if (isBold(pieces) && isHeading(head, next)) return { kind: 'heading', text }
  const followed = next !== undefined && isKeyedList(next)
  const { signs } = head
  const own = signs.bold || signs.linked !== null || signs.paper || (followed && isName(text))
  if (own && wordCount(head.title) >= 2 && (!isSentence(text, head) || followed))
    return { kind: 'paper', head, below: followed ? [next] : [] }
  return { kind: 'text' }
}

const isTitleLine = ({ title, signs }: Head): boolean =>
  wordCount(title) >= TITLE_WORDS && (signs.linked !== null || signs.paper)

const isBold = (pieces: readonly Piece[]): boolean =>
  pieces.every((piece) => piece.kind === 'break' || piece.text.trim() === '' || piece.style === 'strong')

/** Whether bold words alone are a heading of what follows, and no paper. */
const isHeading = ({ title, signs }: Head, next: Element | undefined): boolean =>
  next !== undefined &&
  /^(?:ul|table|details)$/.test(next.tag) &&
  !signs.paper &&
  !signs.labelled &&
  !isKeyedList(next) &&
  !(wordCount(title) >= 6 && signs.appeared)

/** Whether plain words may be the title of what is said below them. */
const isName = (text: string): boolean =>
  wordCount(text) >= TITLE_WORDS && text.length < 250 && !/[:：.]$/.test(text) && !PROSE.test(text)
