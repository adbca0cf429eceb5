import { closeOf, createScanner, readValue, SPACE, type Expand, type Scanner } from './value.ts'
import type { Notice } from '../entry/entry.ts'
import { createLines } from '../entry/lineNumbers.ts'

/** An entry of a BibTeX file, its fields still in TeX, by name in lower case. */
export type BibtexEntry = {
  readonly type: string
  readonly key: string
  readonly fields: ReadonlyMap<string, string>
  readonly line: number
}

/** Looking for what closes a group costs the rest of the text; so often it is tried in vain, and no more. */
const MAX_BROKEN = 20
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const COMMANDS = new Set(['comment', 'preamble', 'string'])

/** Where an entry seems to begin: what an entry that was never closed must not swallow. */
const START = /(?=@)(?<=^[ \t]*|[})][ \t]*)@[ \t]*[a-z]+[ \t]*\{[ \t]*(?:[^\s,{}()="#%]+[ \t]*,|$|[a-z]+[ \t]*=)/gim
/** What stands outside of entries is comment; but this looks like the remains of one. */
const REMAINS = /^[ \t]*(?:[\w-]+[ \t]*=[ \t]*["{\d]|@?[a-z]+[ \t]*[{(][ \t]*[^\s,{}()]+,|\}+,)/im
/** An entry all the same, but for its brace. */
const NO_BRACE =
  /^@[ \t]*(?:(?:article|book|in[a-z]+|misc|[a-z]+thesis|techreport|online|unpublished)\b|\S+\s*,\s*[\w-]+\s*=)/i
const AT = /@[ \t\r\n]*([a-z][\w-]*)[ \t\r\n]*([{(])/giy

/**
 * Reads the entries of a BibTeX or BibLaTeX file, joining strings and giving `@string` names their text. Whatever is
 * broken is named with its line, and reading goes on with the next field or entry.
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

  // Each string may name the one before it twice, and the last be longer than any memory.
  let left = 10 * text.length + 10_000
  const expand: Expand = (word, told) => {
    const string = strings.get(word.toLowerCase())
    if (string !== undefined && string.length > left) told(`names "${word}", and strings are longer than can be read`)
    if (string === undefined || string.length > left) return word
    left -= string.length
    return string
  }

  const outside = (from: number, to: number) => {
    const found = REMAINS.exec(text.slice(from, to))
    if (found) report(from + found.index + /^\s*/.exec(found[0])![0].length, null, 'is outside of any entry')
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
      // A comment may be no more than the word: then what follows is to be read.
      const end = unclosed < MAX_BROKEN ? closeOf(text, open, match[2] === '(' ? ')' : '}', text.length) : -1
      if (end < 0) unclosed += 1
      at = end < 0 ? open : end
      continue
    }
    while ((starts[next] ?? Infinity) <= begin) next += 1
    const scanner = createScanner(text, open, starts[next] ?? text.length, match[2] === '(' ? ')' : '}')
    const { key, fields, end } = readBody(scanner, expand, type, (where, field, message) =>
      report(where, field, message),
    )
    if (type === 'string') for (const [name, value] of fields) strings.set(name, value)
    else if (!COMMANDS.has(type)) entries.push({ type, key, fields, line: lineAt(begin) })
    at = end
  }
  return { entries, notices }
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
    if (char === scanner.close || char === '}' || char === ')') {
      scanner.to(scanner.at() + 1)
      const end = scanner.at()
      // One brace too many closed the entry before its end.
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
      // Once for a line, which may be long.
      if (where > told) report(where, null, `${JSON.stringify(lineFrom(scanner, 60))} is no field`)
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
    // A field given twice: BibTeX takes the first; two files or keywords are both meant.
    if (before === undefined || before === '') fields.set(field, value)
    else if (/^(?:file|keywords?|groups)$/.test(field)) fields.set(field, `${before}, ${value}`)
    else if (before !== value) report(where, field, 'is given twice; the first is taken')
    if (broken < MAX_BROKEN) continue
    report(scanner.at(), null, `${who}is too broken to go on with`)
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

/** On to the end of the line, or of the entry where it ends on this line. */
function skipLine(scanner: Scanner) {
  const line = lineFrom(scanner, 1_000)
  const comma = line.indexOf(',')
  const brace = /[})]\s*$/.exec(line)
  if (comma >= 0) scanner.to(scanner.at() + comma + 1)
  else if (brace && brace.index > 0) scanner.to(scanner.at() + brace.index)
  else scanner.to(Math.min(scanner.limit, scanner.at() + Math.max(1, line.length)))
}
