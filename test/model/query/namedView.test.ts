import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addressOf,
  builtInViews,
  isSameQuestion,
  savedViews,
  toMove,
  toSave,
} from '../../../src/model/query/namedView.ts'
import type { Kept, Marks } from '../../../src/model/mark/cell.ts'
import { parseQuery } from '../../../src/model/query/query.ts'
import { DELETED } from '../../../src/model/mark/userRecord.ts'
import { DEFAULT_VIEW, parseView, type View } from '../../../src/model/query/view.ts'
import { A, stampAt } from '../../support/marks.ts'

const view = (more: Partial<View> = {}): View => ({ ...DEFAULT_VIEW, ...more })

/** Records with these changes, whose stamps are later than all before. */
const written = (userRecords: Marks, changes: ReturnType<typeof toSave> | ReturnType<typeof toMove>, ms = 0): Marks =>
  new Map([
    ...userRecords,
    ...changes.map(([id, cells]) => {
      const kept = Object.entries(cells).map(([cell, value]) => [cell, [value, stampAt(ms)] satisfies Kept] as const)
      return [id, new Map([...(userRecords.get(id) ?? []), ...kept])] as const
    }),
  ])
const names = (userRecords: Marks) => savedViews(userRecords).map(({ name }) => name)
const some = (count: number): Marks =>
  Array.from({ length: count }, (_, i) => i).reduce<Marks>(
    (userRecords, i) =>
      written(userRecords, toSave(userRecords, `id${count - i}`, `View ${i}`, view({ text: `q${i}` }))),
    new Map(),
  )

test('the views of the app have queries without problems', () => {
  for (const { name, address } of builtInViews(Date.now())) {
    const { view, problems } = parseView(address)
    expect([name, problems, parseQuery(view.text).problems]).toEqual([name, [], []])
  }
})

test('“Added lately” has the papers of the last 30 days, the newest first', () => {
  const lately = builtInViews(new Date(2026, 10, 29, 12).getTime()).find(({ name }) => name === 'Added lately')!
  expect(parseView(lately.address).view).toMatchObject({
    text: 'added:>=2026-10-30',
    sort: [{ by: 'added', descending: true }],
  })
})

describe('a saved view', () => {
  test('stores query, order, grouping and columns, but not the open paper', () => {
    const whole = view({
      text: 'is:unread kv',
      sort: [{ by: 'year', descending: true }],
      group: 'topic',
      columns: { ...DEFAULT_VIEW.columns, dense: true },
      paper: A,
    })
    const [saved] = savedViews(written(new Map(), toSave(new Map(), 'x', 'Mine', whole)))
    expect(parseView(saved!.address).view).toEqual({ ...whole, paper: null })
  })

  test('comes last until the user moves it', () => {
    expect(names(some(4))).toEqual(['View 0', 'View 1', 'View 2', 'View 3'])
  })

  test('moves to its new index, and the others keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 30 }), (moves) => {
        let userRecords = some(5)
        let wanted = names(userRecords)
        for (const [i, [from, to]] of moves.entries()) {
          userRecords = written(userRecords, toMove(userRecords, savedViews(userRecords)[from]!.id, to), i + 1)
          const [moved] = wanted.slice(from, from + 1)
          wanted = wanted.filter((_, place) => place !== from).toSpliced(to, 0, moved!)
          expect(names(userRecords)).toEqual(wanted)
        }
      }),
    )
  })

  test('disappears when it is deleted, and undo brings it back unchanged', () => {
    const userRecords = some(2)
    const { id } = savedViews(userRecords)[0]!
    const without = written(userRecords, [[id, { rank: '1', [DELETED]: true }]] as never, 1)
    expect(names(without)).toEqual(['View 1'])
    expect(names(written(without, [[id, { rank: '1', [DELETED]: null }]] as never, 2))).toEqual(['View 0', 'View 1'])
  })
})

test('two views are the same if query, order and grouping are equal, whatever columns and open paper', () => {
  const asked = view({ text: 'kv', sort: [{ by: 'title', descending: false }] })
  const read = (of: View) => parseView(addressOf(of)).view
  const looks = { ...asked, paper: A, columns: { ...asked.columns, dense: true } }
  expect(isSameQuestion(looks, read(asked))).toBe(true)
  expect(isSameQuestion({ ...asked, group: 'topic' }, read(asked))).toBe(false)
  expect(isSameQuestion({ ...asked, sort: [] }, read(asked))).toBe(false)
  expect(isSameQuestion({ ...asked, text: 'k' }, read(asked))).toBe(false)
})
