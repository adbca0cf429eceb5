import { isStamp, type Stamp } from '../model/clock.ts'
import { latestStamp, type KeptMark, type Marks } from '../model/mark.ts'
import type { PaperId } from '../model/paper.ts'
import type { Setting } from './setting.ts'

/** A note outside both copies of how many marks there are, for the day on which both come back empty. */
export type Sentinel = {
  /**
   * How many papers had marks by the note that are neither among these nor unreadable; 0 where it is less than a tenth.
   * What was missing once stays so on later visits, until it is back or given up. Begins to count.
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
export function openSentinel(setting: Setting): Sentinel {
  const papers = new Set<PaperId>()
  /** Those of them that are as old as what was lost: what is found again is among them, what is new is not. */
  const old = new Set<PaperId>()
  let latest: Stamp | null = null
  let note: Note | null = null

  const count = (records: Marks) => {
    for (const [paper, kept] of records) {
      papers.add(paper)
      if (note && isAsOld(kept, note.until)) old.add(paper)
    }
    const stamp = latestStamp(records.values())
    if (stamp !== null && (latest === null || stamp > latest)) latest = stamp
  }
  const remaining = () => (note ? Math.max(0, note.lost - Math.max(0, old.size - note.left)) : 0)
  const write = () => {
    const { lost, left, until } = note ?? {}
    const missing = remaining() > 0 && { lost, left, until }
    setting.write(JSON.stringify({ marks: papers.size, stamp: latest, at: Date.now(), ...missing }))
  }

  return {
    missing(records, unreadable) {
      note = parse(setting.read())
      count(records)
      const there = records.size + unreadable
      if (note && there < LEAST_PART * note.marks) {
        note = { ...note, lost: note.marks - there + remaining(), left: old.size }
      }
      return remaining()
    },
    see(saved) {
      count(saved)
      write()
      return remaining()
    },
    giveUp() {
      note = null
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
