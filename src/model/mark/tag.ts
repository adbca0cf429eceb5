import { toMark } from './mark.ts'
import type { Marks } from './cell.ts'
import type { PaperId } from '../paper/paper.ts'

/** No column shows longer tags. */
export const MAX_TAG_LENGTH = 60

/** A typed tag without needless blanks; empty where it is none. */
export const readTag = (typed: string): string => typed.trim().replace(/\s+/g, ' ')

/** The tags of these papers in alphabetical order, with the number of papers of each. */
export function countTags(papers: Iterable<PaperId>, marks: Marks): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const paper of papers) {
    for (const tag of toMark(marks.get(paper)).tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  return new Map([...counts].toSorted(([a], [b]) => a.localeCompare(b)))
}
