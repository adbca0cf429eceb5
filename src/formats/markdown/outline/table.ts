import { cellPieces, type Role, roleOf, titleColumn } from './columns.ts'
import { readYes } from '../../entry/statusWords.ts'
import { blocksOf } from '../tree/blocks.ts'
import { parseAward } from '../field/award.ts'
import { readField } from '../field/fact.ts'
import { addLink, type Details, type PaperFacts } from '../field/paperFacts.ts'
import { type Head, readHead } from '../line/head.ts'
import { splitInstitutions } from '../line/affiliation.ts'
import { parseNames } from '../field/names.ts'
import { highlightText, linesOf, type Piece, piecesOf, plainText, wordCount } from '../line/pieces.ts'
import type { Element } from '../tree/nodes.ts'
import { isLabel, isPaperAddress, labelOf } from '../field/words.ts'

/** A row of a table: a paper, or the topic of the rows below it. */
export type Row = PaperRow | { readonly kind: 'topic'; readonly text: string; readonly line: number }

/** A row with a paper. */
export type PaperRow = {
  readonly kind: 'paper'
  readonly head: Head
  readonly details: Details
  readonly line: number
  /** Whether the table’s header says that its rows are papers. */
  readonly named: boolean
  /** Whether the user has read it; null without a column that says so. */
  readonly ticked: boolean | null
}

/** Caches rows, since a table is looked at from the heading above it too. */
const known = new WeakMap<Element, readonly Row[] | null>()

/** Reads a table. Null if nothing in it says that its rows are papers. */
export function readTable(table: Element): readonly Row[] | null {
  let rows = known.get(table)
  if (rows === undefined) known.set(table, (rows = readRows(table)))
  return rows
}

function readRows(table: Element): readonly Row[] | null {
  const rows = blocksOf(table.children).filter(({ tag }) => tag === 'tr')
  const [first, ...rest] = rows.map((row) => ({
    line: row.line,
    cells: blocksOf(row.children).filter(({ tag }) => tag === 'td'),
  }))
  if (!first || rest.length === 0) return null
  const names = first.cells.map((cell) =>
    plainText(piecesOf(cell.children))
      .replace(/[\p{Extended_Pictographic}\uFE0F]/gu, '')
      .replace(/^[\s*_]+|(?<![\s*_:：])[\s*_:：]+$/g, ''),
  )
  const roles = names.map(roleOf)
  const known = roles.filter((role) => role !== 'other' && role !== 'skip' && role !== 'read').length
  const body = known > 0 ? rest : [first, ...rest]
  const column = titleColumn(
    body.map(({ cells }) => cells),
    roles,
  )
  if (column === null) return null
  const named =
    roles[column] === 'title' ||
    (roles.includes('appeared') && (roles.includes('links') || roles.includes('affiliations')))
  // “Required reading” and “Optional reading” both have papers.
  const others = roles.flatMap((role, at) => (role === 'title' && at !== column ? [at] : []))
  const heads = body.map(({ cells }) => [
    ...papersIn(cellPieces(cells[column])),
    ...others.flatMap((at) => papersIn(cellPieces(cells[at]))).filter(isLinkedTitle),
  ])
  if (known === 0 && heads.filter(([head]) => isSure(head!)).length < body.length * 0.3) return null
  const headings = known > 0 ? names : []
  return body.flatMap(({ line, cells }, at): readonly Row[] => {
    const filled = cells.filter((cell) => plainText(piecesOf(cell.children)) !== '')
    if (filled.length === 1 && cells.length !== first.cells.length)
      return [{ kind: 'topic', text: plainText(piecesOf(filled[0]!.children)), line }]
    if (filled.length === 0) return []
    const read = known > 0 ? cells[roles.indexOf('read')] : undefined
    return heads[at]!.flatMap((head): readonly Row[] => {
      const row = readRow(cells, head, column, known > 0 ? roles : [], headings)
      return row ? [{ kind: 'paper', ...row, line, named, ticked: read ? isTicked(read) : null }] : []
    })
  })
}

/** The papers in a cell: several where each has a title with a link, as in the weeks of a course. */
function papersIn(pieces: readonly Piece[]): readonly Head[] {
  const parts: Piece[][] = []
  for (const part of linesOf(pieces, true).flatMap(beforeTitles)) {
    const head = readHead(part)
    if (parts.length === 0 || (head.signs.paper && wordCount(head.title) >= 2)) parts.push([...part])
    else parts.at(-1)!.push({ kind: 'break', soft: false, line: 0 }, ...part)
  }
  const heads = parts.map(readHead)
  return heads.length > 1 && heads.every(({ signs }) => signs.paper) ? heads : [readHead(pieces)]
}

/** Splits a line before each link but the first that is the title of a paper. */
function beforeTitles(line: readonly Piece[]): readonly (readonly Piece[])[] {
  const isTitle = (piece: Piece) => piece.kind === 'link' && isPaperAddress(piece.url) && !isLabel(piece.text)
  const starts = line.flatMap((piece, at) =>
    isTitle(piece) && wordCount('text' in piece ? piece.text : '') >= 2 ? [at] : [],
  )
  const cuts = [0, ...starts.slice(1), line.length]
  return cuts.slice(1).map((end, i) => line.slice(cuts[i], end))
}

/** A row of a schedule on which nothing is read. */
const PAUSE =
  /^(?:(?:[^,:]{1,40}[,:] )?no (?:class(?:es)?|meeting|lecture|session|seminar|reading)s?\b|tb[adc]\b|(?:\S+ ){0,2}(?:holiday|break|cancell?ed)\b)/i

const isTicked = (cell: Element): boolean => readYes(plainText(cellPieces(cell)))

const isLinkedTitle = ({ title, signs }: Head): boolean => signs.linked !== null && signs.paper && wordCount(title) >= 3

const isSure = ({ signs }: Head): boolean => signs.paper || signs.appeared

type Read = { readonly head: Head; readonly details: Details }

function readRow(
  cells: readonly Element[],
  head: Head,
  column: number,
  roles: readonly Role[],
  names: readonly string[],
): Read | null {
  const details: Details = { found: head.found, notices: [], highlights: [], own: new Map() }
  cells.forEach((cell, i) => {
    if (i !== column) readCell(cell, roles[i] ?? 'other', names[i] ?? '', details)
  })
  const isPause = PAUSE.test(head.title) && head.found.links.length === 0
  return head.title === '' || isPause ? null : { head, details }
}

function readCell(cell: Element, role: Role, name: string, details: Details): void {
  const pieces = cellPieces(cell)
  const text = plainText(pieces)
  const { found } = details
  if (role === 'skip' || role === 'read' || /^[-–—/✓✔✗×❌✅\s?]*$|^(?:n\/?a|none|null|no|yes|tbd|tba)$/i.test(text))
    return
  if (role === 'appeared') {
    if (!readField(text, found) && found.venue === '' && wordCount(text) < 15) found.venue = text
    return addLinks(pieces, 'Venue', found)
  }
  if (role === 'authors') {
    const names = parseNames(text) ?? text.split(/\s*[,;、，&]\s*/)
    found.authors = names.filter((author) => author !== '')
    return
  }
  if (role === 'affiliations') {
    const lines = linesOf(pieces, true).map(plainText)
    found.affiliations.push(...lines.flatMap((line) => line.split(/\s*[,;，；]\s*/)).flatMap(splitInstitutions))
    return
  }
  if (role === 'links' || pieces.some((piece) => piece.kind === 'link' && isLabel(piece.text)))
    return addLinks(pieces, role === 'other' ? '' : name, found)
  // A second column of papers has links named by venues.
  if (role === 'title' && (text === '' || readField(text, found))) return addLinks(pieces, 'Paper', found)
  if (role === 'name' || (role === 'other' && readField(text, found))) return addLinks(pieces, name, found)
  const [start = '', ...more] = text.split(/\s*;\s*/)
  const award = parseAward(start)
  if (award) found.awards.push(award)
  const rest = award ? more.join('; ') : highlightText(pieces)
  if (rest !== '')
    details.highlights.push({ text: role === 'notes' || name === '' ? rest : `${name}: ${rest}`, children: [] })
}

/** Adds the links of a cell. A link named "Link" or "here" gets the name of its column. */
function addLinks(pieces: readonly Piece[], name: string, found: PaperFacts): void {
  for (const piece of pieces) {
    if (piece.kind !== 'link') continue
    const generic = !isLabel(piece.text) || /^(?:\W*|links?|here|url|yes|click.*|✓|链接)$/i.test(piece.text.trim())
    const label =
      /^https?:/.test(piece.text) && name === '' ? labelOf(piece.url) : generic && name !== '' ? name : piece.text
    addLink(found, /^(?:links?|url|resources?|链接|地址)$/i.test(label) ? labelOf(piece.url) : label, piece.url)
  }
}
