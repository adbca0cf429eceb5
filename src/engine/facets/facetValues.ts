import type { GrowingColumn } from '../../model/columns/valueColumn.ts'
import type { AnyFieldId, Field } from '../../model/query/fields.ts'
import { foldName } from '../../model/query/nameMatching.ts'
import { lastNameOf, parentOf, pathsTo, type Tree } from '../../model/query/path.ts'

/** The values of a facet that are sent by default. */
export const FEW_VALUES = 8
/** The most values of a facet that are sent. */
export const MAX_VALUES = 200
/** More values than these are not sorted by name, which would take seconds for those of all authors. */
const MANY_NAMES = 5000

export type Facet = {
  readonly field: AnyFieldId
  readonly values: readonly FacetValue[]
  /** The number of values, of which at most `MAX_VALUES` are listed. */
  readonly total: number
  /** For paths: last names that several values share, so that the name alone is ambiguous. */
  readonly shared: readonly string[]
  /** Whether its values are counted only for a question that asks for more than the first. */
  readonly onDemand?: true
}
export type FacetValue = {
  readonly value: string
  readonly count: number
  /** The number of those that are read; only for paths. */
  readonly read?: number
  readonly chosen: boolean
  /** Whether the query excludes its papers. */
  readonly excluded: boolean
}

/** The values that are listed by default: the first ones, and the first of those chosen that come later. */
export function fewOf<Value extends Pick<FacetValue, 'chosen' | 'excluded'>>(
  values: readonly Value[],
): readonly Value[] {
  const picked = values.slice(FEW_VALUES).filter(({ chosen, excluded }) => chosen || excluded)
  return [...values.slice(0, FEW_VALUES), ...picked.slice(0, MOST_PICKED)]
}

/** More are chosen at once only where a word chooses all names that contain it. */
const MOST_PICKED = 20

/** A column that is counted. */
export type Counted = {
  readonly id: AnyFieldId
  readonly field: Field
  readonly column: GrowingColumn
  /** The count of each value by its number, and the version of the column. */
  totals: { readonly counts: Uint32Array; readonly changes: number } | null
  /** The numbers of the values, in the order of their names when they were last sorted. */
  byName: readonly number[]
}

/** Values of fields, by their numbers. */
type Picked = ReadonlyMap<AnyFieldId, ReadonlySet<number>>

/** The chosen and the excluded values. */
export type Chosen = {
  readonly chosen: Picked
  readonly excluded: Picked
  /** The rows that pass all choices, and by field those that fail its choice alone. */
  readonly sift: (among: Int32Array) => {
    readonly places: Int32Array
    readonly others: ReadonlyMap<AnyFieldId, readonly number[]>
  }
}

/** The listed values of a field with their counts, in the order of the list. */
export function toFacet(
  counted: Counted,
  counts: Uint32Array,
  reads: Uint32Array | null,
  { chosen, excluded }: Chosen,
): Facet {
  const { id, field, column } = counted
  const [those, others] = [chosen.get(id), excluded.get(id)]
  const isChosen = (number: number) => those?.has(number) ?? false
  const isExcluded = (number: number) => others?.has(number) ?? false
  const isPicked = (number: number) => isChosen(number) || isExcluded(number)
  const toValue = (number: number): FacetValue => ({
    value: column.names[number]!,
    count: counts[number]!,
    ...(reads && { read: reads[number]! }),
    chosen: isChosen(number),
    excluded: isExcluded(number),
  })
  const { names } = column
  const shared = field.tree?.byLastName ? sharedNames(field.tree, names) : NO_NAMES
  const numbers = names.map((_, number) => number)
  if (field.words) return { field: id, values: numbers.map(toValue), total: numbers.length, shared }
  const isAsIs = field.tree?.inListOrder || names.length > MANY_NAMES
  const ordered = isAsIs ? numbers : numbersByName(counted)
  const wanted = ordered.filter((number) => counts[number]! > 0 || isPicked(number))
  const values = field.tree
    ? byPath(field.tree, ordered.map(toValue), wanted.map(toValue))
    : mostAndPicked(wanted, counts, isPicked)
        .toSorted((a, b) => counts[b]! - counts[a]! || compare(names[a]!, names[b]!))
        .map(toValue)
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

/** The values with the most papers, and of those that were chosen the ones with the most. */
function mostAndPicked(numbers: readonly number[], counts: Uint32Array, isPicked: (number: number) => boolean) {
  // One family name may choose thousands of authors.
  const picked = new Set(mostOf(numbers.filter(isPicked), counts))
  return mostOf(numbers, counts, (number) => picked.has(number))
}

/** The values with the most papers, and those of `isPicked`, in the order that they came in. */
function mostOf(
  numbers: readonly number[],
  counts: Uint32Array,
  isPicked: (number: number) => boolean = () => false,
): readonly number[] {
  const least = leastOfMost(numbers, counts)
  let room = MAX_VALUES
  for (const number of numbers) if (counts[number]! > least) room -= 1
  return numbers.filter((number) => {
    if (counts[number]! !== least) return counts[number]! > least || isPicked(number)
    room -= 1
    return room >= 0 || isPicked(number)
  })
}

/** The count of the last value among the `MAX_VALUES` most frequent; 0 where there are fewer. */
function leastOfMost(numbers: readonly number[], counts: Uint32Array): number {
  if (numbers.length < MAX_VALUES) return 0
  let highest = 0
  for (const number of numbers) highest = Math.max(highest, counts[number]!)
  const having = new Uint32Array(highest + 1)
  for (const number of numbers) having[counts[number]!]! += 1
  let least = highest
  for (let room = MAX_VALUES - having[least]!; room > 0; room -= having[least]!) least -= 1
  return least
}

const NO_NAMES: readonly string[] = []
/** Cached by the list of names, which only grows. */
const sharedBy = new WeakMap<readonly string[], { readonly of: number; readonly shared: readonly string[] }>()

function sharedNames(tree: Tree, paths: readonly string[]): readonly string[] {
  const before = sharedBy.get(paths)
  if (before?.of === paths.length) return before.shared
  const counts = new Map<string, number>()
  for (const path of paths) {
    const name = foldName(lastNameOf(tree, path))
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const shared = [...counts].flatMap(([name, count]) => (count > 1 ? [name] : []))
  sharedBy.set(paths, { of: paths.length, shared })
  return shared
}

const { compare } = new Intl.Collator()

/**
 * A path comes before those below it, and siblings are in the order of their tree. Where they are too many, those with
 * the most papers stay, with their ancestors.
 */
function byPath(tree: Tree, all: readonly FacetValue[], wanted: readonly FacetValue[]): readonly FacetValue[] {
  const most = wanted.length <= MAX_VALUES ? wanted : wanted.toSorted((a, b) => b.count - a.count).slice(0, MAX_VALUES)
  // An empty branch stays where a choice below it must be found again.
  const standing = [...most, ...wanted.filter(({ chosen, excluded }) => chosen || excluded)].flatMap(({ value }) =>
    pathsTo(tree, value),
  )
  const stays = new Set(standing)
  const standingValues = all.filter(({ value }) => stays.has(value))
  const ordered = tree.inListOrder ? standingValues : standingValues.toSorted((a, b) => b.count - a.count)
  const children = new Map<string | null, FacetValue[]>()
  for (const value of ordered) {
    const parent = parentOf(tree, value.value)
    const brothers = children.get(parent)
    if (brothers) brothers.push(value)
    else children.set(parent, [value])
  }
  const below = (path: string | null): readonly FacetValue[] =>
    (children.get(path) ?? []).flatMap((value) => [value, ...below(value.value)])
  return below(null)
}
