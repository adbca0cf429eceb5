/** A value from JSON text, or the first place at which the text stops being JSON: lines and columns count from 1. */
export type ParsedJson =
  | { readonly value: unknown }
  | { readonly line: number; readonly column: number; readonly message: string }

/** Reads JSON. The browser's own parser does the work; only where it fails is the place looked for, which it often keeps to itself. */
export function parseJson(text: string): ParsedJson {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    const offset = findError(text)
    const before = text.slice(0, offset).split('\n')
    const found = text.slice(offset, offset + 1)
    const message = found === '' ? 'the text ends too early' : `${JSON.stringify(found)} is not expected here`
    return { line: before.length, column: before.at(-1)!.length + 1, message }
  }
}

// From the blank on: JSON wants control characters in strings escaped.
const STRING = String.raw`"(?:[ !#-\[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`
const BLANKS = String.raw`[ \t\n\r]*`
const VALUE = new RegExp(String.raw`${STRING}|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null`, 'y')
const KEY = new RegExp(`${STRING}${BLANKS}:`, 'y')
const BLANK = new RegExp(BLANKS, 'y')

/** Where the text of `text` departs from RFC 8259. A loop with a stack of its own, for text nested without end. */
function findError(text: string): number {
  const open: ('{' | '[')[] = []
  let at = 0
  const skip = (pattern: RegExp) => {
    pattern.lastIndex = at
    const length = pattern.exec(text)?.[0].length
    at += length ?? 0
    return length !== undefined
  }
  // Each turn reads one value or the beginning of one, and then whatever may follow it.
  for (;;) {
    skip(BLANK)
    if (open.at(-1) === '{') {
      if (!skip(KEY)) return at
      skip(BLANK)
    }
    const char = text[at]
    if (char === '{' || char === '[') {
      at += 1
      skip(BLANK)
      if (text[at] !== (char === '{' ? '}' : ']')) {
        open.push(char)
        continue
      }
      at += 1
    } else if (!skip(VALUE)) return at
    // After a value: ends of what it completes, then a comma or the end of the text.
    for (;;) {
      skip(BLANK)
      const inside = open.at(-1)
      if (inside === undefined || text[at] !== (inside === '{' ? '}' : ']')) break
      at += 1
      open.pop()
    }
    if (open.length === 0 || text[at] !== ',') return at
    at += 1
  }
}
