import { isStamp, timeOf, writerOf, type Stamp } from './clock.ts'
import { sinceMoved, type Cell, type Kept, type KeptMark } from './cell.ts'

/**
 * A note is stored as one cell for each typing run of each writer, `note:STAMP` with the stamp of its first letter. The
 * note is the text written last; the others are its history. So a merge of two marks merges their histories, and no
 * text ever replaces another.
 */
export type Version = {
  readonly cell: Cell
  readonly text: string
  /** The stamps of its first and last letter. */
  readonly begun: Stamp
  readonly at: Stamp
}

const PREFIX = 'note:'

/**
 * The stamp up to which the texts of others have been merged into the note. Those are no conflicts, even where the note
 * does not contain them word for word.
 */
export const JOINED: Cell = 'note:joined'

/** How many earlier versions a note keeps. The oldest are dropped first. */
export const MAX_VERSIONS = 100

export const isNoteCell = (cell: Cell): boolean => cell.startsWith(PREFIX)

export const noteCell = (begun: Stamp): Cell => PREFIX + begun

/** Every version of the note: the current one, and then by the time of the last letter. */
export function versions(kept: KeptMark): readonly Version[] {
  return [...sinceMoved(kept)]
    .flatMap(([cell, [text, at]]) => {
      const begun = cell.slice(PREFIX.length)
      return isNoteCell(cell) && isStamp(begun) && typeof text === 'string' ? [{ cell, text, begun, at }] : []
    })
    .toSorted((a, b) => (a.at > b.at ? -1 : 1))
}

/** The earlier texts, the latest first, without empty ones and repeats. */
export function pastVersions(kept: KeptMark): readonly Version[] {
  const all = versions(kept)
  return all.filter(({ text }, i) => i > 0 && text.trim() !== '' && text !== all[i - 1]!.text && text !== all[0]!.text)
}

/** Conflicts: texts that somebody else wrote while the current one was being written, and that are not in it. */
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

/** The cells that write `text` as the note: its version, and tombstones for versions that are too old. */
export function writeNote(kept: KeptMark, text: string, at: Stamp, begun: Stamp): ReadonlyMap<Cell, Kept> {
  const cells = new Map<Cell, Kept>([[noteCell(begun), [text, at]]])
  const all = versions(kept)
  for (const { cell } of all.slice(MAX_VERSIONS)) if (cell !== noteCell(begun)) cells.set(cell, [null, at])
  return cells
}

/** Minutes. A text that is written for longer without a pause is stored as it stood in between. */
const MAX_STRETCH_MS = 5 * 60_000

/** Whether a letter at `at` belongs to the typing run that began at `begun`, if there was no pause. */
export const goesOn = (begun: Stamp, at: Stamp): boolean =>
  timeOf(at) - timeOf(begun) < MAX_STRETCH_MS && writerOf(begun) === writerOf(at)
