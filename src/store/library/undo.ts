import type { Stamp } from '../../model/mark/clock.ts'
import type { Cell, CellValue, KeptMark } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { goesOn, isNoteCell, JOINED, versions } from '../../model/mark/noteVersions.ts'

/** One edit by the user, of one paper or of many: one step of undo. */
export type Step = {
  readonly at: number
  /** Whether the step is never joined with the typing before it, though it may write a note. */
  readonly isAlone?: boolean
  /** The papers that it changed. Records are none. */
  readonly papers: number
  readonly changes: readonly Change[]
}

/** What a step changed in one cell. */
export type Change = {
  readonly paper: PaperId
  readonly cell: Cell
  /** Undefined where the cell did not exist. */
  readonly before: CellValue | undefined
  readonly after: CellValue
  /** The stamp that the cell came with, as from a backup. Without it the clock of this page stamps the cell. */
  readonly at?: Stamp
  /** The note that showed before, where the cell is a version of the note. */
  readonly noteBefore?: string
}

const MAX_STEPS = 500
/** Typing goes on in the same step after a pause shorter than this. */
const STRETCH_MS = 2000

/**
 * The beginning of the typing run that a note written now belongs to: the last step’s, while the user types on and
 * nobody else has written in between, or else now.
 */
export function typingRunOf(last: Step | undefined, paper: PaperId, kept: KeptMark, at: Stamp, now: number): Stamp {
  const typed = last && noteChange(last)
  const [present] = versions(kept)
  if (!typed || typed.paper !== paper || now - last.at >= STRETCH_MS) return at
  const isPresent = present?.cell === typed.cell && present.text === typed.after
  if (isPresent) return goesOn(present.begun, at) ? present.begun : at
  // Edits of others were merged into this run. Otherwise each letter would begin another.
  const own = kept.has(JOINED) && versions(kept).find(({ cell }) => cell === typed.cell)
  return own && own.text === present?.text && goesOn(own.begun, at) ? own.begun : at
}

/** The paper and the cell of the current typing run; null where there is none. */
export function typingAt(last: Step | undefined, now: number): Pick<Change, 'paper' | 'cell'> | null {
  const typed = last && noteChange(last)
  return typed && typed.after !== null && now - last.at < STRETCH_MS ? typed : null
}

/** Pushes a step, or extends the last one while the user types on in the same run. */
export function addStep(past: readonly Step[], step: Step): readonly Step[] {
  const last = past.at(-1)
  const [was, is] = [last && noteChange(last), noteChange(step)]
  // What was merged in between is not undone with the letters before it.
  if (last && was && is && was.paper === is.paper && was.cell === is.cell && was.after === is.before) {
    const rest = [...last.changes, ...step.changes].filter((change) => change !== was && change !== is)
    return [
      ...past.slice(0, -1),
      { ...step, changes: [{ ...is, before: was.before, noteBefore: was.noteBefore! }, ...rest] },
    ]
  }
  return [...past, step].slice(-MAX_STEPS)
}

/** The text change of a step that only types: its first change, before those that drop the oldest versions. */
const noteChange = ({ changes, papers, isAlone }: Step): Change | undefined =>
  papers === 1 && !isAlone && changes.every(({ cell }) => isNoteCell(cell)) ? changes[0] : undefined
