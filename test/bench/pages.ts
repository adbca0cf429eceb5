/** The pages under test: the app, and those that it is compared with. */
export const PAGES = ['app', 'bare', 'floor', 'tanstack', 'plain', 'tabulator'] as const
export type PageName = (typeof PAGES)[number]
