import type { Stamp } from '../../model/mark/clock.ts'
import type { Cell, CellValue, KeptMark } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { goesOn, isNoteCell, JOINED, versions } from '../../model/mark/noteVersions.ts'

/** One thing the reader did, to one paper or to many: a step of undo. */
export type Step = {
  readonly at: number
  /** Whether it is none of a stretch of writing, though it may write a note. */
  readonly isAlone?: boolean
  readonly papers: number
  readonly changes: readonly Change[]
}

/** What a step did to one cell. */
export type Change = {
  readonly paper: PaperId
  readonly cell: Cell
  /** Undefined where there was no cell. */
  readonly before: CellValue | undefined
  readonly after: CellValue
  /** When it was written, where it was brought from elsewhere, as by a backup; or else it is of this page's clock. */
  readonly at?: Stamp
  /** The note as it showed before, where the cell is one of its versions. */
  readonly noteBefore?: string
}

const MAX_STEPS = 500
/** Typing on after a shorter pause than this is still the same step. */
const STRETCH_MS = 2000

/**
 * When the stretch of writing began that a note written now is part of: the last step's, while the reader types on and
 * nobody else has written in between, or else now.
 */
export function typingRunOf(last: Step | undefined, paper: PaperId, kept: KeptMark, at: Stamp, now: number): Stamp {
  const typed = last && noteChange(last)
  const [present] = versions(kept)
  if (!typed || typed.paper !== paper || now - last.at >= STRETCH_MS) return at
  const isPresent = present?.cell === typed.cell && present.text === typed.after
  if (isPresent) return goesOn(present.begun, at) ? present.begun : at
  // What others wrote meanwhile was joined into this stretch, letter by letter: else each letter would begin another.
  const own = kept.has(JOINED) && versions(kept).find(({ cell }) => cell === typed.cell)
  return own && own.text === present?.text && goesOn(own.begun, at) ? own.begun : at
}

/** Where the reader is typing now, and the cell of their stretch; null where they are not. */
export function typingAt(last: Step | undefined, now: number): Pick<Change, 'paper' | 'cell'> | null {
  const typed = last && noteChange(last)
  return typed && typed.after !== null && now - last.at < STRETCH_MS ? typed : null
}

/** Adds a step, or lengthens the last one while the reader types on in the same stretch. */
export function addStep(past: readonly Step[], step: Step): readonly Step[] {
  const last = past.at(-1)
  const [was, is] = [last && noteChange(last), noteChange(step)]
  // What was joined in between is not taken back with the letters before it.
  if (last && was && is && was.paper === is.paper && was.cell === is.cell && was.after === is.before) {
    const rest = [...last.changes, ...step.changes].filter((change) => change !== was && change !== is)
    return [
      ...past.slice(0, -1),
      { ...step, changes: [{ ...is, before: was.before, noteBefore: was.noteBefore! }, ...rest] },
    ]
  }
  return [...past, step].slice(-MAX_STEPS)
}

/** The writing of a step that is nothing else: its first change, before those that let go of versions too old. */
const noteChange = ({ changes, papers, isAlone }: Step): Change | undefined =>
  papers === 1 && !isAlone && changes.every(({ cell }) => isNoteCell(cell)) ? changes[0] : undefined
