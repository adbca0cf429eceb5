import type { KeptMark } from '../../model/mark/cell.ts'
import { PackedMarks } from '../../model/mark/packedMarks.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Reply } from './marksWorker.ts'
import type { Records } from './recordReader.ts'
import { settle, type Outcome, type Thread } from '../browser/workerThread.ts'

/** A worker that has not answered by then has failed: a hundred thousand notes take some seconds. */
const TIMEOUT_MS = 20_000

const startThread = (): Thread<never, Outcome> =>
  new Worker(new URL('./marksWorker.ts', import.meta.url), { type: 'module', name: 'marks' })

/**
 * Reads all marks of the database in a worker that ends then. The garbage of the read, sixty megabytes for 30,000
 * marks, would stay with the page for long. Rejects where the worker cannot read them.
 */
export async function readMarksInWorker(start = startThread): Promise<Records<PaperId, KeptMark>> {
  const thread = start()
  let late: ReturnType<typeof setTimeout> | undefined
  try {
    const { records, ...rest } = (await new Promise<unknown>((resolve, reject) => {
      late = setTimeout(() => reject(new Error('The thread that reads marks did not answer in time.')), TIMEOUT_MS)
      thread.onerror = ({ message }) => reject(new Error(message || 'The thread that reads marks did not start.'))
      thread.onmessage = ({ data }) => settle(data, resolve, reject)
    })) as Reply
    return { ...rest, records: PackedMarks.take(records) }
  } finally {
    clearTimeout(late)
    thread.terminate()
  }
}
