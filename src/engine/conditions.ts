import { isWithin, startOfYear } from '../model/period.ts'
import type { Condition, Query } from '../model/query.ts'
import { fold } from '../model/text.ts'
import type { Shelf } from './shelf.ts'

type Holds = (place: number) => boolean

/** Tells of a place whether all conditions hold there; null where they ask nothing. */
export const readConditions = (shelf: Shelf, conditions: readonly Condition[]): Holds | null =>
  every(conditions.map((condition) => read(shelf, condition)))

/** What asks nothing, as a word of signs alone, is null, and asks nothing either where it is to be left out. */
function read(shelf: Shelf, condition: Condition): Holds | null {
  if (condition.kind === 'word') return readWord(shelf, condition.text)
  if (condition.kind === 'choice') return shelf.facets.holds(condition.field, [condition.value])
  if (condition.kind === 'all') return readAll(shelf, condition.of)
  if (condition.kind === 'period') {
    const { field, period } = condition
    return (place) => isWithin(period, field === 'year' ? yearOf(shelf, place) : (shelf.times[field][place] ?? null))
  }
  if (condition.kind === 'not') {
    const holds = read(shelf, condition.of)
    return holds && ((place) => !holds(place))
  }
  const sides = condition.of.map((side) => read(shelf, side)).filter((side) => side !== null)
  return sides.length > 0 ? (place) => sides.some((holds) => holds(place)) : null
}

const readAll = (shelf: Shelf, { words, choices, conditions }: Query): Holds | null =>
  every([
    ...words.map((word) => readWord(shelf, word)),
    ...[...choices].map(([field, values]) => shelf.facets.holds(field, values)),
    readConditions(shelf, conditions),
  ])

function readWord(shelf: Shelf, text: string): Holds | null {
  const word = fold(text)
  if (word === '') return null
  const hits = new Set(shelf.search.places(word))
  return (place) => hits.has(place)
}

function yearOf(shelf: Shelf, place: number): number | null {
  const year = shelf.times.year[place] ?? null
  return year === null ? null : startOfYear(year)
}

function every(all: readonly (Holds | null)[]): Holds | null {
  const some = all.filter((holds) => holds !== null)
  return some.length > 0 ? (place) => some.every((holds) => holds(place)) : null
}
