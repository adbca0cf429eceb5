import { configure } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { leaveApp } from './app.tsx'
import { followChannels } from './channels.ts'
import { prepareDom } from './dom.ts'
import { HANG_MS } from './waiting.ts'

/**
 * Prepares a test file for an app on a page: `fetchParts` loads lazy chunks beforehand, and each test leaves nothing to
 * the next.
 */
export function prepareApp(fetchParts: () => Promise<unknown>) {
  let closeChannels = () => {}

  beforeAll(async () => {
    prepareDom()
    configure({ asyncUtilTimeout: HANG_MS, getElementError: (message) => new Error(message?.split('\n')[0]) })
    await fetchParts()
  }, 60_000)
  beforeEach(() => {
    closeChannels = followChannels()
  })
  afterEach(async () => {
    await leaveApp()
    closeChannels()
    localStorage.clear()
    vi.useRealTimers()
  })
}
