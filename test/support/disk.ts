import { IDBFactory } from 'fake-indexeddb'
import { promisifyRequest, type UseStore } from 'idb-keyval'
import { merge, parseKept, type KeptMark } from '../../src/model/mark/cell.ts'
import { PackedMarks } from '../../src/model/mark/packedMarks.ts'
import type { PaperId } from '../../src/model/paper/paper.ts'
import { openCollection, type Collection } from '../../src/storage/marks/collection.ts'
import { openDatabase, type Database } from '../../src/storage/browser/database.ts'

const NAME = 'offprint-marks'

/** A transaction that the app opened, and the operations in it. */
export type Seen = {
  readonly mode: IDBTransactionMode
  readonly durability: IDBTransactionDurability
  readonly wasCommitted: boolean
}

export type Disk = {
  readonly factory: IDBFactory
  /** The connections that were opened, in order. */
  readonly connections: readonly IDBDatabase[]
  readonly transactions: readonly Seen[]
  /** Makes every later write abort instead of committing. */
  breakDown(): void
  repair(): void
}

/** An IndexedDB of its own, as a browser gives an origin, which records its transactions. */
export function createDisk(): Disk {
  const connections: IDBDatabase[] = []
  const transactions: Seen[] = []
  let isBroken = false

  const watch = (connection: IDBDatabase) => {
    connections.push(connection)
    const { transaction } = connection
    connection.transaction = (...asked) => {
      const opened = transaction.apply(connection, asked)
      const seen = { mode: opened.mode, durability: opened.durability, wasCommitted: false }
      transactions.push(seen)
      const { commit } = opened
      opened.commit = () => {
        if (isBroken) return opened.abort()
        commit.call(opened)
        seen.wasCommitted = true
      }
      return opened
    }
  }

  class Factory extends IDBFactory {
    override open(name: string, version?: number) {
      const request = super.open(name, version)
      request.addEventListener('success', () => watch(request.result))
      return request
    }
  }
  return {
    factory: new Factory(),
    connections,
    transactions,
    breakDown: () => (isBroken = true),
    repair: () => (isBroken = false),
  }
}

export type Tab = { readonly database: Database; readonly collection: Collection<PaperId, KeptMark> }

/** What a page of the app holds open on the disk. */
export async function openTab({ factory }: Disk, writer: string): Promise<Tab> {
  const database = await openDatabase(NAME, factory)
  const collect = () => new PackedMarks()
  return { database, collection: openCollection(database.transact, { merge, parse: parseKept, collect }, writer) }
}

/** What a page started later reads from the disk. */
export async function reload(disk: Disk) {
  const { database, collection } = await openTab(disk, 'later')
  const loaded = await collection.load()
  database.close()
  return { ...loaded, records: new Map(loaded.records) }
}

/** Everything on the disk, by key. */
export async function readDisk(disk: Disk): Promise<readonly (readonly [key: IDBValidKey, value: unknown])[]> {
  const { database } = await openTab(disk, 'reader')
  const entries = await database.transact('readonly', async (store) => {
    const [keys, values] = await Promise.all([
      promisifyRequest(store.getAllKeys()),
      promisifyRequest<unknown[]>(store.getAll()),
    ])
    return keys.map((key, i) => [key, values[i]] as const)
  })
  database.close()
  return entries
}

/** Writes a value to the disk that the app would not write. */
export async function putOnDisk(disk: Disk, key: IDBValidKey, value: unknown): Promise<void> {
  const { database } = await openTab(disk, 'other')
  await database.transact('readwrite', (store) => promisifyRequest(store.put(value, key)))
  database.close()
}

/** `transact` with a callback before each transaction is used. */
export const tapped =
  (transact: UseStore, tap: (store: IDBObjectStore) => void): UseStore =>
  (mode, callback) =>
    transact(mode, (store) => {
      tap(store)
      return callback(store)
    })
