import type { Status } from '../../../model/mark/mark.ts'

/** The parts of a bar from its beginning: what is done comes first. */
export const ORDER: readonly Status[] = ['read', 'reading', 'to-read', 'unread', 'skipped']

/** A part of a bar: how many papers of which status it is, what it says, and the query of the view behind it. */
export type Part = { readonly status: Status; readonly papers: number; readonly name: string; readonly query: string }

/** A plot as it is drawn, in pixels from its upper left corner. */
export type Drawing = {
  readonly width: number
  readonly height: number
  readonly bars: readonly (Box & { readonly status: Status })[]
  readonly texts: readonly Text[]
  /** Lines across, each at its height: the one that bars stand on, and those that tell how high they are. */
  readonly lines: readonly { readonly kind: 'base' | 'rule'; readonly y: number }[]
  /** What can be followed, line by line. */
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
/** Where it is, what it says, and the query of the view behind it. */
export type Target = Box & { readonly name: string; readonly query: string }

/** Letters of a label, and of what is said besides. */
export const LABEL_PX = 13
export const SMALL_PX = 12
