import type { Packed } from '../../model/mark/packedMarks.ts'
import { FOLDERS } from '../names.ts'
import { openFolder } from './opfs.ts'
import { webLocks } from './webLocks.ts'
import { toResult, type Outcome } from '../browser/workerThread.ts'
import { openJournalSet, type OwnJournal } from './journalSet.ts'

/** The one thing that this worker is asked; its outcome is the last that it says. */
export type Request =
  | { readonly kind: 'compare'; readonly ours: Packed; readonly own: OwnJournal | null }
  | { readonly kind: 'compact'; readonly own: OwnJournal | null }

// `self` is a window to the types of a page; in a worker it speaks to whoever started it.
const starter = self as unknown as {
  postMessage(outcome: Outcome): void
  onmessage: ((event: MessageEvent<Request>) => void) | null
}

starter.onmessage = ({ data }) => {
  void toResult(work(data)).then((outcome) => starter.postMessage(outcome))
}

async function work(request: Request): Promise<unknown> {
  const whole = openJournalSet(await openFolder(FOLDERS.journals), webLocks, Date.now)
  return request.kind === 'compare' ? whole.compare(request.ours, request.own) : whole.compact(request.own)
}
