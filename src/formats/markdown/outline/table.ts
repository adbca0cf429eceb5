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

type Role = 'title' | 'name' | 'appeared' | 'read' | 'authors' | 'affiliations' | 'links' | 'notes' | 'skip' | 'other'

const ROLES: readonly (readonly [Role, RegExp])[] = [
  [
    'title',
    /^(?:(?:paper|article|full|publication) ?)?titles?(?: .*)?$|^papers?(?: title| name|s? ?\/.*)?$|^(?:publications?|articles?|works?|literature|references?|(?:required |suggested |optional )?readings?(?: list| materials?)?)$|^(?:论文)?(?:标题|题目|名称|题名)$|^论文(?:名|题目|标题|名称)?$|^タイトル$|^제목$/i,
  ],
  [
    'appeared',
    /^(?:venues?|confs?\.?|conferences?|journals?|year|date|time|published(?: in| at| on)?|publication(?: date| year| venue)?|publisher|where|when|source|pub\.?|conf(?:erence)?\.? ?[/&] ?journal|journal ?[/&] ?conf(?:erence)?|venue ?[/&(].*|会议|期刊|会议\/期刊|年份|时间|发表.*|出处|来源|日期)(?:\s*\(.*\))?$/i,
  ],
  ['authors', /^(?:authors?|first author|author\(s\)|作者|by)(?:\(s\))?$/i],
  [
    'affiliations',
    /^(?:affiliations?|institut(?:e|ion)s?|orgs?\.?|organi[sz]ations?|company|universit(?:y|ies)|team|单位|机构|学校)$/i,
  ],
  [
    'links',
    /^(?:links?|urls?|code(?:s|base)?(?: link| url)?|codes? ?[/&].*|pdf|arxiv(?: link)?|doi|paper (?:link|url|pdf)|paper ?& ?code|repo(?:sitory)?|github|project(?:s)?(?: page| website)?|page|home ?page|web ?(?:site|page)|slides?|video|demo|data ?sets?|resources?|implementations?|model|bib(?:tex)?|openreview|project\/code|论文链接|链接|代码|代码链接|地址|项目|主页|笔记链接|video\/.*|.*\blink)$/i,
  ],
  [
    'notes',
    /^(?:notes?|remarks?|comments?|summary|tl;?dr|highlights?|key ?\w*(?: \w+)?|main \w+|contributions?|descriptions?|abstract|takeaways?|idea|what|why.*|about|摘要|备注|简介|说明|总结|笔记|描述|关键.*|亮点|贡献)$/i,
  ],
  [
    'name',
    /^(?:names?|short ?names?|abbr\.?|abbreviation|acronym|alias|methods?|models?|systems?|algorithms?|approach(?:es)?|project name|简称|名称|方法|模型|系统|work)$/i,
  ],
  ['read', /^(?:read\??|done\??|checked|已读|读过)$/i],
  [
    'skip',
    /^(?:#|no\.?|id|idx|index|num(?:ber)?\.?|s\.? ?no\.?|sl\.?(?: no\.?)?|rank|序号|编号|star(?:s)?|citations?|cited.*|cites|status|priority|image|figure|teaser|pic|thumbnail|framework figure|overview|preview)$/i,
  ],
]

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
  const heads = body.map(({ cells }) => papersIn(cellPieces(cells[column])))
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
  /^(?:no (?:class(?:es)?|meeting|lecture|session|seminar|reading)s?\b|tb[adc]\b|(?:\S+ ){0,2}(?:holiday|break|cancell?ed)\b)/i

const isTicked = (cell: Element): boolean => readYes(plainText(cellPieces(cell)))

const isSure = ({ signs }: Head): boolean => signs.paper || signs.appeared

const roleOf = (name: string): Role => ROLES.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other'

const cellPieces = (cell: Element | undefined): readonly Piece[] => piecesOf(cell?.children ?? [])

/** The column of titles: the one named so, unless it only holds links named "Link", else the one with most words. */
function titleColumn(rows: readonly (readonly Element[])[], roles: readonly Role[]): number | null {
  const sample = rows.slice(0, 40)
  const words = (column: number) => {
    const counts = sample.flatMap((cells) =>
      cells[column] ? [wordCount(readHead(cellPieces(cells[column])).title)] : [],
    )
    return counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length)
  }
  for (const role of ['title', 'name'] as const) {
    const columns = roles.flatMap((own, column) => (own === role ? [column] : []))
    const best = columns.map((column) => [words(column), column] as const).toSorted((a, b) => b[0] - a[0])[0]
    if (best && best[0] >= (role === 'title' ? 1.2 : 0.5)) {
      return role === 'name' && !roles.some((own) => own === 'appeared' || own === 'links' || own === 'title')
        ? null
        : best[1]
    }
  }
  const free = Array.from({ length: Math.max(0, ...sample.map(({ length }) => length)) }, (_, column) => column)
    .filter((column) => (roles[column] ?? 'other') === 'other')
    .map((column) => [words(column), column] as const)
    .toSorted((a, b) => b[0] - a[0])[0]
  if (free && free[0] >= 3) return free[1]
  return columnOfPapers(sample, roles)
}

/** The first column of which nearly every cell is one link to a paper, however short its text is; null without one. */
function columnOfPapers(rows: readonly (readonly Element[])[], roles: readonly Role[]): number | null {
  const isPaper = (cell: Element | undefined) => {
    const filled = cellPieces(cell).filter((piece) => piece.kind !== 'text' || piece.text.trim() !== '')
    const [link] = filled
    return filled.length === 1 && link?.kind === 'link' && isPaperAddress(link.url) && !isLabel(link.text)
  }
  const width = Math.max(0, ...rows.map(({ length }) => length))
  for (let column = 0; column < width; column += 1) {
    if ((roles[column] ?? 'other') !== 'other' && roles[column] !== 'name') continue
    if (rows.filter((cells) => isPaper(cells[column])).length >= rows.length * 0.8) return column
  }
  return null
}

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
  if (role === 'name' || (role === 'other' && readField(text, found))) return
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
