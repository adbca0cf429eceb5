import type { ListHead } from '../../model/paper/list.ts'
import type { Paper } from '../../model/paper/paper.ts'
import { prepare } from '../../model/columns/preparedPapers.ts'
import { printPaper } from './paperLine.ts'
import { PREPARED_VERSION, printPrepared } from './preparedFormat.ts'

/** Lines added at a time. Each line is a string of its own, so no string grows as long as the whole list. */
const BATCH = 5000

/** Prints a list in its stored form: a header, then one paper a line. The first can be shown before the last is read. */
export function printStoredList(head: ListHead, papers: readonly Paper[]): Blob {
  const parts = [JSON.stringify(head)]
  for (let from = 0; from < papers.length; from += BATCH) {
    parts.push(...papers.slice(from, from + BATCH).map((paper) => `\n${printPaper(paper)}`))
  }
  return new Blob(parts, { type: 'application/x-ndjson' })
}

/**
 * Prebuilt index parts of a stored list, in the order of its lines, so that a later visit need not read its papers one
 * by one. They are derived data: if they are missing or do not fit, the app builds them again. Code that changes a line
 * drops them.
 */
export type KeptPrepared = {
  readonly version: number
  readonly blob: Blob
  readonly parts: readonly KeptPart[]
}
/** A prepared part: its number of papers, the length of their lines and its own length in bytes, and its checksum. */
export type KeptPart = {
  readonly papers: number
  readonly lineBytes: number
  readonly bytes: number
  readonly sum: number
}

/** A stored list: one JSON header line, then one paper a line. `prepared` holds prebuilt index parts for the first papers, in order. */
export type StoredList = { readonly blob: Blob; readonly prepared?: readonly KeptPrepared[] }

/** A stored list and when it was added, in milliseconds since 1970: the time of papers that an older version stored without one. */
export type AddedList = StoredList & { readonly addedAt?: number }

/** The first part is on the screen before the next is read. Each later part takes a few milliseconds. */
const FIRST_PAPERS = 100
const NEXT_PAPERS = 2000

const encoder = new TextEncoder()

/** Prepares papers, for storage beside the lines of `printStoredList`. */
export function printKept(papers: readonly Paper[]): KeptPrepared {
  const parts: KeptPart[] = []
  const blobs: Blob[] = []
  for (let from = 0, to = FIRST_PAPERS; from < papers.length; from = to, to += NEXT_PAPERS) {
    const some = papers.slice(from, to)
    const each = some.map((paper) => encoder.encode(`\n${printPaper(paper)}`))
    let end = 0
    const lineEnds = Uint32Array.from(each, ({ length }) => (end += length))
    const abstractSizes = Uint32Array.from(some, ({ abstract }) =>
      abstract === '' ? 0 : encoder.encode(JSON.stringify(abstract)).length - 2,
    )
    const bibliographySizes = Uint32Array.from(some, ({ bibliography }) =>
      bibliography ? encoder.encode(JSON.stringify(bibliography)).length : 0,
    )
    const prepared = printPrepared({ ...prepare(some), lineEnds, abstractSizes, bibliographySizes })
    // A Blob keeps these bytes out of the worker’s heap while later parts are built.
    blobs.push(new Blob([prepared]))
    parts.push({
      papers: some.length,
      lineBytes: end,
      bytes: prepared.length,
      sum: checksum(prepared),
    })
  }
  return { version: PREPARED_VERSION, blob: new Blob(blobs), parts }
}

/** A checksum that detects damaged bytes. */
export function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  let sum = 0
  for (let i = 0; i < words.length; i += 1) sum = (Math.imul(sum, 31) + words[i]!) | 0
  for (let i = words.length << 2; i < bytes.length; i += 1) sum = (Math.imul(sum, 31) + bytes[i]!) | 0
  return sum
}
