import { adopt, findLikely, orphanPaper, type Adoption, type Identity } from '../model/adoption.ts'
import { readCatalog, type Catalog, type ListFile } from '../model/catalog.ts'
import type { Mark } from '../model/mark.ts'
import type { Paper, PaperHead, PaperId } from '../model/paper.ts'
import { needles, parseQuery } from '../model/query.ts'
import { fold } from '../model/text.ts'
import type { Sort } from '../model/view.ts'
import { createFacets, type Facet } from './facets.ts'
import { createOrders } from './orders.ts'

export type Question = {
  readonly text: string
  readonly sort: Sort
  /** The rows to hand over: from the first up to, but without, the second. */
  readonly window: readonly [from: number, to: number]
  /** A paper to hand over whole, wherever it stands. */
  readonly paper: PaperId | null
  /** A paper whose place in the answer is wanted. */
  readonly find: PaperId | null
}

export type Answer = {
  /** Counts up when the question, not only the window, has changed; rows of one revision belong together. */
  readonly revision: number
  readonly from: number
  readonly rows: readonly PaperHead[]
  /** Papers that match, and papers there are. */
  readonly total: number
  readonly all: number
  readonly facets: readonly Facet[]
  readonly paper: Paper | null
  /** The paper that was asked for, which may be in no list. */
  readonly asked: PaperId | null
  /** What a paper that is in no list any more may have become. */
  readonly likely: PaperHead | null
  /** Place of the paper that was to be found, or -1. */
  readonly found: number
}

/** What a mark says that can be searched and counted. */
export type Marked = readonly [id: PaperId, mark: Mark, changedAt: number | null, identity?: Identity]

/** What was found in the lists, and what the marks have to know of it. */
export type Opened = Omit<Catalog, 'papers'> &
  Pick<Adoption, 'moves'> & {
    readonly papers: number
    /** The marked papers as their lists have them. */
    readonly known: readonly Pick<Paper, 'id' | 'title' | 'aliases'>[]
  }

export type Engine = ReturnType<typeof createEngine>

/**
 * Answers questions about a catalog and the reader's marks, in time linear in the papers at worst.
 * A mark that changes moves its counts at once; its row stays where it is until another question is asked.
 */
export function createEngine() {
  let catalog: Catalog = { papers: [], lists: [], problems: [] }
  /** Those of the catalog, and after them those that only marks remember. */
  let papers: readonly Paper[] = []
  let places = new Map<PaperId, number>()
  /** What search looks through, by place: the paper's own words, and the reader's. */
  let printed: string[] = []
  let written: string[] = []
  const marks = new Map<PaperId, Marked>()
  let facets = createFacets([])
  let orders = createOrders([])

  let asked = ''
  let order: readonly number[] = []
  /** Null when a mark has changed since they were counted. */
  let counted: readonly Facet[] | null = null
  let revision = 0

  /** Sets everything up for the catalog and the marks there are. */
  const build = () => {
    const identities = new Map([...marks.values()].flatMap(([id, , , identity]) => (identity ? [[id, identity]] : [])))
    const { moves, orphans } = adopt(catalog.papers, identities)
    papers = catalog.papers.concat(orphans.map((id) => orphanPaper(id, identities.get(id)!)))
    places = new Map(papers.flatMap(({ aliases }, place) => aliases.map((alias) => [alias, place] as const)))
    for (const [place, { id }] of papers.entries()) places.set(id, place)
    printed = papers.map(printedText)
    written = papers.map(() => '')
    facets = createFacets(papers)
    orders = createOrders(papers)
    for (const marked of marks.values()) setMark(marked)
    asked = ''
    counted = null
    return moves
  }

  const setMark = ([id, mark, changedAt, identity]: Marked) => {
    const place = places.get(id)
    // What has moved is said by the mark it moved to.
    if (place === undefined || identity?.hasMoved) return
    written[place] = [mark.note, ...mark.tags].map(fold).join(' | ')
    const row = { paper: papers[place]!, mark, changedAt }
    facets.update(place, row)
    orders.update(place, row)
  }

  const likelyOf = (paper: Paper): PaperHead | null => {
    const identity = marks.get(paper.id)?.[3]
    const likely = identity && paper.lists.length === 0 ? findLikely(catalog.papers, identity) : null
    return likely && toHead(likely)
  }

  return {
    /** Takes the catalog that the files hold in place of the one before, and tells of its lists and problems. */
    open(files: readonly ListFile[]): Opened {
      catalog = readCatalog(files)
      const moves = build()
      const known = papers.flatMap(({ id, title, aliases }) => (marks.has(id) ? [{ id, title, aliases }] : []))
      return { lists: catalog.lists, problems: catalog.problems, papers: papers.length, moves, known }
    },

    /** Takes marks that are new or have changed. */
    mark(changed: readonly Marked[]) {
      counted = null
      let hasMoved = false
      for (const marked of changed) {
        hasMoved ||= (marks.get(marked[0])?.[3]?.hasMoved ?? false) !== (marked[3]?.hasMoved ?? false)
        marks.set(marked[0], marked)
        setMark(marked)
      }
      if (hasMoved) build()
    },

    answer({ text, sort, window: [from, to], paper, find }: Question): Answer {
      const question = JSON.stringify([text, sort])
      if (question !== asked || counted === null) {
        const query = parseQuery(text)
        const words = needles(query)
        const matches = (place: number) =>
          words.every((word) => printed[place]!.includes(word) || written[place]!.includes(word))
        const { places: passing, counts } = facets.count(query.choices, matches)
        counted = counts
        if (question !== asked) {
          asked = question
          revision += 1
          order = orders.sort(passing, sort)
        }
      }
      const found = find === null ? undefined : places.get(find)
      const open = paper === null ? undefined : places.get(paper)
      return {
        revision,
        from,
        rows: order.slice(from, to).map((place) => toHead(papers[place]!)),
        total: order.length,
        all: papers.length,
        facets: counted,
        paper: open === undefined ? null : papers[open]!,
        asked: paper,
        likely: open === undefined ? null : likelyOf(papers[open]!),
        found: found === undefined ? -1 : order.indexOf(found),
      }
    },
  }
}

// Highlights are most of a paper's bytes, and no line of the table shows them.
function toHead({ notices: _notices, highlights: _highlights, ...head }: Paper): PaperHead {
  return head
}

// Joined, not added up: a rope of added strings takes many times the memory.
function printedText({ title, authors, topics, affiliations, awards, highlights, venue, year }: Paper): string {
  const points = (all: Paper['highlights']): readonly string[] =>
    all.flatMap(({ text, children }) => [text.replaceAll('*', ''), ...points(children)])
  return [
    title,
    ...authors,
    ...topics.flat(),
    ...affiliations,
    ...awards,
    ...points(highlights),
    `${venue} ${year ?? ''}`,
  ]
    .map(fold)
    .join(' | ')
}
