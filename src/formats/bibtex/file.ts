import { closeOf, createScanner, readValue, SPACE, type Expand, type Scanner } from './value.ts'
import { Outside } from './outside.ts'
import type { Notice } from '../entry/entry.ts'
import { createLines } from '../entry/lineNumbers.ts'

/** A BibTeX entry. Its fields are raw TeX, keyed by lowercase name. */
export type BibtexEntry = {
  readonly type: string
  readonly key: string
  readonly fields: ReadonlyMap<string, string>
  readonly line: number
}

/** Bound on failed searches for the end of a group, which scan the rest of the text, and on errors in an entry. */
const MAX_BROKEN = 20
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const COMMANDS = new Set(['comment', 'preamble', 'string'])

/** Matches what looks like the start of an entry. An unclosed entry ends there. */
const START =
  /(?=@)(?<=(?<![^\n])[ \t]*|[})][ \t]*)@[ \t]*[a-z]+[ \t]*\{[ \t]*(?:[^\s,{}()="#%]+[ \t]*,|(?![^\n])|[a-z]+[ \t]*=)/gi
/** Text outside entries is a comment in BibTeX. This matches text that looks like the remains of an entry. */
const REMAINS = /^[ \t]*(?:[\w-]+[ \t]*=[ \t]*["{\d]|@?[a-z]+[ \t]*[{(][ \t]*[^\s,{}()]+,|\}+,)/im
/** Matches an entry that lacks only its opening brace. */
const NO_BRACE =
  /^@[ \t]*(?:(?:article|book|in[a-z]+|misc|[a-z]+thesis|techreport|online|unpublished)\b|\S+\s*,\s*[\w-]+\s*=)/i
const AT = /@[ \t\r\n]*([a-z][\w-]*)[ \t\r\n]*([{(])/giy

/**
 * Reads the entries of a BibTeX or BibLaTeX file, concatenates strings and expands `@string` names. Each error becomes
 * a notice with its line, and reading resumes at the next field or entry.
 */
export function readBibtex(text: string): { readonly entries: readonly BibtexEntry[]; readonly notices: Notice[] } {
  const lineAt = createLines(text)
  const notices: Notice[] = []
  const report = (at: number, field: string | null, message: string) =>
    notices.push({ line: lineAt(at), field, message })
  const entries: BibtexEntry[] = []
  const strings = new Map(MONTHS.map((month) => [month, month]))
  const starts = [...text.matchAll(START)].map(({ index }) => index)
  let next = 0
  let unclosed = 0

  // Bounds the length of expanded strings: each may use the one before it twice and so double in length.
  let left = 10 * text.length + 10_000
  const expand: Expand = (word, told) => {
    const string = strings.get(word.toLowerCase())
    if (string !== undefined && string.length > left)
      told(`names "${word}", and the strings are longer than Offprint reads`)
    if (string === undefined || string.length > left) return word
    left -= string.length
    return string
  }

  const around = new Outside(text)
  const outside = (from: number, to: number) => {
    const found = REMAINS.exec(text.slice(from, to))
    if (!found) return
    report(from + found.index + /^\s*/.exec(found[0])![0].length, null, 'is outside of any entry')
    around.skip(to)
  }

  let at = 0
  for (;;) {
    const begin = text.indexOf('@', at)
    outside(at, begin < 0 ? text.length : begin)
    if (begin < 0) break
    AT.lastIndex = begin
    const match = AT.exec(text)
    if (!match) {
      if (NO_BRACE.test(text.slice(begin, begin + 200))) report(begin, null, 'is not an entry: after the type comes {')
      at = begin + 1
      continue
    }
    const type = match[1]!.toLowerCase()
    const open = AT.lastIndex
    if (type === 'comment' || type === 'preamble') {
      // An unclosed comment may be only the word `@comment`, so the parser reads the text after it.
      const end = unclosed < MAX_BROKEN ? closeOf(text, open, match[2] === '(' ? ')' : '}', text.length) : -1
      if (end < 0) unclosed += 1
      else around.command(type, begin, open, end)
      at = end < 0 ? open : end
      continue
    }
    while ((starts[next] ?? Infinity) <= begin) next += 1
    const scanner = createScanner(text, open, starts[next] ?? text.length, match[2] === '(' ? ')' : '}')
    const { key, fields, end } = readBody(scanner, expand, type, (where, field, message) =>
      report(where, field, message),
    )
    around.upTo(begin, end)
    if (type === 'string') for (const [name, value] of fields) strings.set(name, value)
    else if (!COMMANDS.has(type)) entries.push({ type, key, fields: around.entry(fields, end), line: lineAt(begin) })
    at = end
  }
  const last = entries.pop()
  if (last) entries.push({ ...last, fields: around.last(last.fields) })
  const whole = around.withPreambles(entries.map(({ fields }) => fields))
  return { entries: entries.map((entry, i) => ({ ...entry, fields: whole[i]! })), notices }
}

type Report = (at: number, field: string | null, message: string) => void
const KEY = /[^\s,{}()="#%'][^,{}="#%\n]{0,200}(?=\s*[,})\n])|[^\s,{}="#%]+(?=\s+[a-z]+\s*=)/iy
const FIELD = /([\p{L}_@][\p{L}\p{N}_:.+/@-]{0,200})\s*=\s*/uy

function readBody(scanner: Scanner, expand: Expand, type: string, report: Report) {
  const fields = new Map<string, string>()
  scanner.take(SPACE)
  const start = scanner.at()
  const isNamed = type === 'string' || scanner.take(FIELD)
  scanner.to(start)
  const key = isNamed ? '' : (scanner.take(KEY)?.[0].trim() ?? '')
  const who = `the entry ${key ? `"${key}" ` : ''}`
  let broken = 0
  let told = -1
  for (;;) {
    scanner.take(SPACE)
    const char = scanner.peek()
    if (char === '') {
      report(start, null, `${who}never ends`)
      return { key, fields, end: scanner.limit }
    }
    if (char === scanner.close || char === '}') {
      scanner.to(scanner.at() + 1)
      const end = scanner.at()
      // An extra brace may have closed the entry early.
      scanner.take(EARLY)
      if (scanner.at() === end) return { key, fields, end }
      report(end - 1, null, `${who}is closed before its end`)
      continue
    }
    if (char === ',') {
      scanner.to(scanner.at() + 1)
      continue
    }
    const where = scanner.at()
    const name = scanner.take(FIELD)?.[1]
    if (name === undefined) {
      // One notice a line: a long line may hold many such places.
      if (where > told) report(where, null, `${JSON.stringify(lineFrom(scanner, 60))} is not a field`)
      if (where > told) told = endOfLine(scanner)
      skipLine(scanner)
      continue
    }
    const field = name.toLowerCase()
    const value = readValue(scanner, expand, (message) => {
      report(where, field, message)
      broken += 1
    })
    const before = fields.get(field)
    // BibTeX takes the first value of a duplicate field. Files, keywords and groups are joined instead.
    if (before === undefined || before === '') fields.set(field, value)
    else if (/^(?:file|keywords?|groups)$/.test(field)) fields.set(field, `${before}, ${value}`)
    else if (before !== value) report(where, field, 'is given twice; the first is taken')
    if (broken < MAX_BROKEN) continue
    report(scanner.at(), null, `${who}has too many errors to read on`)
    return { key, fields, end: scanner.limit }
  }
}

const EARLY = /\s*,\s*(?=[a-z_-]+\s*=\s*["{\d])/iy

const lineFrom = (scanner: Scanner, length: number) =>
  scanner.text.slice(scanner.at(), Math.min(scanner.limit, scanner.at() + length)).split('\n', 1)[0]!

function endOfLine(scanner: Scanner): number {
  const end = scanner.text.indexOf('\n', scanner.at())
  return end < 0 ? scanner.limit : end
}

/** Skips past the next comma on the line, or to a brace that ends the line, or else past the line. */
function skipLine(scanner: Scanner) {
  const line = lineFrom(scanner, 1_000)
  const comma = line.indexOf(',')
  const brace = (scanner.close === ')' ? /[})]\s*$/ : /\}\s*$/).exec(line)
  if (comma >= 0) scanner.to(scanner.at() + comma + 1)
  else if (brace && brace.index > 0) scanner.to(scanner.at() + brace.index)
  else scanner.to(Math.min(scanner.limit, scanner.at() + Math.max(1, line.length)))
}
