import { linkedId, linksIn } from './noteLink.ts'
import type { PaperId } from '../paper/paper.ts'

const NONE: ReadonlySet<PaperId> = new Set()

/** Which papers' notes link to which paper, by all names that links have for it. */
export function createBacklinks() {
  const named = new Map<PaperId, ReadonlySet<PaperId>>()
  const linking = new Map<PaperId, Set<PaperId>>()

  return {
    /** Takes what the note of a paper says now, in time linear in it; whether it links to anything it did not, or no more. */
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

    /** The papers whose notes link to what is known by any of these names, in the order in which they were first taken. */
    to(names: Iterable<PaperId>): readonly PaperId[] {
      const found = new Set([...names].flatMap((name) => [...(linking.get(name) ?? NONE)]))
      return [...found]
    },
  }
}

export type Backlinks = ReturnType<typeof createBacklinks>
