import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakLines, fit, pieces, ticks, widthOf } from '../../../../src/ui/statistics/plot/scale.ts'

describe('grid lines', () => {
  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [5, [0, 2, 4, 6]],
    [41, [0, 20, 40, 60]],
    [201, [0, 100, 200, 300]],
    [1450, [0, 500, 1000, 1500]],
  ])('for up to %i papers are at %j', (most, expected) => {
    expect(ticks(most)).toEqual(expected)
  })

  test('are few and evenly spaced, and end at the highest bar or just above', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (most) => {
        const all = ticks(most)
        const [, step] = all as [number, number]
        expect(Number.isInteger(step)).toBe(true)
        expect(all).toEqual(all.map((_, i) => i * step))
        expect(all.length).toBeLessThanOrEqual(5)
        expect(all.at(-1)).toBeGreaterThanOrEqual(most)
        expect(all.at(-2)).toBeLessThanOrEqual(most)
      }),
    )
  })
})

describe('the parts of a bar', () => {
  test('are as long as their numbers, with gaps between', () => {
    expect(pieces([1, 0, 3], 42, 2, 0)).toEqual([
      { from: 0, length: 10 },
      { from: 12, length: 0 },
      { from: 12, length: 30 },
    ])
  })

  test('fill the bar, are all visible, and keep the order of their sizes', () => {
    const numbers = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 5 }).filter((all) => all.some(Boolean))
    fc.assert(
      fc.property(numbers, fc.integer({ min: 40, max: 1000 }), (numbers, length) => {
        const all = pieces(numbers, length, 2, 3)
        const some = all.filter((_, i) => numbers[i]! > 0)
        for (const { length } of some) expect(length).toBeGreaterThanOrEqual(3)
        for (const [i, { from }] of some.entries())
          expect(from).toBeCloseTo(i === 0 ? 0 : some[i - 1]!.from + some[i - 1]!.length + 2)
        expect(some.at(-1)!.from + some.at(-1)!.length).toBeCloseTo(length)
        for (const [i, number] of numbers.entries())
          for (const [k, other] of numbers.entries())
            expect(number <= other || all[i]!.length >= all[k]!.length).toBe(true)
      }),
    )
  })
})

describe('a text in a narrow space', () => {
  test('is truncated to fit, and never within a surrogate pair', () => {
    expect(fit('Storage', 100, 10)).toBe('Storage')
    expect(fit('Large Language Models', 60, 10)).toBe('Large La…')
    expect(fit('👩‍🔬👩‍🔬👩‍🔬👩‍🔬', 25, 10)).toBe('👩‍🔬…')
    expect(fit('分布式存储', 35, 10)).toBe('分布…')
  })

  test('wraps into as many lines as it needs, and only a single word is too long for one', () => {
    expect(breakLines('one two three', 60, 10)).toEqual(['one two', 'three'])
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (words) => {
        const lines = breakLines(words.join(' '), 80, 10)
        expect(lines.join(' ')).toBe(words.join(' '))
        for (const line of lines) expect(!line.includes(' ') || widthOf(line, 10) <= 80).toBe(true)
      }),
    )
  })
})
