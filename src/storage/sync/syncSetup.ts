import { delMany, get, set, type UseStore } from 'idb-keyval'

/** The sync settings of this device; null while sync is off. */
export type Setup<Way> = { readonly way: Way; readonly hasMet: boolean }

export type SyncSetup<Way, Known> = {
  read(): Promise<Setup<Way> | null>
  write(setup: Setup<Way> | null): Promise<void>
  /** The known state of the user’s lists since sync was switched on; undefined before the first. */
  readKnown(): Promise<Known | undefined>
  writeKnown(known: Known): Promise<void>
}

const KEY = 'setup'
const KNOWN = 'lists'

/** In a database of its own, the only place for a folder handle and a key. Other tabs may change it at any time. */
export const openSyncSetup = <Way, Known>(transact: UseStore): SyncSetup<Way, Known> => ({
  read: async () => (await get<Setup<Way>>(KEY, transact)) ?? null,
  write: (setup) => (setup ? set(KEY, setup, transact) : delMany([KEY, KNOWN], transact)),
  readKnown: () => get<Known>(KNOWN, transact),
  writeKnown: (known) => set(KNOWN, known, transact),
})
