import type { Status } from '../../../model/mark/mark.ts'

/** The order of the parts of a bar: finished papers first. */
export const ORDER: readonly Status[] = ['read', 'reading', 'to-read', 'unread', 'skipped']

/** A part of a bar: the number of papers with a status, its name, and the query of the view behind it. */
export type Part = { readonly status: Status; readonly papers: number; readonly name: string; readonly query: string }

/** The layout of a plot, in pixels from its upper left corner. */
export type Drawing = {
  readonly width: number
  readonly height: number
  readonly bars: readonly (Box & { readonly status: Status })[]
  readonly texts: readonly Text[]
  /** Horizontal lines: the baseline, and grid lines. */
  readonly lines: readonly { readonly kind: 'base' | 'rule'; readonly y: number }[]
  /** Link areas, row by row. */
  readonly targets: readonly (readonly Target[])[]
}
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Text = {
  readonly kind: 'label' | 'number' | 'quiet'
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly text: string
}
/** A link area, its name, and the query of the view behind it. */
export type Target = Box & { readonly name: string; readonly query: string }

/** Font sizes of labels and of other text. */
export const LABEL_PX = 13
export const SMALL_PX = 12
