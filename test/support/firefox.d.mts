/** Finds an installed Firefox. Throws when FIREFOX_PATH is set but cannot be run. */
export function findFirefox(): string | undefined
