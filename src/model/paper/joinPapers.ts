import { parseList, type ListHead, type Problem } from './list.ts'
import type { Paper, PaperId } from './paper.ts'
import { mergePapers, canBeSamePaper } from './mergePapers.ts'

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

/** Slots of papers that are being joined, counted from 0; null if the paper was merged into another slot. */
export type PaperSlots = {
  get(place: number): Paper | null
  put(place: number, paper: Paper | null): void
}

/** Maps an identity to a slot. */
type Places = { get(alias: PaperId): number | undefined; set(alias: PaperId, place: number): unknown }

/** Joins papers, each once. Papers that share an identity are merged, even if both were separate until now. */
export function createPaperJoiner(slots: PaperSlots, places: Places = new Map<PaperId, number>()) {
  let size = 0
  return {
    /** Reserves a slot for a paper that shares no identity with the others; the caller stores it there. */
    next: () => (size += 1) - 1,
    /** `alone` gives the paper a slot of its own even if it shares an identity. */
    add(paper: Paper, alone = false) {
      let joined = paper
      let at = size
      for (const alias of alone ? [] : paper.aliases) {
        const place = places.get(alias)
        const twin = place === undefined || place === at ? null : slots.get(place)
        if (place === undefined || !twin || !canBeSamePaper(twin, joined)) continue
        // The earlier of the two keeps its slot and its wording.
        joined = place < at ? mergePapers(twin, joined) : mergePapers(joined, twin)
        if (Math.max(place, at) < size) slots.put(Math.max(place, at), null)
        at = Math.min(place, at)
      }
      slots.put(at, joined)
      size = Math.max(size, at + 1)
      for (const alias of joined.aliases) {
        const place = places.get(alias)
        if (place === undefined || slots.get(place) === null) places.set(alias, at)
      }
      // The id of a paper always leads to it, even if another paper has the same title.
      places.set(joined.id, at)
    },
    /** Points aliases to a slot, whatever they pointed to before. */
    refer(aliases: Iterable<PaperId>, place: number) {
      for (const alias of aliases) places.set(alias, place)
    },
    /** The slot of the paper with an identity. */
    find: (alias: PaperId): number | undefined => places.get(alias),
  }
}
