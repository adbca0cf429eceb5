import { fieldEntries, type FieldId } from './fields.ts'
import { isSame } from './nameMatching.ts'
import { parsePeriod, RANGES, type Period, type RangeField } from '../time/period.ts'

/** A part of a query as typed, and its range in the text. */
export type Token = { readonly from: number; readonly to: number; readonly part: Part }
export type Part =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'choice'; readonly field: FieldId; readonly value: string }
  | { readonly kind: 'period'; readonly field: RangeField; readonly typed: string; readonly period: Period }
  /** `not` is a minus or NOT before the part it negates. */
  | { readonly kind: 'not' | 'and' | 'or' | 'begin' | 'end' }
  /** A prefix without a value yet; it has no effect. */
  | { readonly kind: 'open' }
  | { readonly kind: 'problem'; readonly message: string }

const byPrefix = new Map<string, (typeof fieldEntries)[number][]>()
for (const entry of fieldEntries) {
  const { prefix } = entry[1]
  if (prefix) byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), entry])
}
const isRange = (name: string): name is RangeField => Object.hasOwn(RANGES, name)

const OPERATORS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
])

// A word, or prefix:value; both may be quoted, with \" for a quote inside. An unclosed quote runs to the end.
const TOKEN = /(?:(?<prefix>\p{L}+):)?(?:"(?<quoted>[^"\\]*(?:\\(?:.|$)[^"\\]*)*)(?:"|$)|(?<bare>[^\s"]\S*))?/suy

/** The tokens of a query in order. A bracket counts where a word may begin, or where it closes an earlier one. */
export function* readTokens(text: string): Generator<Token> {
  let at = 0
  let depth = 0
  while (at < text.length) {
    const sign = text[at]!
    if (/\s/.test(sign)) {
      at += 1
      continue
    }
    const kind = sign === '(' ? 'begin' : sign === ')' && depth > 0 ? 'end' : isMinus(text, at) ? 'not' : null
    if (kind) {
      depth += kind === 'begin' ? 1 : kind === 'end' ? -1 : 0
      yield { from: at, to: at + 1, part: { kind } }
      at += 1
      continue
    }
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    const { prefix, quoted, bare = '' } = match?.groups ?? {}
    const closing = quoted === undefined ? closingBrackets(bare, depth) : 0
    const length = (match?.[0].length || 1) - closing
    const whole = text.slice(at, at + length)
    const value = quoted?.replace(/\\(.)/gs, '$1') ?? (bare.slice(0, bare.length - closing) || undefined)
    const operator = prefix === undefined && quoted === undefined ? OPERATORS.get(whole) : undefined
    yield { from: at, to: at + length, part: operator ? { kind: operator } : toPart(prefix, value, whole, quoted) }
    at += length
  }
}

/** A minus directly before a part negates it; alone it is a word. */
const isMinus = (text: string, at: number) => text[at] === '-' && /[^\s-]/.test(text[at + 1] ?? ' ')

/** Number of closing brackets at the end of a word that close brackets opened before the word. */
function closingBrackets(word: string, depth: number): number {
  const ends = /(?<!\))\)+$/.exec(word)?.[0].length ?? 0
  const inside = word.slice(0, word.length - ends)
  const own = inside.split('(').length - inside.split(')').length
  return Math.min(depth, Math.max(0, ends - Math.max(0, own)))
}

function toPart(
  prefix: string | undefined,
  value: string | undefined,
  whole: string,
  quoted: string | undefined,
): Part {
  const name = prefix?.toLowerCase() ?? ''
  const candidates = byPrefix.get(name) ?? []
  if (candidates.length === 0 && !isRange(name)) {
    return { kind: 'word', text: prefix === undefined && quoted !== undefined ? (value ?? '') : whole }
  }
  if (value === undefined || value.trim() === '') return { kind: 'open' }
  if (isRange(name)) {
    const period = parsePeriod(value, name)
    return period
      ? { kind: 'period', field: name, typed: value.trim(), period }
      : { kind: 'problem', message: `${prefix}: takes ${RANGES[name].such}, not “${value}”` }
  }
  for (const [field, { words }] of candidates) {
    if (!words) return { kind: 'choice', field, value: value.trim() }
    const found = Object.entries(words).find(([label, word]) => [label, word].some((text) => isSame(text, value)))
    if (found) return { kind: 'choice', field, value: found[0] }
  }
  const known = candidates.flatMap(([, { words }]) => Object.values(words ?? {}))
  return { kind: 'problem', message: `${prefix}: knows ${known.join(', ')}, not “${value}”` }
}
