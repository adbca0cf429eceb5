import { blocksOf } from '../tree/blocks.ts'
import { addLink, type Details, type PaperFacts, parseAward, readField } from '../line/facts.ts'
import { type Head, labelOf, readHead, splitInstitutions } from '../line/head.ts'
import { parseNames } from '../line/names.ts'
import { highlightText, linesOf, type Piece, piecesOf, plainText, wordCount } from '../line/pieces.ts'
import type { Element } from '../tree/nodes.ts'
import { isLabel } from '../line/words.ts'

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
}

type Role = 'title' | 'name' | 'appeared' | 'authors' | 'affiliations' | 'links' | 'notes' | 'skip' | 'other'

const ROLES: readonly (readonly [Role, RegExp])[] = [
  [
    'title',
    /^(?:(?:paper|article|full|publication) ?)?titles?(?: .*)?$|^papers?(?: title| name|s? ?\/.*)?$|^(?:publications?|articles?|works?|literature|reference)$|^(?:论文)?(?:标题|题目|名称|题名)$|^论文(?:名|题目|标题|名称)?$|^タイトル$|^제목$/i,
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
  [
    'skip',
    /^(?:#|no\.?|id|idx|index|num(?:ber)?\.?|s\.? ?no\.?|sl\.?(?: no\.?)?|rank|序号|编号|star(?:s)?|citations?|cited.*|cites|read\??|done|status|checked|priority|image|figure|teaser|pic|thumbnail|framework figure|overview|preview)$/i,
  ],
]

/** Reads a table. Null if nothing in it says that its rows are papers. */
export function readTable(table: Element): readonly Row[] | null {
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
  const known = roles.filter((role) => role !== 'other' && role !== 'skip').length
  const body = known > 0 ? rest : [first, ...rest]
  const column = titleColumn(
    body.map(({ cells }) => cells),
    roles,
  )
  if (column === null) return null
  const named =
    roles[column] === 'title' ||
    (roles.includes('appeared') && (roles.includes('links') || roles.includes('affiliations')))
  const sure = body.filter(({ cells }) => isSure(readHead(cellPieces(cells[column]))))
  if (known === 0 && sure.length < body.length * 0.3) return null
  const headings = known > 0 ? names : []
  return body.flatMap(({ line, cells }): readonly Row[] => {
    const filled = cells.filter((cell) => plainText(piecesOf(cell.children)) !== '')
    if (filled.length === 1 && cells.length !== first.cells.length)
      return [{ kind: 'topic', text: plainText(piecesOf(filled[0]!.children)), line }]
    if (filled.length === 0) return []
    const row = readRow(cells, column, known > 0 ? roles : [], headings)
    return row ? [{ kind: 'paper', ...row, line, named }] : []
  })
}

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
  return free && free[0] >= 3 ? free[1] : null
}

type Read = { readonly head: Head; readonly details: Details }

function readRow(
  cells: readonly Element[],
  column: number,
  roles: readonly Role[],
  names: readonly string[],
): Read | null {
  const head = readHead(cellPieces(cells[column]))
  const details: Details = { found: head.found, notices: [], highlights: [], own: new Map() }
  cells.forEach((cell, i) => {
    if (i !== column) readCell(cell, roles[i] ?? 'other', names[i] ?? '', details)
  })
  return head.title === '' ? null : { head, details }
}

function readCell(cell: Element, role: Role, name: string, details: Details): void {
  const pieces = cellPieces(cell)
  const text = plainText(pieces)
  const { found } = details
  if (role === 'skip' || /^[-–—/✓✔✗×❌✅\s?]*$|^(?:n\/?a|none|null|no|yes|tbd|tba)$/i.test(text)) return
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
