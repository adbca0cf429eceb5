import { promisifyRequest, type UseStore } from 'idb-keyval'
import { readRecords, unreadableKey, type Collected, type LastKey, type Records } from './recordReader.ts'
import { MANY_MARKS } from '../browser/workerThread.ts'

/** Records that are kept between visits, each merged into what is stored. Nothing is ever deleted. */
export type Collection<Id extends string, Value> = {
  /**
   * All records, the number of unreadable ones, and of those set aside when their place was needed; all of them stay.
   * Rejects if nothing can be read.
   */
  load(): Promise<{ readonly records: ReadonlyMap<Id, Value>; readonly unreadable: number; readonly aside: number }>
  /** The stored records of these ids, as far as they can be read, without what an unloading page saved last. */
  peek(ids: readonly Id[]): Promise<ReadonlyMap<Id, Value>>
  /** Resolves once the records are on disk; rejects if none was written, so that the caller can retry. */
  save(records: ReadonlyMap<Id, Value>): Promise<void>
  /**
   * Saves in one write that waits for nothing, for a page that is being unloaded: its transaction is committed before
   * this returns, whereas `save` reads first. The next load and save merge it.
   */
  saveAtOnce(records: ReadonlyMap<Id, Value>): Promise<void>
}

type Shape<Id, Value> = {
  readonly merge: (saved: Value, ours: Value) => Value
  /** The value of a record, or null where this version does not understand it. */
  readonly parse: (saved: unknown) => Value | null
  /** The collection that records are read into; a Map by default. */
  readonly collect?: () => Collected<Id, Value>
  /** Reads all records in a worker, where they are many; where it rejects they are read here. */
  readonly readApart?: () => Promise<Records<Id, Value>>
}

/** A collection in a database of its own; `writer` is the id of this page. */
export function openCollection<Id extends string, Value>(
  transact: UseStore,
  { merge, parse, collect = () => new Map(), readApart }: Shape<Id, Value>,
  writer: string,
): Collection<Id, Value> {
  /** Last writes that are on disk and not merged into the records yet. */
  const last = new Map<LastKey, ReadonlyMap<Id, Value>>()
  let count = 0

  const mergeAll = (into: Collected<Id, Value>, records: ReadonlyMap<Id, Value>) => {
    for (const [id, value] of records) {
      const before = into.get(id)
      into.set(id, before === undefined ? value : merge(before, value))
    }
  }

  return {
    async load() {
      const readHere = (store: IDBObjectStore) => readRecords(store, { parse, collect })
      const areMany = async (store: IDBObjectStore) => (await promisifyRequest(store.count())) >= MANY_MARKS
      const read =
        (await transact('readonly', async (store) => (readApart && (await areMany(store)) ? null : readHere(store)))) ??
        (await readApart!().catch((error: unknown) => console.warn('Offprint reads its marks in the page:', error))) ??
        (await transact('readonly', readHere))
      for (const [key, batch] of read.last) last.set(key, batch)
      for (const batch of last.values()) mergeAll(read.records, batch)
      return read
    },

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
        // Reads, merges and writes in one transaction, so no tab overwrites another.
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
              // An error thrown here would be reported as an uncaught exception in an event handler.
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
