import type { UseStore } from 'idb-keyval'

const STORE = 'records'
/** An `open` that has not answered by then has failed (WebKit bug 226547 never answers). */
const OPEN_TIMEOUT_MS = 5000

/** A database did not open in time. `opened` resolves if it opens later, and never if the browser does not answer. */
export class LateError extends Error {
  readonly opened: Promise<void>
  constructor(opened: Promise<void>) {
    super('The browser’s database did not open in time.')
    this.opened = opened
  }
}

export type Database = {
  /** A transaction on the one object store, as idb-keyval wants it; strict where it writes. */
  readonly transact: UseStore
  close(): void
}

/**
 * Opens an IndexedDB database of one object store, and creates it if needed. The connection stays open, so that a last
 * write while the page is hidden need not wait, and is opened again when the browser has closed it.
 */
export async function openDatabase(name: string, factory: IDBFactory = indexedDB): Promise<Database> {
  let connection: IDBDatabase | null = await connect(name, factory)
  forgetWhenClosed(connection)

  function forgetWhenClosed(opened: IDBDatabase) {
    const forget = () => {
      if (connection === opened) connection = null
    }
    opened.addEventListener('close', forget)
    // Another version of the app wants to upgrade the database, and would wait forever.
    opened.addEventListener('versionchange', () => {
      opened.close()
      forget()
    })
  }

  const transaction = (mode: IDBTransactionMode) =>
    // A relaxed transaction reaches the disk whenever the system likes, a strict one before it completes.
    connection!.transaction(STORE, mode, { durability: mode === 'readwrite' ? 'strict' : 'default' }).objectStore(STORE)

  const reconnect = async () => {
    connection = await connect(name, factory)
    forgetWhenClosed(connection)
  }

  return {
    transact: async (mode, callback) => {
      if (!connection) await reconnect()
      let store: IDBObjectStore
      try {
        store = transaction(mode)
      } catch (error) {
        // A closing connection throws only here.
        if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error
        await reconnect()
        store = transaction(mode)
      }
      return callback(store)
    },
    close: () => connection?.close(),
  }
}

/**
 * Transactions on a database that is opening. Once it is open they do not wait, because a page that unloads has no
 * later.
 */
export function deferDatabase(opening: Promise<Database>): UseStore {
  let opened: Database | undefined
  opening.then(
    (database) => (opened = database),
    () => {},
  )
  return (mode, callback) =>
    opened ? opened.transact(mode, callback) : opening.then(({ transact }) => transact(mode, callback))
}

function connect(name: string, factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1)
    let isLate = false
    const late = setTimeout(() => {
      isLate = true
      reject(new LateError(new Promise((opened) => request.addEventListener('success', () => opened()))))
    }, OPEN_TIMEOUT_MS)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE))
    request.addEventListener('success', () => {
      clearTimeout(late)
      // Nobody waits for it any more, and an open connection would block a newer version.
      if (isLate) request.result.close()
      else resolve(request.result)
    })
    request.addEventListener('error', () => {
      clearTimeout(late)
      // An older page, or one from an old service worker, beside a newer one.
      if (request.error?.name === 'VersionError') {
        reject(
          new Error(
            'a newer version of Offprint has been here; start that one, or close all tabs of Offprint and open it again',
          ),
        )
      } else reject(request.error ?? new Error('The browser’s database did not open.'))
    })
  })
}
