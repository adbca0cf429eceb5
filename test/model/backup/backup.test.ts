import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { BACKUP_VERSION, parseBackup, printBackup, type Backup } from '../../../src/model/backup/backup.ts'
import { takeUp } from '../../../src/model/mark/clockSkew.ts'
import { toMark } from '../../../src/model/mark/mark.ts'
import type { CellValue, Kept, KeptMark, Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { A, B, kept, stampAt, START_MS } from '../../support/marks.ts'

const MARKS: Marks = new Map([
  [A, kept({ status: 'read', starred: true, note: 'first\n"marks": [\nlast' })],
  [B, kept({ tags: ['x'] })],
])

/** A time later than all stamps of the tests, so that none is ahead. */
const LATE_MS = START_MS + 2 ** 41

function read(text: string, now = LATE_MS): Backup {
  const parsed = parseBackup(text, now)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed
}
const refuse = (text: string) => {
  const parsed = parseBackup(text)
  return 'problem' in parsed ? parsed.problem : null
}
const change = (edit: (json: Record<string, unknown>) => void, marks = MARKS) => {
  const json = JSON.parse(printBackup(marks, START_MS)) as Record<string, unknown>
  edit(json)
  return JSON.stringify(json)
}

describe('a backup', () => {
  test('is read back exactly as it was written, whatever it contains', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', 'constructor', '\ud800', '\udfff\ud800', '😀', '\u2028', '\r\n', '\0', '"marks": ['),
    )
    const stamp = fc
      .tuple(fc.integer({ min: -START_MS, max: 2 ** 40 }), fc.constantFrom('a', 'zz9'))
      .map(([ms, writer]) => stampAt(ms, writer))
    const value: fc.Arbitrary<CellValue> = fc.oneof(text, fc.boolean(), fc.constant(null))
    const mark: fc.Arbitrary<KeptMark> = fc
      .array(fc.tuple(text, fc.tuple(value, stamp)), { maxLength: 6 })
      .map((cells) => new Map<string, Kept>(cells))
    const marks = fc
      .array(fc.tuple(text.filter(Boolean), mark), { maxLength: 8 })
      .map((all) => new Map(all as [PaperId, KeptMark][]))
    fc.assert(
      fc.property(marks, fc.integer({ min: 0, max: 4e12 }), (marks, savedAt) => {
        expect(read(printBackup(marks, savedAt))).toEqual({ marks, savedAt, unread: [], lists: [], more: [] })
      }),
      { numRuns: 500 },
    )
  })

  test('keeps a note of a million characters', () => {
    const note = 'ä😀\ud800"\\\n'.repeat(150_000)
    const { marks, unread } = read(printBackup(new Map([[A, kept({ note })]]), START_MS))
    expect(toMark(marks.get(A)).note).toBe(note)
    expect(unread).toEqual([])
  })

  test('of the first version can be read', () => {
    const { marks, savedAt, unread, more } = read(readFileSync('test/fixtures/backup-v1.json', 'utf8'))
    expect([unread, more, savedAt]).toEqual([[], [], Date.UTC(2026, 10, 22, 12)])
    expect([...marks].map(([id, kept]) => [id, toMark(kept)])).toEqual([
      [
        'url:usenix.org/conference/atc24/presentation/ma',
        { status: 'read', starred: true, tags: ['cxl', 'rpc 😀'], note: '# CXL\nAsk whether HDM needs *coherence*.' },
      ],
      ['__proto__', { status: 'unread', starred: false, tags: [], note: 'of a paper with an odd name \ud800' }],
      ['doi:10.1/gone', { status: 'skipped', starred: false, tags: [], note: '' }],
    ])
  })

  test('of every released version is among the fixtures, and is read without a problem', () => {
    for (let version = 1; version <= BACKUP_VERSION; version += 1) {
      const text = readFileSync(`test/fixtures/backup-v${version}.json`, 'utf8')
      expect(JSON.parse(text)).toMatchObject({ version })
      const { marks, unread } = read(text)
      expect(unread).toEqual([])
      expect(marks.size).toBeGreaterThan(0)
      expect(read(printBackup(marks, START_MS)).marks).toEqual(marks)
    }
  })

  test('with a stamp of the year 2500 is read whole, and its values show', () => {
    const text = printBackup(
      new Map([
        [A, kept({ note: 'x' }, Date.UTC(2500, 0, 1) - START_MS)],
        [B, kept({ note: 'y' })],
      ]),
      START_MS,
    )
    const { marks, unread } = read(text, START_MS)
    expect(unread).toEqual([])
    expect(toMark(takeUp(marks.get(A)!)).note).toBe('x')
    expect(toMark(marks.get(B)).note).toBe('y')
  })

  test('may begin with a byte order mark, and may be reformatted', () => {
    expect(read(`\uFEFF${printBackup(MARKS, START_MS)}`).marks).toEqual(MARKS)
    const laidOut = JSON.stringify(JSON.parse(printBackup(MARKS, START_MS)), null, 2)
    expect(read(laidOut)).toMatchObject({ marks: MARKS, unread: [] })
  })

  test('keeps fields of a later version when it is written again', () => {
    const more = [
      ['views', [{ name: 'mine' }]],
      ['__proto__', 1],
    ] as const
    const text = printBackup(MARKS, START_MS, [], more)
    expect(read(text)).toMatchObject({ marks: MARKS, unread: [], more })
    expect(printBackup(MARKS, START_MS, [], read(text).more)).toBe(text)
  })

  test('merges two records of one paper', () => {
    const text = change((json) => {
      const [[id, cells]] = json['marks'] as [[string, unknown[]]]
      json['marks'] = [
        [id, cells.slice(1)],
        [id, cells.slice(0, 1)],
      ]
    })
    expect(toMark(read(text).marks.get(A))).toEqual(toMark(MARKS.get(A)))
  })
})

describe('a file that cannot be read as a backup', () => {
  test.each([
    ['', 'The file is empty.'],
    [' \n', 'The file is empty.'],
    ['hello', 'This is not JSON: line 1, column 1: "h" is not expected here.'],
    ['{\n  "a": 1,\n}', 'This is not JSON: line 3, column 1: "}" is not expected here.'],
    ['[]', 'This is not a backup of Offprint.'],
    ['null', 'This is not a backup of Offprint.'],
    ['{"format":"zotero"}', 'This is not a backup of Offprint.'],
    [change((json) => delete json['version']), 'The backup does not say which version it is.'],
    [change((json) => delete json['marks']), 'The backup has no list of marks.'],
  ])('is rejected: %j', (text, problem) => {
    expect(refuse(text)).toBe(problem)
  })

  test('is rejected with the advice to update if a newer Offprint made it', () => {
    expect(refuse(change((json) => (json['version'] = 2)))).toMatch(/made by a newer Offprint: update this one first/)
  })

  test('is reported without a crash, however deeply it is nested', () => {
    expect(refuse('['.repeat(1_000_000))).toMatch(/^This is not JSON/)
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const nested = printBackup(MARKS, START_MS).replace('"marks": [', `"marks": [${deep},`)
    expect(read(nested)).toMatchObject({ marks: MARKS, unread: [{ where: 'record 1' }] })
  })
})

describe('a damaged backup', () => {
  test('loses only its invalid records, each of which is reported', () => {
    const bad = [
      ['doi:10.1/bad', [['status', 'read', 'yesterday']]],
      ['doi:10.1/number', [['status', 1, stampAt(0)]]],
      ['', []],
      [1, []],
      null,
      {},
    ]
    const text = change((json) => (json['marks'] = [...bad, ...(json['marks'] as unknown[])]))
    const { marks, unread } = read(text)
    expect(marks).toEqual(MARKS)
    expect(unread.map(({ where }) => where)).toEqual([
      'doi:10.1/bad',
      'doi:10.1/number',
      '',
      'record 4',
      'record 5',
      'record 6',
    ])
  })

  test('that was edited by hand is reported, and still read', () => {
    const { marks, unread } = read(printBackup(MARKS, START_MS).replace('first', 'second'))
    expect(toMark(marks.get(A)).note).toMatch(/^second/)
    expect(unread).toMatchObject([{ where: 'the file', message: expect.stringMatching(/was changed/) as string }])
  })

  test('that lost whole records is reported', () => {
    const { unread } = read(change((json) => (json['marks'] as unknown[]).pop()))
    expect(unread.map(({ message }) => message).join()).toMatch(/part of it is lost.*once held 1 more/)
  })

  test('that was truncated gives exactly the records before the cut, and a report', () => {
    const text = printBackup(MARKS, START_MS)
    const [first, second] = [text.indexOf('"marks": [') + 11, text.indexOf('["doi:10.1/b"') - 2]
    for (let end = 1; end < text.length - 1; end += 1) {
      const parsed = parseBackup(text.slice(0, end))
      const marks = 'marks' in parsed ? parsed.marks : null
      const hasWarned = 'problem' in parsed || parsed.unread.length > 0
      expect([end, hasWarned, marks?.has(A) ?? false]).toEqual([end, true, end >= second])
      expect(marks !== null || end < first).toBe(true)
      expect([...(marks ?? [])].filter(([id, kept]) => !isDeepStrictEqual(kept, MARKS.get(id)))).toEqual([])
    }
  })

  test('with a broken line gives the records before and after it, and reports the line', () => {
    const text = printBackup(new Map([...MARKS, ['c' as PaperId, kept({ starred: true })]]), START_MS)
    const { marks, unread } = read(text.replace('"tag:x"', '"tag:x'))
    expect([...marks.keys()]).toEqual([A, 'c'])
    expect(unread.map(({ where }) => where)).toEqual(['line 10', 'the file', 'the file'])
  })
})
