import type { StatusChange } from '../../model/mark/mark.ts'
import { isWithin, startOfYear, type RangeField } from '../../model/time/period.ts'
import { toProgress, type Progress } from '../../model/mark/readingProgress.ts'
import type { Condition, Query } from '../../model/query/query.ts'
import { fold } from '../../model/text/fold.ts'
import { hasAnyValue, hasValue } from '../facets/facetFilter.ts'
import type { Search } from './textSearch.ts'
import type { PaperIndex } from '../index/paperIndex.ts'

type Holds = (place: number) => boolean

/** Compiles conditions into one predicate of a row; null where they ask nothing. */
export const compilePredicates = (index: PaperIndex, search: Search, conditions: readonly Condition[]): Holds | null =>
  every(conditions.map((condition) => read(index, search, condition)))

/** A condition that asks nothing, such as a word of punctuation alone, is null, also when negated. */
function read(index: PaperIndex, search: Search, condition: Condition): Holds | null {
  if (condition.kind === 'word') return readWord(condition.text, search.holds)
  if (condition.kind === 'text') return readWord(condition.text, search.holdsIn[condition.field])
  if (condition.kind === 'choice') return hasAnyValue(index.columns, condition.field, [condition.value])
  if (condition.kind === 'has') {
    const { rows } = index.columns.get(condition.field).now()
    return (place) => rows[place]! > 0
  }
  if (condition.kind === 'range') {
    return hasValue(index.columns.get(condition.field), index.columns.notes.now().isInRange(condition.typed))
  }
  if (condition.kind === 'all') return readAll(index, search, condition.of)
  if (condition.kind === 'period') {
    const { field, period } = condition
    return (place) => numbersOf(index, field, place).some((number) => isWithin(period, number))
  }
  if (condition.kind === 'not') {
    const holds = read(index, search, condition.of)
    return holds && ((place) => !holds(place))
  }
  const sides = condition.of.map((side) => read(index, search, side)).filter((side) => side !== null)
  return sides.length > 0 ? (place) => sides.some((holds) => holds(place)) : null
}

const readAll = (index: PaperIndex, search: Search, { words, choices, conditions }: Query): Holds | null =>
  every([
    ...words.map((word) => readWord(word, search.holds)),
    ...[...choices].map(([field, values]) => hasAnyValue(index.columns, field, values)),
    compilePredicates(index, search, conditions),
  ])

function readWord(text: string, holds: (word: string) => Holds): Holds | null {
  const word = fold(text)
  return word === '' ? null : holds(word)
}

/**
 * The dates that a period is compared with. One of them must lie in it, as a paper may have been read more than once.
 */
function numbersOf(index: PaperIndex, field: RangeField, place: number): readonly (number | null)[] {
  if (field === 'year') {
    const year = index.yearAt(place)
    return [year === null ? null : startOfYear(year)]
  }
  if (field === 'added') return [index.addedAt(place)]
  const { changed, history } = index.saidAt(place)
  if (field === 'changed') return [changed]
  const progress = progressOf(history)
  return field === 'read' ? progress.read : [progress[field]]
}

const known = new WeakMap<readonly StatusChange[], Progress>()

/** Called for every paper at every letter of a query. */
function progressOf(history: readonly StatusChange[]): Progress {
  let progress = known.get(history)
  if (!progress) known.set(history, (progress = toProgress(history)))
  return progress
}

function every(all: readonly (Holds | null)[]): Holds | null {
  const some = all.filter((holds) => holds !== null)
  return some.length > 0 ? (place) => some.every((holds) => holds(place)) : null
}
