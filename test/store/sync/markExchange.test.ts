import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClock, wallTimeOf } from '../../../src/model/mark/clock.ts'
import { toMark, type Mark } from '../../../src/model/mark/mark.ts'
import type { KeptMark } from '../../../src/model/mark/cell.ts'
import { versions } from '../../../src/model/mark/noteVersions.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { createExchange } from '../../../src/store/sync/markExchange.ts'
import type { Delivery, LocalChanges, NoteText } from '../../../src/sync/messages.ts'
import { A, B, kept, START_MS } from '../../support/marks.ts'

const DAY_MS = 86_400_000

function start() {
  const clock = createClock('here', Date.now)
  const library = createLibrary(new Map(), clock)
  library.getState().load(new Map())
  const sent: LocalChanges[] = []
  const ahead: number[] = []
  const exchange = createExchange({
    library,
    clock,
    send: (changes) => sent.push(changes),
    now: Date.now,
    onAhead: (by) => ahead.push(by),
    onDoubted: () => {},
  })
  let batch = 0
  return {
    exchange,
    sent,
    ahead,
    clock,
    edit: (paper: PaperId, change: Partial<Mark>) => library.getState().edit([paper], change),
    kept: (paper: PaperId) => library.getState().marks.get(paper)!,
    note: (paper: PaperId) => toMark(library.getState().marks.get(paper)).note,
    receive: (marks: readonly (readonly [PaperId, KeptMark])[], notes: readonly NoteText[] = [], lastSeen = 0) =>
      exchange.receive({ batch: (batch += 1), lastSeen, marks: new Map(marks), notes } satisfies Delivery),
  }
}
const text = (words: string, isToStore = false): NoteText => ({
  paper: A,
  text: words,
  matchesVersion: false,
  isToStore,
})
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS + 10_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('changes of the library', () => {
  test('are sent with the cells that changed, and the note before and after all of its letters', async () => {
    const { edit, sent } = start()
    edit(A, { starred: true })
    edit(A, { note: 'a' })
    edit(A, { note: 'ab' })
    await pass(0)
    expect(sent).toHaveLength(1)
    const [cells] = sent[0]!.marks.values()
    expect([...cells!.keys()].filter((cell) => cell === 'starred')).toEqual(['starred'])
    expect(sent[0]!.notes).toEqual([{ paper: A, base: '', text: 'ab' }])
  })

  test('of a note alone wait a tenth of a second for the next letter', async () => {
    const { edit, sent } = start()
    edit(A, { note: 'a' })
    await pass(99)
    expect(sent).toEqual([])
    await pass(1)
    expect(sent).toHaveLength(1)
  })

  test('of many papers are sent 250 at a time, with rising numbers', async () => {
    const { exchange, sent, edit } = start()
    for (let i = 0; i < 600; i += 1) edit(`doi:10.1/${i}` as PaperId, { starred: true })
    await pass(10)
    expect(sent.map(({ number, marks }) => [number, marks.size])).toEqual([
      [1, 250],
      [2, 250],
      [3, 100],
    ])
    edit(A, { starred: true })
    exchange.flush()
    expect(sent.at(-1)).toMatchObject({ number: 4 })
  })

  test('are not sent back where they came by sync, nor after it is stopped', async () => {
    const { exchange, receive, edit, sent } = start()
    receive([[A, kept({ starred: true })]])
    await pass(200)
    expect(sent).toEqual([])
    exchange.stop()
    edit(A, { starred: false })
    await pass(200)
    expect(sent).toEqual([])
  })
})

describe('a batch of others', () => {
  test('merges, and what was written before it is sent first, without having heard of it', async () => {
    const { edit, receive, sent, kept: mark } = start()
    edit(A, { starred: true })
    receive([[B, kept({ status: 'read' })]])
    expect(sent).toMatchObject([{ number: 1, acknowledged: 0 }])
    expect(toMark(mark(B)).status).toBe('read')
    edit(A, { starred: false })
    await pass(0)
    expect(sent[1]).toMatchObject({ number: 2, acknowledged: 1 })
  })

  test('whose shared text is to be said is written as a version here, and told', () => {
    const { receive, note, sent } = start()
    receive([[A, kept({ note: 'One.' })]], [text('One. Two.', true)])
    expect(note(A)).toBe('One. Two.')
    expect(sent).toMatchObject([{ acknowledged: 1, notes: [{ paper: A, base: 'One. Two.', text: 'One. Two.' }] }])
  })

  test('whose shared text differs from its version is left to the others otherwise', () => {
    const { receive, note, sent } = start()
    receive([[A, kept({ note: 'One.' })]], [text('One. Two.')])
    expect(note(A)).toBe('One.')
    expect(sent).toEqual([])
  })

  test('goes on with what the user is typing, so that the letters of both stay in one version', async () => {
    const { edit, receive, note, kept: mark } = start()
    edit(A, { note: 'Mine.' })
    await pass(100)
    receive([[A, kept({ note: 'Theirs.' }, 20_000, undefined, 'there')]], [text('Mine. Theirs.', true)], 1)
    expect(note(A)).toBe('Mine. Theirs.')
    expect(versions(mark(A))[0]!.begun).toMatch(/-here$/)
    edit(A, { note: 'Mine. Theirs. More.' })
    expect(versions(mark(A)).filter(({ begun }) => begun.endsWith('-here'))).toHaveLength(1)
  })

  test('that crosses letters which the worker has not seen keeps both', () => {
    const { exchange, edit, receive, note } = start()
    receive([[A, kept({ note: 'Title.' })]], [text('Title.')])
    edit(A, { note: 'Mine. Title.' })
    exchange.flush()
    receive([[A, kept({ note: 'Title. Theirs.' }, 5, undefined, 'there')]], [text('Title. Theirs.')], 0)
    expect(note(A)).toBe('Mine. Title. Theirs.')
  })

  test('with a stamp a day ahead is told, and this clock does not follow it', () => {
    const { receive, ahead, clock } = start()
    receive([[A, kept({ starred: true }, 3 * DAY_MS)]])
    expect(ahead.length).toBeGreaterThan(0)
    expect(wallTimeOf(clock.tick())! - Date.now()).toBeLessThan(DAY_MS)
  })
})
