import type { Attributes } from './html.ts'

/** A list as one tree, whether it was written in Markdown or in HTML: tags are those of HTML, `b` read as `strong` and so on. */
export type Element = {
  readonly tag: string
  readonly attributes: Attributes
  readonly children: readonly Node[]
  /** In the file, from 1. */
  readonly line: number
}
export type Text = { readonly tag: '#text'; readonly text: string; readonly line: number }
export type Node = Element | Text

export const isText = (node: Node): node is Text => node.tag === '#text'
