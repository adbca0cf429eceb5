import type { PaperId } from '../../model/paper/paper.ts'
import type { NoteChange } from '../messages.ts'
import { merge3 } from './textMerge.ts'

/**
 * Edits of notes that the worker has not acknowledged, by the number of their message, each with the text that it was made
 * from. The worker keeps the same list, to know what the page makes of what it sends.
 */
export type PendingNotes = readonly { readonly number: number; readonly bases: ReadonlyMap<PaperId, string> }[]

export const addTold = (told: PendingNotes, number: number, notes: readonly NoteChange[]): PendingNotes =>
  notes.length === 0 ? told : [...told, { number, bases: new Map(notes.map(({ paper, base }) => [paper, base])) }]

/** The edits that remain after an acknowledgement. */
export const afterSeen = (told: PendingNotes, seen: number): PendingNotes =>
  told.some(({ number }) => number <= seen) ? told.filter(({ number }) => number > seen) : told

export const isTold = (told: PendingNotes, paper: PaperId): boolean => told.some(({ bases }) => bases.has(paper))

/** Merges a pending edit of a note with the shared text, which becomes the base of the edit. */
export function joinTold(
  told: PendingNotes,
  paper: PaperId,
  text: string,
  letters: string,
): { text: string; told: PendingNotes } {
  const first = told.find(({ bases }) => bases.has(paper))?.bases.get(paper)
  if (first === undefined) return { text: letters, told }
  return {
    text: merge3(first, text, letters),
    told: told.map(({ number, bases }) => {
      const base = bases.get(paper)
      return { number, bases: base === undefined ? bases : new Map(bases).set(paper, merge3(first, base, letters)) }
    }),
  }
}
