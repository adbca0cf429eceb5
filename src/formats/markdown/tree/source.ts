import type { Notice } from '../../entry/entry.ts'
import { readProperties } from './properties.ts'
import { OWN_BEGIN, OWN_END, parseOffprintComment } from '../outline/ownComment.ts'

/** The lines to parse as Markdown. */
export type Source = {
  readonly lines: readonly string[]
  /** The line number of each line in the file, counted from 1. */
  readonly origin: readonly number[]
  /** The cuts between parts that are parsed separately, as the index of each part’s first line. */
  readonly cuts: readonly number[]
  /** The cuts within a list, which continues after them. */
  readonly resumed: ReadonlySet<number>
  /** The title in the front matter. Empty without one. */
  readonly title: string
  readonly notices: readonly Notice[]
}

// Lists of papers stay within these. Beyond, the Markdown parser takes quadratic time, for emphasis cubic.
const LONGEST_LINE = 20_000
const LONGEST_PARAGRAPH = 3_000
const MOST_LINES = 100
const MOST_SIGNS = 300
const MOST_EMPHASIS = 60
const PART = 4_000
/** A part without a place to cut is cut at this length. */
const LONGEST_PART = 40_000
const DEEPEST = 24
/** Each definition of a link or footnote is a block of its own, and costs the parser as much as a paragraph. */
const MOST_DEFINITIONS = 5_000
const DEFINITION = /^(?<indent> {0,3})\[(?=[^\]]{1,200}\]:)/
const TOO_MANY_DEFINITIONS =
  `The file has more than ${MOST_DEFINITIONS.toLocaleString('en')} definitions of links and footnotes: ` +
  'this one and those after it are read as plain text.'

const FENCE = /^(?:[ \t>]|[-*+] |\d{1,9}[.)] )*(`{3,}|~{3,})/
/** A heading without the blank that Markdown asks for: “##Papers”, “#2 Methods”. “#tag” is none, and “#12 Title” an issue. */
const TIGHT_HEADING = /^(?:#{2,6}(?=[^\s#])|#(?=\d[.)]? \p{Lu}))/u
const LIQUID_LINE = /^\s*\{%.*%\}\s*$/
/** Signs that may open or close emphasis, a link, code or HTML. */
const SIGNS = /[*_~]+|[[\]`<]/g
const LIQUID = /\{%[^%]{0,500}%\}|(?<=[)\]])\{:?[ .#][^}]{0,200}\}/g

/** Removes front matter, GitBook and Liquid tags, and anything that would slow down the Markdown parser. */
export function toSource(file: string): Source {
  const lines = file.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  const { end, title } = frontMatter(lines)
  const kept: string[] = []
  const origin: number[] = []
  const notices: Notice[] = []
  const cuts = [0]
  const resumed = new Set<number>()
  const list = watchLists()
  const properties = readProperties()
  let part = 0
  let definitions = 0
  let commented = false
  let fence = ''
  const endOfComment = findOwnComments(lines)
  let lastOfComment = -1
  const paragraph = { letters: 0, lines: 0, signs: 0, emphasis: 0 }
  const begin = () => Object.assign(paragraph, { letters: 0, lines: 0, signs: 0, emphasis: 0 })
  for (let i = end; i < lines.length; i++) {
    const line = lines[i]!
    const add = (text: string) => {
      // Keeps at most two blank lines in a row. More mean the same, and the parser takes quadratic time for them.
      const isBlank = (line: string | undefined) => line !== undefined && line.trim() === ''
      if (fence === '' && !commented && [text, kept.at(-1), kept.at(-2)].every(isBlank)) return
      // A table is not cut: it is one block however long it is.
      if (part > LONGEST_PART && fence === '' && !commented && /^[^\s|]/.test(text)) {
        kept.push('')
        origin.push(i + 1)
      }
      const goesOn = list(text) && fence === '' && !commented
      if (part > PART && fence === '' && !commented && /^\S/.test(text) && (goesOn || kept.at(-1)?.trim() === '')) {
        if (goesOn) resumed.add(kept.length)
        cuts.push(kept.length)
        part = 0
      }
      kept.push(text)
      origin.push(i + 1)
      part += text.length + 1
      const [opened, closed] = [text.lastIndexOf('<!--'), text.lastIndexOf('-->')]
      if (opened !== closed) commented = opened > closed
    }
    if (fence === '' && !commented) lastOfComment = endOfComment(i) ?? lastOfComment
    if (i <= lastOfComment) {
      add(line)
      begin()
      continue
    }
    const mark = FENCE.exec(line.slice(0, 200))?.[1] ?? ''
    if (fence !== '' || mark !== '') {
      if (fence === '') fence = mark
      else if (mark.startsWith(fence) && line.trim() === mark) fence = ''
      add(line)
      continue
    }
    if (LIQUID_LINE.test(line.slice(0, 1000))) {
      add('')
      continue
    }
    const plain = line.replace(LIQUID, '').replace(TIGHT_HEADING, '$& ')
    const short = shorten(flatten(properties.line(plain)))
    if (short.dropped > 0) {
      const message = `The line is too long to be read: its last ${short.dropped} characters were left out.`
      notices.push({ line: i + 1, field: null, message })
    }
    if (/^\s*$|^\s*(?:[-*+#|]|\d+[.)])/.test(short.text)) begin()
    paragraph.letters += line.length
    paragraph.lines += 1
    if ((paragraph.letters > LONGEST_PARAGRAPH && paragraph.lines > 1) || paragraph.lines > MOST_LINES) {
      add('')
      begin()
    }
    if (DEFINITION.test(short.text)) definitions += 1
    if (definitions === MOST_DEFINITIONS + 1 && DEFINITION.test(short.text))
      notices.push({ line: i + 1, field: null, message: TOO_MANY_DEFINITIONS })
    const text = definitions > MOST_DEFINITIONS ? short.text.replace(DEFINITION, '$<indent>\\[') : short.text
    const wereRead = areRead(paragraph)
    add(escapeSigns(text, paragraph))
    if (wereRead && !areRead(paragraph)) notices.push({ line: i + 1, field: null, message: TOO_MANY_SIGNS })
  }
  return { lines: kept, origin, cuts, resumed, title: title || properties.title(), notices }
}

/**
 * Returns a function that gives the last line of the comment of Offprint that begins on a line, and null if none does.
 * The Markdown parser takes linear time for such a comment wherever it is, since no line of JSON opens a block.
 */
function findOwnComments(lines: readonly string[]): (begin: number) => number | null {
  let end = -1
  return (begin) => {
    if (lines[begin]!.trim() !== OWN_BEGIN || begin <= end) return null
    for (end = begin + 1; end < lines.length && lines[end]!.trim() !== OWN_END;) end += 1
    const isOwn = end < lines.length && parseOffprintComment(lines.slice(begin + 1, end).join('\n')) !== null
    return isOwn ? end : null
  }
}

const BULLET = /^(?:([-*+])|\d{1,9}([.)])) +[^\s*+-]/

/** Returns a function that tells of each line in turn whether it continues a top-level list. */
function watchLists(): (line: string) => boolean {
  let marker = ''
  let isHtml = false
  return (line) => {
    if (line.trim() === '') isHtml = false
    else if (/^ {0,3}<[a-z/!]/i.test(line)) isHtml = true
    if (isHtml) marker = ''
    else if (/^\S/.test(line)) {
      const before = marker
      const bullet = BULLET.exec(line.slice(0, 20))
      marker = bullet?.[1] ?? bullet?.[2] ?? ''
      return marker !== '' && marker === before
    }
    return false
  }
}

/** Removes list and quote markers that are nested deeper than in any list. The text stays. */
function flatten(line: string): string {
  const prefix = /^(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/.exec(line)![0]
  const deep = (prefix.match(/[^ \t]+/g)?.length ?? 0) > DEEPEST || prefix.replaceAll('\t', '    ').length > 8 * DEEPEST
  return deep ? `${' '.repeat(2 * DEEPEST)}- ${line.slice(prefix.length)}` : line
}

const TOO_MANY_SIGNS =
  `The paragraph has more than ${MOST_SIGNS} signs of Markdown, or ${MOST_EMPHASIS} of emphasis: ` +
  'the rest of it is read as plain text, its links too.'

/** Whether the parser reads a paragraph with these counts as Markdown, and not as plain text. */
const areRead = (count: { readonly signs: number; readonly emphasis: number }) =>
  count.signs <= MOST_SIGNS && count.emphasis <= MOST_EMPHASIS

/** Escapes the signs beyond a paragraph’s limit. The text loses only their formatting and links. */
function escapeSigns(line: string, count: { signs: number; emphasis: number }): string {
  return line.replace(SIGNS, (sign) => {
    count.signs += 1
    if (/[*_~]/.test(sign)) count.emphasis += 1
    return areRead(count) ? sign : sign.replace(/./g, '\\$&')
  })
}

function shorten(line: string): { readonly text: string; readonly dropped: number } {
  if (line.length <= LONGEST_LINE) return { text: line, dropped: 0 }
  const end = line.codePointAt(LONGEST_LINE - 1)! > 0xffff ? LONGEST_LINE - 1 : LONGEST_LINE
  return { text: line.slice(0, end), dropped: line.length - end }
}

function frontMatter(lines: readonly string[]): { readonly end: number; readonly title: string } {
  const fence = lines[0]?.trim()
  if (fence !== '---' && fence !== '+++') return { end: 0, title: '' }
  const end = lines.findIndex((line, i) => i > 0 && i < 300 && (line.trim() === fence || line.trim() === '...'))
  const head = lines.slice(1, end)
  // Two rules with text between them are not front matter.
  if (end < 1 || !head.every((line) => /^\s*$|^[\w-]+\s*[:=]|^\s*[-#]|^\s+\S|^[\]}]/.test(line)))
    return { end: 0, title: '' }
  const title =
    head.map((line) => /^title\s*[:=]\s*(.*)$/.exec(line)?.[1]?.trim() ?? '').find((text) => text !== '') ?? ''
  return { end: end + 1, title: /^(["'])(.*)\1$/.exec(title)?.[2] ?? title }
}
