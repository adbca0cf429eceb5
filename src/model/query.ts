import { fieldEntries, fields, PATH_SEPARATOR, type Field, type FieldId } from './fields.ts'
import { fold, foldCase } from './text.ts'

/** What a reader asks for, as read from what they typed. Fields and words must all hold; values of one field add up. */
export type Query = {
  /** Words and quoted phrases, as typed. */
  readonly words: readonly string[]
  readonly choices: Choices
}
export type Choices = ReadonlyMap<FieldId, readonly string[]>

/** A part of the query that could not be followed, and where it stands in the text. */
export type QueryProblem = { readonly from: number; readonly to: number; readonly message: string }

type Token = {
  readonly from: number
  readonly to: number
  readonly part: Part
}
type Part =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'choice'; readonly field: FieldId; readonly value: string }
  | { readonly kind: 'open' }
  | { readonly kind: 'problem'; readonly message: string }

const byPrefix = new Map<string, (typeof fieldEntries)[number][]>()
for (const entry of fieldEntries) {
  const { prefix } = entry[1]
  if (prefix) byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), entry])
}

// A word, or prefix:value; both may be quoted, with \" for a quote inside. A quote left open runs to the end.
const TOKEN = /(?:(?<prefix>\p{L}+):)?(?:"(?<quoted>(?:\\.|[^"\\]|\\$)*)(?:"|$)|(?<bare>[^\s"]\S*))?/suy

/** Reads a query. What cannot be followed is named in `problems` and left out; the rest applies. */
export function parseQuery(text: string): Query & { readonly problems: readonly QueryProblem[] } {
  const tokens = [...readTokens(text)]
  const choices = new Map<FieldId, string[]>()
  for (const { part } of tokens) {
    if (part.kind !== 'choice') continue
    const chosen = choices.get(part.field)
    if (!chosen) choices.set(part.field, [part.value])
    else if (!chosen.some((value) => isSame(value, part.value))) chosen.push(part.value)
  }
  return {
    words: tokens.flatMap(({ part }) => (part.kind === 'word' ? [part.text] : [])),
    choices,
    problems: tokens.flatMap(({ part, from, to }) =>
      part.kind === 'problem' ? [{ from, to, message: part.message }] : [],
    ),
  }
}

/** A query as text that reads back as the same query. */
export function printQuery({ words, choices }: Query): string {
  const printed = [...choices].flatMap(([field, values]) => values.map((value) => printChoice(field, value)))
  return [...printed, ...words.map(printWord)].join(' ')
}

/** What the words of a query are compared with: folded, blanks and repetitions dropped. */
export const needles = ({ words }: Query): readonly string[] => [...new Set(words.map(fold).filter(Boolean))]

/** `text` with a choice put in, or taken out where it stands; everything else stays as typed. */
export function toggleChoice(text: string, field: FieldId, value: string): string {
  const standing = [...readTokens(text)].filter(
    ({ part }) => part.kind === 'choice' && part.field === field && isValue(field, part.value, value),
  )
  if (standing.length > 0) return cutAll(text, standing)
  const typed = text.trim()
  return typed === '' ? printChoice(field, value) : `${printChoice(field, value)} ${typed}`
}

/** `text` without any of its choices. */
export const clearChoices = (text: string): string =>
  cutAll(
    text,
    [...readTokens(text)].filter(({ part }) => part.kind === 'choice'),
  )

/** Whether `value` is what `chosen` means: the same but for case, or for a tree the path that ends in it. */
export function isValue(id: FieldId, chosen: string, value: string): boolean {
  const field: Field = fields[id]
  if (!field.tree) return isSame(chosen, value)
  const [wanted, path] = [
    chosen.split(PATH_SEPARATOR),
    value.split(PATH_SEPARATOR).slice(-chosen.split(PATH_SEPARATOR).length),
  ]
  return wanted.length === path.length && wanted.every((name, i) => isSame(name, path[i]!))
}

// Names differ by their signs as well: C++ is not C#.
const isSame = (a: string, b: string) => foldName(a) === foldName(b)
const foldName = (name: string) => foldCase(name).replace(/\s+/g, ' ').trim()

function* readTokens(text: string): Generator<Token> {
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text[at]!)) {
      at += 1
      continue
    }
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    const length = match?.[0].length || 1
    const { prefix, quoted, bare } = match?.groups ?? {}
    const whole = text.slice(at, at + length)
    yield { from: at, to: at + length, part: toPart(prefix, quoted?.replace(/\\(.)/gs, '$1') ?? bare, whole, quoted) }
    at += length
  }
}

function toPart(
  prefix: string | undefined,
  value: string | undefined,
  whole: string,
  quoted: string | undefined,
): Part {
  const candidates = prefix && byPrefix.get(prefix.toLowerCase())
  if (!candidates) return { kind: 'word', text: prefix === undefined && quoted !== undefined ? (value ?? '') : whole }
  if (value === undefined || value.trim() === '') return { kind: 'open' }
  for (const [field, { words }] of candidates) {
    if (!words) return { kind: 'choice', field, value: value.trim() }
    const found = Object.entries(words).find(([label, word]) => [label, word].some((text) => isSame(text, value)))
    if (found) return { kind: 'choice', field, value: found[0] }
  }
  const known = candidates.flatMap(([, { words }]) => Object.values(words ?? {}))
  return { kind: 'problem', message: `${prefix}: knows ${known.join(', ')}, not “${value}”` }
}

function cutAll(text: string, tokens: readonly Token[]): string {
  let rest = text
  for (const { from, to } of tokens.toReversed())
    rest = `${rest.slice(0, from).trimEnd()} ${rest.slice(to).trimStart()}`
  return rest.trim()
}

function printChoice(id: FieldId, value: string): string {
  const field: Field = fields[id]
  return `${field.prefix}:${quote(field.words?.[value] ?? value)}`
}

// A word is quoted where it would be read as something else: with blanks, quotes, or a known prefix.
const printWord = (word: string) => (/^[^\s":]+$/.test(word) ? word : printQuoted(word))
const quote = (value: string) => (/^[^\s"]+$/.test(value) ? value : printQuoted(value))
const printQuoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`
