import { describe, expect, test } from 'vitest'
import { parseBackup, printBackup } from '../../../src/model/backup/backup.ts'
import type { Cell, CellValue, Kept, KeptMark, Marks } from '../../../src/model/mark/cell.ts'
import { compareBackup, comparePutBack, putBack } from '../../../src/model/backup/restore.ts'
import {
  DELETED,
  isUserRecord,
  recordId,
  userRecordsOf,
  recordsOfKind,
  valueOf,
} from '../../../src/model/mark/userRecord.ts'
import { A, kept, stampAt, START_MS } from '../../support/marks.ts'

const VIEW = recordId('view', 'a1')
const cells = (values: Readonly<Record<Cell, CellValue>>, ms = 0): KeptMark =>
  new Map(Object.entries(values).map(([cell, value]) => [cell, [value, stampAt(ms)] satisfies Kept]))

describe('a user record', () => {
  const marks: Marks = new Map([
    [VIEW, cells({ name: 'To do' })],
    [A, kept({ starred: true })],
    [recordId('view', 'a0'), cells({ name: 'First' })],
    [recordId('view', 'a2'), cells({ name: 'Gone', [DELETED]: true })],
    [recordId('keys', 'mine'), cells({ next: 'l' })],
  ])

  test('is stored beside the marks and is not one of them', () => {
    expect([VIEW, A].map(isUserRecord)).toEqual([true, false])
    expect([...userRecordsOf(marks).keys()]).not.toContain(A)
  })

  test('is listed by kind in the order of ids, until it is deleted', () => {
    const names = (kind: 'view' | 'keys' | 'template') =>
      recordsOfKind(marks, kind).map(({ cells }) => valueOf(cells, 'name') ?? valueOf(cells, 'next'))
    expect([names('view'), names('keys'), names('template')]).toEqual([['First', 'To do'], ['l'], []])
  })

  test('is saved in a backup, compared and restored', () => {
    const saved: Marks = new Map([[VIEW, cells({ name: 'To do', query: 'is:unread' })]])
    const backup = parseBackup(printBackup(saved, START_MS))
    if ('problem' in backup) throw new Error(backup.problem)
    expect(backup.marks).toEqual(saved)
    const ours: Marks = new Map([[VIEW, cells({ name: 'Done', query: 'is:unread' }, 5)]])
    expect(compareBackup(new Map(), backup.marks).changes).toEqual([{ paper: VIEW, is: 'new', what: ['added'] }])
    expect(compareBackup(ours, backup.marks).changes).toEqual([])
    expect(comparePutBack(ours, backup.marks).changes).toEqual([{ paper: VIEW, is: 'newer', what: ['changed'] }])
    const back = putBack(ours, backup.marks, stampAt(9)).get(VIEW)!
    expect([...back].map(([cell, [value]]) => [cell, value])).toEqual([
      ['name', 'To do'],
      ['query', 'is:unread'],
    ])
  })
})
