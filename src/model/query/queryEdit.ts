import type { FieldId } from './fields.ts'
import { isValue } from './nameMatching.ts'
import { parseQuery, printChoice, printQuery } from './query.ts'
import { readTokens, type Token } from './queryTokens.ts'

/** Adds a choice to a query, or removes it if present; the rest stays as typed. */
export function toggleChoice(text: string, field: FieldId, value: string): string {
  const { chosen, without } = standing(text)
  const isIt = meaning(field, value)
  const there = chosen.filter(isIt)
  if (there.length > 0) return cutAll(text, there)
  return putFirst(cutAll(text, without.filter(isIt)), printChoice(field, value))
}

/** Excludes a value in a query, or no longer excludes it; removes its choice if it was chosen. */
export function toggleExcluded(text: string, field: FieldId, value: string): string {
  const { chosen, without } = standing(text)
  const isIt = meaning(field, value)
  const there = without.filter(isIt)
  if (there.length > 0) return cutAll(text, there)
  return putFirst(cutAll(text, chosen.filter(isIt)), `-${printChoice(field, value)}`)
}

/** Removes all choices and exclusions from a query. */
export function clearChoices(text: string): string {
  const { chosen, without } = standing(text)
  return cutAll(text, [...chosen, ...without])
}

const meaning =
  (field: FieldId, value: string) =>
  ({ part }: Token) =>
    part.kind === 'choice' && part.field === field && isValue(field, part.value, value)

/**
 * The choices that apply to the whole query, not inside brackets or on a side of OR. The range of an exclusion starts
 * at its minus.
 */
function standing(text: string): { readonly chosen: readonly Token[]; readonly without: readonly Token[] } {
  const [chosen, without]: [Token[], Token[]] = [[], []]
  if (isParted(text)) return { chosen, without }
  let depth = 0
  let not: Token | null = null
  for (const token of readTokens(text)) {
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
