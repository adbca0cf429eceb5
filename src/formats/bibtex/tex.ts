import { ACCENTS, LOOKS, SIGNS, SPACING, UNSEEN } from './texSigns.ts'

/** Maximum length of a formula in characters. Beyond it, the dollar sign is unpaired, or is a price. */
const MAX_FORMULA = 2_000
/** Maximum nesting of accents and quotes. It bounds the recursion. */
const MAX_DEPTH = 20

/**
 * Converts TeX to readable text. Accents and symbols become Unicode characters, braces and font commands are removed,
 * formulas and blanks stay. An unknown command is kept, unless it wraps an argument: then only the argument is.
 */
export function fromTex(tex: string, depth = 0): string {
  if (!/[\\{}$~`'-]/.test(tex)) return tex
  let text = ''
  let at = 0
  while (at < tex.length) {
    const char = tex[at]!
    if (char === '\\') {
      const read = readCommand(tex, at, depth)
      text += read.text
      at = read.end
    } else if (char === '$') {
      const end = formulaEnd(tex, at)
      text += end < 0 ? char : (wordsOf(tex.slice(at, end)) ?? tex.slice(at, end))
      at = end < 0 ? at + 1 : end
    } else if (char === '{' || char === '}') at += 1
    else {
      const ligature = LIGATURES.find(([from]) => tex.startsWith(from, at))
      text += ligature ? ligature[1] : char
      at += ligature ? ligature[0].length : 1
    }
  }
  return text
}

const LIGATURES = [
  ['---', '—'],
  ['--', '–'],
  ['``', '“'],
  ["''", '”'],
  ['~', ' '],
] as const

type Read = { readonly text: string; readonly end: number }

function readCommand(tex: string, at: number, depth: number): Read {
  NAME.lastIndex = at + 1
  const name = NAME.exec(tex)?.[0] ?? tex[at + 1] ?? ''
  const end = at + 1 + name.length
  const isWord = /^[a-zA-Z]/.test(name)
  const after = isWord ? skipBlanks(tex, end) : end
  if (name === '') return { text: '\\', end }
  if (ACCENTS.has(name) && depth < MAX_DEPTH) return readAccent(tex, name, end, depth)
  // The blank after a command ends its name and is not part of the text.
  if (name === 'par') return { text: '\n\n', end: after }
  const sign = SIGNS.get(name)
  if (sign !== undefined) return { text: sign, end: after }
  if (!isWord) return readEscape(tex, name, end)
  if (name === 'begin' || name === 'end') return { text: '', end: groupEnd(tex, after) }
  if (name === 'ifmmode' && depth < MAX_DEPTH) {
    const branches = /^(.{0,200}?)\\else\b(.{0,200}?)\\fi(?![a-zA-Z])/s.exec(tex.slice(end, end + MAX_FORMULA))
    if (branches) return { text: fromTex(branches[2]!.trim(), depth + 1), end: end + branches[0].length }
  }
  if (UNSEEN.has(name)) return { text: '', end: groupEnd(tex, after) }
  if (name === 'ensuremath' && tex[after] === '{') {
    const close = groupEnd(tex, after)
    return { text: `$${tex.slice(after + 1, close - 1)}$`, end: close }
  }
  if (name === 'enquote' && tex[after] === '{' && depth < MAX_DEPTH) {
    const close = groupEnd(tex, after)
    return { text: `“${fromTex(tex.slice(after + 1, close - 1), depth + 1)}”`, end: close }
  }
  if (LOOKS.has(name) || tex[after] === '{') return { text: '', end: after }
  return { text: `\\${name}`, end }
}

const NAME = /[a-zA-Z]+/y
const BLANKS = /[ \t]*\n?[ \t]*/y

function skipBlanks(tex: string, at: number): number {
  BLANKS.lastIndex = at
  return at + (BLANKS.exec(tex)?.[0].length ?? 0)
}

/** Reads a backslash with one non-letter: an escaped character, a space, a typesetting hint, or `\(…\)`. */
function readEscape(tex: string, name: string, end: number): Read {
  if (name === '(') {
    const near = tex.slice(end, end + MAX_FORMULA)
    const close = near.indexOf('\\)')
    const formula = `$${near.slice(0, Math.max(0, close))}$`
    if (close >= 0) return { text: wordsOf(formula) ?? formula, end: end + close + 2 }
  }
  if (/[\s,;:>\\]/.test(name)) return { text: ' ', end }
  if (/[-/!@*()[\]]/.test(name)) return { text: '', end }
  return { text: name, end }
}

function readAccent(tex: string, name: string, from: number, depth: number): Read {
  const mark = ACCENTS.get(name)!
  const at = skipBlanks(tex, from)
  const char = String.fromCodePoint(tex.codePointAt(at) ?? 32)
  let read: Read
  if (char === '{') {
    const close = groupEnd(tex, at)
    read = { text: fromTex(tex.slice(at + 1, close - 1), depth + 1), end: close }
  } else if (char === '\\') read = readCommand(tex, at, depth + 1)
  else if (/[\p{L}\p{N}]/u.test(char)) read = { text: char, end: at + char.length }
  else return { text: SPACING.get(name) ?? '', end: from }
  const [first = '', ...rest] = read.text.replace(/^ı/, 'i').replace(/^ȷ/, 'j')
  if (first === '') return { text: SPACING.get(name) ?? '', end: read.end }
  return { text: /\p{L}/u.test(first) ? (first + mark).normalize('NFC') + rest.join('') : read.text, end: read.end }
}

/** The offset after the group that opens at `at`: the end of the text if it never closes, `at` if none opens. */
export function groupEnd(tex: string, at: number): number {
  if (tex[at] !== '{') return at
  let depth = 0
  for (let i = at; i < tex.length; i += 1) {
    if (tex[i] === '{') depth += 1
    else if (tex[i] === '}' && (depth -= 1) === 0) return i + 1
  }
  return tex.length
}

/**
 * The offset after the formula that starts with the dollar at `at`, or -1 if there is none. Its braces must balance as
 * BibTeX counts them, which ignores backslashes.
 */
export function formulaEnd(tex: string, at: number): number {
  const close = tex[at + 1] === '$' ? '$$' : '$'
  const start = at + close.length
  let depth = 0
  for (let i = start; i < tex.length && i < start + MAX_FORMULA; i += 1) {
    const char = tex[i]
    if (depth === 0 && i > start && tex.startsWith(close, i) && tex[i - 1] !== '\\') return i + close.length
    if (char === '{') depth += 1
    else if ((char === '}' && (depth -= 1) < 0) || (char === '$' && tex[i - 1] !== '\\')) return -1
    // An entry starts with @, so no formula may contain it.
    else if (char === '@' || (char === '\n' && tex[i + 1] === '\n')) return -1
  }
  return -1
}

/** The word in a formula that only raises or lowers a word, such as DBLP’s "5th", or its one sign. Null for any other. */
const wordsOf = (formula: string): string | null =>
  SIGNS.get(/^\$\\mathrm\s?\{\\([a-zA-Z]+)\}\$$/.exec(formula)?.[1] ?? '') ??
  /^\$(?:\{\})?[\^_]\{?\\(?:mbox|text|textrm|mathrm|rm)\s*\{?([\p{L}\p{N}]+)\}*\$$/u.exec(formula)?.[1] ??
  null

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  ...'& % # _ $'.split(' ').map((sign) => [sign, `\\${sign}`] as const),
  ...['-', '`', "'"].map((sign) => [sign, `${sign}{}`] as const),
])

/** Escapes text so that `fromTex` restores it. The braces of the result balance even if those of `text` do not. */
export function toTex(text: string): string {
  if (!/[\\{}$~^&%#_`'-]/.test(text)) return text
  const nested = isNested(text)
  let tex = ''
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!
    const end = char === '$' ? formulaEnd(text, at) : -1
    if (end > 0 && wordsOf(text.slice(at, end)) === null) {
      tex += text.slice(at, end)
      at = end - 1
    } else if (char === '{') tex += nested ? '\\{' : '\\textbraceleft{}'
    else if (char === '}') tex += nested ? '\\}' : '\\textbraceright{}'
    // A pair of these would be read as a ligature.
    else if ("-`'".includes(char) && text[at + 1] !== char) tex += char
    else tex += ESCAPES.get(char) ?? char
  }
  return tex
}

function isNested(text: string): boolean {
  let depth = 0
  for (const char of text) {
    if (char === '{') depth += 1
    else if (char === '}' && (depth -= 1) < 0) return false
  }
  return depth === 0
}

/** An address or identifier in a TeX source, without escapes, braces and blanks. */
export const fromTexAddress = (tex: string): string =>
  tex
    // The second argument of \href is the text to show.
    .replace(/\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}/g, '$1')
    .replace(/\\url\s*|\\href\s*(?=\{)/g, '')
    .replace(/\$\\sim\$|\\textasciitilde\s*(?:\{\})?|\\~(?:\{\})?/g, '~')
    .replace(/\\textunderscore\s*(?:\{\})?/g, '_')
    .replace(/\\([_%&#$^])/g, '$1')
    .replace(/[{}\s]/g, '')
