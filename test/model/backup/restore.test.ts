import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBackup, printBackup, type Backup } from '../../../src/model/backup/backup.ts'
import { lastWritten, toMark } from '../../../src/model/mark/mark.ts'
import { merge, NOTHING_KEPT, type KeptMark, type Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { compareBackup, comparePutBack, joinMarks, putBack, rewriteBackup } from '../../../src/model/backup/restore.ts'
import { pastVersions } from '../../../src/model/mark/noteVersions.ts'
import { rankOfTime } from '../../../src/model/queue/rank.ts'
import { A, B, C, kept, stampAt, START_MS } from '../../support/marks.ts'

const one = (mark: KeptMark, paper = A): Marks => new Map([[paper, mark]])
const NONE: Marks = new Map()
const OLD = kept({ note: 'old' })
const LATER = kept({ note: 'later' }, 1000, OLD)

describe('a restored backup', () => {
  const at = stampAt(60_000, 'now')
  const ours = new Map([
    [A, kept({ status: 'read', starred: true, tags: ['x', 'y'], note: 'later' }, 2000, OLD)],
    [C, kept({ note: 'only here' }, 3000)],
  ])
  const theirs = new Map([
    [A, kept({ status: 'reading', tags: ['x', 'z'] }, 500, OLD)],
    [B, kept({ starred: true }, 100)],
  ])

  test('overrides later marks of its papers, and keeps marks of other papers', () => {
    const put = joinMarks([ours, putBack(ours, theirs, at)])
    expect(toMark(put.get(A))).toEqual({ status: 'reading', starred: false, tags: ['x', 'z'], note: 'old' })
    expect(toMark(put.get(B)).starred).toBe(true)
    expect(put.get(C)).toEqual(ours.get(C))
  })

  test('puts papers back to their places in Up next, and takes away later ones', () => {
    const [early, late] = [rankOfTime(1), rankOfTime(2)]
    const ours = new Map([
      [A, kept({ status: 'to-read', next: late }, 2000)],
      [B, kept({ status: 'to-read', next: late }, 2000)],
    ])
    const { marks: theirs } = parseBackup(
      printBackup(
        new Map([
          [A, kept({ status: 'to-read', next: early })],
          [B, kept({ status: 'to-read' })],
        ]),
        START_MS,
      ),
    ) as Backup
    expect(comparePutBack(ours, theirs).changes.map(({ what }) => what)).toEqual([
      ['place in Up next'],
      ['place in Up next'],
    ])
    const put = joinMarks([ours, putBack(ours, theirs, at)])
    expect([A, B].map((paper) => toMark(put.get(paper)).next)).toEqual([early, undefined])
    expect(toMark(joinMarks([theirs, ours]).get(A)).next).toBe(late)
  })

  test('keeps the replaced text in the history of the note', () => {
    const put = putBack(ours, theirs, at).get(A)!
    expect(pastVersions(put).map(({ text }) => text)).toContain('later')
  })

  test('wins over older marks that arrive from another tab or device', () => {
    const put = joinMarks([putBack(ours, theirs, at), ours])
    expect(toMark(put.get(A)).note).toBe('old')
  })

  test('is previewed as the papers that change, and the number of notes', () => {
    expect(comparePutBack(ours, theirs)).toEqual({
      changes: [
        { paper: A, is: 'newer', what: ['Reading', 'no star', 'tag “z”', 'no tag “y”', 'another note'] },
        { paper: B, is: 'new', what: ['star'] },
      ],
      notes: 1,
    })
    expect(comparePutBack(joinMarks([ours, putBack(ours, theirs, at)]), theirs)).toEqual({ changes: [], notes: 0 })
  })
})

describe('the comparison of a backup', () => {
  test.each([
    ['new', NONE, one(OLD)],
    ['new', one(NOTHING_KEPT), one(OLD)],
    ['newer', one(OLD), one(LATER)],
    ['newer', one(kept({ starred: true }, 5000)), one(OLD)],
    ['same', one(LATER), one(LATER)],
    ['older', one(LATER), one(OLD)],
    ['older', one(kept({ starred: false }, 2000, kept({ starred: true }))), one(kept({ starred: true }))],
  ] as const)('classifies a paper as %s', (is, ours, theirs) => {
    const { counts, changes, merged } = compareBackup(ours, theirs)
    expect(counts).toEqual({ new: 0, newer: 0, same: 0, older: 0, [is]: 1 })
    expect(changes.map((change) => change.is)).toEqual(is === 'same' || is === 'older' ? [] : [is])
    expect(merged.get(A)).toEqual(merge(ours.get(A) ?? NOTHING_KEPT, theirs.get(A)!))
  })

  test('names the changes of a paper', () => {
    const ours = kept({ status: 'reading', tags: ['x'] })
    const theirs = kept({ status: 'read', starred: true, tags: ['y'], note: 'n' }, 1000, kept({ tags: ['x'] }))
    expect(compareBackup(one(ours), one(theirs)).changes[0]!.what).toEqual([
      'Read',
      'star',
      'tag “y”',
      'no tag “x”',
      'note',
    ])
    expect(compareBackup(one(OLD), one(LATER)).changes[0]!.what).toEqual(['another note'])
    expect(compareBackup(one(LATER), one(kept({ note: 'in between' }, 500))).changes[0]!.what).toEqual(['history'])
  })

  test('counts every paper, and finds nothing new after the merge', () => {
    const mark = fc
      .array(
        fc.record({ note: fc.constantFrom('', 'a', 'b'), starred: fc.boolean(), ms: fc.integer({ min: 0, max: 50 }) }),
        { maxLength: 4 },
      )
      .map((all) => all.reduce<KeptMark>((mark, { ms, ...change }) => kept(change, ms, mark), NOTHING_KEPT))
    const marks = fc.array(fc.tuple(fc.constantFrom(A, B, C), mark)).map((all) => new Map(all))
    fc.assert(
      fc.property(marks, marks, (ours, theirs) => {
        const { counts, changes, merged } = compareBackup(ours, theirs)
        expect(counts.new + counts.newer + counts.same + counts.older).toBe(theirs.size)
        expect(changes.length).toBe(counts.new + counts.newer)
        const again = compareBackup(merged, theirs).counts
        expect([again.new, again.newer]).toEqual([0, 0])
      }),
    )
  })
})

test('several sets of marks merge in any order', () => {
  const all = [one(OLD), one(kept({ starred: true }, 500)), one(LATER), one(OLD, B)]
  expect(joinMarks(all)).toEqual(joinMarks(all.toReversed()))
  expect(toMark(joinMarks(all).get(A))).toMatchObject({ note: 'later', starred: true })
})

test('records of the app about a paper do not count as written by the user', () => {
  const marked = new Map(OLD).set('title', ['T', stampAt(9000)]).set('alias:doi:10.1/a', [true, stampAt(9000)])
  expect(lastWritten(marked)).toBe(stampAt(0))
  expect(lastWritten(new Map())).toBeNull()
})

describe('a rewritten backup file', () => {
  const read = (text: string) => {
    const parsed = parseBackup(text)
    return 'marks' in parsed ? parsed : expect.fail(parsed.problem)
  }

  test('keeps marks that only the file has, as after the browser lost everything', () => {
    const text = printBackup(
      new Map([
        [A, LATER],
        [B, OLD],
      ] as [PaperId, KeptMark][]),
      START_MS,
      [],
      [['views', [1]]],
    )
    const again = read(rewriteBackup(text, one(OLD), [], START_MS + 1))
    expect(again).toMatchObject({ savedAt: START_MS + 1, more: [['views', [1]]], unread: [] })
    expect(again.marks).toEqual(
      new Map([
        [A, LATER],
        [B, OLD],
      ]),
    )
  })

  test('can start from an empty file', () => {
    expect(read(rewriteBackup('', one(OLD), [], START_MS)).marks).toEqual(one(OLD))
  })

  test.each([
    ['{"my":"thesis"}', /not a backup of Offprint\. It is left as it is/],
    [printBackup(one(OLD), START_MS).replace('old', 'bold'), /damaged/],
    [printBackup(one(OLD), START_MS).replace('"version": 1', '"version": 2'), /newer Offprint/],
  ])('never replaces a file that cannot be read', (text, reason) => {
    expect(() => rewriteBackup(text, one(LATER), [], START_MS)).toThrow(reason)
  })
})
