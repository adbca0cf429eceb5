import { promisifyRequest, type UseStore } from 'idb-keyval'
import { LIST_RECORD_RANGE, type ListRecords } from '../../model/paper/listRecord.ts'
import { parseKept, type Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { parseBase, toBytes, type Base } from './bases.ts'
import type { Fetched } from './bundledLists.ts'
import { makeList, type MadeList, type OwnList } from './assembleList.ts'

export type OwnLists = {
  /** All lists as their records define them, the oldest first; a list without a record is its base. */
  load(records: ListRecords): Promise<readonly MadeList[]>
  /** All bases that are here, of whichever list. */
  bases(): Promise<readonly Base[]>
  /** Stores papers as a base of their list; resolves with its name once it is on disk, or rejects. Replaces nothing. */
  keep(list: OwnList): Promise<string>
  /** Records the name of a base that was stored before bases had names. */
  nameBase(base: Base, name: string): Promise<void>
  remove(bases: readonly Base[]): Promise<void>
}

/**
 * The user’s own lists in a database: one blob for each base, which is read far faster than one record for each paper.
 */
export function openOwnLists(transact: UseStore): OwnLists {
  /** Writes what `change` makes of the stored value. */
  const put = (key: string, change: (there: unknown) => readonly [key: string, value: object] | null) =>
    transact('readwrite', async (store) => {
      const changed = change(await promisifyRequest<unknown>(store.get(key)))
      if (changed) store.put(changed[1], changed[0])
      store.transaction.commit()
      await promisifyRequest(store.transaction)
    })
  const bases = () =>
    transact('readonly', async (store) => {
      const [keys, values] = await Promise.all([
        promisifyRequest(store.getAllKeys()),
        promisifyRequest<unknown[]>(store.getAll()),
      ])
      return keys.flatMap((key, i) => parseBase(key, values[i]) ?? [])
    })

  return {
    bases,
    async load(records) {
      const kept = await bases()
      const ids = new Set([...records.keys(), ...kept.flatMap(({ list }) => list?.id ?? [])])
      const made = await Promise.all([...ids].map((id) => makeList(id, records.get(id), kept)))
      return made.filter((list) => list !== null).toSorted((a, b) => a.addedAt - b.addedAt)
    },
    async keep(list) {
      const name = await nameOf(list.blob)
      const { papers, prepared } = list
      const keepAs = (blob: unknown, kept: unknown) =>
        put(list.id, (there) => {
          const base = { papers, name, size: list.blob.size, blob, ...(kept !== undefined && { prepared: kept }) }
          if (there === undefined) return [list.id, { ...base, id: list.id, title: list.title, addedAt: list.addedAt }]
          return parseBase(list.id, there)?.name === name ? null : [`base:${name}`, { ...base, of: list.id }]
        })
      try {
        await keepAs(list.blob, prepared)
      } catch {
        // A private window of WebKit refuses a Blob and takes its bytes. Any other error comes back with the second
        // try.
        const bytes = await toBytes(list)
        await keepAs(bytes.blob, bytes.prepared)
      }
      return name
    },
    async nameBase(base, name) {
      await put(base.key, (there) => {
        const now = parseBase(base.key, there)
        // Another page may have replaced it.
        if (!now || now.name !== null || now.blob.size !== base.blob.size) return null
        return [base.key, { ...(there as object), name, size: base.blob.size }]
      })
    },
    remove: (some) =>
      transact('readwrite', async (store) => {
        for (const { key } of some) store.delete(key)
        store.transaction.commit()
        await promisifyRequest(store.transaction)
      }),
  }
}

/** The cells of lists in the database of marks, without the rest of it. */
export const peekListRecords = (transact: UseStore): Promise<Marks> =>
  transact('readonly', async (store) => {
    const range = IDBKeyRange.bound(...LIST_RECORD_RANGE)
    const [keys, values] = await Promise.all([
      promisifyRequest(store.getAllKeys(range)),
      promisifyRequest<unknown[]>(store.getAll(range)),
    ])
    return new Map(
      keys.flatMap((key, i) => {
        const kept = parseKept(values[i])
        return kept ? [[key as PaperId, kept] as const] : []
      }),
    )
  })

/** The name of a base: the SHA-256 of its bytes, in hexadecimal. */
export async function nameOf(blob: Blob): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A list for the engine, with its current title. */
export const toFetched = ({ title, blob, prepared, addedAt }: OwnList): Fetched => ({
  name: title,
  blob,
  addedAt,
  ...(prepared && { prepared }),
})
