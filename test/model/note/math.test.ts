import { describe, expect, test } from 'vitest'
import { hasMaths, isFormula } from '../../../src/model/note/math.ts'

describe('a formula is found', () => {
  test.each([
    '$x$',
    'so $O(n \\log n)$ it is',
    '$$\\sum_i x_i$$',
    '$$\nx\n$$',
    'costs $5, and $x^2$',
    '($x$)',
    '$x$, $y$',
    '$x$\n5',
  ])('in %j', (note) => {
    expect(hasMaths(note)).toBe(true)
  })
})

describe('no formula is found', () => {
  test.each([
    '',
    'no dollars',
    '$5 and $6',
    '$5-$6',
    '$5',
    'from $5 to $6 to $7',
    'US$ 5, A$ 6',
    '$ x $',
    '$x $',
    '$ x$',
    '\\$x\\$',
    '\\$x$',
    '$$',
    '$$$$',
    '$20,000 and $30,000',
  ])('in %j', (note) => {
    expect(hasMaths(note)).toBe(false)
  })
})

test.each([
  ['x', '', true],
  ['x', ' is', true],
  ['x + y', ', so', true],
  ['x', '.5', true],
  ['5 and ', '6', false],
  ['x', '6', false],
  [' x', '', false],
  ['x\n', '', false],
  ['', '', false],
])('$%s$ before %j is a formula: %s', (inside, after, expected) => {
  expect(isFormula(inside, after)).toBe(expected)
})
