import type { Prepared } from '../../model/columns/preparedPapers.ts'

/** Rises when `prepare` makes something else, or it is printed otherwise: what was kept before is then made anew. */
export const PREPARED_VERSION = 1

/** What was prepared of papers that are kept, and where the line of each ends, counted from the end of the line before them. */
export type PreparedLines = Prepared & { readonly lineEnds: Uint32Array }

const WORD_BYTES = 4
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** What stands in the head for numbers, or for a text, that come after it. */
type Stand = { readonly numbers?: number; readonly letters?: number }

/**
 * What was prepared as bytes: how long its head is, the head as JSON, then in the same order all numbers and texts, which
 * need no parsing: they are nearly all of it.
 */
export function printPrepared(prepared: PreparedLines): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const head = JSON.stringify(prepared, (name, value: unknown): unknown => {
    if (value instanceof Uint32Array) {
      parts.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      return { numbers: value.length } satisfies Stand
    }
    if (name !== 'text') return value
    const letters = encoder.encode(value as string)
    parts.push(letters)
    return { letters: letters.length } satisfies Stand
  })
  const first = encoder.encode(head)
  return join([new Uint8Array(Uint32Array.of(first.length).buffer), first, ...parts])
}

/** What `printPrepared` made. Throws, or gives anything, where the bytes are others. */
export function parsePrepared(bytes: Uint8Array): PreparedLines {
  let at = 0
  const take = (length: number) => bytes.slice(at, (at += length))
  const takeNumbers = (length: number) => new Uint32Array(take(WORD_BYTES * length).buffer)
  const head = decoder.decode(take(takeNumbers(1)[0]!))
  return JSON.parse(head, (_, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const { numbers, letters } = value as Stand
    if (typeof numbers === 'number') return takeNumbers(numbers)
    return typeof letters === 'number' ? decoder.decode(take(letters)) : value
  }) as PreparedLines
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
