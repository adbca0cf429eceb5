import { readBox } from './box.ts'
import { OutlineBuilder } from './builder.ts'
import type { Candidate } from './candidate.ts'
import { blocksOf, partsOf } from '../tree/blocks.ts'
import { readHead } from '../line/head.ts'
import {
  ABOUT,
  GENERIC,
  cleanTopic,
  commentOf,
  findTitle,
  hasConvention,
  hasTitleLink,
  headingText,
  isAnchor,
  isKeyedList,
  ownTitle,
  startsWithDay,
  startsWithPaper,
  writtenBox,
} from './layout.ts'
import { Lookahead } from './lookahead.ts'
import { isBareAddress, isProsePaper, LINE_NUMBER, lineLeftOut, readJoinedLines, readParagraph } from './paragraph.ts'
import { piecesOf, plainText } from '../line/pieces.ts'
import { BOLD_DEPTH, headingDepth } from './sections.ts'
import { readTable } from './table.ts'
import { type Element, isText } from '../tree/nodes.ts'

/** The result of a walk over a list. */
export type Outline = {
  readonly title: string
  readonly candidates: readonly Candidate[]
}

/** Walks over a list and finds its title, its topics, and all lines that may be papers. */
export function readOutline(root: Element): Outline {
  const convention = hasConvention(root)
  const built = new OutlineBuilder(convention)
  new Walk(findTitle(root), new Lookahead(convention), built).blocks(blocksOf(root.children))
  return { title: built.title, candidates: built.candidates }
}

class Walk {
  private readonly titleHeading: Element | null
  private readonly lookahead: Lookahead
  private readonly built: OutlineBuilder

  constructor(titleHeading: Element | null, lookahead: Lookahead, built: OutlineBuilder) {
    this.titleHeading = titleHeading
    this.lookahead = lookahead
    this.built = built
  }

  blocks(blocks: readonly Element[]): void {
    for (let i = 0; i < blocks.length; i++) i += this.block(blocks[i]!, blocks.slice(i + 1, i + 12))
  }

  /** Reads a block, and returns how many of the blocks after it were read with it. */
  private block(block: Element, after: readonly Element[]): number {
    switch (block.tag) {
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return this.heading(block, after)
      case 'p':
        return this.paragraph(block, after[0])
      case 'ul':
        this.list(block)
        break
      case 'table':
        this.table(block)
        break
      case 'details':
        this.folded(block)
        break
      case 'blockquote':
        if (this.built.lastForm && this.built.lastForm !== 'row') this.built.addBelow([block])
        else this.blocks(blocksOf(block.children))
        break
      case 'comment':
        this.comment(block)
        break
      case 'hr':
        this.built.close()
        break
      case 'pre':
        break
      default:
        this.blocks(blocksOf(block.children))
    }
    return 0
  }

  private comment(block: Element): void {
    const title = ownTitle(block.children.map((node) => (isText(node) ? node.text : '')).join(''))
    if (title !== undefined) this.built.giveTitle(title)
  }

  private heading(block: Element, after: readonly Element[]): number {
    this.built.close()
    const text = headingText(block)
    const depth = headingDepth(block.tag)
    if (block === this.titleHeading) {
      this.built.headTitle(cleanTopic(text))
      return 0
    }
    if (text === '') return 0
    const end = after.findIndex(
      (next) => /^(?:h[1-6]|hr)$/.test(next.tag) || (next.tag === 'p' && startsWithPaper(next)),
    )
    const below = end < 0 ? after : after.slice(0, end)
    const head = readHead(piecesOf(block.children))
    if (this.lookahead.isPaperHeading(head, text, below)) {
      this.built.leave(depth)
      this.built.add({ head, form: 'heading', line: block.line, group: this.built.nextGroup() }, below)
      return below.length
    }
    this.built.enter(text, depth)
    return 0
  }

  private paragraph(block: Element, next: Element | undefined): number {
    const read = readParagraph(block, next)
    if (read.kind === 'titles') {
      const group = this.built.nextGroup()
      read.lines.forEach((line, i) => this.built.add({ ...line, form: 'paragraph', line: block.line + i, group }))
    } else if (read.kind === 'heading') {
      this.built.close()
      this.built.enter(withoutColon(read.text), BOLD_DEPTH)
    } else if (read.kind === 'paper') {
      const { head, below } = read
      this.built.add({ head, form: 'paragraph', line: block.line, group: this.built.nextGroup() }, below)
      return below.includes(next!) ? below.length : 0
    } else if (!this.prose(block)) {
      if (this.isOpen()) this.below(block)
      else if (read.kind === 'text' && read.isDated) this.leftOut(block)
    }
    return 0
  }

  /** Adds a block that is no paper, so that it is reported. */
  private leftOut(block: Element): void {
    const line = lineLeftOut(block)
    if (line.text !== '' && !isAnchor(block.children)) this.built.add({ ...line, group: this.built.nextGroup() })
    this.built.close()
  }

  /** Adds a paragraph to the paper above it. Among citations, and with a number, one with a year is rather another paper. */
  private below(block: Element): void {
    const pieces = piecesOf(block.children)
    const text = plainText(pieces)
    const isReference = this.built.isCited || LINE_NUMBER.test(text)
    if (!isReference || !/^[^\p{Ll}].*(?<!\d)(?:19|20)\d\d(?!\d)/su.test(text) || text.length > 600)
      return this.built.addBelow([block])
    const group = this.built.nextGroup()
    this.built.add({ head: readHead(pieces), form: 'paragraph', line: block.line, group, text })
  }

  /** Reads links to papers within sentences, and tells whether there are any: in a post they are its papers, in a list they are at least named. */
  private prose(block: Element): boolean {
    if (this.built.lastForm === 'heading') return false
    const group = this.built.nextGroup()
    const pieces = piecesOf(block.children)
    // The sentences of a day are its papers, in a list too.
    const form = startsWithDay(plainText(pieces)) ? 'paragraph' : 'prose'
    const isAny = pieces.some(isProsePaper)
    for (const piece of pieces) {
      if (!isProsePaper(piece) && !(isBareAddress(piece) && (isAny || !this.isOpen()))) continue
      const head = readHead([piece])
      this.built.add({ head, form, line: block.line, group, text: plainText([piece]) })
      this.built.close()
    }
    return isAny
  }

  private list(list: Element): void {
    if (this.isOpen() && isKeyedList(list)) return this.built.addBelow([list])
    const group = this.built.nextGroup()
    for (const item of blocksOf(list.children)) {
      if (item.tag === 'li') this.item(item, group)
      else this.block(item, [])
    }
    this.built.close()
  }

  private item(item: Element, group: number): void {
    const { line, rest } = partsOf(item)
    const given = commentOf(rest)
    const box = item.attributes['checked'] ?? writtenBox(line)
    const ticked = box === undefined ? null : readBox(box)
    const text = plainText(piecesOf(line))
    if (given === null && (text === '' || isAnchor(line))) return this.blocks(rest)
    if (given === null && rest.length > 0 && this.lookahead.isTopic(item))
      // A sentence about the papers below it is no topic.
      return isSentenceAbout(text) ? this.blocks(rest) : this.built.under(withoutColon(text), () => this.blocks(rest))
    const joined = readJoinedLines(line)
    const head = joined?.head ?? this.lookahead.headOf(item)
    const others = given === null ? rest.filter((block) => block.tag === 'ul' && this.lookahead.listsOthers(block)) : []
    const below = [...(joined?.below ?? []), ...rest.filter((block) => !others.includes(block))]
    this.built.add({ head, form: 'item', group, line: item.line, ticked, given, text }, below)
    for (const list of others) this.list(list)
  }

  private table(table: Element): void {
    const rows = readTable(table)
    if (!rows) {
      const [, ...body] = blocksOf(table.children).filter(({ tag }) => tag === 'tr')
      for (const row of body) if (!blocksOf(row.children).some(hasTitleLink)) this.leftOut(row)
      for (const row of blocksOf(table.children))
        for (const cell of blocksOf(row.children))
          this.blocks(blocksOf(cell.children).filter(({ tag }) => tag !== 'p' || hasTitleLink(cell)))
      return
    }
    const group = this.built.nextGroup()
    let topic: string | null = null
    for (const row of rows) {
      if (row.kind === 'topic') topic = row.text
      else if (topic === null) this.built.addRow(row, group)
      else this.built.under(topic, () => this.built.addRow(row, group))
    }
    this.built.close()
  }

  private folded(block: Element): void {
    const inner = blocksOf(block.children)
    const summary = inner.find(({ tag }) => tag === 'summary')
    const rest = inner.filter((child) => child !== summary)
    const text = summary ? plainText(piecesOf(summary.children)) : ''
    if (ABOUT.test(text.replace(/^[^\p{L}]+|(?<=\p{L})[^\p{L}]+$/gu, '')) && this.built.lastForm)
      return this.built.addBelow(rest)
    if (!summary || text === '' || GENERIC.test(text)) return this.blocks(rest)
    const head = readHead(piecesOf(summary.children))
    if (this.lookahead.isPaperSummary(head, rest))
      return this.built.add({ head, form: 'paragraph', line: block.line, group: this.built.nextGroup() }, rest)
    if (this.built.isUnder(text)) return this.blocks(rest)
    const heading = summary.children.find(({ tag }) => /^h[1-6]$/.test(tag))
    this.built.under(text, () => this.blocks(rest), heading && headingDepth(heading.tag))
    this.built.close()
  }

  /** Whether the last paper is outside lists and tables, so that the blocks below belong to it. */
  private isOpen(): boolean {
    return this.built.lastForm === 'paragraph' || this.built.lastForm === 'heading'
  }
}

const isSentenceAbout = (text: string): boolean =>
  /\b(?:papers?|works?|articles?|these|this)\b.*\b(?:is|are|was|were|show|describe|give)\b/i.test(text)

const withoutColon = (text: string): string => text.replace(/[:：]$/, '')
