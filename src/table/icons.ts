/** Drawings as names of elements and their attributes: lines write them themselves, and other parts of the page by React. */
export type Shape = readonly [name: 'circle' | 'path', attributes: Readonly<Record<string, string>>]

export const AWARD: readonly Shape[] = [
  ['circle', { cx: '8', cy: '6', r: '4' }],
  ['path', { d: 'M5.6 9.4 4.5 15 8 13l3.5 2-1.1-5.6' }],
]
export const CODE: readonly Shape[] = [['path', { d: 'm5 4.5-3.5 3.5L5 11.5m6-7 3.5 3.5-3.5 3.5' }]]
export const STAR: readonly Shape[] = [
  ['path', { d: 'm10 1.8 2.5 5.3 5.7.7-4.2 4 1.1 5.8L10 14.8l-5.1 2.8L6 11.8l-4.2-4 5.7-.7z' }],
]
