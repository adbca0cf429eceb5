import { createClock, type Stamp } from '../../src/model/mark/clock.ts'
import { write, type Mark } from '../../src/model/mark/mark.ts'
import { merge, NOTHING_KEPT, type KeptMark } from '../../src/model/mark/cell.ts'
import type { PaperId } from '../../src/model/paper/paper.ts'

export const A = 'doi:10.1/a' as PaperId
export const B = 'doi:10.1/b' as PaperId
export const C = 'doi:10.1/c' as PaperId

/** A time at which there were papers to read: 2024-07-10. */
export const START_MS = Date.UTC(2024, 6, 10)

/** The stamp of a write some milliseconds after START_MS. */
export const stampAt = (ms: number, writer = 'there'): Stamp => createClock(writer, () => START_MS + ms).tick()

/** The stored cells of a mark, written some milliseconds after START_MS. */
export const kept = (change: Partial<Mark>, ms = 0, onto: KeptMark = NOTHING_KEPT, writer?: string): KeptMark =>
  merge(onto, write(onto, change, stampAt(ms, writer)))
