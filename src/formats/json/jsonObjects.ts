import { parseJson } from '../../model/parseJson.ts'
import type { Notice } from '../entry/entry.ts'
import { createLines } from '../entry/lineNumbers.ts'

export type Json = { readonly [key: string]: unknown }

/** A JSON value, the line of each object in it, counted from 1, and a notice for each part that could not be read. */
export type Placed = {
  readonly value: unknown
  readonly lineOf: (object: object) => number
  readonly notices: readonly Notice[]
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads JSON, JSON Lines, and damaged JSON. If the text is not JSON as a whole, returns an array of the objects that
 * parse on their own and pass `isItem`, with a notice for each place where parsing failed.
 */
export function readJson(text: string, isItem: (value: Json) => boolean): Placed {
  const lineAt = createLines(text)
  const { spans, deepest } = findSpans(text)
  const lines = new WeakMap<object, number>()
  const whole = parseJson(text)
  if ('value' in whole && deepest <= DEEPEST) {
    place(whole.value, spans, lines, lineAt)
    return { value: whole.value, lineOf: (object) => lines.get(object) ?? 1, notices: [] }
  }
  const items: Json[] = []
  const notices: Notice[] = []
  const report = (span: Span, message: string) => notices.push({ line: lineAt(span.start), field: null, message })
  const take = (span: Span, depth: number) => {
    if (notices.length > MAX_BROKEN) return
    const isTooDeep = span.deepest - span.level > DEEPEST
    const value = span.end < 0 || isTooDeep ? undefined : tryParse(text.slice(span.start, span.end))
    if (isObject(value) && isItem(value)) {
      lines.set(value, lineAt(span.start))
      items.push(value)
      return
    }
    const [before, told] = [items.length, notices.length]
    if (depth < MAX_DEPTH) for (const child of span.children) take(child, depth + 1)
    else if (span.children.length > 0) report(span, 'is nested too deeply')
    // A broken root object gets no notice if papers were read from it: the notices inside it name the error.
    const isWhole = span.parent === null && items.length > before
    if (value !== undefined || isWhole) return
    if (isTooDeep) {
      // Names only the innermost object that is too deep, and does not parse those around it again.
      if (notices.length === told) report(span, 'is nested too deeply')
      return
    }
    const error = parseJson(text.slice(span.start, span.end < 0 ? span.start + 10_000 : span.end))
    if ('value' in error) return
    report(span, `could not be read: line ${lineAt(span.start) + error.line - 1}: ${error.message}`)
  }
  for (const span of spans) if (span.parent === null) take(span, 0)
  if (notices.length > MAX_BROKEN)
    notices.push({ line: notices.at(-1)!.line, field: null, message: 'is followed by too many errors to read on' })
  // JSON Lines is a valid format and needs no notice.
  const isLines = notices.length === 0 && text.split('\n').every((line) => /^\s*(?:\{.*\}\s*)?$/s.test(line))
  if (!isLines && notices.length === 0) {
    const message = 'value' in whole ? 'is nested too deeply' : `is not JSON: column ${whole.column}: ${whole.message}`
    notices.push({ line: 'value' in whole ? 1 : whole.line, field: null, message })
  }
  return { value: items, lineOf: (object) => lines.get(object) ?? 1, notices }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Bound on the search for items. Papers are not nested this deep, even if many of them lack their end. */
const MAX_DEPTH = 100
/** Bound on nested objects and arrays, for the recursive functions that read the value. */
const DEEPEST = 500
/** A file with more broken places than this is no list of papers. */
const MAX_BROKEN = 1_000

type Span = {
  readonly start: number
  end: number
  readonly parent: Span | null
  readonly children: Span[]
  /** How many objects and arrays are open at `start`, and the maximum inside the span. */
  readonly level: number
  deepest: number
}

/**
 * Finds the start and end of each object, in text order, and the maximum nesting. The end of an unclosed object is -1.
 * A string ends at the latest with its line, since JSON strings contain no line breaks.
 */
function findSpans(text: string): { readonly spans: readonly Span[]; readonly deepest: number } {
  const spans: Span[] = []
  let open: Span | null = null
  let level = 0
  let deepest = 0
  const SIGN = /[{}[\]]|"[^"\\\n]*(?:\\.[^"\\\n]*)*(?:"|$)/gm
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    if (sign === '{') {
      const span: Span = { start: index, end: -1, parent: open, children: [], level, deepest: level + 1 }
      open?.children.push(span)
      spans.push(span)
      open = span
    }
    if (sign === '{' || sign === '[') {
      level += 1
      deepest = Math.max(deepest, level)
      if (open) open.deepest = Math.max(open.deepest, level)
    } else if (sign === '}' || sign === ']') level = Math.max(0, level - 1)
    if (sign === '}' && open) {
      open.end = index + 1
      level = open.level
      if (open.parent) open.parent.deepest = Math.max(open.parent.deepest, open.deepest)
      open = open.parent
    }
  }
  return { spans, deepest }
}

/** Pairs objects with spans in text order. Only duplicate keys, or keys that JSON.parse moves, break the pairing. */
function place(value: unknown, spans: readonly Span[], lines: WeakMap<object, number>, lineAt: (at: number) => number) {
  let next = 0
  const stack: unknown[] = [value]
  while (stack.length > 0) {
    const item = stack.pop()
    if (typeof item !== 'object' || item === null) continue
    if (!Array.isArray(item)) {
      const span = spans[next]
      next += 1
      if (span) lines.set(item, lineAt(span.start))
    }
    const inside = Object.values(item) as unknown[]
    for (let i = inside.length - 1; i >= 0; i -= 1) stack.push(inside[i])
  }
}
