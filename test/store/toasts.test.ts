import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createToasts } from '../../src/store/toasts.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a toast that the user did not ask for waits until the one before it was read', () => {
  const toasts = createToasts()
  toasts.show({ words: '3 papers changed' })
  toasts.queue('Ready')
  vi.advanceTimersByTime(4000)
  expect(toasts.getState().toast?.words).toBe('3 papers changed')
  vi.advanceTimersByTime(2000)
  expect(toasts.getState().toast?.words).toBe('Ready')
  vi.advanceTimersByTime(6000)
  expect(toasts.getState().toast).toBeNull()
})

test('a sticky toast stays until another is shown', () => {
  const toasts = createToasts()
  toasts.show({ words: 'The files could not be read' }, true)
  vi.advanceTimersByTime(60_000)
  expect(toasts.getState().toast?.words).toBe('The files could not be read')
  toasts.show({ words: 'Copied' })
  vi.advanceTimersByTime(6000)
  expect(toasts.getState().toast).toBeNull()
})

test('a toast stays while its button has the focus or the pointer', () => {
  const toasts = createToasts()
  toasts.show({ words: 'Marked as Read', actions: [{ label: 'Undo', run: () => {} }] })
  toasts.hold()
  vi.advanceTimersByTime(60_000)
  expect(toasts.getState().toast?.words).toBe('Marked as Read')
  toasts.release()
  vi.advanceTimersByTime(6000)
  expect(toasts.getState().toast).toBeNull()
})
