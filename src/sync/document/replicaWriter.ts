import * as Y from 'yjs'
import type { Replica } from '../../storage/sync/replica.ts'
import type { MergeBases } from '../merge/mergeBases.ts'
import { encodeFullUpdate } from './sharedMarks.ts'

/**
 * What of the document is in the replica. Nothing may go out before it is, nor be handed to the library: a device that
 * began again without letters that others have, and found them in its library, would write them a second time.
 */
export type Kept = {
  /** Resolves once all that the document has is kept, also what it was given meanwhile. */
  wait(): Promise<void>
  /** Calls back for each update once it is kept, until what is returned is called. */
  onUpdate(take: (update: Uint8Array, origin: unknown) => void): () => void
}
const KEEP_DELAY_MS = 40
const KEPT_APART = 200

type Keeper = Kept & {
  /** Resolves once what the document has by now is kept. */
  write(): Promise<void>
  stop(): Promise<void>
}

/** Keeps what a document is made of, a moment after each change. Where that fails the library still has it all. */
export function persistReplica(doc: Y.Doc, replica: Replica, bases: MergeBases): Keeper {
  type Update = readonly [update: Uint8Array, origin: unknown]
  let unsaved: Update[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0
  let keptBases = bases.all()
  let writing = Promise.resolve()
  const listeners = new Set<(update: Uint8Array, origin: unknown) => void>()

  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const [updates, kept] = [unsaved, bases.all()]
    unsaved = []
    if (updates.length === 0 && kept === keptBases) return writing
    keptBases = kept
    count += 1
    const isMany = count >= KEPT_APART
    if (isMany) count = 0
    writing = writing
      .then(() =>
        isMany
          ? replica.replace(encodeFullUpdate(doc), bases.all())
          : replica.add(updates.length > 0 ? Y.mergeUpdates(updates.map(([update]) => update)) : null, kept),
      )
      .catch(console.warn)
      .then(() => {
        for (const take of listeners) for (const [update, origin] of updates) take(update, origin)
      })
    return writing
  }
  const onUpdate = (update: Uint8Array, origin: unknown) => {
    unsaved.push([update, origin])
    timer ??= setTimeout(() => void write(), KEEP_DELAY_MS)
  }
  doc.on('update', onUpdate)
  return {
    write,
    async wait() {
      let last: Promise<void>
      do await (last = write())
      while (last !== writing || unsaved.length > 0)
    },
    onUpdate(take) {
      listeners.add(take)
      return () => void listeners.delete(take)
    },
    stop: () => {
      doc.off('update', onUpdate)
      return write()
    },
  }
}
