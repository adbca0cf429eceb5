import type { Notice } from '../entry/entry.ts'
import { toLine } from '../entry/markup.ts'
import { readTags, type Attributes } from './tags.ts'

/** An element of XML or HTML with its texts and elements, in order. */
export type Element = {
  readonly name: string
  readonly attributes: Attributes
  readonly children: readonly (Element | string)[]
  /** The line on which it begins, counted from 1. */
  readonly line: number
}
type Open = { readonly element: Element; readonly children: (Element | string)[] }

/**
 * Reads XML, or HTML, and passes on each element with one of the names as soon as it ends, so that a file of any size
 * takes the memory of one of them. Elements within another one belong to it. Returns what is wrong with the file.
 */
export function readElements(
  text: string,
  kind: 'xml' | 'html',
  names: ReadonlySet<string>,
  take: (element: Element) => void,
): Notice[] {
  const unended: Notice[] = []
  const open: Open[] = []
  const notices = readTags(text, kind, {
    open(name, attributes, line) {
      if (open.length === 0 && !names.has(name)) return
      const children: (Element | string)[] = []
      const element = { name, attributes, children, line }
      open.at(-1)?.children.push(element)
      open.push({ element, children })
    },
    text(words) {
      open.at(-1)?.children.push(words)
    },
    close(name, isImplied) {
      const ended = open.pop()?.element
      if (!ended) return
      if (isImplied && kind === 'xml')
        unended.push({ line: ended.line, field: name, message: 'has no end, so what follows it may be lost' })
      if (open.length === 0) take(ended)
    },
  })
  return [...unended, ...notices]
}

const NONE: readonly Element[] = []

/** The elements at a path of names below an element. */
export function elementsAt(element: Element, ...path: readonly string[]): readonly Element[] {
  let found: readonly Element[] = [element]
  for (const name of path)
    found = found.flatMap(({ children }) =>
      children.length === 0
        ? NONE
        : children.filter((child): child is Element => typeof child === 'object' && child.name === name),
    )
  return found
}

/** All text of an element, as it stands. */
export const textOf = ({ children }: Element): string =>
  children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

/** The texts at a path below an element, each on one line, without empty ones. */
export const textsAt = (element: Element, ...path: readonly string[]): readonly string[] =>
  elementsAt(element, ...path)
    .map((found) => toLine(textOf(found)))
    .filter(Boolean)

/** The first text at a path below an element, on one line. Empty without one. */
export const textAt = (element: Element, ...path: readonly string[]): string => textsAt(element, ...path)[0] ?? ''
