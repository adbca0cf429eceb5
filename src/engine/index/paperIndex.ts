import { parsePaper } from '../../formats/stored/paperLine.ts'
import { createPaperJoiner } from '../../model/paper/joinPapers.ts'
import type { Row } from '../../model/query/fields.ts'
import type { ListHead, Problem } from '../../model/paper/list.ts'
import { UNMARKED, type Mark, type StatusChange } from '../../model/mark/mark.ts'
import { ensureCapacity } from '../../model/growableArray.ts'
import { NO_PAPER, toHead, type Paper, type PaperFacts, type PaperHead } from '../../model/paper/paper.ts'
import { prepare, type Prepared } from '../../model/columns/preparedPapers.ts'
import type { Bibliography } from '../../model/paper/bibliography.ts'
import { mergePapers } from '../../model/paper/mergePapers.ts'
import { createColumns } from './fieldColumns.ts'
import { createFacets } from '../facets/facets.ts'
import { createTextPlaces, parseAbstract, toKey } from './textPlaces.ts'
import { createPaperRecords, lineAt, namesAt as namesIn, toLines, type SentPaper } from './paperRecords.ts'
import type { Part } from './part.ts'
import { createAliasIndex } from './aliasIndex.ts'
import { createTexts } from './textIndex.ts'
import { createPaperQueue } from '../queue/paperQueue.ts'

/** The mark of a paper; times are milliseconds since 1970. */
export type IndexedMark = {
  readonly mark: Mark
  readonly changed: number | null
  readonly history: readonly StatusChange[]
}

/**
 * Expected aliases of a paper, its address and its title, alone and with author and year: the size that the alias index
 * starts with.
 */
const NAMES_EACH = 3
export const NO_MARK: IndexedMark = { mark: UNMARKED, changed: null, history: [] }

/** The index: papers by row, with all that questions need, filled as papers arrive. */
export function createPaperIndex() {
  const lines = createPaperRecords()
  const abstracts = createTextPlaces(parseAbstract)
  const bibliographies = createTextPlaces((text) => JSON.parse(text) as Bibliography)
  /** The titles of the lists of a paper. The title in a line may be an old one. */
  const listed: (readonly string[])[] = []
  const said: (IndexedMark | undefined)[] = []
  /** 0 where it is unknown. */
  let years = new Uint32Array(64)
  /** Milliseconds since 1970; 0 where it is unknown. The line of a paper may lack it. */
  let added = new Float64Array(64)
  const texts = createTexts()
  const columns = createColumns(lines.authors)
  const queue = createPaperQueue((place) => lines.names(place)!.id)
  /** The number of rows; null when it has to be counted again. */
  let standing: Int32Array | null = null

  /** A paper with keys in place of its abstract and bibliography entry, which stay where papers are merged and parted. */
  const get = (place: number): Paper | null => {
    const paper = lines.paper(place)
    return (
      paper && {
        ...paper,
        lists: listed[place]!,
        addedAt: added[place] || null,
        abstract: abstracts.keyAt(place),
        ...withEntry(bibliographies.keyAt(place)),
      }
    )
  }
  const facts = (place: number): PaperFacts => {
    const { abstract: _abstract, bibliography: _bibliography, ...facts } = get(place)!
    return facts
  }
  const taking = (prepared: Prepared) => {
    const takes = [texts, columns].map((part) => part.taking(prepared))
    standing = null
    return (paper: number, place: number, lists: readonly string[]) => {
      for (const take of takes) take(paper, place)
      listed[place] = lists
      said[place] = undefined
      queue.set(place, null)
      years = ensureCapacity(years, place)
      years[place] = prepared.years[paper]!
      added = ensureCapacity(added, place)
      added[place] = prepared.addedAt[paper]!
    }
  }
  /** The rows of papers that are to be indexed together, in a fraction of the time for one by one. */
  let late: Set<number> | null = null
  const put = (place: number, paper: Paper | null) => {
    if (paper) {
      const own = toLines([paper])
      abstracts.put(place, paper.abstract)
      bibliographies.put(place, paper.bibliography?.key ?? '')
      lines.put(place, lines.hold(own.bytes), 0, own.ends[0]!)
      listed[place] = paper.lists
      added = ensureCapacity(added, place)
      added[place] = paper.addedAt ?? 0
      if (late) late.add(place)
      else taking(prepare([paper]))(0, place, paper.lists)
    } else {
      standing = null
      said[place] = undefined
      queue.set(place, null)
      lines.drop(place)
      abstracts.put(place, '')
      bibliographies.put(place, '')
      texts.drop(place)
      columns.drop(place)
    }
  }
  /** Does work that merges papers, and indexes them at its end. */
  const together = (work: () => void) => {
    late = new Set()
    work()
    const rows = [...late].filter(lines.has)
    late = null
    if (rows.length === 0) return
    const papers = rows.map((place) => get(place)!)
    const take = taking(prepare(papers))
    for (const [i, place] of rows.entries()) take(i, place, papers[i]!.lists)
  }
  const namesAt = lines.names
  const names = createAliasIndex((place, name) => {
    const known = namesAt(place)
    return known !== null && (known.id === name || known.aliases.includes(name))
  })
  const join = createPaperJoiner({ names: namesAt, get, put }, names)
  const places = (): Int32Array =>
    (standing ??= new Int32Array(listed.length).map((_, place) => place).filter(lines.has))

  return {
    texts,
    columns,
    abstracts,
    bibliographies,
    /** The papers To read, in their order. */
    queue,
    facets: createFacets(columns),
    lists: [] as ListHead[],
    problems: [] as Problem[],
    /** Reserves rows for papers to come, to avoid repeated growth. */
    expect(papers: number) {
      const last = listed.length + papers
      for (const part of [lines, texts, columns, abstracts]) part.makeRoom(last)
      years = ensureCapacity(years, last)
      added = ensureCapacity(added, last)
      names.makeRoom(NAMES_EACH * last)
    },
    /** Adds papers, each merged with those of the same id; `joinAll` joins the others that are the same. */
    take({ prepared, lines: theirs, abstracts: apart, bibliographies: entries, listsOf }: Part) {
      const sheet = lines.hold(theirs.bytes)
      const source = apart ? abstracts.hold(apart.blob) : 0
      const entrySource = entries ? bibliographies.hold(entries.blob) : 0
      const take = taking(prepared)
      let from = 0
      together(() => {
        for (let paper = 0; paper < prepared.papers; paper += 1) {
          const numbers = prepared.names.subarray(from, prepared.nameEnds[paper])
          from = prepared.nameEnds[paper]!
          const [start, end] = [apart?.starts[paper] ?? 0, apart?.ends[paper] ?? 0]
          const [entryStart, entryEnd] = [entries?.starts[paper] ?? 0, entries?.ends[paper] ?? 0]
          // Most papers share no name with others, which is known without their lines.
          const named = numbers.some(names.mayHave) ? namesIn(theirs, paper) : null
          if (named && join.same(named.id) !== undefined) {
            const abstract = toKey(source, start, end)
            const addedAt = prepared.addedAt[paper] || null
            const entry = withEntry(toKey(entrySource, entryStart, entryEnd))
            join.add({ ...parsePaper(lineAt(theirs, paper)), lists: listsOf(paper), addedAt, abstract, ...entry })
            continue
          }
          const place = join.next()
          lines.put(place, sheet, theirs.starts[paper]!, theirs.ends[paper]!)
          abstracts.set(place, source, start, end)
          bibliographies.set(place, entrySource, entryStart, entryEnd)
          if (named) join.enter(place, named)
          else for (const number of numbers) names.add(number, place)
          take(paper, place, listsOf(paper))
        }
      })
    },
    /** Joins the papers that are the same, once all are there. */
    joinAll: () => together(join.finish),
    /** The rows of the papers that share an identity and are no single paper. */
    sharersOf: join.sharersOf,
    /** Adds a paper as a row of its own, whatever aliases it shares. */
    addAlone: join.addAlone,
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
    /** The paper of a row, without its abstract and bibliography entry, which have to be read. */
    paper: facts,
    text: (place: number): SentPaper => [
      lines.text(place),
      listed[place]!,
      added[place] || null,
      abstracts.bytesAt(place),
      bibliographies.bytesAt(place),
    ],
    head: (place: number): PaperHead => toHead(facts(place)),
    /** The identity of a row, in a fraction of the time for the whole paper. */
    names: (place: number) => namesAt(place)!,
    /** Whether a list has the paper of a row, not only a mark. */
    isListed: (place: number): boolean => listed[place]!.length > 0,
    places,
    /** The rows that have a paper. */
    standing: (some: Int32Array): Int32Array => (places().length === listed.length ? some : some.filter(lines.has)),
    /** The title of a row; null where there is none. */
    titleAt: (place: number): string | null => namesAt(place)?.title ?? null,
    /** The authors of a row; none where it has no paper. */
    authorsAt: lines.authors,
    /** The mark of a row. */
    rowAt: (place: number): Row => {
      const { mark, changed } = said[place] ?? NO_MARK
      return { paper: NO_PAPER, mark, changedAt: changed }
    },
    yearAt: (place: number): number | null => years[place] || null,
    /** When the paper of a row was added, in milliseconds since 1970. */
    addedAt: (place: number): number | null => added[place] || null,
    saidAt: (place: number): IndexedMark => said[place] ?? NO_MARK,
    /** Sets the mark of a row. */
    mark(place: number, is: IndexedMark) {
      said[place] = is
      texts.write(place, is.mark)
      columns.update(place, is.mark)
      queue.set(place, is)
    },
    /** Whether a row has this mark already, and is still the same paper. */
    isSaid: (place: number, is: IndexedMark): boolean => said[place] === is,
  }
}

export type PaperIndex = ReturnType<typeof createPaperIndex>

/** A stand for a bibliography entry in the Blob of a list, with the key of its place. */
const withEntry = (key: string): Pick<Paper, 'bibliography'> =>
  key === '' ? {} : { bibliography: { format: 'bibtex', key, type: 'misc', fields: {} } }
