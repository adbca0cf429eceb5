import { ensureCapacity } from '../../model/growableArray.ts'
import { readTexts, type TextSpan } from '../loading/textReader.ts'

export type TextPlaces<T> = ReturnType<typeof createTextPlaces<T>>

/**
 * The abstracts of papers by row, or their bibliography entries, whose text `parse` reads. They are most of a paper’s bytes
 * and few are shown, so they stay in the Blobs of the lists, and the index knows only where.
 */
export function createTextPlaces<T>(parse: (text: string) => T) {
  const blobs: Blob[] = []
  let sourceOf = new Uint32Array(64)
  let starts = new Uint32Array(64)
  let ends = new Uint32Array(64)
  let size = 0

  const makeRoom = (place: number) => {
    sourceOf = ensureCapacity(sourceOf, place)
    starts = ensureCapacity(starts, place)
    ends = ensureCapacity(ends, place)
  }
  const set = (place: number, source: number, start: number, end: number) => {
    if (end === start && place >= size) return
    makeRoom(place)
    size = Math.max(size, place + 1)
    places.changes += 1
    sourceOf[place] = source
    starts[place] = start
    ends[place] = end
  }
  const bytesAt = (place: number): number => (place < size ? ends[place]! - starts[place]! : 0)
  const spanAt = (place: number): TextSpan => ({
    blob: blobs[sourceOf[place]!]!,
    start: starts[place]!,
    end: ends[place]!,
  })

  const places = {
    /** Incremented with every change. */
    changes: 0,
    makeRoom,
    /** Adds a Blob with texts; rows refer to it by the returned number. */
    hold(blob: Blob): number {
      if (blobs.at(-1) !== blob) blobs.push(blob)
      return blobs.length - 1
    },
    set,
    /** Sets the text of a row by a key. */
    put(place: number, key: string) {
      const [source, start, end] = key === '' ? [0, 0, 0] : key.split(':').map(Number)
      set(place, source!, start!, end!)
    },
    /** Where the text of a row is, as a string that stands for it while papers are merged; empty without one. */
    keyAt: (place: number): string =>
      bytesAt(place) === 0 ? '' : toKey(sourceOf[place]!, starts[place]!, ends[place]!),
    /** The size of a text in bytes, with escapes; 0 without one. */
    bytesAt,
    /** Whether there is any. */
    hasAny: (): boolean => size > 0,
    /** All rows with a text. */
    all: (): Int32Array => Int32Array.from({ length: size }, (_, place) => place).filter((place) => bytesAt(place) > 0),

    /** Reads the text of a row; null without one. Rejects where its Blob cannot be read. */
    async text(place: number): Promise<T | null> {
      if (bytesAt(place) === 0) return null
      for await (const [text] of readTexts([spanAt(place)])) return parse(text!)
      return null
    },

    /**
     * Reads the texts of rows that have one, some at a time, in the order of the Blobs. Rejects where a Blob cannot
     * be read.
     */
    async *texts(some: Int32Array): AsyncGenerator<readonly (readonly [place: number, text: T])[]> {
      const inOrder = some
        .filter((place) => bytesAt(place) > 0)
        .toSorted((a, b) => sourceOf[a]! - sourceOf[b]! || starts[a]! - starts[b]!)
      let next = 0
      for await (const texts of readTexts(Array.from(inOrder, spanAt))) {
        yield texts.map((text) => [inOrder[next++]!, parse(text)] as const)
      }
    },
  }
  return places
}

/** Parses an abstract: a JSON string without its quotes. */
export const parseAbstract = (text: string): string =>
  text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text

/** The key of a text that is in no row yet. */
export const toKey = (source: number, start: number, end: number): string =>
  start === end ? '' : `${source}:${start}:${end}`
