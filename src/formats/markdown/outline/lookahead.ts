import { isAffiliation } from '../line/affiliation.ts'
import { blocksOf, partsOf } from '../tree/blocks.ts'
import { isKeyed, readLabelledLine } from '../line/labelledLine.ts'
import { type Head, readHead } from '../line/head.ts'
import { commentOf, isKeyedBlock, isTitleCase, startsWithPaper, TITLE_WORDS } from './layout.ts'
import { linesOf, piecesOf, plainText, wordCount } from '../line/pieces.ts'
import { readTable } from './table.ts'
import type { Element } from '../tree/nodes.ts'
import { parseFamilies, parseNames } from '../field/names.ts'
import { parseAppearance } from '../field/venue.ts'
import { isContainer, isLabel, isPaperLabel } from '../field/words.ts'

// Minimum words of a title with weak evidence, such as any link, or an affiliation below.
const LONGER_TITLE_WORDS = 4
// Maximum depth of the search in nested lists.
const DEEPEST = 6

/** Looks below a line, to tell a topic with papers below it from a paper with details. */
export class Lookahead {
  // Caches heads, since an item is looked at from every list around it.
  private readonly heads = new WeakMap<Element, Head>()
  private readonly convention: boolean

  /** `convention`: the first line below a paper names its institutions. */
  constructor(convention: boolean) {
    this.convention = convention
  }

  /** The line of a list item, read as the first line of a paper. */
  headOf(item: Element): Head {
    let head = this.heads.get(item)
    if (!head) this.heads.set(item, (head = readHead(piecesOf(partsOf(item).line))))
    return head
  }

  /** Whether a heading is a paper’s title: details are below it, or it reads as a paper and no papers are below. */
  isPaperHeading({ title, signs }: Head, text: string, below: readonly Element[]): boolean {
    if (wordCount(title) < TITLE_WORDS && !(wordCount(title) > 1 && below.slice(0, 3).some(namesPeople))) return false
    if (below.slice(0, 3).some(isKeyedBlock) && !isContainer(text)) return true
    // Home pages have people and links in the lines below.
    if (signs.appeared && below.some((block) => block.tag === 'p' && leadsToPaper(block))) return true
    if (signs.appeared && below[0] && beginsWithPeople(below[0])) return true
    if (
      below[0] &&
      (saysWho(below[0]) || (linksPaper(below[0]) && !isContainer(text) && !this.leadToPapers(below.slice(1))))
    )
      return true
    return (signs.paper || (signs.labelled && signs.appeared)) && !this.leadToPapers(below)
  }

  /** Whether the summary of a `details` element is a paper’s title, by similar rules. */
  isPaperSummary({ title, signs }: Head, below: readonly Element[]): boolean {
    if (wordCount(title) < TITLE_WORDS) return false
    return (signs.paper || signs.labelled || signs.appeared) && !this.leadToPapers(below)
  }

  /** Whether an item is a topic: it is no paper itself and has papers below it. */
  isTopic(item: Element): boolean {
    const { line, rest } = partsOf(item)
    const { title, signs } = this.headOf(item)
    const lists = rest.filter(({ tag }) => tag === 'ul')
    if (rest.some(isPaperTable)) return !signs.paper
    // Below a day alone, “Paper: [Title](…)” is a paper and no link of one.
    if (title === '' && lists.some((list) => itemsOf(list).some((inner) => this.isTitled(inner)))) return true
    if (signs.paper && !/^(?:https?:)?$/.test(title)) return false
    if (lists.some((list) => this.listsPapers(list))) return true
    if (signs.linked === null && rest.some((block) => block.tag === 'p' && startsWithPaper(block))) return true
    if (signs.labelled || signs.appeared) return false
    return wordCount(plainText(piecesOf(line))) <= 4 && this.listsTitles(lists)
  }

  private isTitled(item: Element): boolean {
    const { title, signs } = this.headOf(item)
    return signs.paper && signs.linked !== null && wordCount(title) >= TITLE_WORDS
  }

  /** Whether every item of a list below a paper is another, with its people and year: “Title. [Doe (1975)](…)”. */
  listsOthers(list: Element): boolean {
    return itemsOf(list).every((item) => {
      const { title, signs, found } = this.headOf(item)
      const isDated = found.authors.length > 0 && found.year !== null
      return signs.paper && isDated && wordCount(title) >= LONGER_TITLE_WORDS && isTitleCase(title) && !isKeyed(item)
    })
  }

  /** Whether a list or a table of papers is among the blocks. */
  private leadToPapers(blocks: readonly Element[]): boolean {
    return blocks.some((block) => (block.tag === 'ul' && this.listsPapers(block)) || isPaperTable(block))
  }

  /** Whether most items are only titles. */
  private listsTitles(lists: readonly Element[]): boolean {
    const items = lists.flatMap(itemsOf)
    const titles = items.filter((item) => {
      const { title, rest } = this.headOf(item)
      return wordCount(title) >= 5 && rest === '' && isTitleCase(title) && !isKeyed(item)
    })
    return titles.length >= 2 && titles.length > items.length / 2
  }

  private listsPapers(list: Element, depth = 0): boolean {
    const items = itemsOf(list)
    const papers = items.filter((item) => this.looksLikePaper(item, depth))
    return papers.length > 0 && papers.length >= items.length * 0.25
  }

  private looksLikePaper(item: Element, depth: number): boolean {
    const { line, rest } = partsOf(item)
    if (commentOf(rest) !== null) return true
    if (isKeyed(item)) return false
    const { title, signs } = this.headOf(item)
    const words = wordCount(title)
    if (!signs.paper && VENUE_LINE.test(plainText(piecesOf(line)))) return false
    if (signs.paper && words >= 2) return true
    if ((signs.labelled || signs.appeared || signs.linked !== null) && words >= LONGER_TITLE_WORDS) return true
    const lists = rest.filter(({ tag }) => tag === 'ul')
    if (depth < DEEPEST && lists.some((list) => this.listsPapers(list, depth + 1))) return true
    const first = lists[0] && blocksOf(lists[0].children)[0]
    const pieces = piecesOf(line)
    return (
      first?.tag === 'li' &&
      wordCount(plainText(pieces)) >= LONGER_TITLE_WORDS &&
      isAffiliation(piecesOf(partsOf(first).line), this.convention) &&
      !isAffiliation(pieces, false)
    )
  }
}

/** A line below a title says where the paper appeared: “In 2019 IEEE 39th …”. */
const VENUE_LINE = /^in\s+(?:(?:19|20)\d\d\s|proc)/i

const itemsOf = (list: Element): readonly Element[] => blocksOf(list.children).filter(({ tag }) => tag === 'li')

/** Whether a block has a line that names the authors. */
const namesPeople = (block: Element): boolean => {
  const lines =
    block.tag === 'ul'
      ? itemsOf(block).map((item) => piecesOf(partsOf(item).line))
      : linesOf(piecesOf(block.children), true)
  return lines.some((line) => readLabelledLine(plainText(line)).key === 'authors')
}

/** Whether a paragraph has people, where the paper appeared, perhaps links, and nothing else: “Ann Roe. POPL 2011. [PDF](…)”. */
const saysWho = (block: Element): boolean => {
  const [quoted, ...more] = block.tag === 'blockquote' ? blocksOf(block.children) : []
  if (quoted && more.length === 0) return saysWho(quoted)
  if (block.tag !== 'p') return false
  const pieces = piecesOf(block.children)
  const links = pieces.filter((piece) => piece.kind === 'link')
  if (!links.every(({ text }) => isLabel(text))) return false
  const { title, rest, found } = readHead(pieces)
  const isAppearance = found.venue !== '' || parseAppearance(title)?.venue
  const named = parseNames(title) ?? parseFamilies(title)
  const isPeople = found.authors.length > 0 || (named !== null && named.length > 0)
  const isTitled = title !== '' && !parseAppearance(title) && !named
  // Without a link, two people and a year must tell.
  if (links.length === 0 && (found.authors.length + (named?.length ?? 0) < 2 || found.year === null)) return false
  return Boolean(isAppearance) && isPeople && !isTitled && rest === ''
}

/** Whether the first line of a paragraph names people, in italics or with a comma between them. */
const beginsWithPeople = (block: Element): boolean => {
  if (block.tag !== 'p') return false
  const [line = []] = linesOf(piecesOf(block.children), true)
  const text = plainText(line)
  const names = parseNames(text) ?? parseFamilies(text)
  const isItalic = line.every((piece) => piece.kind === 'text' && piece.style === 'em')
  return names !== null && !parseAppearance(text) && (names.length > 1 || isItalic)
}

const leadsToPaper = (block: Element): boolean => {
  const pieces = piecesOf(block.children)
  return pieces.some((piece) => piece.kind === 'link' && isPaperLabel(piece.text)) && readHead(pieces).title === ''
}

const isPaperTable = (block: Element): boolean => block.tag === 'table' && readTable(block) !== null

/** Whether a paragraph consists of labelled links, one of which leads to a paper: “[Paper](…) / [Slides](…)”. */
function linksPaper(block: Element): boolean {
  if (block.tag !== 'p') return false
  const { title, signs } = readHead(piecesOf(block.children))
  return title === '' && signs.labelled && signs.paper
}
