import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClock } from '../../../src/model/mark/clock.ts'
import {
  changedAt,
  lastWritten,
  statusChanges,
  STATUSES,
  toMark,
  UNMARKED,
  write,
  type Mark,
} from '../../../src/model/mark/mark.ts'
import { latestStamp, merge, NOTHING_KEPT, parseKept, type KeptMark } from '../../../src/model/mark/cell.ts'
import { rankOfTime } from '../../../src/model/queue/rank.ts'
import { kept, mark, stamp } from '../../support/papers.ts'

const cell = fc.constantFrom('status', 'starred', 'note', 'tag:a', 'tag:b', 'of a later version')
const value = fc.oneof(fc.constantFrom<string | boolean | null>(true, false, null, ...STATUSES), fc.string())

/** Three copies of one mark, each with some of the same writes. */
const copies = fc
  .array(fc.record({ cell, value, seen: fc.integer({ min: 0, max: 7 }) }), { maxLength: 12 })
  .map((all) =>
    [1, 2, 4].map(
      (copy): KeptMark =>
        new Map(
          all.flatMap(({ cell, value, seen }, i) =>
            (seen & copy) === 0 ? [] : [[cell, [value, stamp(i + 1)]] as const],
          ),
        ),
    ),
  )
const withCopies = (law: (a: KeptMark, b: KeptMark, c: KeptMark) => void) =>
  fc.assert(
    fc.property(copies, ([a, b, c]) => {
      law(a!, b!, c!)
    }),
  )

const aMark: fc.Arbitrary<Mark> = fc.record({
  status: fc.constantFrom(...STATUSES),
  starred: fc.boolean(),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', '__proto__', '冷')).map((tags) => tags.toSorted()),
  note: fc.string(),
})

describe('copies of a mark', () => {
  test('merge to the same result in any order', () => {
    withCopies((a, b) => expect(merge(a, b)).toEqual(merge(b, a)))
    withCopies((a, b, c) => expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c))))
  })

  test('merge to the later value of every cell', () => {
    withCopies((a, b) => {
      const merged = merge(a, b)
      expect([...merged.keys()].toSorted()).toEqual([...new Set([...a.keys(), ...b.keys()])].toSorted())
      for (const [cell, [, at]] of merged) {
        const stamps = [a.get(cell)?.[1], b.get(cell)?.[1]].filter((stamp) => stamp !== undefined)
        expect(at).toBe(stamps.toSorted().at(-1))
        expect([a.get(cell), b.get(cell)]).toContain(merged.get(cell))
      }
    })
  })

  test('without news leave our copy the same object, so that nothing is saved or rendered', () => {
    withCopies((a, b) => {
      const merged = merge(a, b)
      expect(merge(a, a)).toBe(a)
      expect(merge(merged, a)).toBe(merged)
      expect(merge(merged, b)).toBe(merged)
      expect(merge(a, NOTHING_KEPT)).toBe(a)
    })
  })

  test('stay unchanged in a merge', () => {
    withCopies((a, b) => {
      const [ofA, ofB] = [[...a], [...b]]
      merge(a, b)
      expect([...a]).toEqual(ofA)
      expect([...b]).toEqual(ofB)
    })
  })

  test('merge to the same result even if a copied database made one stamp twice', () => {
    const [one, other] = [kept({ note: ['one', 1] }), kept({ note: ['other', 1] })]
    expect(merge(one, other)).toEqual(merge(other, one))
  })
})

describe('two tabs', () => {
  const both = (before: KeptMark, one: Partial<Mark>, other: Partial<Mark>) => {
    const [here, there] = [write(before, one, stamp(10, 'here')), write(before, other, stamp(10, 'there'))]
    return toMark(merge(merge(before, here), there))
  }

  test('that each add a tag end with both tags', () => {
    expect(both(kept({ 'tag:old': [true, 1] }), { tags: ['old', 'x'] }, { tags: ['old', 'y'] }).tags).toEqual([
      'old',
      'x',
      'y',
    ])
  })

  test('that add one tag and remove another end with both changes', () => {
    expect(both(kept({ 'tag:old': [true, 1] }), { tags: ['new', 'old'] }, { tags: [] }).tags).toEqual(['new'])
  })

  test('that set a star and write a note end with both', () => {
    expect(both(NOTHING_KEPT, { starred: true }, { note: 'Good' })).toEqual(mark({ starred: true, note: 'Good' }))
  })
})

describe('an edit', () => {
  test('sets the requested values and keeps the rest', () => {
    const change = aMark.chain((full) =>
      fc.subarray(Object.keys(full) as (keyof Mark)[]).map((keys) => pick(full, keys)),
    )
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const clock = createClock('a', () => 1)
        let [now, wanted] = [NOTHING_KEPT, UNMARKED]
        for (const change of changes) {
          now = merge(now, write(now, change, clock.tick()))
          wanted = { ...wanted, ...change }
          expect(toMark(now)).toEqual(wanted)
        }
      }),
    )
  })

  test('to the current values writes nothing', () => {
    withCopies((a) => expect(write(a, toMark(a), stamp(1000)).size).toBe(0))
    expect(write(NOTHING_KEPT, UNMARKED, stamp(1)).size).toBe(0)
  })

  test('writes only the cells that differ', () => {
    const before = kept({ starred: [true, 1], [`note:${stamp(1)}`]: ['Good', 1], 'tag:x': [true, 1] })
    const cells = (change: Partial<Mark>) => Object.fromEntries(write(before, change, stamp(2)))
    expect(cells({ starred: true, note: 'Better', tags: ['x'] })).toEqual({
      [`note:${stamp(2)}`]: ['Better', stamp(2)],
    })
    expect(cells({ starred: false })).toEqual({ starred: [false, stamp(2)] })
    expect(cells({ tags: ['y'] })).toEqual({ 'tag:y': [true, stamp(2)], 'tag:x': [null, stamp(2)] })
  })

  test('keeps every character of a note', () => {
    const note = '  # Čau \r\n\t\u0000 <b> 𠮷 '
    expect(toMark(write(NOTHING_KEPT, { note }, stamp(1))).note).toBe(note)
  })
})

describe('the history of the status', () => {
  const clock = createClock('a', () => 1)
  const read = [
    ['reading', 1000],
    ['read', 2000],
  ] as const
  const after = read.reduce<KeptMark>(
    (now, [status, ms]) => merge(now, write(now, { status }, stamp(ms))),
    NOTHING_KEPT,
  )

  test('has every change with its time', () => {
    expect(statusChanges(after)).toEqual(read.map(([status, at]) => ({ status, at })))
  })

  test('is in order of time, whatever the order of the cells', () => {
    expect(statusChanges(new Map([...after].toReversed()))).toEqual(statusChanges(after))
  })

  test('has no entry for other changes, or for a status that stays the same', () => {
    const again = merge(after, write(after, { status: 'read', starred: true, tags: ['log:x'] }, stamp(3000)))
    expect(statusChanges(again)).toEqual(statusChanges(after))
  })

  test('has no entry for a change that was undone', () => {
    const undone = merge(after, new Map([[`log:${stamp(2000)}`, [null, stamp(3000)]]]))
    expect(statusChanges(undone)).toEqual([{ status: 'reading', at: 1000 }])
  })

  test('skips entries with an invalid stamp or status', () => {
    const odd = merge(
      after,
      new Map([
        ['log:soon', ['read', clock.tick()]],
        [`log:${stamp(5)}`, ['eaten', clock.tick()]],
      ]),
    )
    expect(statusChanges(odd)).toEqual(statusChanges(after))
  })
})

describe('the place in Up next', () => {
  const next = rankOfTime(7)
  const placed = merge(NOTHING_KEPT, write(NOTHING_KEPT, { status: 'to-read', next }, stamp(1000)))

  test('is one cell, also where the status is said with it', () => {
    expect([...placed.keys()]).toEqual(['status', `log:${stamp(1000)}`, 'next'])
    expect(toMark(placed).next).toBe(next)
    expect([...write(placed, { next: rankOfTime(8) }, stamp(2000)).keys()]).toEqual(['next'])
  })

  test('is given up with any other status, and with no other change', () => {
    for (const status of STATUSES) {
      const after = merge(placed, write(placed, { status }, stamp(2000)))
      expect(toMark(after).next).toBe(status === 'to-read' ? next : undefined)
    }
    const after = merge(placed, write(placed, { starred: true, note: 'x', tags: ['t'] }, stamp(2000)))
    expect(toMark(after).next).toBe(next)
  })

  test('is no change of the paper, but one that a backup has to have', () => {
    const moved = merge(placed, write(placed, { next: rankOfTime(8) }, stamp(2000)))
    expect(changedAt(moved)).toBe(1000)
    expect(lastWritten(moved)).toBe(stamp(2000))
  })

  test('is ignored where it is damaged', () => {
    expect(toMark(kept({ status: ['to-read', 1], next: ['first', 2] }))).toEqual(mark({ status: 'to-read' }))
  })
})

describe('a mark made from cells', () => {
  test('is the same object for the same cells', () => {
    const cells = kept({ starred: [true, 1] })
    expect(toMark(cells)).toBe(toMark(cells))
  })

  test('is the empty mark where there are no cells', () => {
    expect(toMark(undefined)).toBe(UNMARKED)
    expect(toMark(NOTHING_KEPT)).toBe(UNMARKED)
  })

  test('has its tags in alphabetical order, without removed ones', () => {
    const cells = kept({ 'tag:b': [true, 1], 'tag:gone': [null, 2], 'tag:a': [true, 3], tag: [true, 4] })
    expect(toMark(cells).tags).toEqual(['a', 'b'])
  })

  test('ignores a status, star or note of a wrong type', () => {
    expect(toMark(kept({ status: ['archived', 1], starred: ['yes', 2], note: [true, 3] }))).toEqual(UNMARKED)
  })

  test('keeps the cells of a later version through an edit', () => {
    const cells = kept({ rating: ['5', 1] })
    expect(toMark(cells)).toEqual(UNMARKED)
    const edited = merge(cells, write(cells, { starred: true }, stamp(2)))
    expect(edited.get('rating')).toEqual(['5', stamp(1)])
  })
})

describe('the time of the last change', () => {
  test('is that of the latest cell, even if it is a tombstone', () => {
    expect(changedAt(kept({ note: ['x', 3000], 'tag:a': [null, 5000], starred: [true, 4000] }))).toBe(5000)
    expect(changedAt(NOTHING_KEPT)).toBeNull()
    expect(changedAt(undefined)).toBeNull()
  })

  test('of several marks is their latest stamp, for a clock to start after', () => {
    expect(latestStamp([kept({ note: ['x', 3] }), kept({ note: ['y', 5], starred: [true, 2] }), NOTHING_KEPT])).toBe(
      stamp(5),
    )
    expect(latestStamp([])).toBeNull()
  })
})

describe('a stored mark from outside', () => {
  test('is accepted unchanged, with cells that this version does not know', () => {
    const cells = kept({ status: ['read', 1], starred: [true, 2], 'tag:x': [null, 3], rating: ['5', 4] })
    expect(parseKept(cells)).toBe(cells)
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['an object', { status: ['read', stamp(1)] }],
    ['a list of cells', [['status', ['read', stamp(1)]]]],
    ['a cell whose name is no text', new Map([[1, ['read', stamp(1)]]])],
    ['a cell without a stamp', new Map([['status', ['read']]])],
    ['a bare value', new Map([['status', 'read']])],
    ['a stamp of another shape', new Map([['status', ['read', '2024-01-01']]])],
    ['a value too many', new Map([['status', ['read', stamp(1), 'x']]])],
    ['a number', new Map([['rating', [5, stamp(1)]]])],
    ['an object as a value', new Map([['note', [{}, stamp(1)]]])],
    ['no value', new Map([['note', [undefined, stamp(1)]]])],
    [
      'one bad cell beside a good one',
      new Map<string, unknown>([
        ['starred', [true, stamp(1)]],
        ['note', null],
      ]),
    ],
  ])('is rejected where it has %s', (_, value) => {
    expect(parseKept(value)).toBeNull()
  })
})

function pick(mark: Mark, keys: readonly (keyof Mark)[]): Partial<Mark> {
  return Object.fromEntries(keys.map((key) => [key, mark[key]]))
}
