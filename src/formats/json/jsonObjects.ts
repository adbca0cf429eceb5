import { parseJson } from '../../model/parseJson.ts'
import type { Notice } from '../entry/entry.ts'
import { createLines } from '../entry/lineNumbers.ts'

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
    else if (span.children.length > 0) report(span, 'is nested too deep to be read')
    // The whole file is broken where one paper is; to say where that one is, is enough.
    const isWhole = span.parent === null && items.length > before
    if (value !== undefined || isWhole) return
    if (isTooDeep) {
      // Of what is too deep at every depth the innermost place is named, and none of it is parsed again and again.
      if (notices.length === told) report(span, 'is nested too deep to be read')
      return
    }
    const error = parseJson(text.slice(span.start, span.end < 0 ? span.start + 10_000 : span.end))
    if ('value' in error) return
    report(span, `could not be read: line ${lineAt(span.start) + error.line - 1}: ${error.message}`)
  }
  for (const span of spans) if (span.parent === null) take(span, 0)
  if (notices.length > MAX_BROKEN)
    notices.push({ line: notices.at(-1)!.line, field: null, message: 'is followed by too much that is broken' })
  // One value a line is a format of its own, and nothing is wrong with it.
  const isLines = notices.length === 0 && text.split('\n').every((line) => /^\s*(?:\{.*\}\s*)?$/.test(line))
  if (!isLines && notices.length === 0) {
    const message =
      'value' in whole ? 'is nested too deep to be read' : `is not JSON: column ${whole.column}: ${whole.message}`
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

/** Papers are not nested so deep, even where each of many lost its end. */
const MAX_DEPTH = 100
/** As many objects and arrays in each other as functions that call themselves for each can go through. */
const DEEPEST = 500
/** A file with more broken places than this is no list of papers any more. */
const MAX_BROKEN = 1_000

type Span = {
  readonly start: number
  end: number
  readonly parent: Span | null
  readonly children: Span[]
  /** How many objects and arrays are open where it begins, and the most within it. */
  readonly level: number
  deepest: number
}

/**
 * Where objects begin and end, in the order of the text, and how deep it is nested. A string ends with its line, as JSON
 * has none longer.
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
