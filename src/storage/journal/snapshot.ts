import type { KeptMark, Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Folder } from './opfs.ts'
import { join } from '../../model/mark/markDiff.ts'
import { decodeAll, encode, encodeHeader, type End } from './journalFormat.ts'

/** The two snapshots, written in turn, so that one is whole at any time. */
export const SNAPSHOTS = ['snapshot-a', 'snapshot-b'] as const

export type Snapshot = {
  readonly name: (typeof SNAPSHOTS)[number]
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What could be read of it. */
  readonly marks: Marks
  readonly end: End
  /** Whether all of it could be read. One that was not written to its end is none: what it was made of is still there. */
  readonly isGood: boolean
  readonly at: number
  /** How many papers it says it holds. */
  readonly total: number
}

/** So that no text of all marks is ever made: strings end at 512 MB. */
const PAPERS_A_RECORD = 1000

/** The file of a snapshot: records of marks, after one that says how many papers are to follow. */
export function encodeSnapshot(marks: Marks, at: number): Uint8Array<ArrayBuffer> {
  const entries: readonly (readonly [PaperId, KeptMark])[] = [...marks]
  const parts = [encodeHeader(), encode({ at, marks: new Map(), total: marks.size })]
  for (let i = 0; i < entries.length; i += PAPERS_A_RECORD) {
    parts.push(encode({ at, marks: new Map(entries.slice(i, i + PAPERS_A_RECORD)), total: null }))
  }
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const part of parts) {
    bytes.set(part, end)
    end += part.length
  }
  return bytes
}

/** The snapshots among the files of a folder, the newest good one first. */
export async function readSnapshots(folder: Folder, names: readonly string[]): Promise<readonly Snapshot[]> {
  const found = await Promise.all(
    SNAPSHOTS.filter((name) => names.includes(name)).map(async (name): Promise<Snapshot> => {
      const bytes = await folder.read(name)
      const { batches, end } = decodeAll(bytes)
      const marks = join(...batches.map(({ marks }) => marks))
      const { at = 0, total = null } = batches[0] ?? {}
      return { name, bytes, marks, end, isGood: end === 'whole' && total === marks.size, at, total: total ?? 0 }
    }),
  )
  return found.toSorted((a, b) => Number(b.isGood) - Number(a.isGood) || b.at - a.at)
}
