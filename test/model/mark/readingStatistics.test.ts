import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { historyOf, STATUSES, toMark, write, type Status } from '../../../src/model/mark/mark.ts'
import { merge, NOTHING_KEPT, type KeptMark, type Marks } from '../../../src/model/mark/cell.ts'
import { isWithin, parsePeriod, type RangeField } from '../../../src/model/time/period.ts'
import { toProgress } from '../../../src/model/mark/readingProgress.ts'
import { HORIZONS, readPerPeriod, readMarks, waiting, type Horizon } from '../../../src/model/mark/readingStatistics.ts'
import { recordId } from '../../../src/model/mark/userRecord.ts'
import { A, B, C } from '../../support/marks.ts'
import { id, stamp } from '../../support/papers.ts'
import { inZone, ZONES } from '../../support/zones.ts'

const at = (text: string) => new Date(text).getTime()
/** A Tuesday. */
const NOW = at('2026-11-24T12:00')
const MONDAY = 1

type Words = readonly (readonly [when: string | number, status: Status])[]
const say = (...words: Words): KeptMark =>
  words.reduce<KeptMark>((kept, [when, status]) => {
    return merge(kept, write(kept, { status }, stamp(typeof when === 'number' ? when : at(when))))
  }, NOTHING_KEPT)
const marksOf = (...all: readonly Words[]): Marks =>
  new Map(all.map((words, i) => [id(`doi:10.1/${i}`), say(...words)]))

const look = (marks: Marks, horizon: Horizon = 'months', now = NOW) =>
  readPerPeriod(readMarks(marks), horizon, now, MONDAY)
const shown = (bars: readonly { readonly typed: string; readonly papers: number }[]) =>
  bars.filter(({ papers }) => papers > 0).map(({ typed, papers }) => `${typed}: ${papers}`)

describe('the statistics of read papers', () => {
  const marks = marksOf(
    [['2026-11-23T10:00', 'read']],
    [['2026-11-02T10:00', 'read']],
    [
      ['2026-02-01T10:00', 'read'],
      ['2026-11-24T10:00', 'reading'],
    ],
    [
      ['2026-03-01T10:00', 'read'],
      ['2026-10-01T10:00', 'to-read'],
      ['2026-11-01T10:00', 'read'],
    ],
    [['2024-11-24T10:00', 'read']],
    [['2026-11-20T10:00', 'to-read']],
  )

  test('count by week and by month up to now', () => {
    expect(shown(look(marks, 'weeks').bars)).toEqual([
      '2026-10-26..2026-11-01: 1',
      '2026-11-02..2026-11-08: 1',
      '2026-11-23..2026-11-29: 1',
    ])
    expect(shown(look(marks, 'months').bars)).toEqual(['2026-02: 1', '2026-03: 1', '2026-11: 3'])
    expect(look(marks, 'weeks').bars).toHaveLength(12)
    expect(look(marks, 'months').bars).toHaveLength(12)
  })

  test('count a paper once in total, even if it was read twice', () => {
    expect(look(marks, 'months')).toMatchObject({ papers: 4, typed: '>=2025-12-01' })
    expect(look(marks, 'all')).toMatchObject({ papers: 5, typed: '>=1970' })
  })

  test('of all time have a bar a month, or a bar a year where those are too many', () => {
    expect(look(marks, 'all').bars).toHaveLength(25)
    expect(look(marks, 'all').kind).toBe('month')
    expect(look(marksOf([['2026-11-20T10:00', 'read']]), 'all').bars).toHaveLength(12)
    const old = look(marksOf([['2020-03-01T10:00', 'read']], [['2026-01-01T00:00', 'read']]), 'all')
    expect(old.kind).toBe('year')
    expect(shown(old.bars)).toEqual(['2020: 1', '2026: 1'])
    expect(old.bars).toHaveLength(7)
  })

  test('are empty where nothing was read', () => {
    for (const horizon of HORIZONS) {
      const { papers, bars, spans, atOnce, took } = look(new Map(), horizon)
      expect({ papers, spans, atOnce, median: took.median }).toEqual({
        papers: 0,
        spans: 1,
        atOnce: null,
        median: null,
      })
      expect(shown(bars)).toEqual([])
    }
  })

  test('report how many papers were marked in one step, as by an import', () => {
    const step = at('2026-05-05T10:00')
    const many = marksOf(...Array.from({ length: 30 }, () => [[step, 'read'] as const]), [[step + 1, 'read']])
    expect(look(many).atOnce).toEqual({ papers: 30, at: step })
    expect(look(many, 'weeks').atOnce).toBeNull()
  })

  test('count the periods since the first paper', () => {
    expect(look(marksOf([['2026-09-30T10:00', 'read']]), 'months').spans).toBe(3)
    expect(look(marks, 'months').spans).toBe(12)
  })

  test('count each paper once, without moved marks and other records', () => {
    const read = say(['2026-11-20T10:00', 'read'])
    const gone = merge(read, new Map([['moved', [B, stamp(NOW)] as const]]))
    const back = merge(gone, new Map([['moved', [null, stamp(NOW + 1)] as const]]))
    const userRecords: Marks = new Map([
      [A, gone],
      [B, read],
      [C, back],
      [recordId('view', 'x'), read],
    ])
    expect(look(userRecords).papers).toBe(2)
  })
})

describe('the days from To read to Read', () => {
  const after = (days: number): Words => [
    [new Date(2026, 10, 20 - days, 9).getTime(), 'to-read'],
    [new Date(2026, 10, 20, 17).getTime(), 'read'],
  ]

  test('have bars for all values, and their median', () => {
    const { took } = look(marksOf(...[0, 1, 2, 3, 7, 8, 14, 15, 30, 31, 91, 92, 300].map(after), [[NOW, 'read']]))
    expect(shown(took.bars)).toEqual(['0: 1', '1..2: 2', '3..7: 2', '8..14: 2', '15..30: 2', '31..91: 2', '>=92: 2'])
    expect(took).toMatchObject({ papers: 13, median: 14 })
    expect(look(marksOf(after(3), after(4))).took.median).toBe(3.5)
  })

  test('cover the papers read within the horizon', () => {
    const old: Words = [
      ['2024-01-01T10:00', 'to-read'],
      ['2024-01-05T10:00', 'read'],
    ]
    expect(look(marksOf(old, after(2))).took).toMatchObject({ papers: 1, median: 2 })
    expect(look(marksOf(old, after(2)), 'all').took).toMatchObject({ papers: 2, median: 3 })
  })
})

describe('the papers to read', () => {
  const since = (days: number): Words => [[new Date(2026, 10, 24 - days, 23).getTime(), 'to-read']]
  const waits = (...all: readonly Words[]) => waiting(readMarks(marksOf(...all)), NOW)

  test('are counted by how long they have waited, with the median', () => {
    const { bars, papers, median } = waits(...[0, 7, 8, 30, 31, 91, 92, 900].map(since), [['2026-11-01T10:00', 'read']])
    expect(shown(bars)).toEqual([
      '>=2026-11-17: 2',
      '2026-10-25..2026-11-16: 2',
      '2026-08-25..2026-10-24: 2',
      '<=2026-08-24: 2',
    ])
    expect([papers, median]).toEqual([8, 30.5])
  })

  test('wait from the first day with that status, whatever was reverted within a day', () => {
    const { median } = waits([...since(40), ['2026-11-20T10:00', 'read'], ['2026-11-20T10:05', 'to-read']])
    expect(median).toBe(40)
  })

  test('wait at least zero days, even if another clock is ahead', () => {
    expect(waits([['2026-12-24T10:00', 'to-read']])).toMatchObject({ papers: 1, median: 0 })
  })
})

// The count of a bar must equal the result of its query, which is computed here from the query’s text.

const HOUR_MS = 3_600_000
const library = fc
  .array(fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(...STATUSES)), { maxLength: 6 }), {
    maxLength: 12,
  })
  .map((all) =>
    all.map((steps) => {
      let hours = 0
      return steps.map(([on, status]) => [(hours += on), status] as const)
    }),
  )

test.each(ZONES)('every bar counts the papers that its query finds in %s', (zone) => {
  inZone(zone, () => {
    fc.assert(
      fc.property(library, fc.constantFrom(...HORIZONS), fc.integer({ min: 1, max: 7 }), (all, horizon, firstDay) => {
        const begun = NOW - 9000 * HOUR_MS
        const marks = marksOf(
          ...all.map((steps) => steps.map(([hours, status]) => [begun + hours * HOUR_MS, status] as const)),
        )
        const kept = [...marks.values()]
        const numbers = (field: RangeField, mark: KeptMark) => {
          const { read, since, took } = toProgress(historyOf(mark))
          return field === 'read' ? read : [field === 'since' ? since : took]
        }
        const finds = (field: RangeField, typed: string) => (mark: KeptMark) =>
          numbers(field, mark).some((number) => isWithin(parsePeriod(typed, field)!, number))

        const said = readMarks(marks)
        const read = readPerPeriod(said, horizon, NOW, firstDay)
        for (const { typed, papers } of read.bars) expect(papers).toBe(kept.filter(finds('read', typed)).length)
        expect(read.papers).toBe(kept.filter(finds('read', read.typed)).length)
        for (const { typed, papers } of read.took.bars) {
          expect(papers).toBe(kept.filter(finds('read', read.typed)).filter(finds('took', typed)).length)
        }
        const pile = waiting(said, NOW)
        const toRead = kept.filter((mark) => toMark(mark).status === 'to-read')
        for (const { typed, papers } of pile.bars) expect(papers).toBe(toRead.filter(finds('since', typed)).length)
        for (const { bars, papers } of [read.took, pile]) {
          expect(bars.reduce((sum, bar) => sum + bar.papers, 0)).toBe(papers)
        }
        expect(pile.papers).toBe(toRead.length)
      }),
      { numRuns: 150 },
    )
  })
})
