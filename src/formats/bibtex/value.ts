/** What may stand between the parts of an entry. */
export const SPACE = /(?:\s|%[^\n]*\n)*/y
const WORD = /[^\s,{}()="#%]+/y

export type Scanner = ReturnType<typeof createScanner>

/** A scanner of an entry, which begins at `from` and ends with `close`: a position in the text that never passes `limit`. */
export function createScanner(text: string, from: number, limit: number, close: string) {
  let at = from
  /** Moves past a match of a sticky pattern, and returns it; null where there is none. */
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

/** What stands for a name in a value: the text of an `@string`, or the name where there is none. */
export type Expand = (word: string, report: (message: string) => void) => string

/** The parts of a value, joined by `#`. */
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
 * Where a group that was opened before `from` has closed, or -1 if not before `limit`. A quote closes where no brace is
 * open and what follows may follow a value, so that a title with quotes of its own stays whole.
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

/** Whether the brace that closed a value was that of the entry: nothing comes after it, and fields stand in the value. */
const isOfEntry = ({ text, limit }: Scanner, from: number, end: number) =>
  /^\s*$/.test(text.slice(end, Math.min(limit, end + 100))) && end + 100 > limit && INNER.test(text.slice(from, end))

const INNER = /\n[ \t]*[a-z][\w-]*[ \t]*=[ \t]*["{]/i

/** Where a value without an end is best taken to end: before the next field on a line of its own, or with the entry. */
function endOfBroken(scanner: Scanner, from: number): number {
  const rest = scanner.text.slice(from, scanner.limit)
  const field = /\n[ \t]*[a-z][\w-]*[ \t]*=[ \t]*(?:["{]|\w+[ \t]*,)/i.exec(rest)
  if (field) return from + field.index + 1
  const last = rest.trimEnd()
  const closed = /[})]$/.test(last) ? last.length - 1 : -1
  return closed > 0 && last[closed - 1] === '\n' ? from + closed : scanner.limit
}

/** Without the signs at the end that belong to the file and not to the value. */
function trimBroken(value: string): string {
  let end = value.length
  while (end > 0 && /[\s,"}]/.test(value[end - 1]!)) end -= 1
  return value.slice(0, end)
}
