import type { TopicPath } from '../model/paper.ts'
import { blocksOf, type Details, isAffiliation, isKeyed, partsOf, readDetails } from './markdownDetail.ts'
import { type Head, readHead } from './markdownHead.ts'
import {
  ABOUT,
  GENERIC,
  PROSE,
  cleanTopic,
  commentOf,
  findTitle,
  hasConvention,
  hasTitleLink,
  headingText,
  isAnchor,
  isKeyedBlock,
  isSentence,
  isTitleCase,
  keyedShare,
  ownTitle,
  startsWithPaper,
  writtenBox,
} from './markdownLayout.ts'
import { linesOf, piecesOf, plainText, wordCount } from './markdownPieces.ts'
import { readTable } from './markdownTable.ts'
import { type Element, isText } from './markdownTree.ts'
import { parseAppearance } from './markdownVenue.ts'
import { expectation, isContainer } from './markdownWords.ts'

/** A line that may be a paper, with all that is needed to judge whether it is. */
export type Candidate = {
  readonly head: Head
  readonly details: Details
  readonly topics: TopicPath
  readonly expected: 'papers' | 'mixed' | 'none'
  readonly form: 'item' | 'row' | 'paragraph' | 'heading'
  /** Candidates of one list or table have one number. */
  readonly group: number
  readonly line: number
  /** The task box before it. */
  readonly ticked: boolean | null
  /** Where and when, as the headings above say. */
  readonly venue: string
  readonly year: number | null
  /** Whether lines stand below it. */
  readonly detailed: boolean
  /** What a list of our own says in a comment. */
  readonly given: string | null
  readonly text: string
}

export type Outline = {
  readonly title: string
  readonly candidates: readonly Candidate[]
}

// Deeper than any heading: the next heading ends it, and so does the next bold line.
const BOLD_DEPTH = 7

type Section = { readonly depth: number; readonly text: string; readonly container: boolean }

/** Walks a list and finds its title, its topics, and whatever may be a paper. */
export function readOutline(root: Element): Outline {
  const walk = new Walk(root)
  walk.blocks(blocksOf(root.children))
  return { title: walk.title, candidates: walk.candidates }
}

class Walk {
  readonly candidates: Candidate[] = []
  title = ''
  /** Said in a comment of our own, and therefore not to be read from a heading. */
  private given = false
  private sections: readonly Section[] = []
  private readonly convention: boolean
  private readonly titleHeading: Element | null
  private readonly heads = new WeakMap<Element, Head>()
  private groups = 0
  /** The paper that a paragraph below may still speak of. */
  private last: Candidate | null = null

  constructor(root: Element) {
    this.titleHeading = findTitle(root)
    this.convention = hasConvention(root)
  }

  blocks(blocks: readonly Element[]): void {
    for (let i = 0; i < blocks.length; i++) i += this.block(blocks[i]!, blocks.slice(i + 1, i + 12))
  }

  /** Reads a block, and says how many of those after it were read with it. */
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
        return this.paragraph(block, after)
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
        if (this.last && this.last.form !== 'row') this.below([block])
        else this.blocks(blocksOf(block.children))
        break
      case 'comment':
        this.comment(block)
        break
      case 'hr':
        this.last = null
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
    if (title === undefined) return
    this.title = title
    this.given = true
  }

  private heading(block: Element, after: readonly Element[]): number {
    this.last = null
    const text = headingText(block)
    const depth = Number(block.tag.slice(1))
    if (block === this.titleHeading) {
      if (!this.given) this.title = cleanTopic(text)
      this.sections = []
      return 0
    }
    if (text === '') return 0
    const head = readHead(piecesOf(block.children))
    const end = after.findIndex(({ tag }) => /^(?:h[1-6]|hr)$/.test(tag))
    const under = end < 0 ? after : after.slice(0, end)
    const followed = under.slice(0, 3).some(isKeyedBlock)
    const leads = under.some(
      (other) =>
        (other.tag === 'ul' && this.holdsPapers(other)) || (other.tag === 'table' && readTable(other) !== null),
    )
    const linked =
      (head.signs.paper || (head.signs.labelled && head.signs.appeared)) && wordCount(head.title) >= 3 && !leads
    if ((followed && wordCount(head.title) >= 3 && !isContainer(text)) || linked) {
      this.sections = this.sections.filter((section) => section.depth < depth)
      this.add(head, 'heading', block.line, ++this.groups, under, null)
      return under.length
    }
    this.enter(depth, text)
    return 0
  }

  private enter(depth: number, text: string): void {
    const kept = this.sections.filter((section) => section.depth < depth)
    this.sections = [...kept, { depth, text: cleanTopic(text), container: isContainer(text) }]
  }

  private inside(text: string, run: () => void, depth = (this.sections.at(-1)?.depth ?? 0) + 0.1): void {
    const before = this.sections
    this.enter(depth, text)
    run()
    this.sections = before
  }

  private paragraph(block: Element, after: readonly Element[]): number {
    const pieces = piecesOf(block.children)
    const text = plainText(pieces)
    if (text === '') return 0
    const lines = linesOf(pieces, true)
    const heads = lines.map((line) => readHead(line))
    const titles = heads.filter(({ title, signs }) => wordCount(title) >= 3 && (signs.linked !== null || signs.paper))
    if (titles.length > 1 && titles.length >= lines.length - 1) {
      const group = ++this.groups
      heads.forEach((head, i) => this.add(head, 'paragraph', block.line + i, group, [], null, plainText(lines[i]!)))
      return 0
    }
    const head = readHead(pieces)
    const next = after[0]
    const bold = pieces.every((piece) => piece.kind === 'break' || piece.text.trim() === '' || piece.style === 'strong')
    if (bold && next && /^(?:ul|table|p|details)$/.test(next.tag) && !head.signs.paper && !head.signs.labelled) {
      const keyed = next.tag === 'ul' && keyedShare(next) >= 0.5
      if (!keyed && next.tag !== 'p' && !(wordCount(head.title) >= 6 && head.signs.appeared)) {
        // Bold words alone above a list are a heading by another name.
        this.last = null
        this.enter(BOLD_DEPTH, text.replace(/[:：]$/, ''))
        return 0
      }
    }
    const followed = next?.tag === 'ul' && keyedShare(next) >= 0.5
    const named = followed && wordCount(text) >= 3 && text.length < 250 && !/[:：.]$/.test(text) && !PROSE.test(text)
    const own = head.signs.bold || head.signs.linked !== null || head.signs.paper || named
    if (own && wordCount(head.title) >= 2 && (!isSentence(text, head) || followed)) {
      this.add(head, 'paragraph', block.line, ++this.groups, followed ? [next] : [], null)
      return followed ? 1 : 0
    }
    if (this.last && this.last.form !== 'item' && this.last.form !== 'row') this.below([block])
    return 0
  }

  /** What follows a paper without being one belongs to it. */
  private below(blocks: readonly Element[]): void {
    if (this.last) readDetails(blocks, this.last.details, false)
  }

  private list(list: Element): void {
    if (this.last && this.last.form !== 'item' && this.last.form !== 'row' && keyedShare(list) >= 0.5)
      return this.below([list])
    const group = ++this.groups
    for (const item of blocksOf(list.children)) {
      if (item.tag === 'li') this.item(item, group)
      else this.block(item, [])
    }
    this.last = null
  }

  private headOf(item: Element): Head {
    let head = this.heads.get(item)
    if (!head) this.heads.set(item, (head = readHead(piecesOf(partsOf(item).line))))
    return head
  }

  private item(item: Element, group: number): void {
    const { line, rest } = partsOf(item)
    const given = commentOf(rest)
    const box = item.attributes['checked'] ?? writtenBox(line)
    const ticked = box === undefined ? null : box === 'true'
    const text = plainText(piecesOf(line))
    if (given === null && (text === '' || isAnchor(line))) return this.blocks(rest)
    const head = this.headOf(item)
    if (given !== null || rest.length === 0 || !this.isTopic(head, text, rest)) {
      return this.add(head, 'item', item.line, group, rest, ticked, text, given)
    }
    this.inside(text.replace(/[:：]$/, ''), () => this.blocks(rest))
  }

  /** Whether an item is a topic: papers stand below it, and it is none itself. */
  private isTopic(head: Head, text: string, rest: readonly Element[]): boolean {
    const lists = rest.flatMap((block) => (block.tag === 'ul' ? [block] : []))
    if (rest.some((block) => block.tag === 'table' && readTable(block) !== null)) return !head.signs.paper
    if (head.signs.paper && !/^(?:https?:)?$/.test(head.title)) return false
    if (lists.some((list) => this.holdsPapers(list))) return true
    if (head.signs.linked === null && rest.some((block) => block.tag === 'p' && startsWithPaper(block))) return true
    if (head.signs.labelled || head.signs.appeared) return false
    const kids = lists.flatMap((list) => blocksOf(list.children)).filter(({ tag }) => tag === 'li')
    if (kids.every(isKeyed)) return false
    const titles = kids.filter((kid) => {
      const { title, rest: more } = this.headOf(kid)
      return wordCount(title) >= 5 && more === '' && isTitleCase(title) && !isKeyed(kid)
    })
    return wordCount(text) <= 4 && titles.length >= 2 && titles.length > kids.length / 2
  }

  private holdsPapers(list: Element, depth = 0): boolean {
    const kids = blocksOf(list.children).filter(({ tag }) => tag === 'li')
    const papers = kids.filter((kid) => this.looksLikePaper(kid, depth))
    return papers.length > 0 && papers.length >= kids.length * 0.25
  }

  private looksLikePaper(item: Element, depth: number): boolean {
    const { line, rest } = partsOf(item)
    if (commentOf(rest) !== null) return true
    if (isKeyed(item)) return false
    const { title, signs } = this.headOf(item)
    if (
      wordCount(title) >= 2 &&
      (signs.paper || (signs.labelled && wordCount(title) >= 4) || (signs.appeared && wordCount(title) >= 4))
    )
      return true
    if (signs.linked !== null && wordCount(title) >= 4) return true
    const lists = rest.filter(({ tag }) => tag === 'ul')
    if (depth < 6 && lists.some((list) => this.holdsPapers(list, depth + 1))) return true
    const first = lists[0] && blocksOf(lists[0].children)[0]
    const words = wordCount(plainText(piecesOf(line)))
    return (
      first?.tag === 'li' &&
      words >= 4 &&
      isAffiliation(piecesOf(partsOf(first).line), this.convention) &&
      !isAffiliation(piecesOf(line), false)
    )
  }

  private table(table: Element): void {
    const rows = readTable(table)
    if (!rows) {
      for (const row of blocksOf(table.children))
        for (const cell of blocksOf(row.children))
          this.blocks(blocksOf(cell.children).filter(({ tag }) => tag !== 'p' || hasTitleLink(cell)))
      return
    }
    const group = ++this.groups
    const before = this.sections
    for (const row of rows) {
      if (row.kind === 'topic') {
        this.sections = before
        this.enter((before.at(-1)?.depth ?? 0) + 0.1, row.text)
      } else this.push(row.head, row.details, 'row', row.line, group, null, row.head.title, null, row.named)
    }
    this.sections = before
    this.last = null
  }

  private folded(block: Element): void {
    const inner = blocksOf(block.children)
    const summary = inner.find(({ tag }) => tag === 'summary')
    const rest = inner.filter((child) => child !== summary)
    const title = summary?.children.find(({ tag }) => /^h[1-6]$/.test(tag))
    const text = summary ? plainText(piecesOf(summary.children)) : ''
    if (ABOUT.test(text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')) && this.last) return this.below(rest)
    if (text === '' || GENERIC.test(text)) return this.blocks(rest)
    const head = readHead(piecesOf(summary!.children))
    const leads = rest.some(
      (other) =>
        (other.tag === 'ul' && this.holdsPapers(other)) || (other.tag === 'table' && readTable(other) !== null),
    )
    if (!leads && wordCount(head.title) >= 3 && (head.signs.paper || head.signs.labelled || head.signs.appeared)) {
      return this.add(head, 'paragraph', block.line, ++this.groups, rest, null)
    }
    this.inside(text, () => this.blocks(rest), title ? Number(title.tag.slice(1)) : undefined)
    this.last = null
  }

  private add(
    head: Head,
    form: Candidate['form'],
    line: number,
    group: number,
    below: readonly Element[],
    ticked: boolean | null,
    text = head.title,
    given: string | null = null,
  ): void {
    const details: Details = { found: head.found, notices: [], highlights: [], own: new Map() }
    this.push(head, details, form, line, group, ticked, text, given, false, below.length > 0)
    readDetails(below, details, this.convention)
  }

  private push(
    head: Head,
    details: Details,
    form: Candidate['form'],
    line: number,
    group: number,
    ticked: boolean | null,
    text: string,
    given: string | null,
    named: boolean,
    detailed = named,
  ): void {
    const path = this.sections.filter(({ container }) => !container).map((section) => section.text)
    const expected = this.sections.map((section) => expectation(section.text))
    const appeared = [...this.sections.map((section) => section.text), this.title].map((text) =>
      wordCount(text) <= 4 ? parseAppearance(text) : null,
    )
    const candidate: Candidate = {
      head,
      details,
      topics: path,
      expected: expected.includes('none')
        ? 'none'
        : expected.includes('mixed') && expected.at(-1) !== 'papers'
          ? 'mixed'
          : 'papers',
      form,
      group,
      line,
      ticked,
      venue: appeared.find((found) => found && found.venue !== '')?.venue ?? '',
      year: appeared.find((found) => found && found.year !== null)?.year ?? null,
      detailed,
      given,
      text,
    }
    this.candidates.push(candidate)
    this.last = candidate
  }
}
