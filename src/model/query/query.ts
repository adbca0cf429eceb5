import { fieldOf, isNoteField, keyOfField, type AnyFieldId } from './fields.ts'
import { foldName } from './nameMatching.ts'
import { isTypedRange, readTokens, type IsKnownKey, type Part } from './queryTokens.ts'
import { fold } from '../text/fold.ts'

/**
 * A parsed query. All words must hold, at least one of the chosen values of each field, and all conditions. Conditions
 * express only what words and choices cannot.
 */
export type Query = {
  /** Words and quoted phrases, as typed. */
  readonly words: readonly string[]
  readonly choices: Choices
  readonly conditions: readonly Condition[]
}
export type Choices = ReadonlyMap<AnyFieldId, readonly string[]>
export type Condition =
  | Extract<Part, { readonly kind: 'word' | 'choice' | 'text' | 'period' | 'range' | 'has' }>
  | { readonly kind: 'not'; readonly of: Condition }
  /** At least one of two or more holds. */
  | { readonly kind: 'or'; readonly of: readonly Condition[] }
  /** A nested query of more than one part, in brackets or on one side of OR. */
  | { readonly kind: 'all'; readonly of: Query }

/** A part of the query that cannot be parsed, and its range in the text. */
export type QueryProblem = { readonly from: number; readonly to: number; readonly message: string }

/** Deepest nesting of brackets. Deeper brackets are ignored, but not their content. */
const DEEPEST = 50

/**
 * Parses a query. Adjacent parts, or parts joined by AND, must all hold. OR separates alternatives, brackets group, and
 * a minus or NOT negates what follows. These words count in capitals only. Parts that cannot be parsed are reported in
 * `problems` and ignored; the rest applies. `isKnown` says which keys notes have; without it any may be one.
 */
export function parseQuery(text: string, isKnown?: IsKnownKey): Query & { readonly problems: readonly QueryProblem[] } {
  const tokens = [...readTokens(text, isKnown)]
  const problems: QueryProblem[] = []
  let next = 0
  const report = (at: number, message: string) => {
    const { from, to } = tokens[at]!
    problems.push({ from, to, message })
  }

  const readAny = (depth: number): readonly Condition[] => {
    const sides: Condition[][] = [[]]
    let operator = -1
    for (; next < tokens.length; next += 1) {
      const { part } = tokens[next]!
      if (part.kind === 'end' && depth > 0) break
      if (part.kind === 'or') {
        if (sides.at(-1)!.length === 0) report(next, 'OR has nothing before it')
        else sides.push([])
        operator = next
      } else {
        const read = readOne(depth)
        if (read) sides.at(-1)!.push(read)
      }
    }
    if (sides.length > 1 && sides.at(-1)!.length === 0) report(operator, 'OR has nothing after it')
    const whole = sides.filter((side) => side.length > 0)
    if (whole.length <= 1) return whole[0] ?? []
    return [{ kind: 'or', of: whole.flatMap((side) => alternatives(together(side))) }]
  }

  const readOne = (depth: number): Condition | null => {
    const at = next
    const { part } = tokens[at]!
    if (part.kind === 'problem') report(at, part.message)
    if (isCondition(part)) return part
    if (part.kind === 'not') {
      while (tokens[next + 1]?.part.kind === 'not') next += 1
      const isNot = (next - at) % 2 === 0
      const following = tokens[next + 1]?.part.kind
      if (following === undefined || following === 'end' || following === 'or' || following === 'and') {
        report(at, 'there is nothing here to exclude')
        return null
      }
      next += 1
      const of = readOne(depth)
      if (!of || !isNot) return of
      return of.kind === 'not' ? of.of : { kind: 'not', of }
    }
    if (part.kind !== 'begin') return null
    if (depth >= DEEPEST) {
      report(at, 'too many brackets')
      return null
    }
    next += 1
    const inside = readAny(depth + 1)
    if (next >= tokens.length) report(at, 'this bracket is not closed')
    if (inside.length > 0) return bracketed(inside)
    if (next < tokens.length) report(at, 'there is nothing in these brackets')
    return null
  }

  const all = readAny(0)
  return { ...toQuery(all), problems }
}

const isCondition = (part: Part): part is Part & Condition =>
  part.kind in { word: 0, choice: 0, text: 0, period: 0, range: 0, has: 0 }

const alternatives = (condition: Condition): readonly Condition[] =>
  condition.kind === 'or' ? condition.of : [condition]

/** Combines conditions that must all hold into one. */
function together(conditions: readonly Condition[]): Condition {
  const of = toQuery(conditions)
  return onlyOf(of) ?? { kind: 'all', of }
}

/**
 * The content of brackets as one condition. A choice there stays nested, because it is no choice of the whole query
 * that the user could see and remove as such.
 */
function bracketed(inside: readonly Condition[]): Condition {
  const one = together(inside)
  return one.kind === 'all' || isPlain(toQuery([one])) ? one : { kind: 'all', of: toQuery([one]) }
}

const isPlain = (query: Query) => query.choices.size + excluded(query).size === 0

/** The only condition of a query, or null if it has several. */
function onlyOf({ words, choices, conditions }: Query): Condition | null {
  const chosen = [...choices].flatMap(([field, values]) =>
    values.map((value) => ({ kind: 'choice', field, value }) as const),
  )
  const all: readonly Condition[] = [
    ...words.map((text) => ({ kind: 'word', text }) as const),
    ...chosen,
    ...conditions,
  ]
  return all.length === 1 ? all[0]! : null
}

function toQuery(all: readonly Condition[]): Query {
  const words: string[] = []
  const choices = new Map<AnyFieldId, string[]>()
  const known = new Set<string>()
  const conditions: Condition[] = []
  for (const condition of all) {
    if (condition.kind === 'word') words.push(condition.text)
    else if (condition.kind === 'choice') {
      const chosen = choices.get(condition.field)
      const name = `${condition.field} ${foldName(condition.value)}`
      if (known.has(name)) continue
      known.add(name)
      if (chosen) chosen.push(condition.value)
      else choices.set(condition.field, [condition.value])
    } else if (condition.kind === 'all' && isPlain(condition.of)) {
      // Words need no brackets. Choices do: several values of one field would mean any of them.
      words.push(...condition.of.words)
      conditions.push(...condition.of.conditions)
    } else conditions.push(condition)
  }
  return { words, choices, conditions }
}

/** Formats a query as text that parses to the same query. */
export function printQuery({ words, choices, conditions }: Query): string {
  const chosen = [...choices].flatMap(([field, values]) => values.map((value) => printChoice(field, value)))
  return [...chosen, ...words.map(printWord), ...conditions.map(printCondition)].join(' ')
}

function printCondition(condition: Condition): string {
  if (condition.kind === 'all') return `(${printQuery(condition.of)})`
  if (condition.kind === 'word') return printWord(condition.text)
  if (condition.kind === 'choice') return printChoice(condition.field, condition.value)
  if (condition.kind === 'text') return `${condition.field}:${quote(condition.text)}`
  if (condition.kind === 'period') return `${condition.field}:${quote(condition.typed)}`
  if (condition.kind === 'range') return `${printPrefix(condition.field)}:${condition.typed}`
  if (condition.kind === 'has') return `has:${quote(keyOfField(condition.field))}`
  if (condition.kind === 'not') return `-${printCondition(condition.of)}`
  return `(${condition.of.map(printCondition).join(' OR ')})`
}

/** The words to match: folded, without blanks and duplicates. */
export const needles = ({ words }: Pick<Query, 'words'>): readonly string[] => [
  ...new Set(words.map(fold).filter(Boolean)),
]

/** All words of a query that are not negated. The interface highlights them. */
export function wantedWords({ words, conditions }: Query): readonly string[] {
  const wanted = (condition: Condition): readonly string[] => {
    if (condition.kind === 'word' || condition.kind === 'text') return [condition.text]
    if (condition.kind === 'or') return condition.of.flatMap(wanted)
    return condition.kind === 'all' ? wantedWords(condition.of) : []
  }
  return [...words, ...conditions.flatMap(wanted)]
}

/** All words that a query searches in abstracts too, also negated ones. */
export function allWords({ words, conditions }: Query): readonly string[] {
  const wordsOf = (condition: Condition): readonly string[] => {
    if (condition.kind === 'word') return [condition.text]
    if (condition.kind === 'text') return condition.field === 'abstract' ? [condition.text] : []
    if (condition.kind === 'not') return wordsOf(condition.of)
    if (condition.kind === 'or') return condition.of.flatMap(wordsOf)
    return condition.kind === 'all' ? allWords(condition.of) : []
  }
  return [...words, ...conditions.flatMap(wordsOf)]
}

/** The field values that a query excludes. */
export function excluded({ conditions }: Query): Choices {
  const found = new Map<AnyFieldId, string[]>()
  for (const condition of conditions) {
    if (condition.kind !== 'not' || condition.of.kind !== 'choice') continue
    const { field, value } = condition.of
    const known = found.get(field)
    if (known) known.push(value)
    else found.set(field, [value])
  }
  return found
}

/** A choice in query syntax; `label` is that of a key of the notes, if it is known. */
export function printChoice(id: AnyFieldId, value: string, label?: string): string {
  const word = isNoteField(id) && isTypedRange(value) ? printQuoted(value) : quote(fieldOf(id).words?.[value] ?? value)
  return `${label === undefined ? printPrefix(id) : printKey(label)}:${word}`
}

const printPrefix = (id: AnyFieldId) => (isNoteField(id) ? printKey(keyOfField(id)) : fieldOf(id).prefix)

/** A key of the notes before the colon of a query: with hyphens for blanks, or in quotes. */
export const printKey = (label: string): string => {
  const word = label.toLowerCase().replace(/\s+/g, '-')
  return /^\p{L}[\p{L}\p{M}\p{N}_/&+#%'’.-]*$/u.test(word) ? word : printQuoted(label)
}

// Quotes a word with blanks, quotes, brackets, colons or a leading minus, or an operator, which would parse otherwise.
const printWord = (word: string) =>
  /^[^\s":()-][^\s":()]*$/.test(word) && !/^(?:AND|OR|NOT)$/.test(word) ? word : printQuoted(word)
const quote = (value: string) => (/^[^\s"()]+$/.test(value) ? value : printQuoted(value))
const printQuoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`
