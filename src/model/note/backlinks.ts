import { linkedId, linksIn } from './noteLink.ts'
import type { PaperId } from '../paper/paper.ts'

const NONE: ReadonlySet<PaperId> = new Set()

/** An index of which notes link to which paper, by every name that links use for it. */
export function createBacklinks() {
  const named = new Map<PaperId, ReadonlySet<PaperId>>()
  const linking = new Map<PaperId, Set<PaperId>>()

  return {
    /** Reads the current note of a paper in time linear in its length. Returns whether its set of links changed. */
    take(paper: PaperId, note: string): boolean {
      const before = named.get(paper) ?? NONE
      const after = new Set(linksIn(note).map(({ name }) => linkedId(name)))
      if (after.size === before.size && [...after].every((name) => before.has(name))) return false
      for (const name of before) if (!after.has(name)) linking.get(name)!.delete(paper)
      for (const name of after) linking.set(name, (linking.get(name) ?? new Set()).add(paper))
      if (after.size > 0) named.set(paper, after)
      else named.delete(paper)
      return true
    },

    /** Papers whose notes link to any of these names, in the order in which `take` first saw the links. */
    to(names: Iterable<PaperId>): readonly PaperId[] {
      const found = new Set([...names].flatMap((name) => [...(linking.get(name) ?? NONE)]))
      return [...found]
    },
  }
}

export type Backlinks = ReturnType<typeof createBacklinks>
