import { afterEach, beforeEach, expect, test, vi } from 'vitest'

let told: typeof import('../../src/ui/told.ts')
let region: { textContent: string; append(button: HTMLElement): void } | null

beforeEach(async () => {
  vi.useFakeTimers()
  vi.resetModules()
  region = { textContent: '', append: () => {} }
  vi.stubGlobal('document', { querySelector: (selector: string) => (selector === '[data-told]' ? region : null) })
  told = await import('../../src/ui/told.ts')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what nobody asked for waits until what came of something the reader did has been read', () => {
  told.tell('3 papers changed')
  told.tellWhenQuiet('Ready')
  vi.advanceTimersByTime(4000)
  expect(region!.textContent).toBe('3 papers changed')
  vi.advanceTimersByTime(3000)
  expect(region!.textContent).toBe('Ready')
})

test('and until there is a place to say it, where it takes the place of nothing that waits too', () => {
  const place = region
  region = null
  told.tell('3 papers changed')
  told.tellWhenQuiet('Ready')
  region = place
  vi.advanceTimersByTime(600)
  expect(region!.textContent).toBe('3 papers changed')
  vi.advanceTimersByTime(6000)
  expect(region!.textContent).toBe('Ready')
})
