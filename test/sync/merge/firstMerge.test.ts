import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { recordId } from '../../../src/model/mark/userRecord.ts'
import { conflictingVersions } from '../../../src/model/mark/noteVersions.ts'
import { entryKey } from '../../../src/sync/document/entryFormat.ts'
import { cellsOf, connect, createDevice, type Device } from '../../support/devices.ts'
import { A, B, C, kept, stampAt } from '../../support/marks.ts'
import { createRandom } from '../../support/random.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }))
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const random = createRandom(7)
const device = (name: string, marks?: Marks) => createDevice(name, { random, ...(marks && { marks }) })
const note = (text: string, ms: number, writer: string): Marks =>
  new Map([[A, kept({ note: text }, ms, undefined, writer)]])
const keptOf = ({ library }: Device) => library.getState().marks.get(A)!

/** The second device joins the document that the first has filled. */
async function meet(first: Device, second: Device) {
  const wire = connect([first, second], random)
  first.join()
  await pass(1000)
  wire.mend(second)
  second.join()
  await wire.settle()
  return wire
}

test('the effects of a first merge are known before anything is changed', async () => {
  const same = kept({ starred: true }, 1)
  const first = device(
    'first',
    new Map([
      [A, same],
      [B, kept({ status: 'read' }, 5)],
      [C, kept({ note: 'One.' }, 5, undefined, 'x')],
    ]),
  )
  const second = device(
    'second',
    new Map([
      [A, same],
      [C, kept({ note: 'Other.' }, 6, undefined, 'y')],
      ['doi:10.1/d' as PaperId, kept({ starred: true }, 1)],
    ]),
  )
  first.join()
  Y.applyUpdate(second.doc, Y.encodeStateAsUpdate(first.doc))
  const before = Y.encodeStateAsUpdate(second.doc)
  second.bridge.addMarks(second.library.getState().marks)
  expect(second.bridge.compare()).toEqual({ same: 1, here: 1, there: 1, both: 1, notes: [C], noteCount: 1 })
  await pass(10_000)
  expect(second.counts.delivered).toBe(0)
  expect(Y.encodeStateAsUpdate(second.doc)).toEqual(before)
})

test('two notes without a common base are joined once, the later first, whichever device joins second', async () => {
  for (const [one, other] of [
    [note('Earlier.', 1, 'a'), note('Later.', 2, 'b')],
    [note('Later.', 2, 'b'), note('Earlier.', 1, 'a')],
  ] as const) {
    const [first, second] = [device('first', one), device('second', other)]
    await meet(first, second)
    expect([first.note(A), second.note(A)]).toEqual(['Later.\n\nEarlier.', 'Later.\n\nEarlier.'])
    expect(cellsOf(first)).toEqual(cellsOf(second))
    expect(conflictingVersions(keptOf(first))).toEqual([])
  }
})

test('a note that all had before, as from one backup, is not doubled, even if three devices join at once', async () => {
  const text = 'A note of some length, as it was in the backup.'
  const devices = ['ann', 'ben', 'cy'].map((name) => device(name, note(text, 1, 'w')))
  const wire = connect(devices, random)
  for (const one of devices) wire.cut(one)
  for (const one of devices) one.join()
  devices[0]!.edit(A, { note: `${text} And more.` })
  await wire.settle()
  for (const one of devices) expect(one.note(A)).toBe(`${text} And more.`)
})

test('the later status wins, and tags, stars, views and cells of a newer version are united', async () => {
  const view = recordId('view', 'mine')
  const first = device(
    'first',
    new Map([
      [A, kept({ status: 'read', tags: ['one'] }, 5)],
      [view, new Map([['name', ['Mine', stampAt(1)]]])],
    ]),
  )
  const second = device('second', new Map([[A, kept({ status: 'skipped', starred: true, tags: ['two'] }, 1)]]))
  first.join()
  const own = first.doc.getMap('cells:later')
  own.set(entryKey(B, 'status'), JSON.stringify([[stampAt(9), 'status', 'read', 'rating', 5]]))
  await meet(first, second)
  for (const one of [first, second]) {
    expect(one.mark(A)).toEqual({ status: 'read', starred: true, tags: ['one', 'two'], note: '' })
    expect(one.library.getState().userRecords.get(view)?.get('name')?.[0]).toBe('Mine')
    expect(one.mark(B).status).toBe('read')
  }
  second.edit(B, { starred: true })
  await pass(1000)
  const told = [...first.doc.share.keys()].flatMap((name) =>
    name.startsWith('cells:') ? [...first.doc.getMap(name).values()] : [],
  )
  expect(told.some((entry) => String(entry).includes('"rating",5'))).toBe(true)
})

test('concurrent writes of two devices to maps of their own are all kept, and the next write tidies up', async () => {
  const [first, second] = [device('first'), device('second')]
  const wire = await meet(first, second)
  wire.cut(second)
  first.edit(A, { starred: true })
  second.edit(A, { status: 'read' })
  await wire.settle()
  const entries = () =>
    [...first.doc.share.keys()].filter((name) => name.startsWith('cells:') && first.doc.getMap(name).size > 0)
  expect(entries()).toHaveLength(2)
  expect(first.mark(A)).toMatchObject({ starred: true, status: 'read' })
  first.edit(A, { tags: ['x'] })
  await pass(1000)
  expect(entries()).toHaveLength(1)
  expect(cellsOf(first)).toEqual(cellsOf(second))
})

test('invalid values in the document change nothing here and stay in it', async () => {
  const one = device('one', note('Mine.', 1, 'w'))
  one.join()
  const strange = new Y.Doc()
  const map = strange.getMap('cells:strange')
  for (const [key, value] of [
    ['no key', 'x'],
    [entryKey(A, 'status'), '{"not":"ours"}'],
    [entryKey(A, 'starred'), 17],
    ['99999:x', '[]'],
    [entryKey(B, 'x'), '[[1,2,3]]'],
  ] as const)
    map.set(key, value)
  strange.getText('note:').insert(0, 'x')
  strange.getArray('else').push([1])
  Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(strange))
  const before = cellsOf(one)
  await pass(10_000)
  expect(cellsOf(one)).toEqual(before)
  expect(one.doc.getMap('cells:strange').size).toBe(4)
})
