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

/** So many papers are gone of those that had marks by a stamp, of which there were so many left. */
type Lost = { readonly papers: number; readonly left: number; readonly until: Stamp }
type Note = { readonly marks: number; readonly stamp: Stamp; readonly lost: Lost | null }

/** The note in a setting, as JSON: `{ marks, stamp, at, lost? }`. */
export function openSentinel(setting: Setting): Sentinel {
  const papers = new Set<PaperId>()
  /** Those of them that are as old as what was lost: what is found again is among them, what is new is not. */
  const old = new Set<PaperId>()
  let latest: Stamp | null = null
  let lost: Lost | null = null

  const count = (records: Marks) => {
    for (const [paper, kept] of records) {
      papers.add(paper)
      if (lost && isAsOld(kept, lost.until)) old.add(paper)
    }
    const stamp = latestStamp(records.values())
    if (stamp !== null && (latest === null || stamp > latest)) latest = stamp
  }
  const remaining = () => (lost ? Math.max(0, lost.papers - Math.max(0, old.size - lost.left)) : 0)
  const write = () => {
    const stillLost = remaining() > 0 && { lost }
    setting.write(JSON.stringify({ marks: papers.size, stamp: latest, at: Date.now(), ...stillLost }))
  }

  return {
    missing(records, unreadable) {
      const note = parse(setting.read())
      const there = records.size + unreadable
      const isLess = note !== null && there < LEAST_PART * note.marks
      lost = note?.lost ?? (isLess ? { papers: 0, left: 0, until: note.stamp } : null)
      count(records)
      if (isLess) {
        const before = remaining()
        lost = { papers: note.marks - there + before, left: old.size, until: lost!.until }
      }
      return remaining()
    },
    see(saved) {
      count(saved)
      write()
      return remaining()
    },
    giveUp() {
      lost = null
      write()
    },
  }
}

const isAsOld = (kept: KeptMark, until: Stamp) => [...kept.values()].some(([, at]) => at <= until)

/** What a note says; null where there is none. */
function parse(text: string | null): Note | null {
  try {
    const { marks, stamp, lost } = JSON.parse(text ?? '{}') as { readonly [part in keyof Note]?: unknown }
    return typeof marks === 'number' && isStamp(stamp) ? { marks, stamp, lost: isLost(lost) ? lost : null } : null
  } catch {
    return null
  }
}

function isLost(value: unknown): value is Lost {
  const { papers, left, until } = (value ?? {}) as { readonly [part in keyof Lost]?: unknown }
  return typeof papers === 'number' && typeof left === 'number' && isStamp(until)
}
