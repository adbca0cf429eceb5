import type { GrowingColumn } from '../../model/columns/valueColumn.ts'
import { fieldOf, isNoteField, type AnyFieldId } from '../../model/query/fields.ts'
import { hasWords, isValue, wordsOf } from '../../model/query/nameMatching.ts'
import type { Choices } from '../../model/query/query.ts'
import type { Columns } from '../index/fieldColumns.ts'
import type { Chosen } from './facetValues.ts'

/** A predicate: whether a row has one of the values of a field. */
export function hasAnyValue(
  columns: Columns,
  field: AnyFieldId,
  values: readonly string[],
): (place: number) => boolean {
  const column = columns.get(field)
  const { rows } = column.now()
  const lists = listsWith(column, numbersOf(columns, field, values))
  return (place) => lists[rows[place]!] === 1
}

/** A predicate: whether a row has a value that meets a condition. */
export function hasValue(column: GrowingColumn, meets: (name: string) => boolean): (place: number) => boolean {
  const { rows, names } = column.now()
  const wanted = new Set([...names.keys()].filter((number) => meets(names[number]!)))
  const lists = listsWith(column, wanted)
  return (place) => lists[rows[place]!] === 1
}

/** Filters rows by the chosen values of every field; `without` are excluded values. */
export function choose(columns: Columns, choices: Choices, without: Choices): Chosen {
  const toNumbers = (choices: Choices) =>
    new Map([...choices].map(([id, values]) => [id, numbersOf(columns, id, values)]))
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
function numbersOf(columns: Columns, id: AnyFieldId, values: readonly string[]): ReadonlySet<number> {
  const { names } = columns.get(id)
  if (isNoteField(id)) {
    const meets = values.map(columns.notes.now().hasValue)
    return new Set([...names.keys()].filter((number) => meets.some((is) => is(names[number]!))))
  }
  const { byWords } = fieldOf(id)
  const wanted = byWords ? values.map(wordsOf) : values
  const meets = byWords
    ? (name: string) => wanted.some((some) => hasWords(name, some))
    : (name: string) => wanted.some((value) => isValue(id, value, name))
  const found = new Set<number>()
  for (const [number, name] of (byWords ? wordsOfAll(names) : names).entries()) if (meets(name)) found.add(number)
  return found
}

/** The words of names by the list of names, which only grows: of a hundred thousand they take some tenth of a second. */
const knownWords = new WeakMap<readonly string[], string[]>()

function wordsOfAll(names: readonly string[]): readonly string[] {
  const known = knownWords.get(names) ?? []
  knownWords.set(names, known)
  for (let number = known.length; number < names.length; number += 1) known.push(wordsOf(names[number]!))
  return known
}
