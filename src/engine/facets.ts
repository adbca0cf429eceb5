import { fieldEntries, PATH_SEPARATOR, type Field, type FieldId, type Row } from '../model/fields.ts'
import { UNMARKED } from '../model/mark.ts'
import type { PaperHead } from '../model/paper.ts'
import { isValue, type Choices } from '../model/query.ts'

export type Facet = { readonly field: FieldId; readonly values: readonly FacetValue[] }
export type FacetValue = { readonly value: string; readonly count: number; readonly chosen: boolean }

/** The values of one field as numbers, so that counting is adding to an array. */
type Column = {
  readonly id: FieldId
  readonly field: Field
  readonly names: string[]
  readonly numbers: Map<string, number>
  readonly rows: (readonly number[])[]
}

const chosenFrom = fieldEntries.filter(([, { values }]) => values)

/** Counts the values of every field that can be chosen from, over papers in the order given. */
export function createFacets(papers: readonly PaperHead[]) {
  const columns = chosenFrom.map(([id, field]): Column => {
    const column: Column = { id, field, names: [], numbers: new Map(), rows: [] }
    // Words are all the values there are, in the order in which the reader knows them.
    for (const name of Object.keys(field.words ?? {})) toNumber(column, name)
    for (const paper of papers) column.rows.push(toNumbers(column, { paper, mark: UNMARKED, changedAt: null }))
    return column
  })

  return {
    update(place: number, row: Row) {
      for (const column of columns) if (column.field.own) column.rows[place] = toNumbers(column, row)
    },

    /**
     * Counts the rows that `matches` and pass the choices. A field's counts leave out its own choice, so that they say
     * what choosing another value would give. `places` are those of the rows that pass all.
     */
    count(choices: Choices, matches: (place: number) => boolean) {
      const wanted = columns.map((column) => chosenNumbers(column, choices.get(column.id)))
      const counts = columns.map(({ names }) => new Uint32Array(names.length))
      const places: number[] = []
      for (let place = 0; place < papers.length; place += 1) {
        const failed = failedColumn(columns, wanted, place)
        if (failed === SEVERAL || !matches(place)) continue
        if (failed === NONE) places.push(place)
        for (const [i, { rows }] of columns.entries()) {
          if (failed !== NONE && failed !== i) continue
          for (const number of rows[place]!) counts[i]![number]! += 1
        }
      }
      return {
        places,
        counts: columns.map((column, i): Facet => ({ field: column.id, values: list(column, counts[i]!, wanted[i]) })),
      }
    },
  }
}

const NONE = -1
const SEVERAL = -2

/** The one column whose choice the row fails, or how many it fails. */
function failedColumn(columns: readonly Column[], wanted: readonly (Set<number> | undefined)[], place: number): number {
  let failed = NONE
  for (const [i, chosen] of wanted.entries()) {
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

function list({ field, names }: Column, counts: Uint32Array, chosen: Set<number> | undefined): readonly FacetValue[] {
  const values = names.map((value, i) => ({ value, count: counts[i]!, chosen: chosen?.has(i) ?? false }))
  if (field.words) return values
  const wanted = values.filter(({ count, chosen }) => count > 0 || chosen)
  if (field.tree) {
    // A branch without papers stays where a choice below it has to be found again.
    const above = new Set(wanted.flatMap(({ value, chosen }) => (chosen ? branchesAbove(value) : [])))
    return byPath(values.filter(({ value, count, chosen }) => count > 0 || chosen || above.has(value)))
  }
  return wanted.toSorted((a, b) => b.count - a.count || a.value.localeCompare(b.value))
}

const branchesAbove = (path: string): readonly string[] => {
  const names = path.split(PATH_SEPARATOR)
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join(PATH_SEPARATOR))
}

// A topic comes before what is below it, and brothers stand in the order of the lists.
function byPath(values: readonly FacetValue[]): readonly FacetValue[] {
  const children = new Map<string, FacetValue[]>()
  for (const value of values) {
    const parent = value.value.split(PATH_SEPARATOR).slice(0, -1).join(PATH_SEPARATOR)
    const brothers = children.get(parent)
    if (brothers) brothers.push(value)
    else children.set(parent, [value])
  }
  const below = (path: string): readonly FacetValue[] =>
    (children.get(path) ?? []).flatMap((value) => [value, ...below(value.value)])
  return below('')
}

const numbersOf = new Map<string, readonly number[]>()

function toNumbers(column: Column, row: Row): readonly number[] {
  const numbers = [...new Set(column.field.values!(row).map((name) => toNumber(column, name)))]
  // Most rows of a column say the same few things: they share one array.
  const key = numbers.join()
  const shared = numbersOf.get(key)
  if (!shared) numbersOf.set(key, numbers)
  return shared ?? numbers
}

function toNumber({ names, numbers }: Column, name: string): number {
  let number = numbers.get(name)
  if (number === undefined) numbers.set(name, (number = names.push(name) - 1))
  return number
}
