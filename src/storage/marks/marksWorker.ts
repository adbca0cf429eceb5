import type { KeptMark } from '../../model/mark/cell.ts'
import { PackedMarks, type TransferableMarks } from '../../model/mark/packedMarks.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { openDatabase } from '../browser/database.ts'
import { parseSaved } from '../../model/mark/markDiff.ts'
import { readRecords, type Records } from './recordReader.ts'
import { toResult, type Outcome } from '../browser/workerThread.ts'
import { DATABASES } from '../names.ts'

/** All marks, in one piece. */
export type Reply = Omit<Records<PaperId, KeptMark>, 'records'> & { readonly records: TransferableMarks }

// TypeScript takes `self` for a window. In a worker it speaks to whoever started it.
const starter = self as unknown as { postMessage(outcome: Outcome, transfer: Transferable[]): void }

async function read(): Promise<Reply> {
  const { transact } = await openDatabase(DATABASES.marks)
  const packed = new PackedMarks()
  const read = await transact('readonly', (store) => readRecords(store, { parse: parseSaved, collect: () => packed }))
  return { ...read, records: packed.handOver() }
}

const reading = read()
void toResult(reading).then(async (outcome) => {
  const transfer = 'value' in outcome ? [(await reading).records.bytes.buffer] : []
  starter.postMessage(outcome, transfer)
})
