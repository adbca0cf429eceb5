import { parseJson } from '../model/json.ts'
import type { Notice } from './entry.ts'
import { createLines } from './lines.ts'

export type Json = { readonly [key: string]: unknown }

/** A value of JSON, with the line in which each of its objects begins, and what could not be read. */
export type Placed = {
  readonly value: unknown
  readonly lineOf: (object: object) => number
  readonly notices: readonly Notice[]
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads JSON, and JSON that was broken on its way or has one value a line. Of a text that is not JSON as a whole, every
 * object that is JSON by itself and `isItem` is kept, in one array; each place where reading stopped is named.
 */
export function readJson(text: string, isItem: (value: Json) => boolean): Placed {
  const lineAt = createLines(text)
  const spans = findSpans(text)
  const lines = new WeakMap<object, number>()
  const whole = parseJson(text)
  if ('value' in whole) {
    place(whole.value, spans, lines, lineAt)
    return { value: whole.value, lineOf: (object) => lines.get(object) ?? 1, notices: [] }
  }
  const items: Json[] = []
  const notices: Notice[] = []
  const ended: number[] = []
  const take = (span: Span) => {
    const value = span.end < 0 ? undefined : tryParse(text.slice(span.start, span.end))
    if (isObject(value) && isItem(value)) {
      lines.set(value, lineAt(span.start))
      items.push(value)
      ended.push(span.end)
    } else if (value === undefined || span.children.length > 0) {
      const before = items.length
      for (const child of span.children) take(child)
      if (value !== undefined || (items.length > before && span.parent === null)) return
      const part = text.slice(span.start, span.end < 0 ? span.start + 10_000 : span.end)
      const error = parseJson(part)
      if ('value' in error) return
      const message = `could not be read: line ${lineAt(span.start) + error.line - 1}: ${error.message}`
      notices.push({ line: lineAt(span.start), field: null, message })
    }
  }
  for (const span of spans.filter(({ parent }) => parent === null)) take(span)
  // One value a line is a format of its own, and nothing is wrong with it.
  const isLines = notices.length === 0 && text.split('\n').every((line) => /^\s*(?:\{.*\}\s*)?$/.test(line))
  if (!isLines && notices.length === 0)
    notices.push({ line: whole.line, field: null, message: `is not JSON: column ${whole.column}: ${whole.message}` })
  return { value: items, lineOf: (object) => lines.get(object) ?? 1, notices }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

type Span = { readonly start: number; end: number; readonly parent: Span | null; readonly children: Span[] }

/** Where objects begin and end, in the order of the text. A string ends with its line, as JSON has none longer. */
function findSpans(text: string): readonly Span[] {
  const spans: Span[] = []
  let open: Span | null = null
  const SIGN = /[{}]|"(?:[^"\\\n]|\\.)*(?:"|$)/gm
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    if (sign === '{') {
      const span: Span = { start: index, end: -1, parent: open, children: [] }
      open?.children.push(span)
      spans.push(span)
      open = span
    } else if (sign === '}' && open) {
      open.end = index + 1
      open = open.parent
    }
  }
  return spans
}

/** Gives every object its line: objects come in the order in which the text has them, unless keys were moved or doubled. */
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
