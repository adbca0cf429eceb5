import type { GrowingColumn } from '../../model/columns/valueColumn.ts'
import type { FieldId } from '../../model/query/fields.ts'
import { isValue } from '../../model/query/nameMatching.ts'
import type { Choices } from '../../model/query/query.ts'
import type { Columns } from '../index/fieldColumns.ts'
import type { Chosen } from './facetValues.ts'

/** A predicate: whether a row has one of the values of a field. */
export function hasAnyValue(columns: Columns, field: FieldId, values: readonly string[]): (place: number) => boolean {
  const column = columns.get(field)
  const { rows } = column.now()
  const lists = listsWith(column, numbersOf(column, field, values))
  return (place) => lists[rows[place]!] === 1
}

/** Filters rows by the chosen values of every field; `without` are excluded values. */
export function choose(columns: Columns, choices: Choices, without: Choices): Chosen {
  const toNumbers = (choices: Choices) =>
    new Map([...choices].map(([id, values]) => [id, numbersOf(columns.get(id), id, values)]))
  const chosen = toNumbers(choices)
  return { chosen, excluded: toNumbers(without), sift: (among) => sift(columns, chosen, among) }
}

function sift(columns: Columns, chosen: Chosen['chosen'], among: Int32Array): ReturnType<Chosen['sift']> {
  const tests = [...chosen].map(([id, numbers]) => {
    const column = columns.get(id)
    return { rows: column.now().rows, lists: listsWith(column, numbers), others: [] as number[] }
  })
  const places = among.filter((place) => {
    let failed: (typeof tests)[number] | null = null
    for (const test of tests) {
      if (test.lists[test.rows[place]!] === 1) continue
      if (failed) return false
      failed = test
    }
    failed?.others.push(place)
    return failed === null
  })
  return { places, others: new Map([...chosen.keys()].map((id, i) => [id, tests[i]!.others])) }
}

/** A predicate: whether a list of a column has one of some value numbers. */
function listsWith(column: GrowingColumn, wanted: ReadonlySet<number>): Uint8Array {
  const { lists, ends, numbers } = column.now()
  const found = new Uint8Array(lists)
  for (let list = 1; list < lists; list += 1) {
    for (let k = ends[list - 1]!; k < ends[list]!; k += 1) if (wanted.has(numbers[k]!)) found[list] = 1
  }
  return found
}

/** The numbers of values of a field. An unknown value has none. */
function numbersOf({ names }: GrowingColumn, id: FieldId, values: readonly string[]): ReadonlySet<number> {
  const isMeant = (name: string) => values.some((value) => isValue(id, value, name))
  return new Set(names.flatMap((name, number) => (isMeant(name) ? [number] : [])))
}
