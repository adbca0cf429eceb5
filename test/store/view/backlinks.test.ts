import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createClock } from '../../../src/model/mark/clock.ts'
import type { Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { openBacklinks } from '../../../src/store/view/backlinks.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { A, B, C, kept, START_MS } from '../../support/marks.ts'

const TO_C: PaperId[] = [C, 'title:the third' as PaperId]
const open = (marks: Marks) => {
  const library = createLibrary(
    marks,
    createClock('here', () => START_MS + 1000),
  )
  return { library, linking: openBacklinks(library) }
}
const note = (text: string) => ({ note: text })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('backlinks are known at once, and follow an edit after a pause', () => {
  const { library, linking } = open(new Map([[A, kept(note('see [[The Third]]'))]]))
  expect(linking.getState().to(TO_C)).toEqual([A])
  let news = 0
  linking.subscribe(() => (news += 1))
  for (const text of ['[', '[[', '[[the third', '[[the third]]']) library.getState().edit([B], note(text))
  expect(linking.getState().to(TO_C)).toEqual([A])
  vi.advanceTimersByTime(1000)
  expect([linking.getState().to(TO_C), news]).toEqual([[A, B], 1])
  library.getState().edit([B], note('[[the third]] and more'))
  vi.advanceTimersByTime(1000)
  expect(news).toBe(1)
  library.getState().undo()
  library.getState().undo()
  vi.advanceTimersByTime(1000)
  expect(linking.getState().to(TO_C)).toEqual([A])
})

test('backlinks include notes from elsewhere, under the paper that a mark has moved to', () => {
  const { library, linking } = open(new Map())
  library.getState().receive(new Map([[A, kept(note('[[doi:10.1/c]]'))]]))
  vi.advanceTimersByTime(1000)
  expect(linking.getState().to(TO_C)).toEqual([A])
  library.getState().adopt([], [[A, B]])
  vi.advanceTimersByTime(1000)
  expect(linking.getState().to(TO_C)).toEqual([B])
})

test('backlinks include marks that are loaded later, and what was written before', () => {
  const { library, linking } = open(new Map())
  library.getState().receive(new Map([[B, kept(note('[[The third]]'))]]))
  library.getState().load(new Map([[A, kept(note('[[The third]]'))]]))
  vi.advanceTimersByTime(1000)
  expect(linking.getState().to(TO_C).toSorted()).toEqual([A, B])
})

test('many notes are read in batches, and all of them in the end', () => {
  const ids = Array.from({ length: 2000 }, (_, i) => `doi:10.1/${i}` as PaperId)
  const { linking } = open(new Map(ids.map((id) => [id, kept(note('[[The third]]'))])))
  const first = linking.getState().to(TO_C).length
  expect([first > 0, first < 2000]).toEqual([true, true])
  vi.runAllTimers()
  expect(linking.getState().to(TO_C)).toHaveLength(2000)
})

test('a library has one index of backlinks, however often it is asked for', () => {
  const { library, linking } = open(new Map())
  expect(openBacklinks(library)).toBe(linking)
})
