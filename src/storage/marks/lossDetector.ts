import { isStamp, type Stamp } from '../../model/mark/clock.ts'
import type { KeptMark, Marks } from '../../model/mark/cell.ts'
import { latestOf } from '../../model/mark/packedMarks.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Setting } from '../browser/localSetting.ts'

/** A note outside both copies of how many marks there are, for the day on which both come back empty. */
export type LossDetector = {
  /**
   * Reads the note, before the marks are read: what is saved while they are read may be in the note and not among them,
   * and is not missing for that.
   */
  begin(): void
  /**
   * How many papers had marks by the note that are neither among these nor unreadable; 0 where it is less than a tenth.
   * What was missing once stays so on later visits, until it is back or given up. From here on what is saved counts.
   */
  missing(records: Marks, unreadable: number): number
  /** Takes note of marks that were saved; returns how many are missing still. */
  see(saved: Marks): number
  /** Takes what is missing for lost: it is not told of again. */
  giveUp(): void
}

/** Less than this part of what there was is too little to be right. */
const LEAST_PART = 0.9

/**
 * What the note says, as JSON, besides `at`: so many papers have marks, the latest of them of that stamp. Where marks
 * were missing, `lost` papers are, of those that had marks by the stamp `until`, and `left` of these were still there.
 */
type Note = {
  readonly marks: number
  readonly stamp: Stamp
  readonly lost: number
  readonly left: number
  readonly until: Stamp
}

/** The note in a setting. */
export function openSentinel(setting: Setting): LossDetector {
  /** What was there at the start, and which papers were saved since. */
  let atStart: Marks = new Map()
  const since = new Set<PaperId>()
  /** Papers that are as old as what was lost: what is found again is among them, what is new is not. */
  const old = new Set<PaperId>()
  let latest: Stamp | null = null
  let begun: Note | null = null
  let note: Note | null = null

  const see = (records: Marks) => {
    const stamp = latestOf(records)
    if (stamp !== null && (latest === null || stamp > latest)) latest = stamp
    // To look at all of them takes its time, and mostly nothing was lost.
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
      // Before they are counted, these few would stand in the note for all there are.
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

/** What a note says; null where there is none. */
function parse(text: string | null): Note | null {
  try {
    const { marks, stamp, lost = 0, left = 0, until } = JSON.parse(text ?? '{}') as Partial<Note>
    return typeof marks === 'number' && isStamp(stamp) ? { marks, stamp, lost, left, until: until ?? stamp } : null
  } catch {
    return null
  }
}
