import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { historyOf, STATUSES, write, type Status } from '../../../src/model/mark/mark.ts'
import { merge, NOTHING_KEPT, type KeptMark } from '../../../src/model/mark/cell.ts'
import { toProgress, type Progress } from '../../../src/model/mark/readingProgress.ts'
import { stamp } from '../../support/papers.ts'
import { inZone, ZONES } from '../../support/zones.ts'

/** A local time in March 2026, from a day and an hour such as `3 10:30`. */
function at(text: string): number {
  const [date, time = '12:00'] = text.split(' ')
  return new Date(2026, 2, Number(date), ...(time.split(':').map(Number) as [number, number])).getTime()
}

type Said = readonly [when: string | number, status: Status]

/** The stored mark after these changes of status. */
const say = (...all: readonly Said[]): KeptMark =>
  all.reduce<KeptMark>((kept, [when, status]) => {
    const ms = typeof when === 'number' ? when : at(when)
    return merge(kept, write(kept, { status }, stamp(ms)))
  }, NOTHING_KEPT)

const of = (kept: KeptMark): Progress => toProgress(historyOf(kept))
const progress = (...all: readonly Said[]): Progress => of(say(...all))
const NO_PROGRESS: Progress = { read: [], since: null, took: null }
const readOn = (...all: readonly Said[]) => progress(...all).read.map((ms) => new Date(ms).getDate())

describe('the dates on which a paper was read', () => {
  test('are those on which it was marked as read', () => {
    expect(progress(['3 10:00', 'read']).read).toEqual([at('3 10:00')])
    expect(readOn(['3', 'to-read'], ['5', 'reading'], ['9', 'read'])).toEqual([9])
    expect(of(NOTHING_KEPT)).toEqual(NO_PROGRESS)
    expect(of(write(NOTHING_KEPT, { starred: true, note: 'x' }, stamp(1)))).toEqual(NO_PROGRESS)
  })

  test('exclude a day on which that was changed back', () => {
    for (const back of ['unread', 'to-read', 'reading', 'skipped'] as const) {
      expect(readOn(['3 10:00', 'read'], ['3 10:01', back])).toEqual([])
      expect(readOn(['2', 'to-read'], ['3 00:00', 'read'], ['3 23:59', back])).toEqual([])
    }
  })

  test('include a day once, however often it was marked', () => {
    expect(progress(['3 9:00', 'read'], ['3 10:00', 'reading'], ['3 11:00', 'read']).read).toEqual([at('3 11:00')])
  })

  test('keep the first day where a later change was reverted on its own day', () => {
    for (const back of ['unread', 'to-read', 'reading', 'skipped'] as const) {
      expect(readOn(['3', 'read'], ['7 10:00', back], ['7 10:01', 'read'])).toEqual([3])
    }
  })

  test('stay when the paper is to be read again, or skipped, on a later day', () => {
    for (const then of ['to-read', 'reading', 'skipped'] as const) {
      expect(readOn(['3', 'read'], ['7', then])).toEqual([3])
      expect(readOn(['3', 'read'], ['7', then], ['9', 'read'])).toEqual([3, 9])
    }
  })

  test('are all dropped when the paper is marked as unread', () => {
    expect(readOn(['3', 'read'], ['7', 'unread'])).toEqual([])
    expect(readOn(['3', 'read'], ['4', 'to-read'], ['5', 'read'], ['20', 'unread'])).toEqual([])
    expect(readOn(['3', 'read'], ['7', 'unread'], ['9', 'read'])).toEqual([9])
  })

  test('come from the status where there is no history', () => {
    const kept = new Map([...say(['3', 'read'])].filter(([cell]) => !cell.startsWith('log:')))
    expect(of(kept).read).toEqual([at('3')])
  })

  test('exclude a date that was undone, and include it once after redo', () => {
    const kept = say(['3', 'to-read'], ['9', 'read'])
    const log = `log:${stamp(at('9'))}`
    const undone = merge(
      kept,
      new Map([
        ['status', ['to-read', stamp(at('20'))]],
        [log, [null, stamp(at('20'))]],
      ]),
    )
    expect(of(undone)).toEqual(progress(['3', 'to-read']))
    const redone = merge(
      undone,
      new Map([
        ['status', ['read', stamp(at('21'))]],
        [log, ['read', stamp(at('21'))]],
      ]),
    )
    expect(of(redone)).toEqual(of(kept))
  })
})

describe('the date since when a status holds', () => {
  const since = (...all: readonly Said[]) => progress(...all).since

  test('is the last change on the first day that ended with it', () => {
    expect(since(['3', 'to-read'])).toBe(at('3'))
    expect(since(['3', 'to-read'], ['9', 'read'], ['12', 'to-read'])).toBe(at('12'))
    expect(since(['3', 'to-read'], ['9 8:00', 'read'], ['9 8:01', 'to-read'])).toBe(at('3'))
    expect(since(['3 8:00', 'to-read'], ['3 9:00', 'skipped'], ['3 10:00', 'to-read'])).toBe(at('3 10:00'))
  })

  test('is null where no status but Unread outlived its day', () => {
    expect(since(['3 8:00', 'to-read'], ['3 9:00', 'unread'])).toBeNull()
    expect(since(['3', 'read'], ['9', 'unread'])).toBe(at('9'))
  })
})

describe('the days from To read to Read', () => {
  const took = (...all: readonly Said[]) => progress(...all).took

  test('are calendar days', () => {
    expect(took(['3 23:00', 'to-read'], ['4 1:00', 'read'])).toBe(1)
    expect(took(['3', 'to-read'], ['9', 'read'])).toBe(6)
    expect(took(['3 9:00', 'to-read'], ['3 17:00', 'read'])).toBe(0)
  })

  test('are not interrupted by Reading in between', () => {
    expect(took(['3', 'to-read'], ['5', 'reading'], ['6', 'to-read'], ['7', 'reading'], ['9', 'read'])).toBe(6)
    expect(took(['3', 'reading'], ['5', 'to-read'], ['9', 'read'])).toBe(4)
  })

  test('start again after the paper was skipped, unread or read', () => {
    for (const between of ['skipped', 'unread', 'read'] as const) {
      expect(took(['3', 'to-read'], ['5', between], ['8', 'to-read'], ['9', 'read'])).toBe(1)
    }
    expect(took(['3', 'to-read'], ['5 8:00', 'skipped'], ['5 8:01', 'to-read'], ['9', 'read'])).toBe(6)
  })

  test('are unknown where the paper was never To read, or is unread', () => {
    expect(took(['3', 'reading'], ['9', 'read'])).toBeNull()
    expect(took(['3', 'to-read'], ['9', 'read'], ['10', 'unread'])).toBeNull()
    expect(took(['3', 'to-read'])).toBeNull()
  })

  test('are those of the last reading', () => {
    expect(took(['3', 'to-read'], ['9', 'read'], ['20', 'to-read'], ['21', 'read'])).toBe(1)
    expect(took(['3', 'to-read'], ['9', 'read'], ['20', 'reading'], ['21', 'read'])).toBeNull()
  })
})

/** The simple model: goes through the calendar day by day. */
function goThrough(all: readonly (readonly [ms: number, status: Status])[]): Pick<Progress, 'read' | 'since'> {
  const changes = all.filter(([, status], i) => status !== (all[i - 1]?.[1] ?? 'unread'))
  let read: number[] = []
  let since: number | null = null
  let ended: Status = 'unread'
  const [first, last] = [new Date(changes[0]?.[0] ?? 0), changes.at(-1)?.[0] ?? 0]
  for (let on = 0; ; on += 1) {
    const from = new Date(first.getFullYear(), first.getMonth(), first.getDate() + on).getTime()
    const to = new Date(first.getFullYear(), first.getMonth(), first.getDate() + on + 1).getTime()
    if (from > last) break
    const change = changes.findLast(([ms]) => ms >= from && ms < to)
    if (!change || change[1] === ended) continue
    ;[since, ended] = change
    if (ended === 'read') read = [...read, since]
    if (ended === 'unread') read = []
  }
  return { read, since }
}

const HOUR_MS = 3_600_000
const history = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...STATUSES)), { maxLength: 8 })
  .map((steps) => {
    // Around changes to and from summer time, and the end of 2011, when Samoa had no 30 December.
    let hours = 0
    return steps.map(([on, status]) => [(hours += on), status] as const)
  })
const BEGINNINGS = [Date.UTC(2026, 2, 27), Date.UTC(2026, 9, 23), Date.UTC(2011, 11, 28), Date.UTC(2026, 3, 3)]

test.each(ZONES)('the dates agree with a slow and simple model in %s', (zone) => {
  inZone(zone, () => {
    fc.assert(
      fc.property(fc.constantFrom(...BEGINNINGS), history, (begun, steps) => {
        const all = steps.map(([hours, status]) => [begun + hours * HOUR_MS, status] as const)
        const { read, since, took } = of(say(...all))
        expect({ read, since }).toEqual(goThrough(all))
        expect(took === null || read.length > 0).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
