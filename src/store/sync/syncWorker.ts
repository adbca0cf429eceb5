import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '../../model/mark/clock.ts'
import type { KeptMark } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { SharedList } from '../../sync/document/sharedLists.ts'
import type { Comparison, Progress, ToPage, ToWorker, SyncTarget } from '../../sync/messages.ts'
import { createExchange } from './markExchange.ts'
import type { Library } from '../library/library.ts'

/** The part of a Worker that is used. */
export type Thread = {
  postMessage(message: ToWorker): void
  onmessage: ((event: MessageEvent<ToPage>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  terminate(): void
}

export type Link = {
  send(message: ToWorker): void
  /** Sends pending changes, as before the page is unloaded. */
  flush(): void
  /** Ends the worker; with `forgets` the replica is deleted. */
  stop(forgets: boolean): Promise<void>
}

type Options = {
  readonly library: StoreApi<Library>
  readonly clock: Clock
  readonly thread: Thread
  readonly way: SyncTarget
  readonly hasMet: boolean
  /** Resolves once the library is on disk. */
  readonly saved: () => Promise<void>
  readonly now: () => number
  readonly onAhead: (by: number) => void
  readonly onDoubted: () => void
  readonly onProgress: (progress: Progress) => void
  readonly onCompared: (comparison: Comparison) => void
  readonly onJoined: () => void
  readonly onLists: (lists: readonly SharedList[]) => void
  readonly onFile: (name: string, bytes: Uint8Array<ArrayBuffer>) => void
  readonly onFailed: (reason: string) => void
}

/** Marks that are copied to a worker within a frame. */
const MARKS_AT_ONCE = 250
const STOP_TIMEOUT_MS = 5000

/** Connects the library with the sync worker: each is told of changes of the other. */
export function startSyncWorker(options: Options): Link {
  const { library, clock, thread, way, hasMet, saved, now } = options
  const send = (message: ToWorker) => thread.postMessage(message)
  const exchange = createExchange({
    library,
    clock,
    now,
    send: (changes) => send({ kind: 'changes', changes }),
    onAhead: options.onAhead,
    onDoubted: options.onDoubted,
  })
  let isOver = false
  let stopped = () => {}

  const sendMarks = async () => {
    // Pending changes are in the marks already: sent after them, they would be sent twice.
    exchange.flush()
    const { marks: all } = library.getState()
    let marks = new Map<PaperId, KeptMark>()
    // The map does not change while it is read. Later changes are sent besides.
    for (const [paper, kept] of all) {
      marks.set(paper, kept)
      if (marks.size < MARKS_AT_ONCE) continue
      send({ kind: 'marks', marks, total: all.size, isLast: false })
      marks = new Map()
      await new Promise((next) => setTimeout(next))
      if (isOver) return
    }
    send({ kind: 'marks', marks, total: all.size, isLast: true })
  }
  const end = () => {
    isOver = true
    exchange.stop()
    thread.terminate()
  }

  thread.onmessage = ({ data }) => {
    if (data.kind === 'stopped') stopped()
    if (isOver) return
    if (data.kind === 'progress') options.onProgress(data.progress)
    else if (data.kind === 'marks') void sendMarks()
    else if (data.kind === 'compared') options.onCompared(data.comparison)
    else if (data.kind === 'joined') options.onJoined()
    else if (data.kind === 'lists') options.onLists(data.lists)
    else if (data.kind === 'file') options.onFile(data.name, data.bytes)
    else if (data.kind === 'delivery') {
      exchange.receive(data.delivery)
      void saved().then(() => isOver || send({ kind: 'saved', batch: data.delivery.batch }))
    } else if (data.kind === 'acknowledged') exchange.acknowledge(data.number)
    else if (data.kind === 'failed') {
      end()
      options.onFailed(data.reason)
    }
  }
  thread.onerror = ({ message }) => {
    if (isOver) return
    end()
    options.onFailed(message || 'The part of the app that syncs could not be started.')
  }
  send({ kind: 'start', way, hasMet })

  return {
    send,
    flush: exchange.flush,
    async stop(forgets) {
      if (isOver) return
      exchange.flush()
      exchange.stop()
      isOver = true
      send({ kind: 'stop', forgets })
      await new Promise<void>((done) => {
        stopped = done
        setTimeout(done, STOP_TIMEOUT_MS)
      })
      thread.terminate()
    },
  }
}
