import type { KeptMark, Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { parseSaved } from '../../model/mark/markDiff.ts'
import { CHANNELS } from '../names.ts'

/** Tells the other tabs what this one saved, and this one what they saved. Repeats do no harm, because marks merge. */
export function joinTabs(receive: (marks: Marks) => void): (saved: Marks) => void {
  if (typeof BroadcastChannel === 'undefined') return () => {}
  const channel = new BroadcastChannel(CHANNELS.marks)
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data instanceof Map) receive(parseMarks(data))
  })
  return (saved) => channel.postMessage(saved)
}

/** The marks of a message; a newer version of the app may send more. */
function parseMarks(data: ReadonlyMap<unknown, unknown>): Marks {
  const marks = new Map<PaperId, KeptMark>()
  for (const [id, value] of data) {
    const kept = parseSaved(value)
    if (typeof id === 'string' && kept) marks.set(id as PaperId, kept)
  }
  return marks
}
