import { isAffiliation } from '../line/affiliation.ts'
import { blocksOf, partsOf } from '../tree/blocks.ts'
import { isKeyed, isKeyedLine } from '../line/labelledLine.ts'
import { type Head, readHead } from '../line/head.ts'
import { parseOffprintComment } from './ownComment.ts'
import { linesOf, piecesOf, plainText, wordCount } from '../line/pieces.ts'
import { type Element, isText, type Node } from '../tree/nodes.ts'
import { expectedContent, isContainer, isPaperAddress } from '../field/words.ts'

// Tests of single parts of a list. outline.ts walks over the parts.

const OWN_COMMENT = /^\s*offprint\s/

export const ABOUT =
  /^(?:abstract|tl;?dr|summary|bibtex|citation|more|details?|notes?|comments?|highlights?|motivation|overview|摘要|简介|笔记|总结|详情)$/i
export const GENERIC =
  /^\W*(?:(?:click|tap|press|show|see|expand|unfold|view|open|toggle|collapse|点击|展开|more|details)\b.*|展开.*|点击.*)$/i

/** Minimum words of a title that has other evidence. */
export const TITLE_WORDS = 3

/** The heading that is the title of the list: the first one, if it is above all others. */
export function findTitle(root: Element): Element | null {
  const found: Element[] = []
  const visit = (nodes: readonly Node[], depth: number) => {
    for (const node of nodes) {
      if (isText(node) || depth > 6) continue
      if (/^h[1-6]$/.test(node.tag)) found.push(node)
      else if (/^(?:div|center|p|section|a|table|tr|td|header|font|span|strong)$/.test(node.tag))
        visit(node.children, depth + 1)
    }
  }
  visit(root.children, 0)
  const [first, ...others] = found.filter((heading) => headingText(heading) !== '')
  if (!first || others.some(({ tag }) => tag < first.tag)) return first?.tag === 'h1' ? first : null
  const text = headingText(first)
  const telling = /paper|reading|awesome|list|survey|literature|论文/i.test(text)
  if (first.tag !== 'h1' && (isContainer(text) || expectedContent(text) !== 'papers')) return null
  const alone = others.every(({ tag }) => tag > first.tag)
  // A first heading among others of its rank is still the title if no list of papers is between it and the next.
  if (alone && first.tag <= 'h2') return first
  return (first.tag === 'h1' || telling) && standsAbove(root, first) ? first : null
}

/** Whether no list or table of papers is between the heading and the next. */
function standsAbove(root: Element, heading: Element): boolean {
  const blocks = blocksOf(root.children)
  const at = blocks.findIndex((block) => block === heading || block.children.some((child) => child === heading))
  const end = blocks.findIndex((block, i) => i > at && /^h[1-6]$/.test(block.tag))
  return (
    at >= 0 &&
    !blocks.slice(at + 1, end < 0 ? blocks.length : end).some((block) => block.tag !== 'p' && leadsToPapers(block))
  )
}

const leadsToPapers = (node: Node): boolean =>
  !isText(node) && (isPaperAddress(node.attributes['href'] ?? '') || node.children.some(leadsToPapers))

/** Whether the first line names institutions in at least 30 % of the lists below a title. */
export function hasConvention(root: Element): boolean {
  let all = 0
  let named = 0
  const visit = (node: Node) => {
    if (isText(node)) return
    if (node.tag === 'li') {
      const list = partsOf(node).rest.find(({ tag }) => tag === 'ul')
      const first = list && blocksOf(list.children)[0]
      if (first?.tag === 'li' && partsOf(first).rest.length === 0) {
        all++
        if (isAffiliation(piecesOf(partsOf(first).line), false)) named++
      }
    }
    node.children.forEach(visit)
  }
  visit(root)
  return named > 0 && named >= all * 0.3
}

/** A heading’s text, without the badges beside it. */
export const headingText = (heading: Element): string =>
  plainText(piecesOf(heading.children.filter((node) => isText(node) || node.tag !== 'a' || !isBadge(node))))

const isBadge = ({ children }: Element): boolean =>
  children.some(({ tag }) => tag === 'img') &&
  children.every((node) => node.tag === 'img' || (isText(node) && node.text.trim() === ''))

/** Whether a block below a heading gives fields of a paper, such as authors or venue. */
export const isKeyedBlock = (block: Element): boolean =>
  isKeyedList(block) || (block.tag === 'p' && linesOf(piecesOf(block.children), true).some((line) => isKeyedLine(line)))

/** Whether a block is a list and at least half of its items give fields of a paper. */
export const isKeyedList = (block: Element): boolean => {
  if (block.tag !== 'ul') return false
  const items = blocksOf(block.children).filter(({ tag }) => tag === 'li')
  const isCited = (item: Element) => readHead(piecesOf(partsOf(item).line)).signs.cited
  return items.length > 0 && items.filter(isKeyed).length >= items.length * 0.5 && !items.some(isCited)
}

export const commentOf = (blocks: readonly Element[]): string | null => {
  const comment = blocks.find(({ tag }) => tag === 'comment')
  const text = comment?.children.map((node) => (isText(node) ? node.text : '')).join('') ?? ''
  return OWN_COMMENT.test(text) ? text.replace(OWN_COMMENT, '') : null
}

export const startsWithPaper = (block: Element): boolean => {
  const { title, signs } = readHead(piecesOf(block.children))
  return signs.linked !== null && signs.paper && wordCount(title) >= TITLE_WORDS
}

/** Whether a line belongs to a table of contents. */
export const isAnchor = (line: readonly Node[]): boolean => {
  const pieces = piecesOf(line)
  const links = pieces.filter((piece) => piece.kind === 'link')
  const beside = plainText(pieces.filter((piece) => piece.kind !== 'link'))
  // A paper may point to a section where it is listed too.
  return links.length > 0 && links.every(({ url }) => url.startsWith('#')) && wordCount(beside) < 4
}

export const ownTitle = (comment: string): string | undefined =>
  OWN_COMMENT.test(comment) ? parseOffprintComment(comment.replace(OWN_COMMENT, ''))?.list : undefined

export const writtenBox = (line: readonly Node[]): string | undefined => {
  const [first] = line
  const box = first && isText(first) ? /^\s*\[([ xX])\]\s/.exec(first.text)?.[1] : undefined
  return box === undefined ? undefined : String(box !== ' ')
}

export const hasTitleLink = (cell: Element): boolean => readHead(piecesOf(cell.children)).signs.linked !== null

/** Whether most words of more than three letters are capitalized. Scripts without case count as capitalized. */
export const isTitleCase = (text: string): boolean => {
  const words = text.split(' ').filter((word) => word.length > 3)
  return words.filter((word) => /^[^\p{Ll}]/u.test(word)).length >= words.length * 0.6
}

/** Whether a paragraph is prose and not the name of a paper. */
export function isSentence(text: string, head: Head): boolean {
  if (head.signs.linked !== null || head.signs.bold) {
    const before = text.slice(0, Math.max(0, text.indexOf(head.title))).replace(DAY, ' ')
    return wordCount(before) >= 4 && head.found.authors.length === 0
  }
  return PROSE.test(text)
}

/** The day of a meeting or a note, and its number, at the start of a line. */
const DAY =
  /^\W*(?:(?:week|session|lecture|meeting|day|class)\s\d+\W+|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\W*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b\W*|\d{1,4}(?:st|nd|rd|th)?\b\W*){1,8}/i

/** Whether a line begins with the day of a note, and not with a number alone. */
export const startsWithDay = (text: string): boolean => {
  const day = DAY.exec(text)?.[0] ?? ''
  return /\p{L}{3}|\d{1,4}[-./]\d{1,2}/u.test(day) && wordCount(day) < 9
}

/** Phrases in which a list speaks about itself. */
export const PROSE =
  /\b(?:please|feel free|pull requests?|this (?:repo(?:sitory)?|list|page|project|work|survey|is an?)|welcome|cite (?:our|this|us)|we (?:will|are|have|collect|provide|thank|also|list)|our (?:paper|survey|work|list)|if you|you can|click|thanks to|inspired by|maintained by|last updated?|curated|stay tuned|contributed by|for more|see (?:also|the|our)|check out)\b|欢迎|如果你|本仓库|更新/i

/** A heading’s text without its number, signs and colon. */
export const cleanTopic = (text: string): string =>
  text
    .replace(
      /^(?:[\p{Extended_Pictographic}\uFE0F\u200D\s]|:[a-z_0-9+-]+:)+|(?<![\p{Extended_Pictographic}\uFE0F\u200D\s])(?:[\p{Extended_Pictographic}\uFE0F\u200D\s]|:[a-z_0-9+-]+:)+$/gu,
      '',
    )
    .replace(/\s*[([]?\b(?:back(?: to (?:the )?top)?|top)\b[)\]]?\s*$/i, '')
    // Obsidian and Logseq name a page so.
    .replace(/^\[\[(?:[^[\]|]{1,300}\|)?([^[\]|]+)\]\]$/, '$1')
    .replace(/^[[【](.*)[\]】]$/, '$1')
    .replace(/^(?:\d+(?:\.\d+)+[.)、]?\s+|\d{1,3}[.)、]\s*|[一二三四五六七八九十]+[、.]\s*)(?=\S)/, '')
    .replace(/(?<!\s)\s*[:：]$/, '')
    .trim() || text
