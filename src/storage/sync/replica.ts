import { clear, entries, promisifyRequest, set, setMany, type UseStore } from 'idb-keyval'
import type { PaperId } from '../../model/paper/paper.ts'

/** The stored replica of a shared document: its updates, and the name of this copy. */
export type Replica = {
  load(): Promise<KeptReplica>
  /** Renames the copy. No other copy may have had the name. */
  name(device: string): Promise<void>
  /** Stores an update, or none, together with the bases at that point: both or neither. */
  add(update: Uint8Array | null, bases: KeptBases): Promise<void>
  /** Stores one update in place of all before it. */
  replace(update: Uint8Array, bases: KeptBases): Promise<void>
  clear(): Promise<void>
}
export type KeptReplica = {
  readonly device: string | null
  readonly updates: readonly Uint8Array[]
  readonly bases: KeptBases
}

/** The common ancestors of notes (sync/merge/mergeBases.ts), the later ones last. */
export type KeptBases = ReadonlyMap<PaperId, readonly string[]>

const DEVICE = 'device'
const BASES = 'bases'

/**
 * A replica in a database of its own. Losing it loses nothing: the library, and other devices, have everything in it.
 */
export function openReplica(transact: UseStore): Replica {
  let last = 0
  const key = () => ['update', (last += 1)] as const
  return {
    async load() {
      const updates: Uint8Array[] = []
      let [device, bases]: [string | null, KeptBases] = [null, new Map()]
      for (const [key, value] of await entries<IDBValidKey, unknown>(transact)) {
        if (key === DEVICE && typeof value === 'string') device = value
        if (key === BASES) bases = toBases(value)
        if (!Array.isArray(key) || key[0] !== 'update' || typeof key[1] !== 'number') continue
        last = Math.max(last, key[1])
        if (value instanceof Uint8Array) updates.push(value)
      }
      return { device, updates, bases }
    },
    name: (device) => set(DEVICE, device, transact),
    add: (update, bases) =>
      setMany([...(update ? [[[...key()], update] satisfies Entry] : []), [BASES, bases]], transact),
    replace: (update, bases) =>
      transact('readwrite', (store) => {
        const own = [...key()]
        store.delete(IDBKeyRange.bound(['update', 0], own, false, true))
        store.put(update, own)
        store.put(bases, BASES)
        return promisifyRequest(store.transaction)
      }),
    clear: () => clear(transact),
  }
}
type Entry = [IDBValidKey, unknown]

/** The updates that `add` stored, without anything else. */
function toBases(value: unknown): KeptBases {
  const isTexts = (texts: unknown) => Array.isArray(texts) && texts.every((text) => typeof text === 'string')
  return value instanceof Map ? new Map([...(value as KeptBases)].filter(([, texts]) => isTexts(texts))) : new Map()
}
