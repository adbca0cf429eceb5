import type { StoreApi } from 'zustand/vanilla'
import type { EngineClient } from '../../engine/host/engineClient.ts'
import { toMarked } from '../../engine/index/indexedMark.ts'
import { NOTHING_KEPT, type Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { isUserRecord } from '../../model/mark/userRecord.ts'
import type { Library } from '../library/library.ts'

/** Marks sent at a time: some ten milliseconds of work for the page. */
const MAX_SENT = 1000

/**
 * Sends changed marks to the engine. Marks that it could not take are sent again with the next, and `fail` is called;
 * `onSent` is called when the engine has taken the marks of `load`, or the last of many.
 */
export function createMarkSender(
  engine: Pick<EngineClient, 'mark' | 'load'>,
  library: StoreApi<Library>,
  fail: (error: Error) => void,
  onSent: () => void,
) {
  const unsent = new Set<PaperId>()
  let rest: ReturnType<typeof setTimeout> | undefined

  const send = () => {
    const { marks } = library.getState()
    const papers = takeSome(unsent)
    if (unsent.size > 0) {
      // More at a time would block the page. The engine waits for the rest.
      rest ??= setTimeout(() => {
        rest = undefined
        send()
        if (unsent.size === 0) onSent()
      })
    }
    engine.mark(papers.map((id) => toMarked(id, marks.get(id) ?? NOTHING_KEPT))).catch((error: Error) => {
      for (const paper of papers) unsent.add(paper)
      fail(error)
    })
  }

  return {
    /** Adds the marks of papers to those that are sent next. */
    add(papers: readonly PaperId[]) {
      for (const paper of papers) unsent.add(paper)
    },
    send,
    /** Sends all marks. */
    load(marks: Marks) {
      engine
        .load(marks)
        .then(onSent)
        .catch((error: Error) => {
          for (const id of marks.keys()) if (!isUserRecord(id)) unsent.add(id)
          fail(error)
        })
    },
  }
}

/** Takes out as many papers as can be sent at a time. */
function takeSome(papers: Set<PaperId>): readonly PaperId[] {
  const taken: PaperId[] = []
  for (const paper of papers) {
    if (taken.length === MAX_SENT) break
    taken.push(paper)
    papers.delete(paper)
  }
  return taken
}
