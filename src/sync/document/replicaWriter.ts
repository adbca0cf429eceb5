import * as Y from 'yjs'
import type { Replica } from '../../storage/sync/replica.ts'
import type { MergeBases } from '../merge/mergeBases.ts'
import { encodeFullUpdate } from './sharedMarks.ts'

/**
 * Persists the document. Nothing may be sent or delivered before it is stored: a device that lost a text which others
 * have, and found it in its library, would write it a second time.
 */
export type StoredUpdates = {
  /** Resolves once everything in the document is stored, including what arrives meanwhile. */
  wait(): Promise<void>
  /** Calls back for each stored update, until the returned function is called. */
  onUpdate(take: (update: Uint8Array, origin: unknown) => void): () => void
}
const STORE_DELAY_MS = 40
const MAX_UPDATES = 200

type ReplicaWriter = StoredUpdates & {
  /** Resolves once the present state of the document is stored. */
  write(): Promise<void>
  stop(): Promise<void>
}

/** Stores updates of a document, a moment after each change. Where that fails the library still has everything. */
export function persistReplica(doc: Y.Doc, replica: Replica, bases: MergeBases): ReplicaWriter {
  type Update = readonly [update: Uint8Array, origin: unknown]
  let unsaved: Update[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0
  let keptBases = bases.all()
  let writing = Promise.resolve()
  /** Whether a write failed, so that later updates cannot be read without the whole document. */
  let isBehind = false
  const listeners = new Set<(update: Uint8Array, origin: unknown) => void>()

  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const [updates, kept] = [unsaved, bases.all()]
    unsaved = []
    if (updates.length === 0 && kept === keptBases) return writing
    keptBases = kept
    count += 1
    const isMany = count >= MAX_UPDATES
    if (isMany) count = 0
    writing = writing
      .then(() =>
        isMany || isBehind
          ? replica.replace(encodeFullUpdate(doc), bases.all())
          : replica.add(updates.length > 0 ? Y.mergeUpdates(updates.map(([update]) => update)) : null, kept),
      )
      .then(
        () => (isBehind = false),
        (error: unknown) => {
          isBehind = true
          console.warn(error)
        },
      )
      .then(() => {
        for (const take of listeners) for (const [update, origin] of updates) take(update, origin)
      })
    return writing
  }
  const onUpdate = (update: Uint8Array, origin: unknown) => {
    unsaved.push([update, origin])
    timer ??= setTimeout(() => void write(), STORE_DELAY_MS)
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
