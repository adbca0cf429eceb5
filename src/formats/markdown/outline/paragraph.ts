import type { Line } from './candidate.ts'
import { type Head, readHead, TITLE_KEY } from '../line/head.ts'
import { isKeyedList, isSentence, PROSE, startsWithDay, TITLE_WORDS } from './layout.ts'
import { linesOf, type Piece, piecesOf, plainText, wordCount } from '../line/pieces.ts'
import { type Element, isText, type Node } from '../tree/nodes.ts'
import { isLabel, isPaperAddress } from '../field/words.ts'

/** What a paragraph turns out to be. */
export type Paragraph =
  /** Lines of titles, except for at most one. */
  | { readonly kind: 'titles'; readonly lines: readonly { readonly head: Head; readonly text: string }[] }
  /** Bold text in the role of a heading. */
  | { readonly kind: 'heading'; readonly text: string }
  /** One paper, with the blocks that belong to it. */
  | { readonly kind: 'paper'; readonly head: Head; readonly below: readonly Element[] }
  /** Text that belongs to the block above it. `isDated`: it has a venue or a number, and a year, as a paper has. */
  | { readonly kind: 'text'; readonly isDated: boolean }

/** Classifies a paragraph by its own text and by the block after it. */
export function readParagraph(block: Element, next: Element | undefined): Paragraph {
  const pieces = piecesOf(block.children)
  const text = plainText(pieces)
  if (text === '') return { kind: 'text', isDated: false }
  const lines = linesOf(pieces, true).map((line) => ({ head: readHead(line), text: plainText(line) }))
  const titles = lines.filter(({ head, text: line }) => isTitleLine(head) || isWholeLine(head, line))
  if (titles.length > 1 && titles.length >= lines.length - 1) return { kind: 'titles', lines }
  const keyed = readKeyedLines(block)
  if (keyed) return keyed
  const head = lines.length === 1 ? lines[0]!.head : readHead(pieces)
  if (isBold(pieces) && isHeading(head, next)) return { kind: 'heading', text }
  const followed = next !== undefined && isKeyedList(next)
  const { signs } = head
  const { authors, venue, year } = head.found
  const isDated = (venue !== '' || LINE_NUMBER.test(text)) && year !== null
  if (pieces.filter(isProsePaper).length > 1) return { kind: 'text', isDated }
  const isWhole = isDated && authors.length > 0 && wordCount(text) < 80 && !PROSE.test(text)
  const own =
    isWhole ||
    isWholeLine(head, text) ||
    signs.bold ||
    signs.linked !== null ||
    signs.paper ||
    (followed && isName(text))
  if (signs.cited) return { kind: 'paper', head, below: followed ? [next] : [] }
  if (own && wordCount(head.title) >= 2 && (!isSentence(text, head) || followed))
    return { kind: 'paper', head, below: followed ? [next] : [] }
  return { kind: 'text', isDated }
}

/** The line of a block that is no paper: its text, and the addresses of its links, for a notice. */
export function lineLeftOut(block: Element): Omit<Line, 'group'> & { readonly text: string } {
  const pieces = piecesOf(block.children)
  const addresses = pieces.flatMap((piece) => (piece.kind === 'link' && piece.text !== piece.url ? [piece.url] : []))
  const text = [plainText(pieces), ...addresses].join(' ').trim()
  return { head: readHead([]), form: 'paragraph', line: block.line, text }
}

/** Reads lines such as “Paper: Title”, “Authors: …”, “Venue: …”, perhaps below the day of a meeting. Null without them. */
function readKeyedLines(block: Element): Paragraph | null {
  const lines = linesIn(block)
  const at = lines.findIndex((line) => TITLE_KEY.test(plainText(piecesOf(line.children))))
  const below = lines.slice(at + 1)
  if (at < 0 || at > 1 || (at === 1 && !startsWithDay(plainText(piecesOf(lines[0]!.children))))) return null
  if (below.length === 0 || !below.every((line) => KEYED.test(plainText(piecesOf(line.children))))) return null
  return { kind: 'paper', head: readHead(piecesOf(lines[at]!.children)), below }
}

/** Reads a line such as “**Title**: …; **Authors**: …; **Venue**: …” as the lines that it joins. Null for any other line. */
export function readJoinedLines(
  line: readonly Node[],
): { readonly head: Head; readonly below: readonly Element[] } | null {
  if (!TITLE_KEY.test(plainText(piecesOf(line)))) return null
  const [title, ...fields] = cutFields(line)
  if (!title || fields.length === 0) return null
  const below = fields.map((children): Element => ({ tag: 'p', attributes: {}, children, line: children[0]!.line }))
  return { head: readHead(piecesOf(title)), below }
}

/** Cuts a line before the names of its fields. */
function cutFields(line: readonly Node[]): readonly (readonly Node[])[] {
  const parts: Node[][] = [[]]
  for (const [i, node] of line.entries()) {
    if (!isText(node)) {
      parts.at(-1)!.push(node)
      continue
    }
    const texts = node.text.split(BETWEEN_FIELDS)
    const next = line[i + 1]
    const [, last] = AT_END.exec(texts.at(-1)!) ?? []
    // The name of a field may be bold.
    if (last !== undefined && next && FIELD_NAME.test(plainText(piecesOf([next])))) texts.splice(-1, 1, last, '')
    texts.forEach((text, at) => {
      if (at > 0) parts.push([])
      parts.at(-1)!.push({ ...node, text })
    })
  }
  return parts
}

const FIELD =
  '(?:authors?|affiliations?|institutions?|venue|conference|journal|published(?: in)?|year|date|doi|arxiv|links?|url|pdf|code|paper|abstract|summary|tl;?dr|notes?|takeaway|status|tags?|作者|机构|会议|期刊|年份|链接|代码)'
const FIELD_NAME = new RegExp(String.raw`^${FIELD}\s?[:：]?$`, 'i')
const BETWEEN_FIELDS = new RegExp(String.raw`[.,;|，。；]\s*(?=${FIELD}\s?[:：])`, 'i')
const AT_END = /^(.*)[.,;|，。；]\s*$/s

const KEYED = /^\p{Lu}[\p{L} /()-]{1,30}\s?[:：]\s?\S/u

/** The lines of a paragraph as paragraphs. */
function linesIn(block: Element): readonly Element[] {
  const lines: Node[][] = [[]]
  for (const node of block.children) {
    if (node.tag === 'br') lines.push([])
    else if (!isText(node)) lines.at(-1)!.push(node)
    else
      node.text.split('\n').forEach((text, i) => {
        if (i > 0) lines.push([])
        lines.at(-1)!.push({ ...node, text, line: node.line + i })
      })
  }
  return lines
    .filter((line) => line.some((node) => !isText(node) || node.text.trim() !== ''))
    .map((children) => ({ ...block, children, line: children[0]!.line }))
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

/** Whether a line has title, people, venue and year, or a number, a title and one of those. */
function isWholeLine({ title, signs, found }: Head, text: string): boolean {
  if (PROSE.test(text)) return false
  if (LINE_NUMBER.test(text)) return signs.appeared && wordCount(title) >= 2
  return found.venue !== '' && found.year !== null && found.authors.length > 0 && wordCount(title) >= TITLE_WORDS
}
/** “A1.”, “[12]”, “(3)” */
export const LINE_NUMBER = /^(?:\p{Lu}?\d{1,3}[.):]|\[\p{Lu}?\d{1,4}\]|\(\d{1,3}\))\s+\S/u

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
