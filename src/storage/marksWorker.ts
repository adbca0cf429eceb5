import type { KeptMark } from '../model/mark.ts'
import { PackedMarks, type Handed } from '../model/packed.ts'
import type { PaperId } from '../model/paper.ts'
import { MARKS, openDatabase } from './database.ts'
import { parseSaved } from './marks.ts'
import { readRecords, type Records } from './records.ts'
import { outcomeOf, type Outcome } from './thread.ts'

/** All marks there are, in one piece. */
export type Reply = Omit<Records<PaperId, KeptMark>, 'records'> & { readonly records: Handed }

// `self` is a window to the types of a page; in a worker it speaks to whoever started it.
const starter = self as unknown as { postMessage(outcome: Outcome, transfer: Transferable[]): void }

async function read(): Promise<Reply> {
  const { transact } = await openDatabase(MARKS)
  const packed = new PackedMarks()
  const read = await transact('readonly', (store) => readRecords(store, { parse: parseSaved, collect: () => packed }))
  return { ...read, records: packed.handOver() }
}

const reading = read()
void outcomeOf(reading).then(async (outcome) => {
  const transfer = 'value' in outcome ? [(await reading).records.bytes.buffer] : []
  starter.postMessage(outcome, transfer)
})
