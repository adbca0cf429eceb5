/** Finds a Firefox that is already here; throws when FIREFOX_PATH is set but cannot be run. */
export function findFirefox(): string | undefined
