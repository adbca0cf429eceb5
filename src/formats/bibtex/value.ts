/** Blanks and comments between the parts of an entry. */
export const SPACE = /(?:\s|%[^\n]*\n)*/y
const WORD = /[^\s,{}()="#%]+/y

export type Scanner = ReturnType<typeof createScanner>

/** A cursor over an entry, which starts at `from` and ends with `close`. It never moves past `limit`. */
export function createScanner(text: string, from: number, limit: number, close: string) {
  let at = from
  /** Moves past a match of a sticky pattern and returns it. Null without a match. */
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found || at + found[0].length > limit) return null
    at += found[0].length
    return found
  }
  return {
    text,
    limit,
    close,
    take,
    at: () => at,
    to: (place: number) => {
      at = place
    },
    peek: () => (at < limit ? text[at]! : ''),
  }
}

/** The text of the `@string` with this name, or the name itself if it is undefined. */
export type Expand = (word: string, report: (message: string) => void) => string

/** Reads a value whose parts are joined by `#`. Reports an unclosed part, which ends the value. */
export function readValue(scanner: Scanner, expand: Expand, report: (message: string) => void): string {
  let value = ''
  for (;;) {
    const char = scanner.peek()
    if (char === '{' || char === '"') {
      const from = scanner.at() + 1
      const close = char === '{' ? '}' : '"'
      const end = closeOf(scanner.text, from, close, scanner.limit)
      if (end >= 0 && !isOfEntry(scanner, from, end)) {
        value += scanner.text.slice(from, end - 1)
        scanner.to(end)
      } else {
        const cut = endOfBroken(scanner, from)
        report(`is never closed: ${close} is missing`)
        scanner.to(cut)
        return (value + trimBroken(scanner.text.slice(from, cut))).replace(/[{}]/g, '')
      }
    } else {
      const word = scanner.take(WORD)?.[0]
      if (word === undefined) break
      value += expand(word, report)
    }
    scanner.take(SPACE)
    if (scanner.peek() !== '#') break
    scanner.to(scanner.at() + 1)
    scanner.take(SPACE)
  }
  return value
}

/**
 * The offset after the delimiter that closes a group opened before `from`, or -1 if none does before `limit`. A quote
 * closes only outside braces and where a value may end, so that a title may contain quotes.
 */
export function closeOf(text: string, from: number, close: string, limit: number): number {
  let depth = 0
  for (let i = from; i < limit; i += 1) {
    const char = text[i]
    if (depth <= 0 && char === close && (close !== '"' || /^\s*(?:[,#})]|$)/.test(text.slice(i + 1, i + 40))))
      return i + 1
    if (char === '{') depth += 1
    else if (char === '}') depth -= 1
  }
  return -1
}

/** Whether the brace that closed a value belongs to the entry: nothing follows it, and the value contains fields. */
const isOfEntry = ({ text, limit }: Scanner, from: number, end: number) =>
  /^\s*$/.test(text.slice(end, Math.min(limit, end + 100))) && end + 100 > limit && INNER.test(text.slice(from, end))

const INNER = /\n[ \t]*[a-z][\w-]*[ \t]*=[ \t]*["{]/i

/** Where an unclosed value ends: before the next field on a line of its own, or at the end of the entry. */
function endOfBroken(scanner: Scanner, from: number): number {
  const rest = scanner.text.slice(from, scanner.limit)
  const field = /\n[ \t]*[a-z][\w-]*[ \t]*=[ \t]*(?:["{]|\w+[ \t]*,)/i.exec(rest)
  if (field) return from + field.index + 1
  const last = rest.trimEnd()
  const closed = /[})]$/.test(last) ? last.length - 1 : -1
  return closed > 0 && last[closed - 1] === '\n' ? from + closed : scanner.limit
}

/** Drops trailing characters that belong to the file and not to the value. */
function trimBroken(value: string): string {
  let end = value.length
  while (end > 0 && /[\s,"}]/.test(value[end - 1]!)) end -= 1
  return value.slice(0, end)
}
