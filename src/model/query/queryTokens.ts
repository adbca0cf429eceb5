import { isKey, keyOf, type FieldKey } from '../note/field/fieldKey.ts'
import { fieldEntries, noteFieldOf, TEXTS, type AnyFieldId, type NoteFieldId, type TextId } from './fields.ts'
import { isSame } from './nameMatching.ts'
import { parsePeriod, RANGES, type Period, type RangeField } from '../time/period.ts'

/** A part of a query as typed, and its range in the text. */
export type Token = { readonly from: number; readonly to: number; readonly part: Part }
export type Part =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'choice'; readonly field: AnyFieldId; readonly value: string }
  /** Words, or a phrase, of one text alone. */
  | { readonly kind: 'text'; readonly field: TextId; readonly text: string }
  | { readonly kind: 'period'; readonly field: RangeField; readonly typed: string; readonly period: Period }
  /** Values of a key of the notes between two numbers or dates. */
  | { readonly kind: 'range'; readonly field: NoteFieldId; readonly typed: string }
  /** Any value of a key of the notes. */
  | { readonly kind: 'has'; readonly field: NoteFieldId }
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
const isText = (name: string): name is TextId => TEXTS.some((text) => text === name)

const OPERATORS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
])

/** Whether notes have a key. Without notes at hand each may be one. */
export type IsKnownKey = (key: FieldKey) => boolean
const mayBeKnown: IsKnownKey = () => true

// A word, or prefix:value; both may be quoted, with \" for a quote inside. An unclosed quote runs to the end.
const TOKEN =
  /(?:(?:(?<prefix>\p{L}[\p{L}\p{M}\p{N}_/&+#%'’.-]*)|"(?<name>[^":\\]{1,60})"):)?(?:"(?<quoted>[^"\\]*(?:\\(?:.|$)[^"\\]*)*)(?:"|$)|(?<bare>[^\s"]\S*))?/suy

/**
 * The tokens of a query in order. A bracket counts where a word may begin, or where it closes an earlier one. A prefix that
 * is neither of a field nor a known key is a part of a word.
 */
export function* readTokens(text: string, isKnown: IsKnownKey = mayBeKnown): Generator<Token> {
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
    const { name, prefix = name, quoted, bare = '' } = match?.groups ?? {}
    const closing = quoted === undefined ? closingBrackets(bare, depth) : 0
    const length = (match?.[0].length || 1) - closing
    const whole = text.slice(at, at + length)
    const value = quoted?.replace(/\\(.)/gs, '$1') ?? (bare.slice(0, bare.length - closing) || undefined)
    const operator = prefix === undefined && quoted === undefined ? OPERATORS.get(whole) : undefined
    yield {
      from: at,
      to: at + length,
      part: operator ? { kind: operator } : toPart(prefix, value, whole, quoted, isKnown),
    }
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

/** Whether a word opens a bracket that it does not close. */
const isUnclosed = (word: string) => word.split('(').length > word.split(')').length

function toPart(
  prefix: string | undefined,
  value: string | undefined,
  whole: string,
  quoted: string | undefined,
  isKnown: IsKnownKey,
): Part {
  const name = prefix?.toLowerCase() ?? ''
  const candidates = byPrefix.get(name) ?? []
  if (candidates.length === 0 && !isRange(name) && !isText(name)) {
    const key = keyOf(name)
    // Without a value it may as well be the beginning of a title.
    if (value?.trim() && isKeyword(name) && isKnown(key)) {
      return toFieldPart(prefix!, key, value.trim(), quoted !== undefined)
    }
    return { kind: 'word', text: prefix === undefined && quoted !== undefined ? (value ?? '') : whole }
  }
  if (value === undefined || value.trim() === '') return { kind: 'open' }
  if (quoted === undefined && isUnclosed(value)) return unclosed(prefix)
  if (isText(name)) return { kind: 'text', field: name, text: value.trim() }
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
  if (name === 'has' && isKeyword(value.trim()) && isKnown(keyOf(value))) {
    return { kind: 'has', field: noteFieldOf(keyOf(value)) }
  }
  const known = candidates.flatMap(([, { words }]) => Object.values(words ?? {}))
  return { kind: 'problem', message: `${prefix}: knows ${known.join(', ')}, not “${value}”` }
}

/** Whether the value of a key is typed as a range, `>2` or `2..3`, whether or not it can be read as one. */
export const isTypedRange = (value: string): boolean => /^[<>]|\.\./.test(value)
/** Whether there is a number or a day on one side, and no other text on the other. */
const hasBounds = (value: string): boolean =>
  /\d/.test(value) &&
  value
    .replace(/^[<>]=?/, '')
    .split('..')
    .every((side) => side === '' || /\d/.test(side))

/** Whether a text can name a key, and its identity too: that of a fraction has a sign of its own. */
const isKeyword = (text: string): boolean => isKey(text) && isKey(keyOf(text))

/** A value of a key of the notes, or a range of values, which has no quotes. */
function toFieldPart(prefix: string, key: FieldKey, value: string, isQuoted: boolean): Part {
  const field = noteFieldOf(key)
  if (!isQuoted && isUnclosed(value)) return unclosed(prefix)
  if (isQuoted || !isTypedRange(value)) return { kind: 'choice', field, value }
  return hasBounds(value)
    ? { kind: 'range', field, typed: value }
    : { kind: 'problem', message: `${prefix}: takes numbers or days such as >2, 2..3 or >=2026-01, not “${value}”` }
}

const unclosed = (prefix: string | undefined): Part => ({
  kind: 'problem',
  message: `${prefix}: has a bracket that is not closed; quote it to look for it`,
})
