/** The pages that are measured: the app, and those it is compared with. */
export const PAGES = ['app', 'bare', 'floor', 'tanstack', 'plain', 'tabulator'] as const
export type PageName = (typeof PAGES)[number]
