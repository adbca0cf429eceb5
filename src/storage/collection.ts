import { promisifyRequest, type UseStore } from 'idb-keyval'

/** Records kept between visits, each merged into what is already there. Nothing is ever deleted from it. */
export type Collection<Id extends string, Value> = {
  /**
   * All records, how many there are that could not be read, and how many of those were put aside when their place was
   * needed; all of it stays as it is. Rejects if nothing can be read.
   */
  load(): Promise<{ readonly records: ReadonlyMap<Id, Value>; readonly unreadable: number; readonly aside: number }>
  /** Those of the records that there are, as far as they can be read, without what a vanishing page saved last. */
  peek(ids: readonly Id[]): Promise<ReadonlyMap<Id, Value>>
  /** Resolves once the records are on disk; rejects if none was written, so that the caller can try again. */
  save(records: ReadonlyMap<Id, Value>): Promise<void>
  /**
   * Saves in one write that waits for nothing, for a page that is about to vanish: its transaction is committed before
   * this returns, where `save` needs an answer from the disk first. Takes part in the next load and save.
   */
  saveAtOnce(records: ReadonlyMap<Id, Value>): Promise<void>
}

type Shape<Value> = {
  readonly merge: (saved: Value, ours: Value) => Value
  /** The value a record holds, or null where it holds none that this version understands. */
  readonly parse: (saved: unknown) => Value | null
  /** What records are put into as they are read; a map, where this is not said. */
  readonly collect?: () => Collected<string, Value>
}

type Collected<Id, Value> = ReadonlyMap<Id, Value> & { set(id: Id, value: Value): unknown }

// Records stand under their id. Besides, under arrays, which no id is:
// what a vanishing page saved, and bytes that could not be read when their place was needed.
type LastKey = readonly ['last', writer: string, count: number]
const unreadableKey = (id: string, at: number) => ['unreadable', id, at]

/** A collection in a database of its own; `writer` names this page among others that are open. */
export function openCollection<Id extends string, Value>(
  transact: UseStore,
  { merge, parse, collect = () => new Map<string, Value>() }: Shape<Value>,
  writer: string,
): Collection<Id, Value> {
  /** Last writes that are on disk and not yet part of the records. */
  const last = new Map<LastKey, ReadonlyMap<Id, Value>>()
  let count = 0

  const mergeAll = (into: Collected<Id, Value>, records: ReadonlyMap<Id, Value>) => {
    for (const [id, value] of records) {
      const before = into.get(id)
      into.set(id, before === undefined ? value : merge(before, value))
    }
  }

  return {
    load: () =>
      transact('readonly', async (store) => {
        const records = collect() as Collected<Id, Value>
        let [unreadable, aside] = [0, 0]
        const take = (key: IDBValidKey, saved: unknown) => {
          if (typeof key === 'string') {
            const value = parse(saved)
            if (value === null) unreadable += 1
            else records.set(key as Id, value)
          } else if (isLastKey(key)) {
            const batch = parseBatch<Id, Value>(saved, parse)
            if (batch) last.set(key, batch)
            else unreadable += 1
          } else if (isUnreadableKey(key)) aside += 1
        }
        for await (const { keys, values } of readAll(store)) {
          for (const [i, key] of keys.entries()) take(key, values[i])
        }
        for (const batch of last.values()) mergeAll(records, batch)
        return { records, unreadable, aside }
      }),

    peek: (ids) =>
      transact('readonly', async (store) => {
        const found = await Promise.all(ids.map((id) => promisifyRequest<unknown>(store.get(id))))
        return new Map(
          ids.flatMap((id, i) => {
            const value = found[i] === undefined ? null : parse(found[i])
            return value === null ? [] : [[id, value] as const]
          }),
        )
      }),

    save: (records) => {
      const batch = new Map(records)
      const settled = [...last.keys()]
      for (const key of settled) mergeAll(batch, last.get(key)!)
      return transact('readwrite', async (store) => {
        for (const key of settled) store.delete([...key])
        // Reads, merges and writes inside one transaction, so no tab overwrites another.
        const put = (id: Id, ours: Value, found: unknown) => {
          const saved = found === undefined ? undefined : parse(found)
          if (saved === null) store.put(found, unreadableKey(id, Date.now()))
          store.put(saved ? merge(saved, ours) : ours, id)
        }
        let open = batch.size
        let cause: unknown
        for (const [id, ours] of batch) {
          const request: IDBRequest<unknown> = store.get(id)
          request.addEventListener('success', () => {
            try {
              put(id, ours, request.result)
              open -= 1
              // Left to itself the browser commits in a later task, which a page that unloads does not live to see.
              if (open === 0) store.transaction.commit()
            } catch (error) {
              // Thrown from here it would reach the reader as "uncaught exception in event handler".
              cause ??= error
              store.transaction.abort()
            }
          })
        }
        await promisifyRequest(store.transaction).catch((error: unknown) => {
          throw cause ?? error
        })
        for (const key of settled) last.delete(key)
      })
    },

    saveAtOnce: (records) =>
      transact('readwrite', async (store) => {
        const key = ['last', writer, (count += 1)] as const
        const batch = new Map(records)
        store.put(batch, [...key])
        store.transaction.commit()
        await promisifyRequest(store.transaction)
        last.set(key, batch)
      }),
  }
}

const isUnreadableKey = (key: IDBValidKey) => Array.isArray(key) && key[0] === 'unreadable'

/** Records read at a time: more would keep the page from drawing while they are made from what the disk gave. */
const BATCH = 300

type Records = { readonly keys: readonly IDBValidKey[]; readonly values: readonly unknown[] }

/** Every record of a store with its key, in one transaction. */
async function* readAll(store: IDBObjectStore): AsyncGenerator<Records> {
  let range: IDBKeyRange | undefined
  for (;;) {
    const [keys, values] = await Promise.all([
      promisifyRequest(store.getAllKeys(range, BATCH)),
      promisifyRequest<unknown[]>(store.getAll(range, BATCH)),
    ])
    yield { keys, values }
    const last = keys.at(-1)
    if (keys.length < BATCH || last === undefined) return
    range = IDBKeyRange.lowerBound(last, true)
  }
}

const isLastKey = (key: IDBValidKey): key is [...LastKey] =>
  Array.isArray(key) &&
  key.length === 3 &&
  key[0] === 'last' &&
  typeof key[1] === 'string' &&
  typeof key[2] === 'number'

function parseBatch<Id, Value>(saved: unknown, parse: (value: unknown) => Value | null): ReadonlyMap<Id, Value> | null {
  if (!(saved instanceof Map)) return null
  const batch = new Map<Id, Value>()
  for (const [id, value] of saved as Map<unknown, unknown>) {
    const parsed = parse(value)
    if (typeof id !== 'string' || parsed === null) return null
    batch.set(id as Id, parsed)
  }
  return batch
}
