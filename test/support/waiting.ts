import { vi } from 'vitest'

/** Milliseconds after which what is waited for never comes: a hang, not a slow machine, is what ends a test. */
export const HANG_MS = 20_000

/** Waits until something holds, or tells what did not. */
export const until = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: HANG_MS })
