import { promisifyRequest } from 'idb-keyval'
import { openFolder } from '../journal/opfs.ts'

/** Raw data in the browser, whether or not this version understands it. */
export type RawCopy = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }

/**
 * Every record of a database, of whatever version, by its key; null where there is no such database. Rejects where the
 * browser does not open it. Creates and changes nothing.
 */
export async function readRawRecords(name: string): Promise<readonly (readonly [IDBValidKey, unknown])[] | null> {
  const known = await indexedDB.databases?.().catch(() => null)
  if (known && !known.some((database) => database.name === name)) return null
  // Without a version number it opens as it is, also where a newer app has been.
  const database = await promisifyRequest(indexedDB.open(name))
  try {
    const stores = [...database.objectStoreNames]
    if (stores.length === 0) return null
    const transaction = database.transaction(stores)
    const read = stores.map(async (store) => {
      const records = transaction.objectStore(store)
      const [keys, values] = await Promise.all([
        promisifyRequest(records.getAllKeys()),
        promisifyRequest<unknown[]>(records.getAll()),
      ])
      return keys.map((key, i) => [key, values[i]] as const)
    })
    return (await Promise.all(read)).flat()
  } finally {
    database.close()
  }
}

/** The files of a folder of the private file system; none where there is no such folder, or no such system. */
export async function readFiles(folder: string): Promise<readonly RawCopy[]> {
  if (typeof navigator.storage?.getDirectory !== 'function') return []
  const { names, read } = await openFolder(folder)
  return Promise.all((await names()).toSorted().map(async (name) => ({ name, bytes: await read(name) })))
}
