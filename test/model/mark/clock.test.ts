import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClock, isAhead, isStamp, timeOf, type Stamp } from '../../../src/model/mark/clock.ts'
import { stamp } from '../../support/papers.ts'

/** A stamp as another writer may have made it. */
const printed = (time: number, count: number) =>
  `${time.toString(36).padStart(9, '0')}-${count.toString(36).padStart(4, '0')}-other` as Stamp

test('a new stamp is later than all stamps made or seen, whatever the wall clock does', () => {
  // Small times and counts, so that they collide, and realistic ones.
  const time = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 42 }))
  const count = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 36 ** 4 - 3, max: 36 ** 4 - 1 }))
  const wall = fc.oneof(time, fc.integer({ min: -5, max: -1 }), fc.double({ min: 0, max: 5, noNaN: true }))
  const step = fc.record({ wall, seen: fc.option(fc.tuple(time, count)) })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let now = 0
      let latest = ''
      const clock = createClock('me', () => now)
      for (const { wall, seen } of steps) {
        now = wall
        if (seen) {
          const other = printed(...seen)
          clock.see(other)
          if (other > latest && !isAhead(other, now)) latest = other
        }
        const made = clock.tick()
        expect(isStamp(made)).toBe(true)
        expect(made > latest).toBe(true)
        latest = made
      }
    }),
  )
})

test('a new stamp is later than a seen one, even if the wall clock went back', () => {
  const clock = createClock('b', () => 1000)
  const seen = stamp(5000, 'z')
  clock.see(seen)
  expect(clock.tick() > seen).toBe(true)
})

test('a new stamp has the time of the wall clock while that moves on', () => {
  let now = 1000
  const clock = createClock('a', () => now)
  clock.see(stamp(500))
  expect(timeOf(clock.tick())).toBe(1000)
  now = 2000.9
  expect(timeOf(clock.tick())).toBe(2000)
})

test('a seen stamp of the past does not turn the clock back', () => {
  const clock = createClock('a', () => 1000)
  const before = clock.tick()
  clock.see(printed(1000, 0))
  clock.see(printed(999, 9))
  expect(clock.tick() > before).toBe(true)
})

test('a counter that overflows within a millisecond continues in the next one', () => {
  const clock = createClock('a', () => 1000)
  const last = printed(1000, 36 ** 4 - 1)
  clock.see(last)
  const next = clock.tick()
  expect(isStamp(next)).toBe(true)
  expect(next > last).toBe(true)
  expect(timeOf(next)).toBe(1001)
})

test('the alphabetical order of stamps is the order of their times, then of their writers', () => {
  const made = fc.record({ ms: fc.integer({ min: 1, max: 2 ** 43 }), writer: fc.stringMatching(/^[0-9a-z]{1,8}$/) })
  fc.assert(
    fc.property(made, made, (a, b) => {
      const [first, second] = [stamp(a.ms, a.writer), stamp(b.ms, b.writer)]
      expect(timeOf(first)).toBe(a.ms)
      expect(first < second).toBe(a.ms < b.ms || (a.ms === b.ms && a.writer < b.writer))
    }),
  )
})

test('two writers never make the same stamp', () => {
  expect(stamp(1000, 'a')).not.toBe(stamp(1000, 'b'))
})

test.each([null, undefined, 5, '', 'yesterday', '000000001-0000-', '000000001-0000-A', '00000001-0000-a', '1-0-a'])(
  '%j is no stamp',
  (value) => {
    expect(isStamp(value)).toBe(false)
  },
)

test('a stamp with surrounding characters is no stamp', () => {
  expect(isStamp(stamp(1))).toBe(true)
  expect(isStamp(` ${stamp(1)}`)).toBe(false)
  expect(isStamp(`${stamp(1)}\n`)).toBe(false)
})

test('a clock makes valid stamps whatever time the device reports', () => {
  for (const year of [1900, 2024, 2999, 3000, 4000, 9999]) {
    const clock = createClock('here', () => Date.UTC(year, 0, 1))
    const [first, next] = [clock.tick(), clock.tick()]
    expect([isStamp(first), isStamp(next), next > first]).toEqual([true, true, true])
    expect(timeOf(next)).toBeLessThan(Date.UTC(3000, 0, 1))
  }
})

test('a clock does not follow a stamp that is more than a day ahead', () => {
  const now = Date.UTC(2030, 0, 1)
  const clock = createClock('here', () => now)
  clock.see(stamp(Date.UTC(2199, 11, 31)))
  expect(timeOf(clock.tick())).toBe(now)
  clock.see(stamp(now + 3_600_000))
  expect(timeOf(clock.tick())).toBe(now + 3_600_000)
})
