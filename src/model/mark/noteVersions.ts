import { isStamp, timeOf, writerOf, type Stamp } from './clock.ts'
import type { Cell, Kept, KeptMark } from './cell.ts'

/**
 * A note is kept as one cell for each stretch of writing, `note:STAMP` with the stamp of its first letter, by each
 * writer. The note is the text written last; the others are its past. So merging two marks merges their histories, and
 * whoever writes at the same time elsewhere has cells of their own: no text ever takes the place of another.
 */
export type Version = {
  readonly cell: Cell
  readonly text: string
  /** When its first and its last letter were written. */
  readonly begun: Stamp
  readonly at: Stamp
}

const PREFIX = 'note:'

/**
 * Says up to which stamp the texts of others have been joined into the note, letter by letter: those are no rivals, even
 * where the note does not say them word for word.
 */
export const JOINED: Cell = 'note:joined'

/** How many past versions a note keeps; the oldest go first. */
export const MAX_VERSIONS = 100

export const isNoteCell = (cell: Cell): boolean => cell.startsWith(PREFIX)

export const noteCell = (begun: Stamp): Cell => PREFIX + begun

/** Every version of the note there is, the one that shows first and then by the time of its last letter. */
export function versions(kept: KeptMark): readonly Version[] {
  return [...kept]
    .flatMap(([cell, [text, at]]) => {
      const begun = cell.slice(PREFIX.length)
      return isNoteCell(cell) && isStamp(begun) && typeof text === 'string' ? [{ cell, text, begun, at }] : []
    })
    .toSorted((a, b) => (a.at > b.at ? -1 : 1))
}

/** The texts a note had before, the latest first, without those that say nothing or the same as the one after. */
export function pastVersions(kept: KeptMark): readonly Version[] {
  const all = versions(kept)
  return all.filter(({ text }, i) => i > 0 && text.trim() !== '' && text !== all[i - 1]!.text && text !== all[0]!.text)
}

/** Texts that somebody else wrote while the present one was being written, and that it took no part of. */
export function conflictingVersions(kept: KeptMark): readonly Version[] {
  const [present, ...past] = versions(kept)
  if (!present) return []
  const writer = writerOf(present.at)
  const joined = kept.get(JOINED)?.[0]
  return past.filter(
    ({ at, text }) =>
      at > present.begun &&
      !(typeof joined === 'string' && at <= joined) &&
      writerOf(at) !== writer &&
      text.trim() !== '' &&
      !present.text.includes(text.trim()),
  )
}

/** The cells that write `text` as the note: the stretch's own, and what becomes too old to be kept. */
export function writeNote(kept: KeptMark, text: string, at: Stamp, begun: Stamp): ReadonlyMap<Cell, Kept> {
  const cells = new Map<Cell, Kept>([[noteCell(begun), [text, at]]])
  const all = versions(kept)
  for (const { cell } of all.slice(MAX_VERSIONS)) if (cell !== noteCell(begun)) cells.set(cell, [null, at])
  return cells
}

/** Minutes; a text written for longer without a pause is kept as it stood in between. */
const MAX_STRETCH_MS = 5 * 60_000

/** Whether writing on at `at` in the stretch begun at `begun` is still the same stretch, if there was no pause. */
export const goesOn = (begun: Stamp, at: Stamp): boolean =>
  timeOf(at) - timeOf(begun) < MAX_STRETCH_MS && writerOf(begun) === writerOf(at)
