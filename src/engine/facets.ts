import { fieldEntries, PATH_SEPARATOR, type Field, type FieldId, type Row } from '../model/fields.ts'
import { UNMARKED } from '../model/mark.ts'
import type { PaperHead } from '../model/paper.ts'
import { foldName, isValue } from '../model/names.ts'
import type { Choices } from '../model/query.ts'
import { MAX_VALUES } from './sending.ts'

export type Facet = {
  readonly field: FieldId
  readonly values: readonly FacetValue[]
  /** How many values there are; at most `MAX_VALUES` of them are counted out. */
  readonly total: number
  /** Of paths: last names that several of all values have, which by such a name alone could not be told apart. */
  readonly shared: readonly string[]
}
export type FacetValue = {
  readonly value: string
  readonly count: number
  readonly chosen: boolean
  /** Whether the query leaves its papers out. */
  readonly excluded: boolean
}

/** The values of one field as numbers, so that counting is adding to an array. */
type Column = {
  readonly id: FieldId
  readonly field: Field
  readonly names: string[]
  readonly numbers: Map<string, number>
  readonly rows: (readonly number[])[]
  /** Rows that say the same few things share one array. */
  readonly shared: Map<string, readonly number[]>
}

const chosenFrom = fieldEntries.filter(([, { values }]) => values)

/** Counts the values of every field that can be chosen from, over papers by their place. */
export function createFacets(papers: readonly PaperHead[] = []) {
  const columns = chosenFrom.map(([id, field]): Column => {
    const column: Column = { id, field, names: [], numbers: new Map(), rows: [], shared: new Map() }
    // Words are all the values there are, in the order in which the reader knows them.
    for (const name of Object.keys(field.words ?? {})) toNumber(column, name)
    return column
  })
  const put = (place: number, paper: PaperHead) => {
    const row: Row = { paper, mark: UNMARKED, changedAt: null }
    for (const column of columns) column.rows[place] = toNumbers(column, row)
  }
  for (const [place, paper] of papers.entries()) put(place, paper)

  return {
    /** Takes a paper, without any mark, to a place; places are taken in their order. */
    put,

    update(place: number, row: Row) {
      for (const column of columns) if (column.field.own) column.rows[place] = toNumbers(column, row)
    },

    /** Tells of a place whether its row has one of the values. */
    holds(field: FieldId, values: readonly string[]): (place: number) => boolean {
      const column = columns.find(({ id }) => id === field)!
      const wanted = chosenNumbers(column, values)!
      return (place) => column.rows[place]!.some((number) => wanted.has(number))
    },

    /**
     * Counts the rows at the places that pass the choices. A field's counts leave out its own choice, so that they say
     * what choosing another value would give. `places` are those that pass all; `without` are values that were left out.
     */
    count(choices: Choices, among: readonly number[], without: Choices = NO_CHOICES) {
      const wanted = columns.map((column) => chosenNumbers(column, choices.get(column.id)))
      const chosen = wanted.some(Boolean)
      const places: number[] = chosen ? [] : [...among]
      /** For every column the places that pass all choices but its own. */
      const others = columns.map((): number[] => [])
      if (chosen) {
        for (const place of among) {
          const failed = failedColumn(columns, wanted, place)
          if (failed === NONE) places.push(place)
          else if (failed !== SEVERAL) others[failed]!.push(place)
        }
      }
      // A column at a time: what is counted into stays at hand.
      const counts = columns.map(({ names, rows }, i) => {
        const into = new Uint32Array(names.length)
        tally(rows, places, into)
        tally(rows, others[i]!, into)
        return into
      })
      return {
        places,
        counts: columns.map((column, i) =>
          toFacet(column, counts[i]!, wanted[i], chosenNumbers(column, without.get(column.id))),
        ),
      }
    },
  }
}

function tally(rows: readonly (readonly number[])[], places: readonly number[], into: Uint32Array) {
  for (let i = 0; i < places.length; i += 1) {
    const numbers = rows[places[i]!]!
    for (let k = 0; k < numbers.length; k += 1) into[numbers[k]!]! += 1
  }
}

const NONE = -1
const SEVERAL = -2

/** The one column whose choice the row fails, or how many it fails. */
function failedColumn(columns: readonly Column[], wanted: readonly (Set<number> | undefined)[], place: number): number {
  let failed = NONE
  for (let i = 0; i < wanted.length; i += 1) {
    const chosen = wanted[i]
    if (!chosen || columns[i]!.rows[place]!.some((number) => chosen.has(number))) continue
    if (failed !== NONE) return SEVERAL
    failed = i
  }
  return failed
}

/** The numbers that a field's choices mean, or undefined if nothing was chosen; a value nobody has means none. */
function chosenNumbers({ id, names }: Column, values: readonly string[] | undefined): Set<number> | undefined {
  if (!values) return undefined
  const isChosen = (name: string) => values.some((value) => isValue(id, value, name))
  return new Set(names.flatMap((name, number) => (isChosen(name) ? [number] : [])))
}

function toFacet(
  { id, field, names }: Column,
  counts: Uint32Array,
  chosen: Set<number> | undefined,
  without: Set<number> | undefined,
): Facet {
  const all = names.map((value, i) => ({
    value,
    count: counts[i]!,
    chosen: chosen?.has(i) ?? false,
    excluded: without?.has(i) ?? false,
  }))
  const wanted = field.words ? all : all.filter(({ count, chosen, excluded }) => count > 0 || chosen || excluded)
  return {
    field: id,
    values: field.tree ? byPath(all, wanted) : short(field, wanted),
    total: wanted.length,
    shared: field.tree ? sharedNames(names) : NO_NAMES,
  }
}

function short({ words }: Field, values: readonly FacetValue[]): readonly FacetValue[] {
  if (words) return values
  const most = values.toSorted((a, b) => b.count - a.count || compare(a.value, b.value))
  if (most.length <= MAX_VALUES) return most
  return most.filter(({ chosen, excluded }, i) => i < MAX_VALUES || chosen || excluded)
}

const NO_NAMES: readonly string[] = []
/** By the list of names, which only grows. */
const sharedBy = new WeakMap<readonly string[], { readonly of: number; readonly shared: readonly string[] }>()

function sharedNames(paths: readonly string[]): readonly string[] {
  const before = sharedBy.get(paths)
  if (before?.of === paths.length) return before.shared
  const counts = new Map<string, number>()
  for (const path of paths) {
    const name = foldName(path.split(PATH_SEPARATOR).at(-1)!)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const shared = [...counts].flatMap(([name, count]) => (count > 1 ? [name] : []))
  sharedBy.set(paths, { of: paths.length, shared })
  return shared
}

const { compare } = new Intl.Collator()

const branchesAbove = (path: string): readonly string[] => {
  const names = path.split(PATH_SEPARATOR)
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join(PATH_SEPARATOR))
}

/**
 * A topic comes before what is below it, and brothers stand in the order of the lists. Where they are too many, those
 * with the most papers stay, and what is above them.
 */
function byPath(all: readonly FacetValue[], wanted: readonly FacetValue[]): readonly FacetValue[] {
  const most = wanted.length <= MAX_VALUES ? wanted : wanted.toSorted((a, b) => b.count - a.count).slice(0, MAX_VALUES)
  // A branch without papers stays where a choice below it has to be found again.
  const standing = [...most, ...wanted.filter(({ chosen, excluded }) => chosen || excluded)].flatMap(({ value }) => [
    value,
    ...branchesAbove(value),
  ])
  const stays = new Set(standing)
  const children = new Map<string, FacetValue[]>()
  for (const value of all) {
    if (!stays.has(value.value)) continue
    const parent = value.value.split(PATH_SEPARATOR).slice(0, -1).join(PATH_SEPARATOR)
    const brothers = children.get(parent)
    if (brothers) brothers.push(value)
    else children.set(parent, [value])
  }
  const below = (path: string): readonly FacetValue[] =>
    (children.get(path) ?? []).flatMap((value) => [value, ...below(value.value)])
  return below('')
}

const NO_NUMBERS: readonly number[] = []
const NO_CHOICES: Choices = new Map()

function toNumbers(column: Column, row: Row): readonly number[] {
  const values = column.field.values!(row)
  if (values.length === 0) return NO_NUMBERS
  const numbers = [...new Set(values.map((name) => toNumber(column, name)))]
  // Authors of a hundred thousand papers come in as many company; topics and venues do not.
  if (numbers.length > 1 && !column.field.tree) return numbers
  const key = numbers.join()
  const shared = column.shared.get(key)
  if (!shared) column.shared.set(key, numbers)
  return shared ?? numbers
}

function toNumber({ names, numbers }: Column, name: string): number {
  let number = numbers.get(name)
  if (number === undefined) numbers.set(name, (number = names.push(name) - 1))
  return number
}
