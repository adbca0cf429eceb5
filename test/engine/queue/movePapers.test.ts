import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import { movePapers, type MoveTo } from '../../../src/engine/queue/movePapers.ts'
import { toMarked } from '../../../src/engine/index/indexedMark.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import { merge, NOTHING_KEPT, type KeptMark, type Marks } from '../../../src/model/mark/cell.ts'
import { write, type Mark } from '../../../src/model/mark/mark.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { id, listFile } from '../../support/papers.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const idOf = (name: string) => id(`title:${name}`)
const file = listFile(NAMES.map((title) => ({ title })))

let ticks = 0

/** A device with a list and marks of its own. */
function device(name: string, names: readonly string[] = NAMES) {
  let now = 1_000_000
  const clock = createClock(name, () => (now += 1 + (ticks += 1)))
  const engine = createEngine()
  engine.begin()
  engine.read(names === NAMES ? file : listFile(names.map((title) => ({ title }))))
  engine.finish()
  const marks = new Map<PaperId, KeptMark>()
  const set = (paper: PaperId, kept: KeptMark) => {
    marks.set(paper, kept)
    engine.mark([toMarked(paper, kept)])
  }
  /** Changes papers in one edit; returns the number of cells written. */
  const edit = (papers: readonly PaperId[], change: (paper: PaperId) => Partial<Mark>): number => {
    const at = clock.tick()
    let cells = 0
    for (const paper of papers) {
      const kept = marks.get(paper) ?? NOTHING_KEPT
      const written = write(kept, change(paper), at)
      cells += written.size
      if (written.size > 0) set(paper, merge(kept, written))
    }
    return cells
  }
  return {
    marks: marks as Marks,
    status: (names: string, status: Mark['status']) => edit(names.split('').map(idOf), () => ({ status })),
    /** The number of cells that a move writes. */
    move(names: string, to: MoveTo, shown?: string): number {
      const rows =
        shown === undefined
          ? null
          : engine.withIndex(({ find }) => Int32Array.from(shown.split('').map((name) => find(idOf(name))!)))
      const { ranks } = engine.withIndex((index) => movePapers(index, names.split('').map(idOf), to, rows))
      return edit([...ranks.keys()], (paper) => ({
        next: ranks.get(paper)!,
        ...(to === 'top' && { status: 'to-read' as const }),
      }))
    },
    order: () => engine.withIndex(({ queue, names }) => queue.rows().map((row) => names(row).title)).join(''),
    receive(theirs: Marks) {
      for (const [paper, kept] of theirs) {
        for (const [, [, at]] of kept) clock.see(at)
        set(paper, merge(marks.get(paper) ?? NOTHING_KEPT, kept))
      }
    },
  }
}
const before = (name: string | null): MoveTo => ({ before: name === null ? null : idOf(name) })

const name = fc.constantFrom(...NAMES)
const move = fc.record({
  names: fc.subarray(NAMES, { minLength: 1, maxLength: 3 }),
  to: fc.oneof(fc.constantFrom<MoveTo>('up', 'down', 'top'), fc.option(name).map(before)),
})

/** Papers that became To read one after the other. */
function queueOf(names: string) {
  const it = device('one')
  for (const name of names) it.status(name, 'to-read')
  return it
}

describe('Up next', () => {
  test('has the papers To read by when they became so, and those of one edit as they are listed', () => {
    const it = device('one')
    it.status('d', 'to-read')
    it.status('b', 'to-read')
    it.status('cfa', 'to-read')
    it.status('e', 'read')
    expect(it.order()).toBe('dbacf')
  })

  test('moves a paper by one, to the top, and before another, and writes one cell', () => {
    const it = queueOf('abcde')
    expect(it.move('c', 'up')).toBe(1)
    expect(it.order()).toBe('acbde')
    expect(it.move('a', 'down')).toBe(1)
    expect(it.order()).toBe('cabde')
    expect(it.move('e', 'top')).toBe(1)
    expect(it.order()).toBe('ecabd')
    expect(it.move('c', before('d'))).toBe(1)
    expect(it.order()).toBe('eabcd')
    expect(it.move('a', before(null))).toBe(1)
    expect(it.order()).toBe('ebcda')
    it.status('f', 'to-read')
    expect(it.order()).toBe('ebcdaf')
  })

  test('writes nothing where nothing moves', () => {
    const it = queueOf('abc')
    const none = [
      it.move('a', 'up'),
      it.move('c', 'down'),
      it.move('a', 'top'),
      it.move('b', before('c')),
      it.move('f', 'up'),
    ]
    expect(none).toEqual([0, 0, 0, 0, 0])
    expect(it.order()).toBe('abc')
  })

  test('moves a selection as a block, in its order', () => {
    const it = queueOf('abcdefg')
    it.move('ecg', 'up')
    expect(it.order()).toBe('acegbdf')
    it.move('ca', 'down')
    expect(it.order()).toBe('eacgbdf')
    it.move('db', 'top')
    expect(it.order()).toBe('bdeacgf')
  })

  test('takes papers to the top that were not To read, after those that were', () => {
    const it = queueOf('abc')
    it.move('hcf', 'top')
    expect(it.order()).toBe('cfhab')
  })

  test('moves papers apart that became To read at once, the fewest of them', () => {
    const it = device('one')
    it.status('abcdefgh', 'to-read')
    expect(it.move('c', 'up')).toBe(2)
    expect(it.order()).toBe('acbdefgh')
    expect(it.move('c', 'up')).toBe(1)
    expect(it.order()).toBe('cabdefgh')
    expect(it.move('g', before('h'))).toBe(0)
    expect(it.move('d', before('h'))).toBe(2)
    expect(it.order()).toBe('cabefgdh')
  })

  test('moves a paper past the next one that the list shows', () => {
    const it = queueOf('abcde')
    it.move('e', 'up', 'ae')
    expect(it.order()).toBe('eabcd')
    it.move('e', 'down', 'ec')
    expect(it.order()).toBe('abced')
    it.move('a', before('e'), 'ae')
    expect(it.order()).toBe('bcaed')
    it.move('b', before(null), 'ba')
    expect(it.order()).toBe('cabed')
  })

  test('drops a paper before the next one To read, where another is shown in between', () => {
    const it = queueOf('abcd')
    it.status('b', 'read')
    it.move('d', before('b'), 'abcd')
    expect(it.order()).toBe('adc')
  })

  test('puts a paper last that comes back', () => {
    const it = queueOf('abc')
    it.move('c', 'top')
    it.status('c', 'reading')
    it.status('c', 'to-read')
    expect(it.order()).toBe('abc')
  })
})

test('a move changes nothing of the order of the others', () => {
  const others = (order: string, but: readonly string[]) => order.split('').filter((name) => !but.includes(name))
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
      const it = queueOf('abcd')
      it.status('efgh', 'to-read')
      for (const { names, to } of moves) {
        const before = it.order()
        it.move(names.join(''), to)
        expect(others(it.order(), names)).toEqual(others(before, names))
      }
    }),
  )
})

describe('two devices that reorder at once', () => {
  /** Two devices with the same papers To read. */
  function pair() {
    const [one, other] = [device('one'), device('two')]
    one.status('abcd', 'to-read')
    for (const name of 'efgh') one.status(name, 'to-read')
    other.receive(one.marks)
    return [one, other] as const
  }
  const exchange = ([one, other]: ReturnType<typeof pair>) => {
    const ours = new Map(one.marks)
    one.receive(other.marks)
    other.receive(ours)
  }

  test('have the same order where they put two papers at one place, and both can be moved on', () => {
    const both = pair()
    const [one, other] = both
    one.move('h', before('f'))
    other.move('g', before('f'))
    exchange(both)
    expect(one.order()).toBe('abcdeghf')
    expect(other.order()).toBe('abcdeghf')
    one.move('b', before('h'))
    exchange(both)
    expect([one.order(), other.order()]).toEqual(['acdegbhf', 'acdegbhf'])
  })

  test('have the same order in the end, whatever they do', () => {
    const act = fc.oneof(
      { weight: 4, arbitrary: move },
      {
        weight: 1,
        arbitrary: fc.record({ names: fc.tuple(name), status: fc.constantFrom<Mark['status']>('read', 'to-read') }),
      },
      { weight: 1, arbitrary: fc.constant('exchange' as const) },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1), act), { maxLength: 20 }), (acts) => {
        const both = pair()
        for (const [which, act] of acts) {
          if (act === 'exchange') exchange(both)
          else if ('status' in act) both[which]!.status(act.names.join(''), act.status)
          else both[which]!.move(act.names.join(''), act.to)
        }
        exchange(both)
        expect(both[0].order()).toBe(both[1].order())
      }),
    )
  })
})
