import { parseList, type ListHead, type Problem } from './list.ts'
import type { Paper, PaperId } from './paper.ts'
import { identityRank } from './identity.ts'
import { mergeAll, mergePapers } from './mergePapers.ts'
import { groupNamesakes } from './namesakes.ts'
import { isCitation, titleOf } from './titleIdentity.ts'

/** The papers of all lists joined, each paper once. */
export type Catalog = {
  readonly papers: readonly Paper[]
  readonly lists: readonly ListHead[]
  readonly problems: readonly Problem[]
}

/** A list file: its name, for messages, and its text. */
export type ListFile = { readonly name: string; readonly text: string }

/** Joins lists in order. A list that cannot be read becomes a problem; the others are joined all the same. */
export function readCatalog(files: readonly ListFile[]): Catalog {
  const all: Paper[] = []
  const lists: ListHead[] = []
  let problems: readonly Problem[] = []
  for (const { name, text } of files) {
    const read = parseList(name, text)
    problems = problems.concat(read.problems)
    if (!read.list) continue
    const { papers, ...head } = read.list
    lists.push(head)
    for (const paper of papers) all.push(paper)
  }
  return { papers: joinPapers(all).papers, lists, problems }
}

/** Joins papers in order, each once; `placeOf` returns the place of the joined paper that an id is of. */
export function joinPapers(all: Iterable<Paper>): {
  readonly papers: readonly Paper[]
  readonly placeOf: (id: PaperId) => number
} {
  const slots: (Paper | null)[] = []
  const get = (place: number) => slots[place]!
  const join = createPaperJoiner({ names: get, get, put: (place, paper) => (slots[place] = paper) })
  const byId = new Map<PaperId, Paper[]>()
  for (const paper of all) {
    const same = byId.get(paper.id)
    if (same) same.push(paper)
    else byId.set(paper.id, [paper])
  }
  for (const same of byId.values()) join.add(mergeAll(same))
  join.finish()
  const papers = slots.filter((paper) => paper !== null)
  const places = new Map(papers.map((paper, place) => [paper, place]))
  return { papers, placeOf: (id) => places.get(slots[join.find(id)!]!)! }
}

/** Slots of papers that are being joined, counted from 0; null if the paper was merged into another slot. */
export type PaperSlots = {
  names(place: number): Names | null
  get(place: number): Paper | null
  put(place: number, paper: Paper | null): void
}
type Names = Pick<Paper, 'id' | 'aliases'>

/** Maps an identity to a slot. */
type Places = { get(alias: PaperId): number | undefined; set(alias: PaperId, place: number): unknown }

/**
 * Joins papers, each once. Entries with the same id are merged as they come. Which of the others are one is decided when
 * all are there, so that it does not depend on their order (namesakes.ts).
 */
export function createPaperJoiner(slots: PaperSlots, places: Places = new Map<PaperId, number>()) {
  let size = 0
  /** The slots of the papers that share a name but not their id. */
  const sharing = new Map<PaperId, Set<number>>()
  /** Where papers have gone that were merged into others. */
  const gone = new Map<number, number>()

  const placeOf = (alias: PaperId): number | undefined => {
    const place = places.get(alias)
    return place === undefined || slots.names(place) === null ? undefined : place
  }
  /** The same for a citation that only the paper itself has, as its slot was filled by an older version. */
  const find = (alias: PaperId): number | undefined => {
    const place = placeOf(alias)
    if (place !== undefined || !isCitation(alias)) return place
    const other = placeOf(titleOf(alias))
    return other !== undefined && slots.names(other)!.aliases.includes(alias) ? other : undefined
  }
  const now = (place: number): number => {
    let at = place
    for (let to = gone.get(at); to !== undefined; to = gone.get(at)) at = to
    return at
  }
  const sharersOf = (name: PaperId): readonly number[] => [
    ...new Set([...(sharing.get(name) ?? [])].map(now).filter((place) => slots.names(place))),
  ]
  /** Points the names of a paper to its slot, and notes those that others have too. */
  const enter = (place: number, { id, aliases }: Names, isAlone = false) => {
    for (const alias of aliases) {
      const other = placeOf(alias)
      if (other === undefined) places.set(alias, place)
      // A title joins by its citations.
      else if (other !== place && !isAlone && !isCitation(alias))
        sharing.set(alias, (sharing.get(alias) ?? new Set([other])).add(place))
    }
    // The id of a paper always leads to it, even if another paper has the same title.
    places.set(id, place)
  }
  const put = (paper: Paper, isAlone?: boolean) => {
    const place = size
    size += 1
    slots.put(place, paper)
    enter(place, paper, isAlone)
  }
  /** Merges papers into the slot of the first, which keeps its id and its wording. */
  const merge = (group: readonly number[]) => {
    const [first, ...others] = group.toSorted((a, b) => a - b) as [number, ...number[]]
    const merged = mergeAll([first, ...others].map((place) => slots.get(place)!))
    const ids = others.map((place) => slots.names(place)!.id)
    for (const place of others) {
      slots.put(place, null)
      gone.set(place, first)
    }
    slots.put(first, merged)
    for (const alias of merged.aliases) if (placeOf(alias) === undefined) places.set(alias, first)
    for (const id of [...ids, merged.id]) places.set(id, first)
  }

  const same = (id: PaperId): number | undefined => {
    const place = find(id)
    return place !== undefined && slots.names(place)!.id === id ? place : undefined
  }

  return {
    /** Reserves a slot for a paper; the caller stores it there. */
    next: () => (size += 1) - 1,
    enter,
    /** The slot of the entries with this id. */
    same,
    add(paper: Paper) {
      const place = same(paper.id)
      if (place === undefined) return put(paper)
      const merged = mergePapers(slots.get(place)!, paper)
      slots.put(place, merged)
      enter(place, merged)
    },
    /** Gives a paper a slot of its own even if it shares an identity. */
    addAlone: (paper: Paper) => put(paper, true),
    /** Joins all papers that are one, once they are there. */
    finish() {
      const shared = [...sharing.keys()].toSorted((a, b) => identityRank(a) - identityRank(b) || (a < b ? -1 : 1))
      for (const name of shared) {
        const sharers = sharersOf(name)
        for (const place of sharers) enter(place, slots.names(place)!, true)
        if (sharers.length < 2) continue
        const groups = groupNamesakes(
          name,
          sharers.map((place) => slots.names(place)!),
        )
        for (const group of groups) if (group.length > 1) merge(group.map((i) => sharers[i]!))
      }
    },
    /** The slots of the papers that share an identity and are no single paper; empty where one paper has it, or none. */
    sharersOf,
    /** Points aliases to a slot, whatever they pointed to before. */
    refer(aliases: Iterable<PaperId>, place: number) {
      for (const alias of aliases) places.set(alias, place)
    },
    /** The slot of the paper with an identity. */
    find,
  }
}
