import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { KeptMark } from '../../src/model/mark/cell.ts'
import { toMark } from '../../src/model/mark/mark.ts'
import type { PaperId } from '../../src/model/paper/paper.ts'
import { createBridge } from '../../src/sync/bridge.ts'
import { textOf } from '../../src/sync/document/noteTexts.ts'
import { openMarks } from '../../src/sync/document/sharedMarks.ts'
import { createBases } from '../../src/sync/merge/mergeBases.ts'
import type { Delivery } from '../../src/sync/messages.ts'
import { A, B, kept, START_MS } from '../support/marks.ts'

type Options = { readonly doc?: Y.Doc; readonly device?: string; readonly isContinued?: boolean }

function start({ doc = new Y.Doc(), device = 'here', isContinued = false }: Options = {}) {
  const deliveries: Delivery[] = []
  let doubles = 0
  const bridge = createBridge({
    doc,
    device,
    deliver: (delivery) => deliveries.push(delivery),
    bases: createBases(),
    isContinued,
    now: Date.now,
    random: () => 0,
    onDouble: () => (doubles += 1),
  })
  let number = 0
  return {
    doc,
    bridge,
    deliveries,
    doubles: () => doubles,
    /** Brings marks and joins all of them. */
    join(marks: readonly (readonly [PaperId, KeptMark])[] = []) {
      bridge.addMarks(new Map(marks))
      while (bridge.joinSome());
    },
    write: (paper: PaperId, cells: KeptMark, base = '', text = '') =>
      bridge.write({
        number: (number += 1),
        acknowledged: 0,
        marks: new Map([[paper, cells]]),
        notes: base === text ? [] : [{ paper, base, text }],
      }),
    mark: (paper: PaperId) => toMark(openMarks(doc, 'reader', Date.now).read(paper)),
    letters: (paper: PaperId) => textOf(doc, paper).toJSON(),
  }
}
/** Sends all that one document has to the other. */
const send = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from), 'wire')
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS + 10_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a change of the library', () => {
  test('is in the document with its letters, and is not delivered back', async () => {
    const { join, write, mark, letters, deliveries, bridge } = start()
    join()
    write(A, kept({ note: 'One.' }), '', 'One.')
    expect([mark(A).note, letters(A)]).toEqual(['One.', 'One.'])
    expect(bridge.unsent()).toBe(1)
    bridge.markSent()
    expect(bridge.unsent()).toBe(0)
    await pass(5000)
    expect(deliveries).toEqual([])
  })

  test('of a paper that is not joined yet waits for the joining', () => {
    const { bridge, write, mark } = start()
    bridge.addMarks(new Map([[A, kept({ status: 'read' })]]))
    write(A, kept({ starred: true }))
    expect(mark(A)).toMatchObject({ starred: false })
    while (bridge.joinSome());
    expect(mark(A)).toMatchObject({ starred: true, status: 'read' })
  })

  test('of a note that others have changed meanwhile keeps the letters of both, and their text is delivered', async () => {
    const [here, there] = [start(), start({ device: 'there' })]
    here.join()
    here.write(A, kept({ note: 'Title.' }), '', 'Title.')
    send(here.doc, there.doc)
    there.join()
    there.write(A, kept({ note: 'Title. Theirs.' }, 1), 'Title.', 'Title. Theirs.')
    send(there.doc, here.doc)
    await pass(5000)
    here.bridge.acknowledge(here.deliveries.at(-1)!.batch)
    // The page had not heard of it.
    here.write(A, kept({ note: 'Mine. Title.' }, 2, undefined, 'here'), 'Title.', 'Mine. Title.')
    expect(here.letters(A)).toBe('Mine. Title. Theirs.')
    await pass(5000)
    expect(here.deliveries.at(-1)!.notes).toMatchObject([
      { paper: A, text: 'Mine. Title. Theirs.', matchesVersion: false },
    ])
  })
})

describe('a change of another device', () => {
  test('is delivered once this library is joined, and not before', async () => {
    const { doc, bridge, join, deliveries } = start()
    const other = start({ device: 'there' })
    other.join()
    other.write(A, kept({ starred: true }))
    send(other.doc, doc)
    await pass(1000)
    expect(deliveries).toEqual([])
    join()
    await pass(1000)
    expect(deliveries.map(({ marks }) => [...marks.keys()])).toEqual([[A]])
    expect(bridge.undelivered()).toBe(1)
    bridge.acknowledge(deliveries[0]!.batch)
    expect(bridge.undelivered()).toBe(0)
  })

  test('that writes under the name of this copy is told', () => {
    const { doc, join, doubles } = start()
    const twin = start({ device: 'here' })
    join()
    twin.join()
    twin.write(A, kept({ starred: true }))
    send(twin.doc, doc)
    expect(doubles()).toBeGreaterThan(0)
  })
})

describe('the first joining of two libraries', () => {
  const meet = () => {
    const there = start({ device: 'there' })
    there.join([
      [A, kept({ note: 'Theirs.' })],
      [B, kept({ starred: true })],
    ])
    const here = start()
    send(there.doc, here.doc)
    return here
  }

  test('is compared without changing anything', () => {
    const { bridge, mark } = meet()
    bridge.addMarks(new Map([[A, kept({ note: 'Mine.' }, 5, undefined, 'here')]]))
    expect(bridge.isFirstMerge()).toBe(true)
    expect(bridge.compare()).toMatchObject({ both: 1, there: 1, here: 0, noteCount: 1, notes: [A] })
    expect(mark(A).note).toBe('Theirs.')
  })

  test('keeps both notes of a paper', () => {
    const { join, letters } = meet()
    join([[A, kept({ note: 'Mine.' }, 5, undefined, 'here')]])
    expect(letters(A)).toContain('Mine.')
    expect(letters(A)).toContain('Theirs.')
  })

  test('writes nothing twice where it is done again', () => {
    const here = meet()
    here.join([[A, kept({ note: 'Mine.' }, 5, undefined, 'here')]])
    const letters = here.letters(A)
    here.bridge.stop()
    const again = start({ doc: here.doc, device: 'again' })
    again.join([[A, kept({ note: 'Mine.' }, 5, undefined, 'here')]])
    expect(again.letters(A)).toBe(letters)
  })

  test('takes 250 papers at a time', () => {
    const { bridge } = start()
    bridge.addMarks(
      new Map(Array.from({ length: 600 }, (_, i) => [`doi:10.1/${i}` as PaperId, kept({ starred: true })])),
    )
    const left: number[] = []
    do left.push(bridge.remaining())
    while (bridge.joinSome())
    expect(left).toEqual([600, 350, 100])
  })
})
