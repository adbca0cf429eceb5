import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withChanges } from '../../../src/model/mark/layeredMap.ts'
import { lastWritten } from '../../../src/model/mark/mark.ts'
import { latestStamp, type Cell, type Kept, type KeptMark, type Marks } from '../../../src/model/mark/cell.ts'
import { latestOf, writtenAfter } from '../../../src/model/mark/markSummaries.ts'
import { pack, PackedMarks, unpack } from '../../../src/model/mark/packedMarks.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { timeOf } from '../../../src/model/mark/clock.ts'
import { A, B, kept, stampAt } from '../../support/marks.ts'

const stamp = fc.tuple(fc.nat(5), fc.constantFrom('a', 'b')).map(([ms, writer]) => stampAt(ms, writer))
const cell: fc.Arbitrary<Cell> = fc.constantFrom(
  'status',
  'title',
  'note:x',
  'tag:ü 漢字',
  '__proto__',
  'alias:doi:10.1/x',
)
const value = fc.oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.constant(null), fc.constant('lone \ud800'))
const mark: fc.Arbitrary<KeptMark> = fc
  .array(fc.tuple(cell, fc.tuple(value, stamp) as fc.Arbitrary<Kept>))
  .map((cells) => new Map(cells))
const id = fc.constantFrom('doi:10.1/a', 'title:ein titel', 'url:x/漢', '__proto__').map((text) => text as PaperId)
const sets = fc.array(fc.tuple(id, mark), { maxLength: 12 })

const packed = (all: readonly (readonly [PaperId, KeptMark])[]) => {
  const marks = new PackedMarks()
  for (const [paper, kept] of all) marks.set(paper, kept)
  return marks
}

test('packed marks agree with a map of the same marks', () => {
  fc.assert(
    fc.property(sets, (all) => {
      const [marks, wanted] = [packed(all), new Map(all)]
      expect([...marks]).toEqual([...wanted])
      expect([[...marks.keys()], [...marks.values()]]).toEqual([[...wanted.keys()], [...wanted.values()]])
      expect(marks.size).toBe(wanted.size)
      for (const [paper, kept] of wanted) expect([marks.has(paper), marks.get(paper)]).toEqual([true, kept])
      expect([marks.has('other' as PaperId), marks.get('other' as PaperId)]).toEqual([false, undefined])
    }),
  )
})

test('marks packed for another thread are the same there', () => {
  fc.assert(
    fc.property(sets, sets, (all, changes) => {
      const layered = withChanges(packed(all), new Map(changes))
      expect(new Map(unpack(structuredClone(pack(packed(all)))))).toEqual(new Map(all))
      expect(new Map(unpack(structuredClone(pack(layered))))).toEqual(new Map([...all, ...changes]))
    }),
  )
})

test('marks that were handed over read the same, and can be changed', () => {
  fc.assert(
    fc.property(sets, sets, (all, changes) => {
      const [before, taken] = [packed(all), PackedMarks.take(structuredClone(packed(all).handOver()))]
      for (const marks of [before, taken]) for (const [paper, kept] of changes) marks.set(paper, kept)
      expect([...taken]).toEqual([...before])
      expect([taken.size, taken.latest]).toEqual([before.size, before.latest])
      expect(taken.writtenAfter(stampAt(3, 'a'))).toEqual(before.writtenAfter(stampAt(3, 'a')))
    }),
  )
})

test('the marks written after a stamp, and the latest stamp, agree with a plain scan', () => {
  fc.assert(
    fc.property(sets, sets, fc.option(stamp), (all, changes, after) => {
      for (const [marks, plain] of [
        [packed(all), new Map(all)],
        [withChanges(packed(all), new Map(changes)), new Map([...all, ...changes])],
      ] as readonly (readonly [Marks, Marks])[]) {
        const wanted = [...plain].flatMap(([paper, kept]) => {
          const last = lastWritten(kept)
          return last && (!after || last > after) ? [[paper, timeOf(last)] as const] : []
        })
        expect(new Map(writtenAfter(marks, after))).toEqual(new Map(wanted))
        // A cell that was overwritten may have had a later stamp.
        expect((latestOf(marks) ?? '') >= (latestStamp(plain.values()) ?? '')).toBe(true)
      }
    }),
  )
})

describe('a packed mark', () => {
  test('is the same object on each read, until it is set again', () => {
    const marks = packed([[A, kept({ note: 'x' })]])
    const first = marks.get(A)
    expect(marks.get(A)).toBe(first)
    marks.set(A, kept({ note: 'y' }, 1))
    expect(marks.get(A)).toEqual(kept({ note: 'y' }, 1))
  })

  test('with a megabyte of text is packed like any other', () => {
    const note = '漢é'.repeat(500_000)
    const marks = packed([
      [A, kept({ note })],
      [B, kept({ starred: true })],
    ])
    expect(new Map(marks)).toEqual(
      new Map([
        [A, kept({ note })],
        [B, kept({ starred: true })],
      ]),
    )
  })
})
