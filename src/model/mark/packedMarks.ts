import { hasAside } from './clockSkew.ts'
import { timeOf, type Stamp } from './clock.ts'
import { lastWritten } from './mark.ts'
import { latestStamp, toPlain, type KeptMark, type Marks, type PlainMark } from './cell.ts'
import type { PaperId } from '../paper/paper.ts'

/** Marks as bytes for another thread: the records of papers, and where each ends. */
export type Packed = { readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: Uint32Array<ArrayBuffer> }

/** All marks, packed, to be transferred to another thread. */
export type TransferableMarks = Packed & {
  readonly ids: readonly PaperId[]
  /** By record, as in `PackedMarks`. */
  readonly written: Float64Array
  readonly latest: Stamp | null
  readonly aside: readonly PaperId[]
}

const FIRST_BYTES = 1 << 16
const encoder = new TextEncoder()
const decoder = new TextDecoder()

type Record = readonly [id: PaperId, plain: PlainMark]

/**
 * Many marks in a fraction of the memory of maps. It serves 100,000 marks, most of which nobody looks at. `get` creates
 * a mark once and returns the same object from then on; iteration creates objects that nobody keeps.
 */
export class PackedMarks implements ReadonlyMap<PaperId, KeptMark> {
  #bytes = new Uint8Array(FIRST_BYTES)
  readonly #ends: number[] = [0]
  /** The record of each paper. A paper that is set again leaves its old bytes where they are. */
  readonly #places = new Map<PaperId, number>()
  readonly #made = new Map<PaperId, KeptMark>()
  /** Milliseconds since 1970, by record. */
  readonly #written: number[] = []
  #latest: Stamp | null = null
  readonly #aside = new Set<PaperId>()

  /** Marks from `handOver`, whose bytes this object owns from then on. */
  static take({ bytes, ends, ids, written, latest, aside }: TransferableMarks): PackedMarks {
    const marks = new PackedMarks()
    marks.#bytes = bytes
    for (const [place, id] of ids.entries()) {
      marks.#places.set(id, place)
      marks.#ends.push(ends[place]!)
      marks.#written.push(written[place]!)
    }
    marks.#latest = latest
    for (const id of aside) marks.#aside.add(id)
    return marks
  }

  set(id: PaperId, kept: KeptMark): this {
    const text = JSON.stringify([id, toPlain(kept)] satisfies Record)
    const from = this.#ends.at(-1)!
    // A character takes three bytes at most.
    if (from + text.length * 3 > this.#bytes.length) this.#grow(from + text.length * 3)
    this.#places.set(id, this.#ends.length - 1)
    this.#ends.push(from + encoder.encodeInto(text, this.#bytes.subarray(from)).written)
    this.#made.delete(id)
    const latest = latestStamp([kept])
    if (latest && (!this.#latest || latest > this.#latest)) this.#latest = latest
    if (hasAside(kept)) this.#aside.add(id)
    else this.#aside.delete(id)
    const written = lastWritten(kept)
    this.#written.push(written ? timeOf(written) : Number.NEGATIVE_INFINITY)
    return this
  }

  /** The latest stamp that was ever set. */
  get latest(): Stamp | null {
    return this.#latest
  }

  /** The papers whose marks have cells set aside (clockSkew.ts). */
  get aside(): ReadonlySet<PaperId> {
    return this.#aside
  }

  /** The papers that the user has changed after `stamp`, or ever, and when, in milliseconds since 1970. */
  writtenAfter(stamp: Stamp | null): Map<PaperId, number> {
    const after = stamp ? timeOf(stamp) : Number.NEGATIVE_INFINITY
    const found = new Map<PaperId, number>()
    for (const [id, place] of this.#places) {
      const at = this.#written[place]!
      // Within one millisecond the rest of the stamp decides.
      if (at > after || (stamp && at === after && lastWritten(this.#read(place))! > stamp)) found.set(id, at)
    }
    return found
  }

  /** A copy of all records, for `unpack`. */
  pack(): Packed {
    // Mostly no paper was set twice, and the bytes are contiguous.
    if (this.#places.size === this.#written.length)
      return { bytes: this.#bytes.slice(0, this.#ends.at(-1)), ends: Uint32Array.from(this.#ends.slice(1)) }
    const places = [...this.#places.values()]
    const size = places.reduce((sum, place) => sum + this.#ends[place + 1]! - this.#ends[place]!, 0)
    const [bytes, ends] = [new Uint8Array(size), new Uint32Array(places.length)]
    let at = 0
    for (const [i, place] of places.entries()) {
      bytes.set(this.#bytes.subarray(this.#ends[place], this.#ends[place + 1]), at)
      at += this.#ends[place + 1]! - this.#ends[place]!
      ends[i] = at
    }
    return { bytes, ends }
  }

  /** A copy of everything. */
  handOver(): TransferableMarks {
    const written = Float64Array.from(this.#places.values(), (place) => this.#written[place]!)
    return { ...this.pack(), ids: [...this.#places.keys()], written, latest: this.#latest, aside: [...this.#aside] }
  }

  get size(): number {
    return this.#places.size
  }
  has(id: PaperId): boolean {
    return this.#places.has(id)
  }
  get(id: PaperId): KeptMark | undefined {
    const made = this.#made.get(id)
    const place = made ? undefined : this.#places.get(id)
    if (place === undefined) return made
    const kept = this.#read(place)
    this.#made.set(id, kept)
    return kept
  }
  keys(): MapIterator<PaperId> {
    return this.#places.keys()
  }
  *entries(): MapIterator<[PaperId, KeptMark]> {
    for (const [id, place] of this.#places) yield [id, this.#made.get(id) ?? this.#read(place)]
  }
  *values(): MapIterator<KeptMark> {
    for (const [, kept] of this.entries()) yield kept
  }
  [Symbol.iterator](): MapIterator<[PaperId, KeptMark]> {
    return this.entries()
  }
  forEach(each: (kept: KeptMark, id: PaperId, all: Marks) => void) {
    for (const [id, kept] of this) each(kept, id, this)
  }

  #read(place: number): KeptMark {
    return readRecord(this.#bytes.subarray(this.#ends[place], this.#ends[place + 1]))[1]
  }

  #grow(size: number) {
    const before = this.#bytes
    this.#bytes = new Uint8Array(Math.max(size, before.length * 2))
    this.#bytes.set(before)
  }
}

/** Packs any marks into a copy. */
export function pack(marks: Marks): Packed {
  if (marks instanceof PackedMarks) return marks.pack()
  const packed = new PackedMarks()
  for (const [id, kept] of marks) packed.set(id, kept)
  return packed.pack()
}

/** The marks that `PackedMarks` handed over, one by one. */
export function* unpack({ bytes, ends }: Packed): Generator<readonly [PaperId, KeptMark]> {
  let from = 0
  for (const to of ends) {
    yield readRecord(bytes.subarray(from, to))
    from = to
  }
}

function readRecord(bytes: Uint8Array): readonly [PaperId, KeptMark] {
  const [id, plain] = JSON.parse(decoder.decode(bytes)) as Record
  return [id, new Map(plain.map(([cell, value, at]) => [cell, [value, at]]))]
}
