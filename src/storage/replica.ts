import { clear, entries, get, promisifyRequest, set, type UseStore } from 'idb-keyval'

/** Where a shared document is kept between visits: what it is made of, and the name of this copy. */
export type Replica = {
  load(): Promise<{ readonly device: string | null; readonly updates: readonly Uint8Array[] }>
  /** Names the copy anew; it must be a name that no other has had. */
  name(device: string): Promise<void>
  add(update: Uint8Array): Promise<void>
  /** Keeps one update in place of all before it. */
  replace(update: Uint8Array): Promise<void>
  clear(): Promise<void>
}

const DEVICE = 'device'

/** A replica in a database of its own. Losing it loses nothing: the library has all that is in it, and so have others. */
export function openReplica(transact: UseStore): Replica {
  let last = 0
  const key = () => ['update', (last += 1)] as const
  return {
    async load() {
      const updates: Uint8Array[] = []
      for (const [key, value] of await entries<IDBValidKey, unknown>(transact)) {
        if (!Array.isArray(key) || key[0] !== 'update' || typeof key[1] !== 'number') continue
        last = Math.max(last, key[1])
        if (value instanceof Uint8Array) updates.push(value)
      }
      const device = await get<unknown>(DEVICE, transact)
      return { device: typeof device === 'string' ? device : null, updates }
    },
    name: (device) => set(DEVICE, device, transact),
    add: (update) => set([...key()], update, transact),
    replace: (update) =>
      transact('readwrite', (store) => {
        const own = [...key()]
        store.delete(IDBKeyRange.bound(['update', 0], own, false, true))
        store.put(update, own)
        return promisifyRequest(store.transaction)
      }),
    clear: () => clear(transact),
  }
}
