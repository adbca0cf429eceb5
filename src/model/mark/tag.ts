import { toMark } from './mark.ts'
import type { Marks } from './cell.ts'
import type { PaperId } from '../paper/paper.ts'

/** Longer tags no column shows. */
export const MAX_TAG_LENGTH = 60

/** A tag as it was typed, without blanks that say nothing; empty where it is none. */
export const readTag = (typed: string): string => typed.trim().replace(/\s+/g, ' ')

/** Every tag of these papers in the order of the alphabet, with how many of them have it. */
export function countTags(papers: Iterable<PaperId>, marks: Marks): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const paper of papers) {
    for (const tag of toMark(marks.get(paper)).tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  return new Map([...counts].toSorted(([a], [b]) => a.localeCompare(b)))
}
