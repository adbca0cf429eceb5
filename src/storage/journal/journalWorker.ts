import type { Marks } from '../../model/mark/cell.ts'
import { releaseBuffer } from '../../model/releaseBuffer.ts'
import type { Packed } from '../../model/mark/packedMarks.ts'
import { FOLDERS } from '../names.ts'
import { openFolder } from './opfs.ts'
import { webLocks } from './webLocks.ts'
import { toResult, type Outcome } from '../browser/workerThread.ts'
import { openVault, type TabJournal } from './tabJournal.ts'
import { journalSetInWorker } from './journalSetInWorker.ts'
import { openJournalSet } from './journalSet.ts'

/** What the page says to the worker, and what the worker says back, each with the page's number for the message. */
export type Request = { readonly number: number } & (
  | { readonly kind: 'open'; readonly writer: string }
  | { readonly kind: 'compare'; readonly ours: Packed }
  | { readonly kind: 'append'; readonly marks: Marks }
  | { readonly kind: 'compact' }
)
export type Reply = { readonly number: number } & Outcome

// `self` is a window to the types of a page; in a worker it speaks to the page alone.
const page = self as unknown as {
  postMessage(reply: Reply): void
  onmessage: ((event: MessageEvent<Request>) => void) | null
}

let vault: TabJournal | null = null

const startThread = () =>
  new Worker(new URL('./journalSetWorker.ts', import.meta.url), { type: 'module', name: 'whole' })

page.onmessage = ({ data }) => {
  void toResult(work(data)).then((outcome) => page.postMessage({ number: data.number, ...outcome }))
}

async function work(request: Request): Promise<unknown> {
  if (request.kind === 'open') {
    const folder = await openFolder(FOLDERS.journals)
    const whole = journalSetInWorker(startThread, openJournalSet(folder, webLocks, Date.now))
    vault = await openVault(folder, webLocks, request.writer, Date.now, whole)
    return null
  }
  if (vault === null) throw new Error('The journal is not open.')
  if (request.kind === 'append') {
    await vault.begin()
    return vault.append(request.marks)
  }
  if (request.kind === 'compact') return vault.compact()
  return vault.compare(request.ours).finally(() => releaseBuffer(request.ours.bytes))
}
