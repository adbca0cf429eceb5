import type { AnyFieldId } from './fields.ts'
import { isValue } from './nameMatching.ts'
import { parseQuery, printChoice, printQuery } from './query.ts'
import { readTokens, type IsKnownKey, type Part, type Token } from './queryTokens.ts'

/** Adds a choice to a query, or removes it if present; the rest stays as typed. */
export function toggleChoice(text: string, field: AnyFieldId, value: string): string {
  const { chosen, without } = standing(text)
  const isIt = meaning(field, value)
  const there = chosen.filter(isIt)
  if (there.length > 0) return cutAll(text, there)
  return putFirst(cutAll(text, without.filter(isIt)), printChoice(field, value))
}

/** Excludes a value in a query, or no longer excludes it; removes its choice if it was chosen. */
export function toggleExcluded(text: string, field: AnyFieldId, value: string): string {
  const { chosen, without } = standing(text)
  const isIt = meaning(field, value)
  const there = without.filter(isIt)
  if (there.length > 0) return cutAll(text, there)
  return putFirst(cutAll(text, chosen.filter(isIt)), `-${printChoice(field, value)}`)
}

/** Removes all choices and exclusions from a query; `isKnown` says which keys notes have. */
export function clearChoices(text: string, isKnown?: IsKnownKey): string {
  const { chosen, without } = standing(text, isKnown)
  return cutAll(text, [...chosen, ...without])
}

/** Removes the choices and exclusions of one field from a query. */
export function clearField(text: string, field: AnyFieldId): string {
  const { chosen, without } = standing(text)
  return cutAll(
    text,
    [...chosen, ...without].filter(({ part }) => part.kind === 'choice' && part.field === field),
  )
}

/**
 * A query with OR in place of each “or” between two of its parts; null where there is none. OR counts in capitals only,
 * as “or” may be a word of a title.
 */
export function withOr(text: string): string | null {
  const tokens = [...readTokens(text)]
  const is = (kinds: readonly Part['kind'][], token: Token | undefined) => token && kinds.includes(token.part.kind)
  let changed = text
  for (const [i, { from, to }] of tokens.entries()) {
    const isBetween = is(ENDS, tokens[i - 1]) && is(BEGINS, tokens[i + 1])
    if (isBetween && /^or$/i.test(text.slice(from, to))) changed = `${changed.slice(0, from)}OR${changed.slice(to)}`
  }
  return changed === text ? null : changed
}

/** What can be before an OR, and after it. */
const ENDS: readonly Part['kind'][] = ['word', 'choice', 'text', 'period', 'range', 'has', 'end']
const BEGINS: readonly Part['kind'][] = ['word', 'choice', 'text', 'period', 'range', 'has', 'begin', 'not']

/** Renames the values of a field wherever a query names them. The rest stays as typed. */
export function renameChoices(text: string, field: AnyFieldId, rename: (value: string) => string): string {
  let whole = text
  for (const { from, to, part } of [...readTokens(text)].toReversed()) {
    if (part.kind !== 'choice' || part.field !== field) continue
    const value = rename(part.value)
    if (value !== part.value) whole = `${whole.slice(0, from)}${printChoice(field, value)}${whole.slice(to)}`
  }
  return whole
}

const meaning =
  (field: AnyFieldId, value: string) =>
  ({ part }: Token) =>
    part.kind === 'choice' && part.field === field && isValue(field, part.value, value)

/**
 * The choices that apply to the whole query, not inside brackets or on a side of OR. The range of an exclusion starts
 * at its minus.
 */
function standing(
  text: string,
  isKnown?: IsKnownKey,
): { readonly chosen: readonly Token[]; readonly without: readonly Token[] } {
  const [chosen, without]: [Token[], Token[]] = [[], []]
  if (isParted(text)) return { chosen, without }
  let depth = 0
  let not: Token | null = null
  for (const token of readTokens(text, isKnown)) {
    const { kind } = token.part
    if (kind === 'begin') depth += 1
    if (kind === 'end') depth -= 1
    if (kind === 'choice' && depth === 0) {
      if (not) without.push({ ...token, from: not.from })
      else chosen.push(token)
    }
    // Two negations cancel each other.
    not = kind === 'not' ? (not ? null : token) : null
  }
  return { chosen, without }
}

/** Whether a valid OR splits the whole query. */
function isParted(text: string): boolean {
  const { words, choices, conditions } = parseQuery(text)
  if (words.length + choices.size > 0 || conditions.length !== 1 || conditions[0]!.kind !== 'or') return false
  let depth = 0
  return [...readTokens(text)].some(({ part: { kind } }) => {
    if (kind === 'begin') depth += 1
    if (kind === 'end') depth -= 1
    return kind === 'or' && depth === 0
  })
}

/** Puts a part before the typed query. If an OR would separate the two, reprints the typed query in brackets. */
function putFirst(text: string, part: string): string {
  const whole = `${part} ${text.trim()}`
  return (isParted(whole) ? `${part} ${printQuery(parseQuery(text))}` : whole).trim()
}

function cutAll(text: string, tokens: readonly Token[]): string {
  if (tokens.length === 0) return text
  let rest = text
  for (const { from, to } of tokens.toSorted((a, b) => b.from - a.from))
    rest = `${rest.slice(0, from).trimEnd()} ${rest.slice(to).trimStart()}`
  return rest.trim()
}
