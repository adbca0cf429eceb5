import { isStamp, type Stamp } from '../model/clock.ts'
import { latestStamp, type Marks } from '../model/mark.ts'
import type { PaperId } from '../model/paper.ts'
import type { Setting } from './setting.ts'

/** A note outside both copies of how many marks there are, for the day on which both come back empty. */
export type Sentinel = {
  /**
   * How many papers had marks by the note that are neither among these nor unreadable; 0 where it is less than a tenth.
   * Begins to count.
   */
  missing(records: Marks, unreadable: number): number
  /** Takes note of marks that were saved. */
  see(saved: Marks): void
}

/** Less than this part of what there was is too little to be right. */
const LEAST_PART = 0.9

/** The note in a setting, as JSON: `{ marks, stamp, at }`. */
export function openSentinel(setting: Setting): Sentinel {
  const papers = new Set<PaperId>()
  let latest: Stamp | null = null

  const count = (records: Marks) => {
    for (const paper of records.keys()) papers.add(paper)
    const stamp = latestStamp(records.values())
    if (stamp !== null && (latest === null || stamp > latest)) latest = stamp
  }
  return {
    missing(records, unreadable) {
      count(records)
      const before = parse(setting.read())
      const there = records.size + unreadable
      return there < LEAST_PART * before ? before - there : 0
    },
    see(saved) {
      count(saved)
      setting.write(JSON.stringify({ marks: papers.size, stamp: latest, at: Date.now() }))
    },
  }
}

/** How many marks a note tells of; 0 where there is none. */
function parse(text: string | null): number {
  try {
    const { marks, stamp } = JSON.parse(text ?? '{}') as { readonly marks?: unknown; readonly stamp?: unknown }
    return typeof marks === 'number' && isStamp(stamp) ? marks : 0
  } catch {
    return 0
  }
}
