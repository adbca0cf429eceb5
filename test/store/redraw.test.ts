import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Answers } from '../../src/store/view/answers.ts'
import { subscribeToSaveState } from '../../src/store/redraw.ts'
import type { SaveState } from '../../src/store/library/autosave.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the save state', () => {
  function follow() {
    const saving = createStore<SaveState>(() => ({ state: 'saved', copies: 2 }))
    const answers = createStore(() => ({ answer: null }) as unknown as Answers)
    const onChange = vi.fn<() => void>()
    const stop = subscribeToSaveState(saving, answers, onChange)
    return {
      set: (next: SaveState) => saving.setState(next, true),
      answer: () => answers.setState({ answer: {} as Answers['answer'] }),
      told: () => onChange.mock.calls.length,
      stop,
    }
  }

  test('repaints 300 ms after “saved”, and at once for any other state', () => {
    const { set, told } = follow()
    set({ state: 'saving' })
    expect(told()).toBe(1)
    set({ state: 'saved', copies: 2 })
    vi.advanceTimersByTime(299)
    expect(told()).toBe(1)
    vi.advanceTimersByTime(1)
    expect(told()).toBe(2)
    set({ state: 'saved', copies: 1 })
    expect(told()).toBe(3)
    set({ state: 'failed', reason: 'the disk is full' })
    expect(told()).toBe(4)
    set({ state: 'saved', copies: 2 })
    expect(told()).toBe(5)
  })

  test('repaints with the answer that counts the mark, if that comes first', () => {
    const { set, answer, told } = follow()
    set({ state: 'saving' })
    answer()
    expect(told()).toBe(1)
    set({ state: 'saved', copies: 2 })
    answer()
    expect(told()).toBe(2)
    vi.advanceTimersByTime(1000)
    expect(told()).toBe(2)
  })

  test('does not repaint between two writes in quick succession', () => {
    const { set, told, stop } = follow()
    for (let write = 0; write < 5; write += 1) {
      set({ state: 'saving' })
      vi.advanceTimersByTime(20)
      set({ state: 'saved', copies: 2 })
      vi.advanceTimersByTime(100)
    }
    // The repaint draws the same each time.
    expect(told()).toBe(5)
    stop()
    vi.advanceTimersByTime(1000)
    expect(told()).toBe(5)
  })
})
