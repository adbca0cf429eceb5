import type { Attributes } from './html.ts'

/** A list as one tree, from Markdown or HTML. Tags are those of HTML, with synonyms merged: `b` is `strong`. */
export type Element = {
  readonly tag: string
  readonly attributes: Attributes
  readonly children: readonly Node[]
  /** In the file, counted from 1. */
  readonly line: number
}
export type Text = { readonly tag: '#text'; readonly text: string; readonly line: number }
export type Node = Element | Text

export const isText = (node: Node): node is Text => node.tag === '#text'
