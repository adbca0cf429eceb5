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
  const write = (to: readonly (readonly [id: string, list: unknown])[]) =>
    transact('readwrite', (store) => {
      for (const [id, list] of to) {
        if (list) store.put(list, id)
        else store.delete(id)
      }
      store.transaction.commit()
      return promisifyRequest(store.transaction)
    })
  return {
    load: () =>
      transact('readonly', async (store) => {
        const kept = await promisifyRequest<unknown[]>(store.getAll())
        return kept.flatMap((value) => parseOwnList(value) ?? []).toSorted((a, b) => a.addedAt - b.addedAt)
      }),
    async change(to) {
      try {
        await write(to)
      } catch {
        // A private window of WebKit refuses a Blob and takes its bytes; whatever else is wrong is said by the second try.
        await write(await Promise.all(to.map(async ([id, list]) => [id, list && (await toBytes(list))] as const)))
      }
    },
  }
}

/** A list with its bytes in the record itself: read whole with every start, so only where the browser takes no Blob. */
async function toBytes(list: OwnList): Promise<unknown> {
  const { prepared, blob } = list
  const each = prepared?.map(async (one) => ({ ...one, blob: await one.blob.arrayBuffer() }))
  return { ...list, blob: await blob.arrayBuffer(), ...(each && { prepared: await Promise.all(each) }) }
}

/** A list as it is kept, with a Blob or with bytes in place of one; null for any other value. */
export function parseOwnList(kept: unknown): OwnList | null {
  if (typeof kept !== 'object' || kept === null || !('blob' in kept) || !('addedAt' in kept)) return null
  const list = kept as OwnList
  const { prepared } = list
  const blob = toBlob(list.blob)
  return (
    blob && {
      ...list,
      blob,
      ...(prepared && { prepared: prepared.map((one) => ({ ...one, blob: toBlob(one.blob)! })) }),
    }
  )
}

const toBlob = (kept: unknown): Blob | null =>
  kept instanceof Blob ? kept : kept instanceof ArrayBuffer ? new Blob([kept], { type: 'application/x-ndjson' }) : null

/** A list as the engine takes it, by its present name. */
export const toFetched = ({ title, blob, prepared }: OwnList): Fetched => ({
  name: title,
  blob,
  ...(prepared && { prepared }),
})
