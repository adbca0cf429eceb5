import type { PaperId } from '../../model/paper/paper.ts'
import type { NoteChange } from '../messages.ts'
import { merge3 } from './textMerge.ts'

/**
 * Edits of notes that the worker has not acknowledged, by the number of their message, each with the text that it was made
 * from. The worker keeps the same list, to know what the page makes of what it sends.
 */
export type PendingNotes = readonly { readonly number: number; readonly bases: ReadonlyMap<PaperId, string> }[]

export const addPending = (pending: PendingNotes, number: number, notes: readonly NoteChange[]): PendingNotes =>
  notes.length === 0 ? pending : [...pending, { number, bases: new Map(notes.map(({ paper, base }) => [paper, base])) }]

/** The edits that remain after an acknowledgement. */
export const afterAcknowledged = (pending: PendingNotes, acknowledged: number): PendingNotes =>
  pending.some(({ number }) => number <= acknowledged) ? pending.filter(({ number }) => number > acknowledged) : pending

export const isPending = (pending: PendingNotes, paper: PaperId): boolean =>
  pending.some(({ bases }) => bases.has(paper))

/** Merges a pending edit of a note with the shared text, which becomes the base of the edit. */
export function mergePending(
  pending: PendingNotes,
  paper: PaperId,
  text: string,
  letters: string,
): { text: string; pending: PendingNotes } {
  const first = pending.find(({ bases }) => bases.has(paper))?.bases.get(paper)
  if (first === undefined) return { text: letters, pending }
  return {
    text: merge3(first, text, letters),
    pending: pending.map(({ number, bases }) => {
      const base = bases.get(paper)
      return { number, bases: base === undefined ? bases : new Map(bases).set(paper, merge3(first, base, letters)) }
    }),
  }
}
