import { parseList, type ListHead, type Problem } from './list.ts'
import type { Paper, PaperId } from './paper.ts'
import { mergePapers, canBeSamePaper } from './mergePapers.ts'

/** Everything there is to read: all lists joined, each paper once. */
export type Catalog = {
  readonly papers: readonly Paper[]
  readonly lists: readonly ListHead[]
  readonly problems: readonly Problem[]
}

/** A list's file: its name, for messages, and its text. */
export type ListFile = { readonly name: string; readonly text: string }

/** Joins lists in their order. A list that cannot be read becomes a problem, and the others are there all the same. */
export function readCatalog(files: readonly ListFile[]): Catalog {
  const papers: (Paper | null)[] = []
  const join = createPaperJoiner({ get: (place) => papers[place]!, put: (place, paper) => (papers[place] = paper) })
  const lists: ListHead[] = []
  let problems: readonly Problem[] = []
  for (const { name, text } of files) {
    const read = parseList(name, text)
    problems = problems.concat(read.problems)
    if (!read.list) continue
    const { papers, ...head } = read.list
    lists.push(head)
    for (const paper of papers) join.add(paper)
  }
  return { papers: papers.filter((paper) => paper !== null), lists, problems }
}

/** Where papers stand that are being joined: a place each, counted from 0; null where one went to another's place. */
export type PaperSlots = {
  get(place: number): Paper | null
  put(place: number, paper: Paper | null): void
}

/** Which place an identity leads to. */
type Places = { get(alias: PaperId): number | undefined; set(alias: PaperId, place: number): unknown }

/** Puts papers on a shelf, each once: whatever shares an identity becomes one, also where it was two until now. */
export function createPaperJoiner(shelf: PaperSlots, places: Places = new Map<PaperId, number>()) {
  let size = 0
  return {
    /** A place for a paper that shares nothing with those there are; the caller puts it there. */
    next: () => (size += 1) - 1,
    /** `alone` gives the paper a place of its own whatever it shares. */
    add(paper: Paper, alone = false) {
      let joined = paper
      let at = size
      for (const alias of alone ? [] : paper.aliases) {
        const place = places.get(alias)
        const twin = place === undefined || place === at ? null : shelf.get(place)
        if (place === undefined || !twin || !canBeSamePaper(twin, joined)) continue
        // The place, and the words, of whichever came first.
        joined = place < at ? mergePapers(twin, joined) : mergePapers(joined, twin)
        if (Math.max(place, at) < size) shelf.put(Math.max(place, at), null)
        at = Math.min(place, at)
      }
      shelf.put(at, joined)
      size = Math.max(size, at + 1)
      for (const alias of joined.aliases) {
        const place = places.get(alias)
        if (place === undefined || shelf.get(place) === null) places.set(alias, at)
      }
      // A paper is found by its own id first, though another has the same title.
      places.set(joined.id, at)
    },
    /** Lets names lead to a place, whatever they led to before. */
    refer(aliases: Iterable<PaperId>, place: number) {
      for (const alias of aliases) places.set(alias, place)
    },
    /** The place of the paper that is known by an identity. */
    find: (alias: PaperId): number | undefined => places.get(alias),
  }
}
