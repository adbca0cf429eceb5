import { readArxiv, readDoi } from '../model/identity.ts'
import type { Highlight } from '../model/paper.ts'
import { addLink, type Found, parseAward, readField } from './markdownFound.ts'
import { labelIn, labelOf, readHead, splitInstitutions } from './markdownHead.ts'
import { parseNames } from './markdownNames.ts'
import { emphasized, linesOf, type Piece, piecesOf, plainText, tidy, wordCount } from './markdownPieces.ts'
import { type Element, isText, type Node } from './markdownTree.ts'
import { isLabel, namesInstitution } from './markdownWords.ts'

/** What stands below a paper's title. */
export type Details = {
  readonly found: Found
  readonly notices: string[]
  readonly highlights: Highlight[]
  /** What the reader wrote under "Status", "Tags" and "My note". */
  readonly own: Map<string, string>
}

type Reading = {
  readonly details: Details
  /** In this file the first line below a paper says where it comes from. */
  readonly convention: boolean
  /** No line but those of links and awards has come yet. */
  first: boolean
}

const INLINE = new Set([
  '#text',
  'a',
  'strong',
  'em',
  'code',
  'br',
  'img',
  'del',
  'span',
  'sub',
  'sup',
  'font',
  'u',
  'small',
  'kbd',
  'mark',
  'input',
  'g-emoji',
  'q',
  'cite',
  'var',
  'tt',
  'abbr',
  'ins',
])

/** Whether a node stands in a line, rather than being a block of its own. */
export const isInline = (node: Node): boolean => INLINE.has(node.tag)

/** Children as blocks: inline content between blocks becomes a paragraph. */
export function blocksOf(nodes: readonly Node[]): readonly Element[] {
  const blocks: Element[] = []
  let loose: Node[] = []
  const flush = () => {
    const first = loose.find((node) => !isText(node) || node.text.trim() !== '')
    if (first) blocks.push({ tag: 'p', attributes: {}, children: loose, line: first.line })
    loose = []
  }
  for (const node of nodes) {
    if (isText(node) || isInline(node)) loose.push(node)
    else {
      flush()
      blocks.push(node)
    }
  }
  flush()
  return blocks
}

/** A list item's own line, and what stands below it. */
export function partsOf(item: Element): { readonly line: readonly Node[]; readonly rest: readonly Element[] } {
  const [first, ...rest] = blocksOf(item.children)
  if (first?.tag === 'p') return { line: first.children, rest }
  if (first && /^(?:div|h[1-6])$/.test(first.tag) && rest.every(({ tag }) => tag !== 'p'))
    return { line: first.children, rest }
  return { line: [], rest: first ? [first, ...rest] : [] }
}

/** Reads the blocks below a title: affiliations, awards, notices, links and the rest as highlights. */
export function readDetails(blocks: readonly Element[], details: Details, convention: boolean): void {
  readBlocks(blocks, { details, convention, first: true })
}

function readBlocks(blocks: readonly Element[], reading: Reading): void {
  for (const block of blocks) {
    if (block.tag === 'ul') for (const item of items(block)) readItem(item, reading)
    else if (block.tag === 'p') for (const line of linesOf(piecesOf(block.children), true)) readLine(line, [], reading)
    else if (block.tag === 'pre' || block.tag === 'comment' || block.tag === 'hr') continue
    else if (block.tag === 'tr' || block.tag === 'blockquote') {
      for (const part of blocksOf(block.children)) {
        if (part.tag === 'p') readLine(piecesOf(part.children), [], reading)
        else readBlocks([part], reading)
      }
    } else
      readBlocks(
        blocksOf(block.children).filter(({ tag }) => tag !== 'summary'),
        reading,
      )
  }
}

const items = (list: Element): readonly Element[] => blocksOf(list.children).filter(({ tag }) => tag !== 'comment')

function readItem(item: Element, reading: Reading): void {
  if (item.tag !== 'li') return readBlocks([item], reading)
  const { line, rest } = partsOf(item)
  readLine(piecesOf(line), rest, reading)
}

const KEYED = /^([\p{L}][\p{L}. /&-]{0,30}?)(?:\(s\))?\s*[:：]\s*(.*)$/su
const KEYS: readonly (readonly [RegExp, Key])[] = [
  [/^(?:authors?|作者|by)$/i, 'authors'],
  [
    /^(?:affiliations?|institut(?:e|ion)s?|orgs?|organi[sz]ations?|universit(?:y|ies)|company|from|单位|机构)$/i,
    'affiliations',
  ],
  [
    /^(?:venues?|conferences?|conf\.?|journals?|published(?: in| at)?|publication(?: date)?|publisher|where|year|date|published date|会议|期刊|年份|发表|出处|时间)$/i,
    'appeared',
  ],
  [/^(?:awards?|奖项)$/i, 'award'],
  [/^(?:notices?|note|nb|caveats?|warning|attention|注意|备注)$/i, 'notice'],
  [/^(?:doi|arxiv(?: id)?)$/i, 'identifier'],
  [/^(?:status|tags?|my note|starred)$/i, 'own'],
]
type Key = 'identifier' | 'authors' | 'affiliations' | 'appeared' | 'award' | 'notice' | 'own'

function readLine(pieces: readonly Piece[], below: readonly Element[], reading: Reading): void {
  const { details } = reading
  const text = plainText(pieces)
  if (text === '') return readBlocks(below, reading)
  const [, name = '', value = ''] = KEYED.exec(text) ?? []
  const key = KEYS.find(([pattern]) => pattern.test(name))?.[1]
  if (key === 'own') {
    details.own.set(name.toLowerCase(), below.length > 0 ? noteOf(below) : value)
    return
  }
  if (key && value !== '' && readKey(key, value, valuePieces(pieces), reading)) return readBlocks(below, reading)
  if (readLinks(pieces, details.found) || readNotice(text, pieces, details)) return readBlocks(below, reading)
  const award = parseAward(text)
  if (award) {
    details.found.awards.push(award)
    return readBlocks(below, reading)
  }
  const first = reading.first
  reading.first = false
  if (first && isAffiliation(pieces, reading.convention)) {
    details.found.affiliations.push(...splitInstitutions(text))
    return readBlocks(below, reading)
  }
  if (
    pieces.every((piece) => piece.kind !== 'link') &&
    text.length < 400 &&
    isFieldOnly(text) &&
    readField(text, details.found)
  ) {
    return readBlocks(below, reading)
  }
  details.highlights.push({ text: highlightText(pieces), children: childrenOf(below, details) })
}

// A lone capitalized phrase may be a highlight: only several people, or a place and a year, are a field.
const isFieldOnly = (text: string): boolean => {
  const names = parseNames(text)
  return names
    ? names.length > 1 || /et\.? al/.test(text)
    : /\d{2}/.test(text) && !/[.!?]$/.test(text) && wordCount(text) < 14
}

function readKey(key: Key, value: string, pieces: readonly Piece[], { details }: Reading): boolean {
  const { found } = details
  switch (key) {
    case 'identifier': {
      const name = readDoi(value) ?? readArxiv(value)
      if (name?.startsWith('doi:')) found.doi = name.slice('doi:'.length)
      if (name?.startsWith('arxiv:')) found.arxiv = name.slice('arxiv:'.length)
      // An address stays a link.
      return name !== undefined && pieces.every(({ kind }) => kind !== 'link')
    }
    case 'authors': {
      const names = parseNames(value) ?? value.split(/\s*[,;、，]\s*/).filter((name) => name !== '')
      found.authors = names.map((author) => author.replace(/^and\s+/, ''))
      return true
    }
    case 'affiliations':
      found.affiliations.push(...value.split(/\s*[;；]\s*/).flatMap(splitInstitutions))
      return true
    case 'appeared': {
      const read = value.split(/\s*[,;|]\s*(?=\D*\d{4}\D*$)/).map((part) => readField(part, found))
      if (!read[0] && found.venue === '' && wordCount(value) < 15) found.venue = value
      return true
    }
    case 'award':
      found.awards.push(value)
      return true
    case 'notice':
      details.notices.push(highlightText(pieces))
      return true
    case 'own':
      details.own.set(key, value)
      return true
  }
  return false
}

/** The pieces after the first colon. */
function valuePieces(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findIndex(({ kind, ...piece }) => kind === 'text' && 'text' in piece && /[:：]/.test(piece.text))
  const piece = pieces[at]
  if (piece?.kind !== 'text') return pieces
  return [{ ...piece, text: piece.text.replace(/^.*?[:：]\s*/s, '') }, ...pieces.slice(at + 1)]
}

const UNAVAILABLE =
  /^(?:(?:the|its|their|source) )*(?:code|codes|data|dataset|source code|paper|pdf|artifact|implementation|trace|traces|slides)s? (?:is|are|has|have|will be) (?:\w+ )?(?:not|un|n't|no longer)\s?\w*.{0,60}$/i

function readNotice(text: string, pieces: readonly Piece[], details: Details): boolean {
  const marked = /^⚠️?\s*/u.test(text)
  if (!marked && !(UNAVAILABLE.test(text) && text.length < 120)) return false
  details.notices.push(highlightText(pieces).replace(/^⚠️?\s*/u, ''))
  return true
}

/** A line of nothing but links, as "[Paper](…) | [Code](…)" or "Code: https://…". */
function readLinks(pieces: readonly Piece[], found: Found): boolean {
  const links = pieces.filter((piece) => piece.kind === 'link')
  if (links.length === 0) return false
  const words = tidy(pieces.map((piece) => (piece.kind === 'text' ? piece.text : ' ')).join(''))
    .replace(/[\p{P}\p{S}]+/gu, ' ')
    .trim()
  if (words !== '' && !words.split(/\s+/).every((word) => isLabel(word) || /^(?:and|or|on|in|link|links)$/i.test(word)))
    return false
  let key = ''
  let kept = 0
  for (const piece of pieces) {
    if (piece.kind === 'text') key = /([\p{L}][\p{L} -]{0,30})\s*[:：]\s*$/u.exec(piece.text)?.[1]?.trim() ?? ''
    if (piece.kind !== 'link') continue
    const bare = /^https?:|^www\./.test(piece.text)
    const generic = bare || /^(?:links?|here|url|this|点击|链接)$/i.test(piece.text.trim())
    const label = labelIn(piece.text, found)
    if (label === null && !bare && key === '' && links.length === 1) return false
    addLink(
      found,
      generic ? key || (bare ? labelOf(piece.url) : piece.text) : (label ?? (key || piece.text)),
      piece.url,
    )
    kept++
  }
  return kept > 0
}

const LOWER = /^(?:of|for|at|the|and|de|in|di|la|du|des|der|für|von|zu|do|da|e|y|et|@|-|–|on)$/i

/** Whether a line names institutions and nothing else. With the file's convention, a bare capitalized name is enough. */
export function isAffiliation(pieces: readonly Piece[], convention: boolean): boolean {
  const text = plainText(pieces)
  if (
    text === '' ||
    text.length > 600 ||
    (/[.!?;:：=>→]$|->|[:：]\s|https?:/.test(text) && !/\b(?:inc|corp|ltd|co|univ|inst|st)\.$/i.test(text))
  )
    return false
  if (pieces.some((piece) => piece.kind !== 'break' && piece.style === 'strong')) return false
  if (pieces.some((piece) => piece.kind === 'link') && !namesInstitution(text)) return false
  const parts = splitInstitutions(text)
  const named = parts.filter((part) => {
    const words = part.split(/\s+/)
    return (
      words.length <= 12 &&
      part.length <= 90 &&
      /^[\p{Lu}\p{Lo}\d(]|^x[A-Z]/u.test(part) &&
      words.every((word) => /^[^\p{Ll}]/u.test(word) || LOWER.test(word) || /^[a-z]+[A-Z]/.test(word))
    )
  })
  if (named.length < parts.length) return false
  if (parts.length > 1) return parts.every((part) => part.split(/\s+/).length <= 6) || namesInstitution(text)
  if (/^[A-Z]{2,6}$/.test(text) || namesInstitution(text)) return wordCount(text) <= 12
  return convention && wordCount(text) <= 5
}

/** The words of a highlight with their emphasis. What a link leads to stays readable. */
export function highlightText(pieces: readonly Piece[]): string {
  const spoken = pieces.map((piece): Piece => {
    if (piece.kind !== 'link') return piece
    const bare =
      piece.text === piece.url || piece.url === '' || piece.url.startsWith('#') || /^https?:/.test(piece.text)
    return { kind: 'text', style: piece.style, text: bare ? piece.text : `${piece.text} (${piece.url})` }
  })
  return emphasized(spoken)
}

function childrenOf(blocks: readonly Element[], details: Details): readonly Highlight[] {
  const inner: Details = { found: details.found, notices: details.notices, highlights: [], own: new Map() }
  readBlocks(blocks, { details: inner, convention: false, first: false })
  return inner.highlights
}

/** A note as it was typed: one line an item, or the text of a fenced block. */
function noteOf(blocks: readonly Element[]): string {
  return blocks
    .flatMap((block): readonly string[] => {
      if (block.tag === 'pre') return [block.children.map((node) => (isText(node) ? node.text : '')).join('')]
      if (block.tag === 'ul') return items(block).map((item) => noteOf(blocksOf(item.children)))
      return [plainText(piecesOf(block.children))]
    })
    .join('\n')
}

/** Whether a line says who, where or which: "Authors: …". */
export function isKeyedLine(pieces: readonly Piece[]): boolean {
  const [, name = '', value = ''] = KEYED.exec(plainText(pieces)) ?? []
  const key = KEYS.find(([pattern]) => pattern.test(name))?.[1]
  return value !== '' && key !== undefined && key !== 'own' && key !== 'notice'
}

/** Whether a list item says something about the paper above it: who, where, a link. Such an item is no paper. */
export function isKeyed(item: Element): boolean {
  const pieces = piecesOf(partsOf(item).line)
  const [, name = '', value = ''] = KEYED.exec(plainText(pieces)) ?? []
  if (
    KEYS.some(([pattern]) => pattern.test(name)) ||
    (isLabel(name) && name !== '' && (value !== '' || partsOf(item).rest.length > 0))
  )
    return true
  if (
    /^(?:abstract|summary|tl;?dr|key ?\w*(?: \w+)?|contributions?|keywords?|method|idea|comments?|description|impact|problem|solution|motivation|摘要|关键词|总结|方法|动机)$/i.test(
      name,
    )
  )
    return true
  return readHead(pieces).title === '' && pieces.some(({ kind }) => kind === 'link')
}
