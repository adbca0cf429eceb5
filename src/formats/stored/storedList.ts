import type { ListHead } from '../../model/paper/list.ts'
import type { Paper } from '../../model/paper/paper.ts'
import { prepare } from '../../model/columns/preparedPapers.ts'
import { printPaper } from './paperLine.ts'
import { PREPARED_VERSION, printPrepared } from './preparedFormat.ts'

/** Lines handed to the browser at a time, so that no text grows as long as the whole list. */
const BATCH = 5000

/** A list as it is kept between visits: its head, then a paper a line, so that the first can be shown before the last is read. */
export function printStoredList(head: ListHead, papers: readonly Paper[]): Blob {
  const parts = [JSON.stringify(head)]
  for (let from = 0; from < papers.length; from += BATCH) {
    parts.push(...papers.slice(from, from + BATCH).map((paper) => `\n${printPaper(paper)}`))
  }
  return new Blob(parts, { type: 'application/x-ndjson' })
}

/**
 * What was made of the papers of a kept list, in the order of its lines, beside them, so that a later visit need not read
 * them one by one. It says nothing that they do not: where there is none, or it does not fit, it is made anew. Whoever
 * changes a line leaves it out.
 */
export type KeptPrepared = {
  readonly version: number
  readonly blob: Blob
  readonly parts: readonly KeptPart[]
}
/** A part of it: how many papers it is of, the bytes of their lines and its own, and a sum over the latter. */
export type KeptPart = {
  readonly papers: number
  readonly lineBytes: number
  readonly bytes: number
  readonly sum: number
}

/** A stored list: one JSON header line, then one paper a line. `prepared` holds prebuilt index parts for the first papers, in order. */
export type StoredList = { readonly blob: Blob; readonly prepared?: readonly KeptPrepared[] }

/** The first part is on the screen before the next is read; then a part is some milliseconds of work. */
const FIRST_PAPERS = 100
const NEXT_PAPERS = 2000

const encoder = new TextEncoder()

/** Prepares papers as `printStoredList` has them, to be kept beside their lines. */
export function printKept(papers: readonly Paper[]): KeptPrepared {
  const parts: KeptPart[] = []
  const blobs: Blob[] = []
  for (let from = 0, to = FIRST_PAPERS; from < papers.length; from = to, to += NEXT_PAPERS) {
    const some = papers.slice(from, to)
    const each = some.map((paper) => encoder.encode(`\n${printPaper(paper)}`))
    let end = 0
    const lineEnds = Uint32Array.from(each, ({ length }) => (end += length))
    const prepared = printPrepared({ ...prepare(some), lineEnds })
    // As a blob it lies outside, and does not wait here for the last of them.
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

/** Tells bytes from others that they may have become. */
export function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  let sum = 0
  for (let i = 0; i < words.length; i += 1) sum = (Math.imul(sum, 31) + words[i]!) | 0
  for (let i = words.length << 2; i < bytes.length; i += 1) sum = (Math.imul(sum, 31) + bytes[i]!) | 0
  return sum
}
