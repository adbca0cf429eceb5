import { describe, expect, test } from 'vitest'
import { noteCell } from '../../../src/model/mark/noteVersions.ts'
import { addStep, typingAt, typingRunOf, type Change, type Step } from '../../../src/store/library/undo.ts'
import { A, B, kept, stampAt, START_MS } from '../../support/marks.ts'

const RUN = noteCell(stampAt(0))
const typed = (before: string, after: string, more: Partial<Change> = {}): Change => ({
  paper: A,
  cell: RUN,
  before,
  after,
  noteBefore: before,
  ...more,
})
const step = (at: number, changes: readonly Change[], more: Partial<Step> = {}): Step => ({
  at: START_MS + at,
  papers: 1,
  changes,
  ...more,
})

describe('a step that types on in one run', () => {
  test('extends the last step, which goes back to the text before its first letter', () => {
    const past = addStep([step(0, [typed('', 'a')])], step(500, [typed('a', 'ab')]))
    expect(past).toHaveLength(1)
    expect(past[0]!.changes[0]).toMatchObject({ before: '', noteBefore: '', after: 'ab' })
  })

  test('is a step of its own in another paper, in another cell, or after a merge', () => {
    const first = step(0, [typed('', 'a')])
    for (const change of [
      typed('a', 'ab', { paper: B }),
      typed('a', 'ab', { cell: noteCell(stampAt(9)) }),
      typed('a and theirs', 'a and theirs b'),
    ]) {
      expect(addStep([first], step(500, [change]))).toHaveLength(2)
    }
  })

  test('is a step of its own where it is alone, or writes a star as well', () => {
    const first = step(0, [typed('', 'a')])
    expect(addStep([first], step(500, [typed('a', 'ab')], { isAlone: true }))).toHaveLength(2)
    const star: Change = { paper: A, cell: 'starred', before: false, after: true }
    expect(addStep([first], step(500, [typed('a', 'ab'), star]))).toHaveLength(2)
  })
})

test('of more than 500 steps the oldest is forgotten', () => {
  let past: readonly Step[] = []
  for (let at = 0; at <= 500; at += 1) {
    past = addStep(past, step(at, [{ paper: A, cell: 'starred', before: at % 2 === 0, after: at % 2 === 1 }]))
  }
  expect(past).toHaveLength(500)
  expect(past[0]!.at).toBe(START_MS + 1)
})

describe('the typing run of a letter', () => {
  const last = step(0, [typed('', 'a')])
  const mark = kept({ note: 'a' }, 0)
  const later = stampAt(1999)

  test('goes on for less than two seconds after the last letter', () => {
    expect(typingRunOf(last, A, mark, later, START_MS + 1999)).toBe(stampAt(0))
    expect(typingRunOf(last, A, mark, stampAt(2000), START_MS + 2000)).toBe(stampAt(2000))
  })

  test('is a new one in another paper, or where somebody else wrote meanwhile', () => {
    expect(typingRunOf(last, B, mark, later, START_MS + 1999)).toBe(later)
    const changed = kept({ note: 'theirs' }, 1000, mark, 'other')
    expect(typingRunOf(last, A, changed, later, START_MS + 1999)).toBe(later)
  })
})

test('the user is typing for less than two seconds after a letter, and not after it is deleted', () => {
  const last = step(0, [typed('', 'a')])
  expect(typingAt(last, START_MS + 1999)).toMatchObject({ paper: A, cell: RUN })
  expect(typingAt(last, START_MS + 2000)).toBeNull()
  expect(typingAt(step(0, [{ ...typed('', ''), after: null }]), START_MS)).toBeNull()
  expect(typingAt(undefined, START_MS)).toBeNull()
})
