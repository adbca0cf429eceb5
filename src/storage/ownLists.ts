import { promisifyRequest, type UseStore } from 'idb-keyval'
import type { KeptPapers } from '../formats/ownList.ts'
import type { Fetched } from './lists.ts'

/** A list that the reader brought, as it is kept: what it holds lies in the blob, a paper a line. */
export type OwnList = KeptPapers & {
  readonly id: string
  readonly title: string
  readonly papers: number
  /** Milliseconds since 1970. */
  readonly addedAt: number
}

export type OwnLists = {
  /** All of them, those added first before the others. */
  load(): Promise<readonly OwnList[]>
  /** Keeps lists under their ids, or takes away what was there; resolves once all of it is on the disk, or rejects. */
  change(to: readonly (readonly [id: string, list: OwnList | null])[]): Promise<void>
}

/** The reader's own lists in a database: one blob a list, which is read in a fraction of the time of a record a paper. */
export function openOwnLists(transact: UseStore): OwnLists {
  return {
    load: () =>
      transact('readonly', async (store) => {
        const kept = await promisifyRequest<unknown[]>(store.getAll())
        return kept.filter(isKeptList).toSorted((a, b) => a.addedAt - b.addedAt)
      }),
    change: (to) =>
      transact('readwrite', (store) => {
        for (const [id, list] of to) {
          if (list) store.put(list, id)
          else store.delete(id)
        }
        store.transaction.commit()
        return promisifyRequest(store.transaction)
      }),
  }
}

/** A list as the engine takes it, by its present name. */
export const toFetched = ({ title, blob, prepared }: OwnList): Fetched => ({
  name: title,
  blob,
  ...(prepared && { prepared }),
})

/** Whether something that is kept is a list, as far as can be seen without reading it. */
export const isKeptList = (kept: unknown): kept is OwnList =>
  typeof kept === 'object' && kept !== null && 'blob' in kept && kept.blob instanceof Blob && 'addedAt' in kept
