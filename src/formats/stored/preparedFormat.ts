import type { Prepared } from '../../model/columns/preparedPapers.ts'

/** Increase it when `prepare` or the printed form changes. Prepared parts of versions that are not read are built again. */
export const PREPARED_VERSION = 3

/** Whether prepared parts of a version are read. Those of earlier ones lack what papers had not then. */
export const isReadVersion = (version: number): boolean => version >= 1 && version <= PREPARED_VERSION

/**
 * The prepared index part of stored papers. `lineEnds` counts bytes from the end of the line before the papers.
 * `abstractSizes` are the bytes of the abstract at the end of each line, between its quotes, and `bibliographySizes` those
 * of the bibliography entry before it; 0 without one.
 */
export type PreparedLines = Prepared & {
  readonly lineEnds: Uint32Array
  readonly abstractSizes: Uint32Array
  readonly bibliographySizes: Uint32Array
}

const WORD_BYTES = 4
const DOUBLE_BYTES = 8
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A placeholder in the header: the length of an array of numbers, or of a text in bytes, that follows the header. */
type Stand = { readonly numbers?: number; readonly doubles?: number; readonly letters?: number }

/**
 * Prints a prepared part as bytes: the header’s length, the header as JSON, then all arrays of numbers and texts in the
 * same order. These are nearly all of the data and need no parsing.
 */
export function printPrepared(prepared: PreparedLines): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const head = JSON.stringify(prepared, (name, value: unknown): unknown => {
    if (value instanceof Uint32Array || value instanceof Float64Array) {
      parts.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      const { length } = value
      return (value instanceof Uint32Array ? { numbers: length } : { doubles: length }) satisfies Stand
    }
    if (name !== 'text') return value
    const letters = encoder.encode(value as string)
    parts.push(letters)
    return { letters: letters.length } satisfies Stand
  })
  const first = encoder.encode(head)
  return join([new Uint8Array(Uint32Array.of(first.length).buffer), first, ...parts])
}

/** Parses the output of `printPrepared`. For any other bytes, throws or returns arbitrary data. */
export function parsePrepared(bytes: Uint8Array): PreparedLines {
  let at = 0
  const take = (length: number) => bytes.slice(at, (at += length))
  const takeNumbers = (length: number) => new Uint32Array(take(WORD_BYTES * length).buffer)
  const head = decoder.decode(take(takeNumbers(1)[0]!))
  const prepared = JSON.parse(head, (_, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const { numbers, doubles, letters } = value as Stand
    if (typeof numbers === 'number') return takeNumbers(numbers)
    if (typeof doubles === 'number') return new Float64Array(take(DOUBLE_BYTES * doubles).buffer)
    return typeof letters === 'number' ? decoder.decode(take(letters)) : value
  }) as PreparedLines
  const { papers } = prepared
  // Parts that an older version stored lack some of these.
  const {
    addedAt = new Float64Array(papers),
    abstractSizes = new Uint32Array(papers),
    bibliographySizes = new Uint32Array(papers),
  } = prepared as Partial<typeof prepared>
  return { ...prepared, addedAt, abstractSizes, bibliographySizes }
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
