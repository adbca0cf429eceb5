import { promisifyRequest } from 'idb-keyval'

// Records stand under their id. Besides, under arrays, which no id is:
// what a vanishing page saved, and bytes that could not be read when their place was needed.
export type LastKey = readonly ['last', writer: string, count: number]
export const unreadableKey = (id: string, at: number) => ['unreadable', id, at]

export type Collected<Id, Value> = ReadonlyMap<Id, Value> & { set(id: Id, value: Value): unknown }

/** The content of a store: its records, the number of unreadable and set-aside ones, and last writes. */
export type Records<Id, Value> = {
  readonly records: Collected<Id, Value>
  readonly unreadable: number
  readonly aside: number
  /** What unloading pages saved, which is not merged into the records yet. */
  readonly last: ReadonlyMap<LastKey, ReadonlyMap<Id, Value>>
}

type Reading<Id, Value> = {
  readonly parse: (saved: unknown) => Value | null
  readonly collect: () => Collected<Id, Value>
}

/** Reads every record of a store, in one transaction. */
export async function readRecords<Id extends string, Value>(
  store: IDBObjectStore,
  { parse, collect }: Reading<Id, Value>,
): Promise<Records<Id, Value>> {
  const records = collect()
  const last = new Map<LastKey, ReadonlyMap<Id, Value>>()
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
  return { records, unreadable, aside, last }
}

const isUnreadableKey = (key: IDBValidKey) => Array.isArray(key) && key[0] === 'unreadable'

/** Records read at a time: more would block the page while they are decoded. */
const BATCH = 300

type Batch = { readonly keys: readonly IDBValidKey[]; readonly values: readonly unknown[] }

/** Every record of a store with its key. */
async function* readAll(store: IDBObjectStore): AsyncGenerator<Batch> {
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
