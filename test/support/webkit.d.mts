/** Finds WebKitGTK: its driver, its small browser, and an X server that needs no screen; undefined unless all are here. */
export function findWebKit(): { readonly driver: string; readonly browser: string; readonly screen: string } | undefined
