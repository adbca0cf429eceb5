import { vi } from 'vitest'

/** The timeout of a wait, in milliseconds: long enough for a slow machine, so that only a hang ends a test. */
export const HANG_MS = 20_000

/** Waits until the assertion holds, or throws its error. */
export const until = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: HANG_MS })
