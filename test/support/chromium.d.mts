/** Flags for every Chromium the tests start. */
export const LAUNCH_ARGS: string[]

/** Finds a Chromium or Chrome that is already here; throws when CHROMIUM_PATH is set but cannot be run. */
export function findChromium(): string | undefined

/** The headless build of the same version as a Chromium; undefined where there is none. */
export function findHeadlessShell(chromiumPath: string): string | undefined

/** Finds a Chromium, or installs one; throws with what to do when neither works. */
export function getChromium(): string
