import type { Highlight } from '../../../model/paper/paper.ts'
import { isAffiliation, splitInstitutions } from '../line/affiliation.ts'
import { readWhere } from '../line/citationTail.ts'
import { blocksOf, itemsOf, partsOf } from '../tree/blocks.ts'
import { parseAward } from '../field/award.ts'
import { readField } from '../field/fact.ts'
import { addLink, type Details } from '../field/paperFacts.ts'
import { sentencesOf } from '../field/sentences.ts'
import { readLabelledLine, takeKeyed, takeProperty } from '../line/labelledLine.ts'
import { readLinks } from '../line/links.ts'
import { parseNames } from '../field/names.ts'
import { highlightText, linesOf, type Piece, piecesOf, plainText, wordCount } from '../line/pieces.ts'
import { parseAppearance } from '../field/venue.ts'
import { isLabel, namesInstitution } from '../field/words.ts'
import { type Element, isText } from '../tree/nodes.ts'

type Reading = {
  readonly details: Details
  /** Whether the first line below a paper names its institutions in this file. */
  readonly convention: boolean
  /** Whether no line has come yet but labelled lines, links, notices and awards, and none has named institutions. */
  first: boolean
}

/** Reads the blocks below a title: affiliations, awards, notices and links. The rest becomes highlights. */
export function readDetails(blocks: readonly Element[], details: Details, convention: boolean): void {
  readBlocks(blocks, { details, convention, first: true })
}

function readBlocks(blocks: readonly Element[], reading: Reading): void {
  for (const block of blocks) {
    if (block.tag === 'ul') for (const item of itemsOf(block)) readItem(item, reading)
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

function readItem(item: Element, reading: Reading): void {
  if (item.tag !== 'li') return readBlocks([item], reading)
  const { line, rest } = partsOf(item)
  readLine(piecesOf(line), rest, reading)
}

function readLine(pieces: readonly Piece[], below: readonly Element[], reading: Reading): void {
  const { details } = reading
  const text = plainText(pieces)
  if (text === '') return readBlocks(below, reading)
  const { key, name, value, isProperty } = readLabelledLine(text)
  if (isProperty) {
    takeProperty(pieces, details)
    return readBlocks(below, reading)
  }
  if (key === 'own') {
    details.own.set(name.toLowerCase(), below.length > 0 ? noteOf(below) : value)
    return
  }
  if (key && value !== '' && takeKeyed(key, value, pieces, details)) {
    if (key === 'affiliations') reading.first = false
    return readBlocks(below, reading)
  }
  if (value === '' && below.length > 0 && ABOUT_PAPER.test(name)) return readBlocks(below, reading)
  // “Links: N/A” says nothing.
  if (isLabel(name) && NOTHING.test(value)) return readBlocks(below, reading)
  if (readLinks(pieces, details.found) || readNotice(text, pieces, details)) return readBlocks(below, reading)
  const award = parseAward(text)
  if (award) {
    details.found.awards.push(award)
    return readBlocks(below, reading)
  }
  const first = reading.first
  reading.first = false
  if (first && readPeopleWithPlaces(text, details.found)) return readBlocks(below, reading)
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
  if (readPeople(pieces, first, details.found) || readWhere(text, details.found)) return readBlocks(below, reading)
  details.highlights.push({ text: highlightText(pieces), children: childrenOf(below, details) })
}

/** Names of highlights as a whole. */
const ABOUT_PAPER = /^(?:summary|highlights?|notes|key points|takeaways|摘要|笔记|总结|要点)$/i

const NOTHING = /^(?:n\/?a|tb[ad]|none|-|–|—|无|暂无)\.?$/i

/** More words in small letters in a row than venues have. */
const SENTENCE = /(?:\s\p{Ll}[\p{L}-]*){6}/u

/** Reads a line of people, venue and labelled links, such as "_Ann Author, Bo Other_. ICML 2020. [pdf](…)". */
function readPeople(pieces: readonly Piece[], isFirst: boolean, found: Details['found']): boolean {
  const links = pieces.filter((piece) => piece.kind === 'link')
  if (!links.every(({ text }) => isLabel(text))) return false
  if (SENTENCE.test(plainText(pieces))) return false
  // Links, and italics that begin or end, part people from where the paper appeared.
  const between = pieces
    .map((piece, i) => {
      const before = pieces[i - 1]
      const isSame = before?.kind === 'text' && piece.kind === 'text' && before.style === piece.style
      return piece.kind === 'text' ? (isSame ? piece.text : `\n${piece.text}`) : '\n'
    })
    .join('')
    .split('\n')
  const parts = between
    .flatMap((text) => sentencesOf(text.replace(/[[\](){}]+/g, ' ')))
    .map((part) => part.replace(/^[\s,;|·]+|(?<![\s,;|·.])[\s,;|·.]+$/g, ''))
  const filled = parts.filter((part) => /[\p{L}\p{N}]/u.test(part))
  const people = filled.map(parseNames)
  // One capitalized phrase may be anything. In italics below a title it is a person.
  const isPerson =
    isFirst &&
    pieces.every(
      (piece) =>
        piece.kind !== 'text' ||
        piece.style === 'em' ||
        !/[\p{L}\p{N}]/u.test(piece.text) ||
        parseAppearance(piece.text) !== null,
    )
  const isDated = () => filled.some((part) => parseAppearance(part)?.venue)
  const isSure = people.some((names) => names !== null && (names.length > 1 || isPerson || (isFirst && isDated())))
  if (!isSure || !filled.every((part, i) => people[i] !== null || parseAppearance(part) !== null)) return false
  // The year of the venue beside the title says more than the month of a preprint below it.
  for (const part of filled) if (found.year === null || parseAppearance(part)?.venue !== '') readField(part, found)
  for (const { text, url } of links) addLink(found, text, url)
  return true
}

/** Reads people with their institutions in brackets: “Ann Roe (MIT), Bo Doe and Cy Poe (ETH)”. */
function readPeopleWithPlaces(text: string, found: Details['found']): boolean {
  const places = [...text.slice(0, 3000).matchAll(/\(([^()]{2,100})\)/g)].map(([, place]) => place!)
  const names =
    places.length > 0 && places.every(namesInstitution) ? parseNames(text.replace(/\s?\([^()]*\)/g, '')) : null
  if (!names || names.some(namesInstitution)) return false
  found.authors = names
  found.affiliations.push(...places.flatMap(splitInstitutions))
  return true
}

// A single capitalized phrase may be a highlight. Only several people, or a venue with a year, are a field.
const isFieldOnly = (text: string): boolean => {
  const names = parseNames(text)
  return names
    ? names.length > 1 || /et\.? al/.test(text)
    : /\d{2}/.test(text) && !/[.!?]$/.test(text) && wordCount(text) < 14
}

const UNAVAILABLE =
  /^(?:(?:the|its|their|source) )*(?:code|codes|data|dataset|source code|paper|pdf|artifact|implementation|trace|traces|slides)s? (?:is|are|has|have|will be) (?:\w+ )?(?:not|un|n't|no longer)\s?\w*.{0,60}$/i

function readNotice(text: string, pieces: readonly Piece[], details: Details): boolean {
  const marked = /^⚠️?\s*/u.test(text)
  if (!marked && !(UNAVAILABLE.test(text) && text.length < 120)) return false
  details.notices.push(highlightText(pieces).replace(/^⚠️?\s*/u, ''))
  return true
}

function childrenOf(blocks: readonly Element[], details: Details): readonly Highlight[] {
  const inner: Details = { found: details.found, notices: details.notices, highlights: [], own: new Map() }
  readBlocks(blocks, { details: inner, convention: false, first: false })
  return inner.highlights
}

/** A note as the user typed it: one line for each item, or the text of a fenced block. */
function noteOf(blocks: readonly Element[]): string {
  return blocks
    .flatMap((block): readonly string[] => {
      if (block.tag === 'pre') return [block.children.map((node) => (isText(node) ? node.text : '')).join('')]
      if (block.tag === 'ul') return itemsOf(block).map((item) => noteOf(blocksOf(item.children)))
      return [plainText(piecesOf(block.children))]
    })
    .join('\n')
}
