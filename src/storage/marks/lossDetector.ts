import { isStamp, type Stamp } from '../../model/mark/clock.ts'
import type { KeptMark, Marks } from '../../model/mark/cell.ts'
import { latestOf } from '../../model/mark/markSummaries.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Setting } from '../browser/localSetting.ts'

/** A count of marks outside both copies, for the day on which both come back empty. */
export type LossDetector = {
  /**
   * Reads the count, before the marks are read. Marks that are saved meanwhile may be counted and not among those read,
   * and are not missing.
   */
  begin(): void
  /**
   * The number of papers that had marks by the count and are neither among these nor unreadable; 0 below a tenth.
   * Missing marks stay missing on later visits, until they are back or given up. From here on saved marks are counted.
   */
  missing(records: Marks, unreadable: number): number
  /** Counts marks that were saved; returns how many are still missing. */
  see(saved: Marks): number
  /** Gives up the missing marks: they are not reported again. */
  giveUp(): void
}

/** A smaller part of the marks is taken for a loss. */
const LEAST_PART = 0.9

/**
 * The stored count, as JSON, besides `at`: the number of papers with marks, and their latest stamp. Where marks were
 * missing: `lost` papers of those with marks up to the stamp `until`, of which `left` were still there.
 */
type Note = {
  readonly marks: number
  readonly stamp: Stamp
  readonly lost: number
  readonly left: number
  readonly until: Stamp
}

/** Stores the count in a setting. */
export function openSentinel(setting: Setting): LossDetector {
  /** The marks at the start, and the papers saved since. */
  let atStart: Marks = new Map()
  const since = new Set<PaperId>()
  /** Papers as old as the loss: restored ones are among them, new ones are not. */
  const old = new Set<PaperId>()
  let latest: Stamp | null = null
  let begun: Note | null = null
  let note: Note | null = null

  const see = (records: Marks) => {
    const stamp = latestOf(records)
    if (stamp !== null && (latest === null || stamp > latest)) latest = stamp
    // A full count takes its time, and mostly nothing was lost.
    if (!note || note.lost === 0) return
    for (const [paper, kept] of records) if (isAsOld(kept, note.until)) old.add(paper)
  }
  const count = (records: Marks, unreadable: number) => {
    note = begun
    atStart = records
    for (const paper of since) if (records.has(paper)) since.delete(paper)
    see(records)
    const there = records.size + unreadable
    if (!note || there >= LEAST_PART * note.marks) return
    note = { ...note, lost: note.marks - there + remaining() }
    see(records)
    note = { ...note, left: old.size }
  }
  const remaining = () => (note ? Math.max(0, note.lost - Math.max(0, old.size - note.left)) : 0)
  const write = () => {
    const { lost, left, until } = note ?? {}
    const missing = remaining() > 0 && { lost, left, until }
    setting.write(JSON.stringify({ marks: atStart.size + since.size, stamp: latest, at: Date.now(), ...missing }))
  }

  return {
    begin: () => void (begun = parse(setting.read())),
    missing(records, unreadable) {
      count(records, unreadable)
      if (since.size > 0) write()
      return remaining()
    },
    see(saved) {
      for (const paper of saved.keys()) if (!atStart.has(paper)) since.add(paper)
      see(saved)
      // Before the full count these few would be stored as all there are.
      if (note || !begun) write()
      return remaining()
    },
    giveUp() {
      begun = note = null
      write()
    },
  }
}

const isAsOld = (kept: KeptMark, until: Stamp) => [...kept.values()].some(([, at]) => at <= until)

/** Parses a stored count; null where there is none. */
function parse(text: string | null): Note | null {
  try {
    const { marks, stamp, lost = 0, left = 0, until } = JSON.parse(text ?? '{}') as Partial<Note>
    return typeof marks === 'number' && isStamp(stamp) ? { marks, stamp, lost, left, until: until ?? stamp } : null
  } catch {
    return null
  }
}
