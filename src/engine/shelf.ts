import type { ListHead, Problem } from '../model/list.ts'
import { createJoin } from '../model/catalog.ts'
import type { Row } from '../model/fields.ts'
import type { Paper, PaperHead, PaperId } from '../model/paper.ts'
import type { StatusChange } from '../model/mark.ts'
import { joinTwins } from '../model/twins.ts'
import { createFacets } from './facets.ts'
import { createOrders } from './orders.ts'
import { createSearch } from './search.ts'
import { toHead, type SentPaper } from './sending.ts'

/**
 * Papers by their place, with all that questions about them need, made as they come in. They are kept as text, since
 * a hundred thousand papers as objects take four times the memory and a question looks at sixty of them.
 */
export function createShelf() {
  const lines: (string | null)[] = []
  /** The titles of the lists that have the paper; a line may be as old as a name that its list had. */
  const listed: (readonly string[])[] = []
  /** The paper that is coming in, and the text that it was read from, if there is one. */
  let coming: { readonly paper: Paper; readonly line: string } | null = null
  const ids: (PaperId | null)[] = []
  const titles: string[] = []
  const search = createSearch()
  const facets = createFacets()
  const orders = createOrders()
  /** Years, milliseconds since 1970, and the changes of status, by place. */
  const times = {
    year: [] as (number | null)[],
    changed: [] as (number | null)[],
    history: [] as (readonly StatusChange[])[],
  }
  /** The places there are; null when they have to be counted again. */
  let standing: readonly number[] | null = null

  const get = (place: number): Paper | null => {
    const line = lines[place]
    return line ? { ...(JSON.parse(line) as Paper), lists: listed[place]! } : null
  }
  const put = (place: number, paper: Paper | null) => {
    standing = null
    lines[place] = paper && (paper === coming?.paper ? coming.line : JSON.stringify(paper))
    listed[place] = paper?.lists ?? []
    ids[place] = paper?.id ?? null
    if (!paper) return
    titles[place] = paper.title
    times.year[place] = paper.year
    times.changed[place] = null
    times.history[place] = NO_HISTORY
    search.put(place, paper)
    facets.put(place, paper)
    orders.put(place, paper)
  }
  const join = createJoin({ get, put })
  const places = (): readonly number[] => (standing ??= [...lines.keys()].filter((place) => lines[place] !== null))

  return {
    search,
    facets,
    orders,
    times,
    lists: [] as ListHead[],
    problems: [] as Problem[],
    /** Takes a paper in, as one with those that are the same; `line` is its JSON where there is such a text. */
    add(paper: Paper, line?: string) {
      coming = line === undefined ? null : { paper, line }
      join.add(paper)
      coming = null
    },
    /** Takes a paper in as one of its own, whatever it shares with others. */
    addAlone: (paper: Paper) => join.add(paper, true),
    drop: (place: number) => put(place, null),
    /** Makes one paper of two, with the words of the first; what it returns makes two of it again. */
    unite(place: number, other: number): () => void {
      const [first, second] = [get(place)!, get(other)!]
      put(place, joinTwins(first, second))
      put(other, null)
      join.refer(second.aliases, place)
      return () => {
        put(place, first)
        put(other, second)
        join.refer([...second.aliases, second.id], other)
        join.refer([...first.aliases, first.id], place)
      }
    },
    /** The place of the paper with this id, or else of the one that is also known by it. */
    find(alias: PaperId): number | undefined {
      const place = join.find(alias)
      return place === undefined || lines[place] === null ? undefined : place
    },
    paper: (place: number): Paper => get(place)!,
    text: (place: number): SentPaper => [lines[place]!, listed[place]!],
    head: (place: number): PaperHead => toHead(get(place)!),
    id: (place: number) => ids[place]!,
    places,
    /** Those of the places that have a paper: what went to another's place is no answer, though search knows its text. */
    standing: (some: readonly number[]): readonly number[] =>
      places().length === lines.length ? some : some.filter((place) => lines[place] !== null),
    /** Ids and titles of all papers, for those who look at no more. */
    *titles(): Iterable<{ readonly id: PaperId; readonly title: string; readonly place: number }> {
      for (const [place, id] of ids.entries()) if (id !== null) yield { id, title: titles[place]!, place }
    },
    /** Takes what the reader said of the paper at a place. */
    mark(place: number, mark: Row['mark'], changedAt: number | null, history = NO_HISTORY) {
      times.history[place] = history
      times.changed[place] = changedAt
      search.write(place, mark)
      // What a mark changes is told by the mark alone.
      const row: Row = { paper: NO_PAPER, mark, changedAt }
      facets.update(place, row)
      orders.update(place, row)
    },
  }
}

export type Shelf = ReturnType<typeof createShelf>

const NO_HISTORY: readonly StatusChange[] = []

const NO_PAPER: PaperHead = {
  id: '' as PaperId,
  aliases: [],
  title: '',
  authors: [],
  year: null,
  venue: '',
  topics: [],
  affiliations: [],
  links: [],
  awards: [],
  lists: [],
}
