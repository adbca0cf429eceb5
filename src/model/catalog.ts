import { parseList, type ListHead, type Problem } from './list.ts'
import type { Paper, PaperId } from './paper.ts'
import { joinTwins, mayBeSame } from './twins.ts'

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
  const join = createJoin()
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
  return { papers: join.papers(), lists, problems }
}

/** Collects papers, each once: whatever shares an identity becomes one, also where it was two until now. */
function createJoin() {
  const papers: (Paper | null)[] = []
  const places = new Map<PaperId, number>()
  return {
    add(paper: Paper) {
      let joined = paper
      let at = papers.length
      for (const alias of paper.aliases) {
        const place = places.get(alias)
        const twin = place === undefined ? null : papers[place]!
        if (place === undefined || !twin || !mayBeSame(twin, joined)) continue
        // The place, and the words, of whichever came first.
        joined = place < at ? joinTwins(twin, joined) : joinTwins(joined, twin)
        papers[Math.max(place, at)] = null
        at = Math.min(place, at)
      }
      papers[at] = joined
      for (const alias of joined.aliases) {
        const place = places.get(alias)
        if (place === undefined || papers[place] === null) places.set(alias, at)
      }
    },
    papers: () => papers.filter((paper) => paper !== null),
  }
}
