import type { StoredList, KeptPrepared } from '../../formats/stored/storedList.ts'

/** A base: papers of a list as immutable bytes, a header line and then one paper a line. */
export type Base = StoredList & {
  /** Its key in the database. */
  readonly key: string
  /** The SHA-256 of its bytes; null where it was stored before bases had names, or overwritten by such a version. */
  readonly name: string | null
  readonly papers: number
  /** The list whose first base it is; null for a later base. */
  readonly list: { readonly id: string; readonly title: string; readonly addedAt: number } | null
}

const PREFIX = 'base:'

/** Parses a base from its record in the database, with a Blob or bytes; null for any other value. */
export function parseBase(key: IDBValidKey, kept: unknown): Base | null {
  if (typeof key !== 'string' || typeof kept !== 'object' || kept === null) return null
  const record = kept as { readonly [field: string]: unknown }
  const blob = toBlob(record['blob'])
  if (!blob) return null
  const isFirst = !key.startsWith(PREFIX)
  const { id = key, title = key, addedAt, papers, prepared } = record
  if (isFirst && (typeof addedAt !== 'number' || !Number.isFinite(addedAt))) return null
  return {
    key,
    blob,
    name: typeof record['name'] === 'string' && record['size'] === blob.size ? record['name'] : null,
    papers: typeof papers === 'number' ? papers : 0,
    list: isFirst ? { id: String(id), title: String(title), addedAt: Number(addedAt) } : null,
    ...(Array.isArray(prepared) && { prepared: (prepared as KeptPrepared[]).flatMap(toPrepared) }),
  }
}

function toPrepared(one: KeptPrepared): readonly KeptPrepared[] {
  const blob = toBlob(one.blob)
  return blob ? [{ ...one, blob }] : []
}

/** Bytes in place of Blobs, for browsers that store no Blob: they are read whole at every start. */
export async function toBytes({ blob, prepared }: StoredList) {
  const each = prepared?.map(async (one) => ({ ...one, blob: await one.blob.arrayBuffer() }))
  return { blob: await blob.arrayBuffer(), prepared: each && (await Promise.all(each)) }
}

const toBlob = (kept: unknown): Blob | null =>
  kept instanceof Blob ? kept : kept instanceof ArrayBuffer ? new Blob([kept], { type: 'application/x-ndjson' }) : null
