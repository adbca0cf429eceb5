import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit, type Document } from 'yaml'
import { errorMessage } from '../../model/errorMessage.ts'
import type { Notice } from '../entry/entry.ts'
import type { Placed } from '../json/jsonObjects.ts'

/** A reference to what stands elsewhere in the file doubles it, and references to references have no bound. */
const MAX_ALIASES = 100
/** Each reference is looked for in the whole file. */
const MOST_REFERENCES = 1_000
/** Indents and brackets beyond this, with which no list of papers is written, could exhaust the stack. */
const DEEPEST = 200
const MAX_NOTICES = 100

/** Reads YAML: the value of its first document that has any, and the line of each object in it. */
export function readYaml(text: string): Placed {
  const lines = new WeakMap<object, number>()
  const notices: Notice[] = []
  const lineOf = (object: object) => lines.get(object) ?? 1
  if (isTooDeep(text)) {
    notices.push({ line: 1, field: null, message: 'is nested too deeply' })
    return { value: null, lineOf, notices }
  }
  const counter = new LineCounter()
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line)

  const place = (node: unknown, value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    if (isMap(node)) {
      const line = node.range ? lineAt(node.range[0]) : 1
      lines.set(value, line)
      if (Object.keys(value).length < node.items.length && notices.length < MAX_NOTICES)
        notices.push({ line, field: null, message: 'has a key twice, of which the last counts' })
      for (const { key, value: inner } of node.items)
        if (isScalar(key)) place(inner, (value as Readonly<Record<string, unknown>>)[String(key.value)])
    } else if (isSeq(node) && Array.isArray(value)) node.items.forEach((inner, i) => place(inner, value[i]))
  }

  try {
    const documents = parseAllDocuments(text, {
      lineCounter: counter,
      prettyErrors: false,
      logLevel: 'error',
      // The package compares each key with all others.
      uniqueKeys: false,
    })
    for (const document of 'empty' in documents ? [] : documents) {
      for (const { pos, message } of document.errors.slice(0, MAX_NOTICES))
        notices.push({ line: lineAt(pos[0]), field: null, message: `is not YAML: ${message}` })
      if (countReferences(document) > MOST_REFERENCES) throw new Error('it has too many references (aliases)')
      const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
      if (typeof value !== 'object' || value === null) continue
      place(document.contents, value)
      return { value, lineOf, notices }
    }
  } catch (error) {
    notices.push({ line: 1, field: null, message: `could not be read: ${errorMessage(error)}` })
  }
  return { value: null, lineOf, notices }
}

function countReferences(document: Document.Parsed): number {
  let count = 0
  visit(document, { Alias: () => void (count += 1) })
  return count
}

/** Whether brackets or items on one line are nested deeply, or lines indented ever more. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (const [sign] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (sign === '[' || sign === '{' ? 1 : -1))
    if (depth > DEEPEST) return true
  }
  const nested = new RegExp(`^[ \\t]{${2 * DEEPEST}}|^(?:[ \\t]*[-?:][ \\t]+){${DEEPEST}}`, 'm')
  return nested.test(text)
}
