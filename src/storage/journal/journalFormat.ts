import { setAside } from '../../model/mark/clockSkew.ts'
import { fromPlain, toPlain, type KeptMark, type Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'

/**
 * A batch of marks that were written together, at a time in milliseconds since 1970. `total` is only in the first batch
 * of a snapshot: the number of papers in all its batches.
 */
export type Batch = { readonly at: number; readonly marks: Marks; readonly total: number | null }

/**
 * Why the reading of a file ended: `whole` at its end; `torn` in an unfinished record, as a killed writer leaves it;
 * `damaged` at bytes that nobody wrote so; `newer` at a record of another version.
 */
export type End = 'whole' | 'torn' | 'damaged' | 'newer'

// A file: "OFPT", version; then records: length and CRC-32 of the payload, CRC-32 of these two, payload (JSON in UTF-8).
// All numbers are 32 bits, little-endian. The head has a sum of its own so that a flipped bit in a length is not taken
// for a torn end, which may be thrown away.
const MAGIC = 0x5450464f
const VERSION = 1
const HEAD_BYTES = 12

/** The length of a file without records. */
export const EMPTY_BYTES = 8

/** The header of a file. */
export function encodeHeader(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(EMPTY_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, VERSION, true)
  return bytes
}

/** Encodes one record, to be appended to a file. */
export function encode({ at, marks, total }: Batch): Uint8Array<ArrayBuffer> {
  const plain = [...marks].map(([paper, kept]) => [paper, toPlain(kept)])
  const payload = new TextEncoder().encode(JSON.stringify({ at, total, marks: plain }))
  const bytes = new Uint8Array(HEAD_BYTES + payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, payload.length, true)
  view.setUint32(4, checksum(payload), true)
  view.setUint32(8, checksum(bytes.subarray(0, 8)), true)
  bytes.set(payload, HEAD_BYTES)
  return bytes
}

/**
 * Decodes a file up to the first record that is not whole, with the number of bytes read and why it ends there. Cells
 * ahead of `now`, in milliseconds since 1970, are set aside. Never throws.
 */
export function decodeAll(
  bytes: Uint8Array,
  now: number = Date.now(),
): {
  readonly batches: readonly Batch[]
  readonly good: number
  readonly end: End
} {
  const batches: Batch[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // A file grows before its bytes arrive: after a power cut they may be zeros.
  const stop = (good: number, end: End) => ({ batches, good, end: isBlank(bytes, good) ? ('torn' as const) : end })

  if (bytes.length < EMPTY_BYTES) return stop(0, 'torn')
  if (view.getUint32(0, true) !== MAGIC) return stop(0, 'damaged')
  if (view.getUint32(4, true) !== VERSION) return stop(0, 'newer')
  let good = EMPTY_BYTES
  while (good < bytes.length) {
    const start = good + HEAD_BYTES
    if (start > bytes.length) return stop(good, 'torn')
    if (view.getUint32(good + 8, true) !== checksum(bytes.subarray(good, good + 8))) return stop(good, 'damaged')
    const next = start + view.getUint32(good, true)
    if (next > bytes.length) return stop(good, 'torn')
    const payload = bytes.subarray(start, next)
    if (view.getUint32(good + 4, true) !== checksum(payload)) return stop(good, 'damaged')
    const batch = parseBatch(payload, now)
    if (batch === null) return stop(good, 'newer')
    batches.push(batch)
    good = next
  }
  return { batches, good, end: 'whole' }
}

const isBlank = (bytes: Uint8Array, from: number) =>
  from < bytes.length && bytes.subarray(from).every((byte) => byte === 0)

function parseBatch(payload: Uint8Array, now: number): Batch | null {
  let found: unknown
  try {
    found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    return null
  }
  if (typeof found !== 'object' || found === null) return null
  const { at, total, marks } = found as { readonly [field in keyof Batch]?: unknown }
  if (typeof at !== 'number' || !(total === null || typeof total === 'number') || !Array.isArray(marks)) return null
  const read = new Map<PaperId, KeptMark>()
  for (const entry of marks as readonly unknown[]) {
    if (!Array.isArray(entry) || entry.length !== 2) return null
    const [paper, plain] = entry as readonly unknown[]
    const kept = fromPlain(plain)
    if (typeof paper !== 'string' || kept === null) return null
    read.set(paper as PaperId, setAside(kept, now))
  }
  return { at, total, marks: read }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})

/** CRC-32 as in gzip and PNG: the polynomial of IEEE 802.3, bits reversed (RFC 1952, section 8; PNG, annex D). */
export function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xff]! ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}
