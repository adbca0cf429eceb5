import * as Y from 'yjs'
import type { Replica } from '../storage/sync/replica.ts'
import { createBases } from './merge/mergeBases.ts'
import { createBridge, LOCAL, type Bridge } from './bridge.ts'
import { putMapsFirst } from './document/sharedMarks.ts'
import { persistReplica, type StoredUpdates } from './document/replicaWriter.ts'
import { openLists } from './document/sharedLists.ts'
import type { Progress, ToPage, ToWorker } from './messages.ts'
import { errorMessage } from '../model/errorMessage.ts'

/** A transport to other devices. */
export type Transport = {
  /** Exchanges now, where it would wait a while. */
  exchange(): void
  /** Prints this device’s sync file, and reads those of others; only where the user carries the files. */
  save?(): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }>
  load?(files: readonly File[]): Promise<void>
  stop(): void
}
export type TransportEvents = {
  /** Reports whether the others can be reached, and a problem that does not end by itself. */
  onState(isConnected: boolean, problem: string | null): void
  /** The document has everything of the others. */
  onSynced(): void
  /** The others have everything of the document, or will find it. */
  onSent(): void
  /** An update could not be read, and the document may be damaged. */
  onBroken(problem: string): void
}

type Options = {
  readonly replica: Replica
  readonly hasMet: boolean
  readonly open: (doc: Y.Doc, device: () => string, events: TransportEvents, kept: StoredUpdates) => Transport
  readonly post: (message: ToPage) => void
  readonly now: () => number
  /** A unique name for a copy, and whether a name is of this time that sync was switched on. */
  readonly newName: () => string
  readonly isOwn: (name: string) => boolean
}

export type Session = { take(message: ToWorker): void }

const TELL_DELAY_MS = 150

/** A session of sync, from when it is switched on or the page is opened until it ends. */
export async function startSession({ replica, hasMet, open, post, now, newName, isOwn }: Options): Promise<Session> {
  let doc = new Y.Doc()
  const kept = await replica.load()
  const isKept = kept.device !== null && isOwn(kept.device) && fill(doc, kept.updates)
  if (!isKept) {
    doc = new Y.Doc()
    await replica.clear()
  }
  let device = (isKept && kept.device) || newName()
  if (!isKept) await replica.name(device)

  let progress: Progress = {
    phase: isKept && hasMet ? 'joining' : 'waiting',
    done: 0,
    total: 0,
    isConnected: false,
    waiting: 0,
    coming: 0,
    exchangedAt: null,
    problem: null,
  }
  const bases = createBases(isKept ? kept.bases : undefined)
  let isContinued = isKept && hasMet
  let telling: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  let savesLater = false
  const tell = (news: Partial<Progress> = {}) => {
    progress = { ...progress, ...news, waiting: bridge.unsent(), coming: bridge.undelivered() }
    telling ??= setTimeout(() => {
      telling = undefined
      if (!isOver) post({ kind: 'progress', progress })
    }, TELL_DELAY_MS)
  }

  const openBridge = (): Bridge =>
    createBridge({
      doc,
      device,
      bases,
      isContinued,
      now,
      deliver: (delivery) => void (delivering = replicaWriter.write().then(() => post({ kind: 'delivery', delivery }))),
      onChange: () => tell(),
      onDouble: () => setTimeout(renew),
    })
  let delivering = Promise.resolve()
  const replicaWriter = persistReplica(doc, replica, bases)
  let bridge = openBridge()

  /**
   * Goes on under a new name and sends everything again: a copy of this profile may have overwritten what this one
   * wrote.
   */
  const renew = () => {
    if (isOver || progress.phase === 'broken') return
    bridge.stop()
    device = newName()
    void replica.name(device).catch(console.warn)
    bridge = openBridge()
    tell({ phase: 'joining' })
    post({ kind: 'marks' })
  }

  const lists = openLists(doc, () => device)
  const tellLists = (transaction: Y.Transaction) => {
    if (progress.phase !== 'running' || transaction.origin === LOCAL) return
    const news = lists.news()
    if (news.length > 0) post({ kind: 'lists', lists: news })
  }
  doc.on('afterTransaction', tellLists)

  const joinOn = () => {
    if (isOver || progress.phase !== 'joining') return
    const isLeft = bridge.joinSome()
    tell({ done: Math.max(0, progress.total - bridge.remaining()) })
    if (isLeft) {
      setTimeout(joinOn)
      return
    }
    isContinued = true
    tell({ phase: 'running' })
    post({ kind: 'joined' })
    post({ kind: 'lists', lists: lists.news() })
    if (savesLater) save()
    transport.exchange()
  }
  const meet = () => {
    if (hasMet || !bridge.isFirstMerge()) return join()
    tell({ phase: 'asking' })
    post({ kind: 'compared', comparison: { ...bridge.compare(), lists: lists.titles() } })
  }
  const join = () => {
    hasMet = true
    tell({ phase: 'joining' })
    joinOn()
  }

  const onSynced = () => {
    putMapsFirst(doc)
    if (progress.phase !== 'waiting') return
    tell({ phase: 'opening' })
    post({ kind: 'marks' })
  }
  const transport = open(
    doc,
    () => device,
    {
      onState: (isConnected, problem) => tell({ isConnected, problem }),
      onSynced,
      onSent() {
        if (progress.phase !== 'running') return
        bridge.markSent()
        tell({ exchangedAt: now() })
      },
      onBroken(problem) {
        bridge.stop()
        void replicaWriter.stop()
        void replica.clear().catch(console.warn)
        tell({ phase: 'broken', isConnected: false, problem })
      },
    },
    replicaWriter,
  )
  if (progress.phase === 'joining') post({ kind: 'marks' })
  tell()

  const end = async (forgets: boolean) => {
    isOver = true
    clearTimeout(telling)
    bridge.stop()
    doc.off('afterTransaction', tellLists)
    transport.stop()
    await replicaWriter.stop()
    if (forgets) await replica.clear()
    post({ kind: 'stopped' })
  }
  /** Saving a file exchanges as well: on the first device it is the first thing to do. */
  const save = () => {
    savesLater = progress.phase !== 'running'
    if (savesLater) return onSynced()
    transport.save?.().then((file) => post({ kind: 'file', ...file }), fail)
  }
  const fail = (error: unknown) => tell({ problem: errorMessage(error) })

  return {
    take(message) {
      if (isOver) return
      if (message.kind === 'marks') {
        bridge.addMarks(message.marks)
        tell({ total: message.total })
        if (message.isLast) {
          if (progress.phase === 'joining') joinOn()
          else if (progress.phase === 'opening') meet()
        }
      } else if (message.kind === 'join') {
        if (progress.phase === 'asking') join()
      } else if (message.kind === 'changes') {
        bridge.write(message.changes)
        void delivering.then(() => post({ kind: 'acknowledged', number: message.changes.number }))
      } else if (message.kind === 'saved') bridge.acknowledge(message.batch)
      else if (message.kind === 'lists') doc.transact(() => lists.write(message.lists), LOCAL)
      else if (message.kind === 'exchange') transport.exchange()
      else if (message.kind === 'save') save()
      else if (message.kind === 'load') transport.load?.(message.files).catch(fail)
      else if (message.kind === 'stop') void end(message.forgets).catch(() => post({ kind: 'stopped' }))
    },
  }
}

/** Loads the stored document; false where there is none, or it is damaged. */
function fill(doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  try {
    for (const update of updates) Y.applyUpdate(doc, update)
    putMapsFirst(doc)
    return updates.length > 0
  } catch {
    return false
  }
}
