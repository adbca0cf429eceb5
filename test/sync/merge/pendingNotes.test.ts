import { expect, test } from 'vitest'
import {
  addPending,
  afterAcknowledged,
  isPending,
  mergePending,
  type PendingNotes,
} from '../../../src/sync/merge/pendingNotes.ts'
import { A, B } from '../../support/marks.ts'

const note = (base: string, text: string) => ({ paper: A, base, text })

test('a page’s edit that has not seen the sent text merges with it, and later edits repeat nothing', () => {
  let pending: PendingNotes = addPending(addPending([], 1, [note('ab', 'abc')]), 2, [note('abc', 'abcd')])
  const first = mergePending(pending, A, 'abcd', 'xab')
  expect(first.text).toBe('xabcd')
  // The next edit has seen the first message, and not the second.
  pending = afterAcknowledged(first.pending, 1)
  const second = mergePending(pending, A, first.text, 'xabcy')
  expect(second.text).toBe('xabcyd')
  pending = afterAcknowledged(second.pending, 2)
  expect([isPending(pending, A), mergePending(pending, A, second.text, 'xabcydz').text]).toEqual([false, 'xabcydz'])
})

test('two edits that have not seen the sent text insert it once', () => {
  const pending = addPending([], 1, [note('ab', 'abc')])
  const first = mergePending(pending, A, 'abc', 'xab')
  expect(mergePending(first.pending, A, first.text, 'xab').text).toBe('xabc')
  expect(mergePending(first.pending, A, first.text, 'xyab').text).toBe('xyabc')
})

test('another note has no sent text', () => {
  const pending = addPending([], 1, [note('ab', 'abc')])
  expect(isPending(pending, B)).toBe(false)
  expect(mergePending(pending, B, 'ours', 'theirs')).toEqual({ text: 'theirs', pending })
})
