import { type Head, readHead } from '../line/head.ts'
import { isKeyedList, isSentence, PROSE, TITLE_WORDS } from './layout.ts'
import { linesOf, type Piece, piecesOf, plainText, wordCount } from '../line/pieces.ts'
import type { Element } from '../tree/nodes.ts'
import { isLabel, isPaperAddress } from '../field/words.ts'

/** What a paragraph turns out to be. */
export type Paragraph =
  /** Lines of titles, except for at most one. */
  | { readonly kind: 'titles'; readonly lines: readonly { readonly head: Head; readonly text: string }[] }
  /** Bold text in the role of a heading. */
  | { readonly kind: 'heading'; readonly text: string }
  /** One paper, with the blocks that belong to it. */
  | { readonly kind: 'paper'; readonly head: Head; readonly below: readonly Element[] }
  /** Text that belongs to the block above it. */
  | { readonly kind: 'text' }

/** Classifies a paragraph by its own text and by the block after it. */
export function readParagraph(block: Element, next: Element | undefined): Paragraph {
  const pieces = piecesOf(block.children)
  const text = plainText(pieces)
  if (text === '') return { kind: 'text' }
  const lines = linesOf(pieces, true).map((line) => ({ head: readHead(line), text: plainText(line) }))
  const titles = lines.filter(({ head }) => isTitleLine(head))
  if (titles.length > 1 && titles.length >= lines.length - 1) return { kind: 'titles', lines }
  const head = lines.length === 1 ? lines[0]!.head : readHead(pieces)
  if (isBold(pieces) && isHeading(head, next)) return { kind: 'heading', text }
  const followed = next !== undefined && isKeyedList(next)
  const { signs } = head
  if (pieces.filter(isProsePaper).length > 1) return { kind: 'text' }
  const own = signs.bold || signs.linked !== null || signs.paper || (followed && isName(text))
  if (signs.cited) return { kind: 'paper', head, below: followed ? [next] : [] }
  if (own && wordCount(head.title) >= 2 && (!isSentence(text, head) || followed))
    return { kind: 'paper', head, below: followed ? [next] : [] }
  return { kind: 'text' }
}

/** Whether a piece is a link to a paper that has the title of the paper as its text. */
export const isProsePaper = (piece: Piece): boolean =>
  piece.kind === 'link' &&
  isPaperAddress(piece.url) &&
  /^[\p{Lu}\p{N}“"]/u.test(piece.text) &&
  !isLabel(piece.text) &&
  wordCount(piece.text) >= TITLE_WORDS

/** Whether a piece is the address of a paper, without its title. */
export const isBareAddress = (piece: Piece): boolean =>
  piece.kind === 'link' && isPaperAddress(piece.url) && /^https?:/.test(piece.text)

const isTitleLine = ({ title, signs }: Head): boolean =>
  signs.cited || (wordCount(title) >= TITLE_WORDS && (signs.linked !== null || signs.paper))

const isBold = (pieces: readonly Piece[]): boolean =>
  pieces.every((piece) => piece.kind === 'break' || piece.text.trim() === '' || piece.style === 'strong')

/** Whether bold text is the heading of the next block and not a paper. */
const isHeading = ({ title, signs }: Head, next: Element | undefined): boolean =>
  next !== undefined &&
  /^(?:ul|table|details)$/.test(next.tag) &&
  !signs.paper &&
  !signs.labelled &&
  !isKeyedList(next) &&
  !(wordCount(title) >= 6 && signs.appeared)

/** Whether plain text may be the title of the details below it. */
const isName = (text: string): boolean =>
  wordCount(text) >= TITLE_WORDS && text.length < 250 && !/[:：.]$/.test(text) && !PROSE.test(text)
