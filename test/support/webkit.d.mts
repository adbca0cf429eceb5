/**
 * Finds WebKitGTK: its driver, its MiniBrowser, and an X server without a screen; undefined unless all are installed.
 */
export function findWebKit(): { readonly driver: string; readonly browser: string; readonly screen: string } | undefined
