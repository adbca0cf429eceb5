import { configure } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { leaveApp } from './app.tsx'
import { followChannels } from './channels.ts'
import { prepareDom } from './dom.ts'

/**
 * Readies a file of tests for an app on a page: parts of it that come later are fetched beforehand by `fetchParts`, and
 * each test leaves nothing to the next. Times are milliseconds, for a test and for what it waits for.
 */
export function prepareApp(
  fetchParts: () => Promise<unknown>,
  { testTimeout = 20_000, asyncUtilTimeout = 4000 }: { testTimeout?: number; asyncUtilTimeout?: number } = {},
) {
  vi.setConfig({ testTimeout })
  let closeChannels = () => {}

  beforeAll(async () => {
    prepareDom()
    configure({ asyncUtilTimeout, getElementError: (message) => new Error(message?.split('\n')[0]) })
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
