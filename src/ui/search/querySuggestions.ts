import type { Facet } from '../../engine/facets/facetValues.ts'
import type { NoteKey } from '../../engine/index/noteFields.ts'
import { keyOf } from '../../model/note/field/fieldKey.ts'
import {
  fieldEntries,
  fieldOf,
  isNoteField,
  noteFieldOf,
  PATH_SEPARATOR,
  type AnyFieldId,
} from '../../model/query/fields.ts'
import { isSame, isValue } from '../../model/query/nameMatching.ts'
import { printChoice, printKey } from '../../model/query/query.ts'
import { readTokens } from '../../model/query/queryTokens.ts'
import { fold } from '../../model/text/fold.ts'

/** A value or a key that a query may go on with: the whole query with it, its name and kind, and how many papers have it. */
export type Suggestion = {
  readonly text: string
  readonly kind: string
  readonly name: string
  readonly count: number
}

const MOST = 8
/** The beginning of a word that may be a key. A shorter one begins too many. */
const LEAST_OF_KEY = 3
const FROM_NOTES = 'From your notes'

/**
 * What may be meant by the last part of a query: where that is the name of a field and the beginning of a value, values
 * that have a word that begins so; where it is the beginning of a key of the notes, the key. Those with the most papers come
 * first. None where it is whole already.
 */
export function suggest(text: string, facets: readonly Facet[], keys: readonly NoteKey[] = []): readonly Suggestion[] {
  const last = readBegun(text)
  if (!last) return suggestKeys(text, keys)
  const { begun } = last
  const wanted = fold(begun)
  const found = facets
    .filter(({ field }) => last.fields.includes(field))
    .flatMap(({ field, values }) => values.map(({ value, count }) => ({ field, value, count })))
  if (found.some(({ field, value }) => isWhole(field, begun, value))) return []
  const before = text.slice(0, last.from)
  const values = found
    .filter(({ field, value, count }) => (count > 0 || begun !== '') && begins(field, value, wanted))
    .map(({ field, value, count }) => {
      const [name, isPath] = [value.split(PATH_SEPARATOR).at(-1)!, fieldOf(field).tree?.byLastName]
      const isPlain = !isPath || found.filter((other) => isValue('topic', name, other.value)).length === 1
      const label = isNoteField(field) ? keys.find(({ key }) => noteFieldOf(key) === field)?.label : undefined
      const choice = printChoice(field, isPlain ? name : value, label)
      return { text: `${before}${choice} `, kind: label ?? fieldOf(field).label, name, count }
    })
  const having = last.isHas ? keysLike(keys, begun) : []
  if (having.some(({ label }) => isSame(label, begun))) return []
  const keyed = having.map(({ label, papers }) => {
    return { text: `${before}has:${printKey(label)} `, kind: FROM_NOTES, name: label, count: papers }
  })
  return [...values, ...keyed].toSorted((a, b) => b.count - a.count).slice(0, MOST)
}

/** Keys that begin as the last word does. */
function suggestKeys(text: string, keys: readonly NoteKey[]): readonly Suggestion[] {
  const last = [...readTokens(text)].at(-1)
  if (last?.part.kind !== 'word' || last.to !== text.length || last.part.text.length < LEAST_OF_KEY) return []
  const before = text.slice(0, last.from)
  return keysLike(keys, last.part.text)
    .slice(0, MOST)
    .map(({ label, papers }) => {
      return { text: `${before}${printKey(label)}:`, kind: FROM_NOTES, name: label, count: papers }
    })
}

const keysLike = (keys: readonly NoteKey[], begun: string) =>
  keys.filter(({ key, papers }) => papers > 0 && key.startsWith(keyOf(begun)))

/** The fields of which a value is being typed at the end of a query, as one text; empty where it is of none. */
export const begunFields = (text: string): string => readBegun(text)?.fields.join(' ') ?? ''

function readBegun(text: string) {
  const last = [...readTokens(text)].at(-1)
  const typed = last && last.to === text.length ? text.slice(last.from) : ''
  const [, quoted, word, begun] = /^(?:"([^"]+)"|(\p{L}[^\s":]*)):"?([^"]*)$/u.exec(typed) ?? []
  if (!last || begun === undefined) return null
  const prefix = (quoted ?? word!).toLowerCase()
  const fields: AnyFieldId[] = fieldEntries.flatMap(([id, field]) => (field.prefix === prefix ? [id] : []))
  if (fields.length === 0) fields.push(noteFieldOf(keyOf(prefix)))
  return { from: last.from, isHas: prefix === 'has', begun, fields }
}

const wordOf = (field: AnyFieldId, value: string) => fieldOf(field).words?.[value] ?? value

const isWhole = (field: AnyFieldId, begun: string, value: string) =>
  begun !== '' &&
  (isNoteField(field)
    ? isSame(begun, value)
    : isValue(field, begun, value) || isValue(field, begun, wordOf(field, value)))

/** Whether a word of the value begins with what was typed; of a path, of its last name. */
function begins(field: AnyFieldId, value: string, wanted: string): boolean {
  const name = value.split(PATH_SEPARATOR).at(-1)!
  return [name, wordOf(field, value)].some((text) => ` ${fold(text)}`.includes(` ${wanted}`))
}
