import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasAside, isDoubted, setAside, takeUp } from '../../../src/model/mark/clockSkew.ts'
import { parseBackup, printBackup } from '../../../src/model/backup/backup.ts'
import { createClock, isAhead, timeOf, type Stamp } from '../../../src/model/mark/clock.ts'
import { toMark, write } from '../../../src/model/mark/mark.ts'
import { latestStamp, merge, type Kept, type KeptMark, type Marks } from '../../../src/model/mark/cell.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { A, B } from '../../support/marks.ts'

const NOW_MS = Date.UTC(2027, 0, 1)
const FAR_MS = Date.UTC(2199, 11, 31)
const stampAt = (ms: number, writer = 'there') => createClock(writer, () => ms).tick()
const says = (change: Parameters<typeof write>[1], ms: number, onto: KeptMark = new Map()) =>
  merge(onto, write(onto, change, stampAt(ms)))
const latest = (marks: Marks) => timeOf(latestStamp(marks.values())!)
const open = (first: Marks = new Map(), now = NOW_MS, writer = 'here') => {
  const library = createLibrary(
    first,
    createClock(writer, () => now),
    () => now,
  )
  const { edit, receive, restore, undo } = library.getState()
  return {
    edit,
    receive,
    restore,
    undo,
    marks: () => new Map(library.getState().marks),
    mark: (paper = A) => toMark(library.getState().marks.get(paper)),
    ahead: () => library.getState().ahead,
    load: library.getState().load,
  }
}
const readBack = (text: string, now = NOW_MS) => {
  const parsed = parseBackup(text, now)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed
}

describe('an edit with a stamp in the future', () => {
  const poison: Marks = new Map([[A, says({ note: 'theirs', status: 'read', starred: true }, FAR_MS)]])
  const old: Marks = new Map([[A, says({ note: 'ours', status: 'reading' }, NOW_MS - 1e9)]])

  test.each(['a backup', 'another tab', 'the database'])(
    'from %s shows, loses to a later edit, and is reported',
    (way) => {
      const { edit, mark, marks, ahead, receive, restore, load } = open(old)
      if (way === 'a backup') restore(readBack(printBackup(poison, NOW_MS)).marks)
      else if (way === 'another tab') receive(poison)
      else load(poison)
      expect(mark()).toMatchObject({ note: 'theirs', status: 'read', starred: true })
      expect(ahead()).toMatchObject({ by: FAR_MS - NOW_MS, papers: 1 })
      edit([A], { note: 'mine', status: 'skipped', starred: false })
      receive(poison)
      expect(mark()).toMatchObject({ note: 'mine', status: 'skipped', starred: false })
      expect(latest(marks())).toBe(NOW_MS)
      const { unread, marks: read } = readBack(printBackup(marks(), NOW_MS))
      expect([unread, read]).toEqual([[], marks()])
    },
  )

  test('keeps the replaced text in the history of the note', () => {
    const { mark, marks, receive, edit } = open(old)
    receive(poison)
    edit([A], { note: 'mine' })
    expect(mark().note).toBe('mine')
    expect([...marks().get(A)!.values()].map(([value]) => value)).toEqual(expect.arrayContaining(['ours', 'theirs']))
  })

  test('can be undone, and the next edit of its device still shows', () => {
    const { restore, undo, receive, mark } = open(old)
    restore(poison)
    undo()
    expect(mark()).toMatchObject({ note: 'ours', status: 'reading', starred: false })
    receive(new Map([[A, says({ status: 'to-read' }, FAR_MS + 1000)]]))
    expect(mark().status).toBe('to-read')
  })

  test('ends the same on two devices that got it in another order, and the later edit wins', () => {
    const [one, two] = [open(old, NOW_MS, 'one'), open(new Map(), NOW_MS + 500, 'two')]
    one.receive(poison)
    two.receive(poison)
    one.edit([A], { status: 'skipped' })
    two.receive(old)
    two.receive(one.marks())
    one.receive(two.marks())
    two.receive(one.marks())
    expect([one.marks(), two.marks()]).toEqual([one.marks(), one.marks()])
    expect(one.mark()).toMatchObject({ status: 'skipped', note: 'theirs' })
  })

  test('stands on its own device until its clock is right; then the later edit wins there too', () => {
    const wrong = open(new Map(), FAR_MS, 'wrong')
    wrong.edit([A], { status: 'read', note: 'of the wrong clock' })
    const right = open()
    right.receive(wrong.marks())
    right.edit([A], { status: 'skipped' })
    wrong.receive(right.marks())
    expect([wrong.mark().status, isDoubted(right.marks().get(A)!, FAR_MS)]).toEqual(['read', true])
    const mended = open(new Map(), NOW_MS + 1000, 'mended')
    mended.load(wrong.marks())
    mended.receive(right.marks())
    expect(mended.mark()).toEqual(right.mark())
    expect(latest(mended.marks())).toBe(NOW_MS)
  })

  test('is accepted unchanged where this clock is earlier than the app itself', () => {
    const { edit, marks, receive } = open(new Map(), 0)
    receive(new Map([[A, says({ starred: true }, Date.UTC(2026, 10, 1))]]))
    edit([A], { starred: false })
    expect(latest(marks())).toBe(Date.UTC(2026, 10, 1))
  })
})

const time = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.nat(4e12), fc.nat(36 ** 9 - 1), fc.constant(FAR_MS))
const stamp = fc
  .tuple(time, fc.nat(3), fc.constantFrom('a', 'b', 'cc'))
  .map(([ms, count, writer]) => `${ms.toString(36).padStart(9, '0')}-000${count}-${writer}` as Stamp)
const cell = fc.oneof(
  fc.constantFrom('status', 'starred', 'tag:x', 'title', 'ahead:status', 'ahead:'),
  stamp.map((at) => `note:${at}`),
)
const kept: fc.Arbitrary<KeptMark> = fc
  .array(fc.tuple(cell, fc.tuple(fc.constantFrom('read', 'x', '"y"', true, null), stamp)), { maxLength: 6 })
  .map((cells) => new Map<string, Kept>(cells))
const now = fc.oneof(fc.nat(4e12), fc.constant(NOW_MS), fc.constant(5e13), fc.constant(-1))

test('a mark is set aside once, and nothing of it is ahead afterwards', () => {
  fc.assert(
    fc.property(kept, now, (kept, now) => {
      const put = setAside(kept, now)
      expect(setAside(put, now)).toBe(put)
      const taken = takeUp(put)
      expect(hasAside(taken)).toBe(false)
      expect(takeUp(taken)).toBe(taken)
      for (const [, at] of taken.values()) expect(isAhead(at, now)).toBe(false)
      // A repeated merge changes nothing.
      expect(merge(taken, put)).toBe(taken)
    }),
  )
})

test('marks that are set aside merge to the same result in any order', () => {
  fc.assert(
    fc.property(kept, kept, kept, now, (a, b, c, now) => {
      const [x, y, z] = [setAside(a, now), setAside(b, now), setAside(c, now)]
      const sorted = (kept: KeptMark) => [...kept].toSorted(([one], [other]) => (one < other ? -1 : 1))
      expect(sorted(merge(x, y))).toEqual(sorted(merge(y, x)))
      expect(sorted(merge(merge(x, y), z))).toEqual(sorted(merge(x, merge(y, z))))
    }),
  )
})

test('a backup can be read by the library that wrote it, whatever its clock and its data', () => {
  const marks = fc.array(kept, { maxLength: 2 }).map((all): Marks => new Map(all.map((one, i) => [[A, B][i]!, one])))
  const step = fc.record({
    now,
    act: fc.oneof(
      fc.record({ receive: marks }),
      fc.record({ restore: marks }),
      fc.record({ edit: fc.record({ status: fc.constantFrom('read', 'skipped'), note: fc.string() } as const) }),
      fc.constant({ undo: true }),
    ),
  })
  fc.assert(
    fc.property(marks, fc.array(step, { maxLength: 6 }), now, (stored, steps, last) => {
      let time = last
      const said: (readonly [unknown, unknown])[] = []
      const library = createLibrary(
        new Map(),
        createClock('me', () => time),
        () => time,
      )
      const { edit, receive, restore, load, undo } = library.getState()
      load(stored)
      for (const { now, act } of steps) {
        time = now
        if ('receive' in act) receive(act.receive)
        else if ('restore' in act) restore(act.restore)
        else if ('edit' in act) {
          edit([A], act.edit)
          const { status, note } = toMark(library.getState().marks.get(A))
          said.push([act.edit, { status, note }])
        } else undo()
      }
      expect(said.map(([, is]) => is)).toEqual(said.map(([wanted]) => wanted))
      time = last
      const { marks: kept } = library.getState()
      const parsed = parseBackup(printBackup(kept, Math.max(0, Math.min(last, 4e12))), last)
      expect('unread' in parsed && parsed.unread).toEqual([])
      const other = createLibrary(
        new Map(),
        createClock('other', () => time),
        () => time,
      )
      if ('marks' in parsed) other.getState().restore(parsed.marks)
      for (const [id, mark] of kept)
        expect(toMark(other.getState().marks.get(id))).toEqual(toMark(takeUp(setAside(mark, last))))
      // A later edit in the library that restored the backup wins.
      other.getState().edit([A], { note: 'the last word', starred: true })
      expect(toMark(other.getState().marks.get(A))).toMatchObject({ note: 'the last word', starred: true })
    }),
    { numRuns: 300 },
  )
})
