import type { Facet } from '../../engine/facets/facetValues.ts'
import { fieldEntries, fields, PATH_SEPARATOR, type Field, type FieldId } from '../../model/query/fields.ts'
import { isValue } from '../../model/query/nameMatching.ts'
import { printChoice } from '../../model/query/query.ts'
import { readTokens } from '../../model/query/queryTokens.ts'
import { fold } from '../../model/text/fold.ts'

/** A value that a query may go on with: the whole query with it, the value's name, and how many papers have it. */
export type Suggestion = {
  readonly text: string
  readonly field: FieldId
  readonly name: string
  readonly count: number
}

const MOST = 8

/**
 * What may be meant by the last part of a query, where that is the name of a field and the beginning of a value: values
 * that have a word that begins so, those with the most papers first. None where it is whole already.
 */
export function suggest(text: string, facets: readonly Facet[]): readonly Suggestion[] {
  const last = readBegun(text)
  if (!last) return []
  const { begun } = last
  const wanted = fold(begun)
  const found = facets
    .filter(({ field }) => last.fields.includes(field))
    .flatMap(({ field, values }) => values.map(({ value, count }) => ({ field, value, count })))
  if (found.some(({ field, value }) => isWhole(field, begun, value))) return []
  return found
    .filter(({ field, value, count }) => (count > 0 || begun !== '') && begins(field, value, wanted))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST)
    .map(({ field, value, count }) => {
      const [name, isPath] = [value.split(PATH_SEPARATOR).at(-1)!, (fields[field] as Field).tree === true]
      const isPlain = !isPath || found.filter((other) => isValue('topic', name, other.value)).length === 1
      return { text: `${text.slice(0, last.from)}${printChoice(field, isPlain ? name : value)} `, field, name, count }
    })
}

/** The fields of which a value is being typed at the end of a query, as one text; empty where it is of none. */
export const begunFields = (text: string): string => readBegun(text)?.fields.join(' ') ?? ''

function readBegun(text: string) {
  const last = [...readTokens(text)].at(-1)
  const typed = last && last.to === text.length ? text.slice(last.from) : ''
  const [, prefix, begun] = /^(\p{L}+):"?([^"]*)$/u.exec(typed) ?? []
  if (!last || prefix === undefined || begun === undefined) return null
  const named = fieldEntries.filter(([, field]) => field.prefix === prefix.toLowerCase())
  return { from: last.from, begun, fields: named.map(([id]) => id) }
}

const wordOf = (field: FieldId, value: string) => (fields[field] as Field).words?.[value] ?? value

const isWhole = (field: FieldId, begun: string, value: string) =>
  begun !== '' && (isValue(field, begun, value) || isValue(field, begun, wordOf(field, value)))

/** Whether a word of the value begins with what was typed; of a path, of its last name. */
function begins(field: FieldId, value: string, wanted: string): boolean {
  const name = value.split(PATH_SEPARATOR).at(-1)!
  return [name, wordOf(field, value)].some((text) => ` ${fold(text)}`.includes(` ${wanted}`))
}
