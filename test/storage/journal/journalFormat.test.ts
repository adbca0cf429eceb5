import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KeptMark } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import {
  checksum,
  decodeAll,
  encode,
  encodeHeader,
  EMPTY_BYTES,
  type Batch,
} from '../../../src/storage/journal/journalFormat.ts'
import { A, kept, stampAt } from '../../support/marks.ts'

/** Texts with what breaks careless code: lone surrogates, emoji, names of built-in properties. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud83d', '\udca9 \ud83d', '👩🏽‍🔬', '__proto__', 'constructor', '\u0000', '', '\r\n'),
)
const value = fc.oneof(text, fc.boolean(), fc.constant(null))
const mark: fc.Arbitrary<KeptMark> = fc
  .array(fc.tuple(text, value, fc.nat(1e6)), { maxLength: 4 })
  .map((cells) => new Map(cells.map(([cell, value, ms]) => [cell, [value, stampAt(ms)]])))
const batch: fc.Arbitrary<Batch> = fc.record({
  at: fc.nat(),
  marks: fc.array(fc.tuple(text as fc.Arbitrary<PaperId>, mark), { maxLength: 3 }).map((marks) => new Map(marks)),
  total: fc.option(fc.nat()),
})
const batches = fc.array(batch, { minLength: 1, maxLength: 5 })

const concat = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const fileOf = (batches: readonly Batch[]) => concat([encodeHeader(), ...batches.map(encode)])
/** The number of records that end before an offset in their file. */
const recordsBefore = (batches: readonly Batch[], place: number) => {
  let end = EMPTY_BYTES
  return batches.filter((batch) => (end += encode(batch).length) <= place).length
}

test('the checksum is the CRC-32 of gzip', () => {
  expect(checksum(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
  expect(checksum(new Uint8Array())).toBe(0)
})

describe('a file of records', () => {
  test('returns what was written, also lone surrogates', () => {
    fc.assert(
      fc.property(batches, (batches) => {
        const bytes = fileOf(batches)
        expect(decodeAll(bytes)).toEqual({ batches, good: bytes.length, end: 'whole' })
      }),
    )
  })

  test('that was truncated loses only the cut record and those after it, and is “torn”', () => {
    fc.assert(
      fc.property(batches, fc.nat(), (batches, at) => {
        const bytes = fileOf(batches)
        const cut = at % bytes.length
        const read = decodeAll(bytes.subarray(0, cut))
        const whole = recordsBefore(batches, cut)
        expect(read.batches).toEqual(batches.slice(0, whole))
        expect(read.end).toBe(read.good === cut && cut > 0 ? 'whole' : 'torn')
      }),
    )
  })

  test('with one flipped bit loses no record before it, and is not “torn”', () => {
    fc.assert(
      fc.property(batches, fc.nat(), fc.nat(7), (batches, at, bit) => {
        const bytes = fileOf(batches)
        const place = at % bytes.length
        bytes[place]! ^= 1 << bit
        const read = decodeAll(bytes)
        expect(read.batches).toEqual(batches.slice(0, recordsBefore(batches, place)))
        expect(['damaged', 'newer']).toContain(read.end)
      }),
    )
  })

  test('is decoded without an error from any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeAll(bytes).batches).toEqual([])
        expect(decodeAll(concat([encodeHeader(), bytes])).good).toBeGreaterThanOrEqual(EMPTY_BYTES)
      }),
    )
  })
})

const one: Batch = { at: 1, marks: new Map([[A, kept({ note: 'here' })]]), total: null }

test('zeros after the last record, which a power cut leaves, are a torn end', () => {
  const bytes = concat([fileOf([one]), new Uint8Array(500)])
  expect(decodeAll(bytes)).toMatchObject({ batches: [one], end: 'torn' })
  expect(decodeAll(new Uint8Array(100))).toEqual({ batches: [], good: 0, end: 'torn' })
})

test('a file of a later version is left alone', () => {
  const bytes = fileOf([one])
  bytes[4] = 2
  expect(decodeAll(bytes)).toEqual({ batches: [], good: 0, end: 'newer' })
})

test.each(['{}', '7', 'null', 'not JSON', '{"at":1,"total":null,"marks":[["a",[["note",{},"x"]]]]}'])(
  'a valid record with the payload %s is from a later version',
  (said) => {
    const payload = new TextEncoder().encode(said)
    const head = new Uint8Array(12)
    const view = new DataView(head.buffer)
    view.setUint32(0, payload.length, true)
    view.setUint32(4, checksum(payload), true)
    view.setUint32(8, checksum(head.subarray(0, 8)), true)
    const bytes = concat([fileOf([one]), head, payload])
    expect(decodeAll(bytes)).toEqual({ batches: [one], good: fileOf([one]).length, end: 'newer' })
  },
)
