/** Flags for every Chromium in the tests. */
export const LAUNCH_ARGS: string[]

/** Finds an installed Chromium or Chrome. Throws when CHROMIUM_PATH is set but cannot be run. */
export function findChromium(): string | undefined

/** The headless build of the same version as a Chromium; undefined where none is installed. */
export function findHeadlessShell(chromiumPath: string): string | undefined

/** Finds a Chromium, or installs one. Throws with what to do when neither works. */
export function getChromium(): string
