import type { StatusChange } from '../model/mark.ts'
import { isWithin, startOfYear, type RangeField } from '../model/period.ts'
import { toProgress, type Progress } from '../model/progress.ts'
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
    return (place) => numbersOf(shelf, field, place).some((number) => isWithin(period, number))
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

/** What a period is held against: one of them must lie in it, as a paper may have been read more than once. */
function numbersOf({ times }: Shelf, field: RangeField, place: number): readonly (number | null)[] {
  if (field === 'changed') return [times.changed[place]!]
  if (field === 'year') {
    const year = times.year[place] ?? null
    return [year === null ? null : startOfYear(year)]
  }
  const progress = progressOf(times.history[place]!)
  return field === 'read' ? progress.read : [progress[field]]
}

const known = new WeakMap<readonly StatusChange[], Progress>()

/** Asked for every paper at every letter of a query. */
function progressOf(history: readonly StatusChange[]): Progress {
  let progress = known.get(history)
  if (!progress) known.set(history, (progress = toProgress(history)))
  return progress
}

function every(all: readonly (Holds | null)[]): Holds | null {
  const some = all.filter((holds) => holds !== null)
  return some.length > 0 ? (place) => some.every((holds) => holds(place)) : null
}
