import { parsePaper } from '../../formats/stored/paperLine.ts'
import { createPaperJoiner } from '../../model/paper/joinPapers.ts'
import type { Row } from '../../model/query/fields.ts'
import type { ListHead, Problem } from '../../model/paper/list.ts'
import { UNMARKED, type Mark, type StatusChange } from '../../model/mark/mark.ts'
import { ensureCapacity } from '../../model/growableArray.ts'
import { NO_PAPER, type Paper, type PaperHead } from '../../model/paper/paper.ts'
import { prepare, type Prepared } from '../../model/columns/preparedPapers.ts'
import { mergePapers } from '../../model/paper/mergePapers.ts'
import { createColumns } from './fieldColumns.ts'
import { createFacets } from '../facets/facets.ts'
import { createPaperRecords, lineAt, toLines, type Lines } from './paperRecords.ts'
import { createAliasIndex } from './aliasIndex.ts'
import { createTexts } from './textIndex.ts'
import type { SentPaper } from './paperRecords.ts'
import { toHead } from '../../model/paper/paper.ts'

/** Prepared papers as they arrive, each with its line and the titles of its lists. */
export type Part = {
  readonly prepared: Prepared
  readonly lines: Lines
  readonly listsOf: (paper: number) => readonly string[]
}

/** The mark of a paper; times are milliseconds since 1970. */
export type IndexedMark = {
  readonly mark: Mark
  readonly changed: number | null
  readonly history: readonly StatusChange[]
}

/** Expected aliases of a paper, its address and its title: the size that the alias index starts with. */
const NAMES_EACH = 2
export const NO_MARK: IndexedMark = { mark: UNMARKED, changed: null, history: [] }

export const toPart = (papers: readonly Paper[], lines = toLines(papers)): Part => ({
  prepared: prepare(papers),
  lines,
  listsOf: (paper) => papers[paper]!.lists,
})

/** The index: papers by row, with all that questions need, filled as papers arrive. */
export function createPaperIndex() {
  const lines = createPaperRecords()
  /** The titles of the lists of a paper. The title in a line may be an old one. */
  const listed: (readonly string[])[] = []
  const said: (IndexedMark | undefined)[] = []
  /** 0 where it is unknown. */
  let years = new Uint32Array(64)
  const texts = createTexts()
  const columns = createColumns()
  /** The number of rows; null when it has to be counted again. */
  let standing: Int32Array | null = null

  const get = (place: number): Paper | null => {
    const paper = lines.paper(place)
    return paper && { ...paper, lists: listed[place]! }
  }
  const taking = (prepared: Prepared) => {
    const takes = [texts, columns].map((part) => part.taking(prepared))
    standing = null
    return (paper: number, place: number, lists: readonly string[]) => {
      for (const take of takes) take(paper, place)
      listed[place] = lists
      said[place] = undefined
      years = ensureCapacity(years, place)
      years[place] = prepared.years[paper]!
    }
  }
  const put = (place: number, paper: Paper | null) => {
    if (paper) {
      const { prepared, lines: own } = toPart([paper])
      lines.put(place, lines.hold(own.bytes), 0, own.ends[0]!)
      taking(prepared)(0, place, paper.lists)
    } else {
      standing = null
      said[place] = undefined
      lines.drop(place)
      texts.drop(place)
      columns.drop(place)
    }
  }
  const namesAt = lines.names
  const names = createAliasIndex((place, name) => {
    const known = namesAt(place)
    return known !== null && (known.id === name || known.aliases.includes(name))
  })
  const join = createPaperJoiner({ get, put }, names)
  const places = (): Int32Array =>
    (standing ??= new Int32Array(listed.length).map((_, place) => place).filter(lines.has))

  return {
    texts,
    columns,
    facets: createFacets(columns),
    lists: [] as ListHead[],
    problems: [] as Problem[],
    /** Reserves rows for papers to come, to avoid repeated growth. */
    expect(papers: number) {
      const last = listed.length + papers
      for (const part of [lines, texts, columns]) part.makeRoom(last)
      years = ensureCapacity(years, last)
      names.makeRoom(NAMES_EACH * last)
    },
    /** Adds papers, each merged with those that are the same. */
    take({ prepared, lines: theirs, listsOf }: Part) {
      const sheet = lines.hold(theirs.bytes)
      const take = taking(prepared)
      let from = 0
      for (let paper = 0; paper < prepared.papers; paper += 1) {
        const numbers = prepared.names.subarray(from, prepared.nameEnds[paper])
        from = prepared.nameEnds[paper]!
        if (numbers.some(names.mayHave)) {
          join.add({ ...parsePaper(lineAt(theirs, paper)), lists: listsOf(paper) })
          continue
        }
        const place = join.next()
        lines.put(place, sheet, theirs.starts[paper]!, theirs.ends[paper]!)
        for (const number of numbers) names.add(number, place)
        take(paper, place, listsOf(paper))
      }
    },
    /** Adds a paper as a row of its own, whatever aliases it shares. */
    addAlone: (paper: Paper) => join.add(paper, true),
    drop: (place: number) => put(place, null),
    /** Links two rows as one, with the text of the first; the returned function separates them again. */
    unite(place: number, other: number): () => void {
      const [first, second] = [get(place)!, get(other)!]
      put(place, mergePapers(first, second))
      put(other, null)
      join.refer(second.aliases, place)
      return () => {
        put(place, first)
        put(other, second)
        join.refer([...second.aliases, second.id], other)
        join.refer([...first.aliases, first.id], place)
      }
    },
    /** The row of a paper by its id, or else by an alias. */
    find: join.find,
    paper: (place: number): Paper => get(place)!,
    text: (place: number): SentPaper => [lines.text(place), listed[place]!],
    head: (place: number): PaperHead => toHead(get(place)!),
    /** The identity of a row, in a fraction of the time for the whole paper. */
    names: (place: number) => namesAt(place)!,
    /** Whether a list has the paper of a row, not only a mark. */
    isListed: (place: number): boolean => listed[place]!.length > 0,
    places,
    /** The rows that have a paper. */
    standing: (some: Int32Array): Int32Array => (places().length === listed.length ? some : some.filter(lines.has)),
    /** The title of a row; null where there is none. */
    titleAt: (place: number): string | null => namesAt(place)?.title ?? null,
    /** The mark of a row. */
    rowAt: (place: number): Row => {
      const { mark, changed } = said[place] ?? NO_MARK
      return { paper: NO_PAPER, mark, changedAt: changed }
    },
    yearAt: (place: number): number | null => years[place] || null,
    saidAt: (place: number): IndexedMark => said[place] ?? NO_MARK,
    /** Sets the mark of a row. */
    mark(place: number, is: IndexedMark) {
      said[place] = is
      texts.write(place, is.mark)
      columns.update(place, is.mark)
    },
    /** Whether a row has this mark already, and is still the same paper. */
    isSaid: (place: number, is: IndexedMark): boolean => said[place] === is,
  }
}

export type PaperIndex = ReturnType<typeof createPaperIndex>
