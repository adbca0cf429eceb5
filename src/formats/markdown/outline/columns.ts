import { isLabel, isPaperAddress } from '../field/words.ts'
import { readHead } from '../line/head.ts'
import { type Piece, piecesOf, wordCount } from '../line/pieces.ts'
import type { Element } from '../tree/nodes.ts'

/** What a column of a table holds. */
export type Role =
  | 'title'
  | 'name'
  | 'appeared'
  | 'read'
  | 'authors'
  | 'affiliations'
  | 'links'
  | 'notes'
  | 'skip'
  | 'other'

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

/** The role of a column by its name. */
export const roleOf = (name: string): Role => ROLES.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other'

/** The pieces of a cell. */
export const cellPieces = (cell: Element | undefined): readonly Piece[] => piecesOf(cell?.children ?? [])

/** The column of titles: the one named so, unless it only holds links named "Link", else the one with most words. */
export function titleColumn(rows: readonly (readonly Element[])[], roles: readonly Role[]): number | null {
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
  return columnOfPapers(sample, roles) ?? columnOfNotes(sample, roles)
}

/** The first column of notes that links papers in many of its cells, such as “What” beside “Who”; null without one. */
function columnOfNotes(rows: readonly (readonly Element[])[], roles: readonly Role[]): number | null {
  const links = (column: number) => rows.filter((cells) => readHead(cellPieces(cells[column])).signs.paper).length
  const column = roles.findIndex((role, at) => role === 'notes' && links(at) >= rows.length * 0.4)
  return column < 0 ? null : column
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
