import { describe, expect, test } from 'vitest'
import { createBases } from '../../../src/sync/merge/mergeBases.ts'
import { A, B } from '../../support/marks.ts'

const text = (paper: typeof A, words: string, matchesVersion = false) => ({
  paper,
  text: words,
  matchesVersion,
  isToStore: true,
})

describe('a text that was sent to the page', () => {
  test('is a base of its note until the page has saved a later batch', () => {
    const bases = createBases()
    const first = bases.sent([text(A, 'one')], 0)
    const second = bases.sent([text(A, 'one two')], 0)
    expect(bases.of(A)).toEqual(['one', 'one two'])
    bases.saved(first)
    expect(bases.of(A)).toEqual(['one', 'one two'])
    bases.saved(second)
    expect(bases.of(A)).toEqual(['one two'])
  })

  test('is none where a stored version says the same', () => {
    const bases = createBases()
    bases.sent([text(A, 'one', true), text(B, 'two')], 0)
    expect([bases.of(A), bases.of(B)]).toEqual([[], ['two']])
  })

  test('is no base any more once the page answers with a note that includes it', () => {
    const bases = createBases()
    const batch = bases.sent([text(A, 'one')], 0)
    bases.received(1, [{ paper: A, base: 'one', text: 'one, mine' }], batch)
    expect(bases.of(A)).toEqual([])
  })

  test('is joined with what the page wrote before it had heard of it', () => {
    const bases = createBases()
    bases.sent([text(A, 'Title. Theirs.')], 0)
    bases.received(1, [{ paper: A, base: 'Title.', text: 'Mine. Title.' }], 0)
    expect(bases.of(A)).toEqual(['Mine. Title. Theirs.'])
  })
})

test('bases that were stored are the first, and are forgotten with a version', () => {
  const bases = createBases(new Map([[A, ['stored']]]))
  bases.sent([text(A, 'later')], 0)
  expect(bases.of(A)).toEqual(['stored', 'later'])
  bases.forget(A)
  expect(bases.of(A)).toEqual([])
})

test('all of them are the same map until one changes, so that nothing is stored twice', () => {
  const bases = createBases()
  const none = bases.all()
  bases.forget(A)
  expect(bases.all()).toBe(none)
  bases.sent([text(A, 'one')], 0)
  expect(bases.all()).not.toBe(none)
  expect(bases.all()).toEqual(new Map([[A, ['one']]]))
})
