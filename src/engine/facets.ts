import type { GrowingColumn } from '../model/column.ts'
import { fieldEntries, PATH_SEPARATOR, type Field, type FieldId } from '../model/fields.ts'
import { STATUS_LABELS } from '../model/mark.ts'
import { foldName } from '../model/names.ts'
import { roomFor } from '../model/numbers.ts'
import type { Columns } from './columns.ts'
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
  /** How many of those are read; only of paths. */
  readonly read?: number
  readonly chosen: boolean
  /** Whether the query leaves its papers out. */
  readonly excluded: boolean
}

/** A column that is counted. */
type Counted = {
  readonly id: FieldId
  readonly field: Field
  readonly column: GrowingColumn
  /** How many papers have each value, by its number, and the state of the column when they were counted. */
  totals: { readonly counts: Uint32Array; readonly changes: number } | null
  /** The numbers of the values there were when they were last put in the order of their names. */
  byName: readonly number[]
}

/** Values of fields, by their numbers. */
type Picked = ReadonlyMap<FieldId, ReadonlySet<number>>

/** What is chosen, and what is left out. */
export type Chosen = {
  readonly chosen: Picked
  readonly excluded: Picked
  /** Those of some places that pass all choices, and by field those that fail its choice alone. */
  readonly sift: (among: Int32Array) => {
    readonly places: Int32Array
    readonly others: ReadonlyMap<FieldId, readonly number[]>
  }
}

const NONE: readonly number[] = []
const NOTHING = new Map<FieldId, never>()
const NOTHING_CHOSEN: Chosen = {
  chosen: NOTHING,
  excluded: NOTHING,
  sift: (places) => ({ places, others: NOTHING }),
}

const chosenFrom = fieldEntries.filter(([, { values }]) => values)

/** Counts the values of every field that can be chosen from, over papers by their place. */
export function createFacets(columns: Columns) {
  const all = chosenFrom.map(([id, field]): Counted => ({
    id,
    field,
    column: columns.get(id),
    totals: null,
    byName: [],
  }))
  // Written anew for every answer, so that nobody has to clear hundreds of kilobytes away after each.
  let [seen, isThere, rest] = [new Uint32Array(0), new Uint32Array(0), new Uint32Array(0)]

  /** Adds to the counts of values how many of some places have each, or takes that away; null is all places. */
  const tally = (column: GrowingColumn, places: ArrayLike<number> | null, counts: Uint32Array, by: 1 | -1 = 1) => {
    const { rows, lists, ends, numbers } = column.now()
    seen = roomFor(seen, lists).fill(0)
    if (places) for (let i = 0; i < places.length; i += 1) seen[rows[places[i]!]!]! += by
    else for (let place = 0; place < rows.length; place += 1) seen[rows[place]!]! += by
    for (let list = 1; list < lists; list += 1) {
      if (seen[list] === 0) continue
      for (let k = ends[list - 1]!; k < ends[list]!; k += 1) counts[numbers[k]!]! += seen[list]!
    }
    return counts
  }
  /** How many papers there are have each value. */
  const totalsOf = (counted: Counted): Uint32Array => {
    const { names, changes } = counted.column.now()
    if (counted.totals?.changes !== changes)
      counted.totals = { counts: tally(counted.column, null, new Uint32Array(names.length)), changes }
    return counted.totals.counts
  }
  const readAmong = (places: Int32Array): Int32Array => {
    const status = columns.get('status')
    const read = status.list([STATUS_LABELS.read])
    const { rows } = status.now()
    return places.filter((place) => rows[place] === read)
  }
  /** The places that are not among some. */
  const allBut = (among: Int32Array): Uint32Array => {
    const { size } = columns
    isThere = roomFor(isThere, size).fill(0)
    rest = roomFor(rest, size)
    for (const place of among) isThere[place] = 1
    let found = 0
    for (let place = 0; place < size; place += 1) {
      rest[found] = place
      if (isThere[place] === 0) found += 1
    }
    return rest.subarray(0, found)
  }

  return {
    /**
     * Counts the rows at the places that pass what is chosen. A field's counts leave out its own choice, so that they say
     * what choosing another value would give. `places` are those that pass all.
     */
    count(among: Int32Array, what: Chosen = NOTHING_CHOSEN) {
      const { places, others: failing } = what.sift(among)
      // Where most are there, it takes less time to count those that are not.
      const rest = failing.size === 0 && among.length > columns.size / 2 ? allBut(among) : null
      return {
        places,
        // A column at a time: what is counted into stays at hand.
        counts: all.map((counted) => {
          const { column } = counted
          const counts = new Uint32Array(column.names.length)
          const others = failing.get(counted.id) ?? NONE
          let reads: Uint32Array | null = null
          if (counted.field.tree) {
            reads = tally(column, readAmong(places), new Uint32Array(column.names.length))
            tally(column, readAmong(Int32Array.from(others)), reads)
          }
          if (rest) {
            counts.set(totalsOf(counted))
            tally(column, rest, counts, -1)
          } else {
            tally(column, places, counts)
            tally(column, others, counts)
          }
          return toFacet(counted, counts, reads, what)
        }),
      }
    },
  }
}

function toFacet(
  counted: Counted,
  counts: Uint32Array,
  reads: Uint32Array | null,
  { chosen, excluded }: Chosen,
): Facet {
  const { id, field, column } = counted
  const isIn = (picked: Picked, number: number) => picked.get(id)?.has(number) ?? false
  const isPicked = (number: number) => isIn(chosen, number) || isIn(excluded, number)
  const toValue = (number: number): FacetValue => ({
    value: column.names[number]!,
    count: counts[number]!,
    ...(reads && { read: reads[number]! }),
    chosen: isIn(chosen, number),
    excluded: isIn(excluded, number),
  })
  const { names } = column
  const shared = field.tree ? sharedNames(names) : NO_NAMES
  const numbers = names.map((_, number) => number)
  if (field.words) return { field: id, values: numbers.map(toValue), total: numbers.length, shared }
  const ordered = field.tree ? numbers : numbersByName(counted)
  const wanted = ordered.filter((number) => counts[number]! > 0 || isPicked(number))
  const values = field.tree
    ? byPath(numbers.map(toValue), wanted.map(toValue))
    : mostOf(wanted, counts, isPicked).map(toValue)
  return { field: id, values, total: wanted.length, shared }
}

function numbersByName(counted: Counted): readonly number[] {
  const { names } = counted.column
  const known = counted.byName.length
  if (known < names.length) {
    const all = [...counted.byName, ...names.slice(known).map((_, i) => known + i)]
    counted.byName = all.toSorted((a, b) => compare(names[a]!, names[b]!))
  }
  return counted.byName
}

/** Those of some values that most papers have, and those that were picked; equal ones stay in their order. */
function mostOf(numbers: readonly number[], counts: Uint32Array, isPicked: (number: number) => boolean) {
  const least =
    Uint32Array.from(numbers, (number) => counts[number]!)
      .toSorted()
      .at(-MAX_VALUES) ?? 0
  let room = MAX_VALUES
  for (const number of numbers) if (counts[number]! > least) room -= 1
  const most = numbers.filter((number) => {
    if (counts[number]! !== least) return counts[number]! > least || isPicked(number)
    room -= 1
    return room >= 0 || isPicked(number)
  })
  return most.toSorted((a, b) => counts[b]! - counts[a]!)
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
