import { expect, test } from 'vitest'
import { addTold, afterSeen, isTold, joinTold, type PendingNotes } from '../../../src/sync/merge/pendingNotes.ts'
import { A, B } from '../../support/marks.ts'

const note = (base: string, text: string) => ({ paper: A, base, text })

test('a page’s edit that has not seen the sent text merges with it, and later edits repeat nothing', () => {
  let told: PendingNotes = addTold(addTold([], 1, [note('ab', 'abc')]), 2, [note('abc', 'abcd')])
  const first = joinTold(told, A, 'abcd', 'xab')
  expect(first.text).toBe('xabcd')
  // The next edit has seen the first message, and not the second.
  told = afterSeen(first.told, 1)
  const second = joinTold(told, A, first.text, 'xabcy')
  expect(second.text).toBe('xabcyd')
  told = afterSeen(second.told, 2)
  expect([isTold(told, A), joinTold(told, A, second.text, 'xabcydz').text]).toEqual([false, 'xabcydz'])
})

test('two edits that have not seen the sent text insert it once', () => {
  const told = addTold([], 1, [note('ab', 'abc')])
  const first = joinTold(told, A, 'abc', 'xab')
  expect(joinTold(first.told, A, first.text, 'xab').text).toBe('xabc')
  expect(joinTold(first.told, A, first.text, 'xyab').text).toBe('xyabc')
})

test('another note has no sent text', () => {
  const told = addTold([], 1, [note('ab', 'abc')])
  expect(isTold(told, B)).toBe(false)
  expect(joinTold(told, B, 'ours', 'theirs')).toEqual({ text: 'theirs', told })
})
