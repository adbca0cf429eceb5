import type { Field } from '../query/fields.ts'
import { ensureCapacity } from '../growableArray.ts'

/** The values of a field as numbers, so that counting is addition to an array (dictionary encoding). */
export type Column = {
  /** Every value, by its number. */
  readonly names: readonly string[]
  /** Lists of value numbers, concatenated, and the end of each list. The first list is empty. */
  readonly numbers: Uint32Array
  readonly ends: Uint32Array
  /** The list of every row. */
  readonly rows: Uint32Array
}

export type GrowingColumn = ReturnType<typeof createColumn>

/** A column that grows row by row. Other rows have the empty list. */
export function createColumn({ words = {}, tree, own }: Pick<Field, 'words' | 'tree' | 'own'>) {
  const names: string[] = []
  const numbersOf = new Map<string, number>()
  /** Rows with the same few values share a list. */
  const shared = new Map<string, number>()
  let numbers = new Uint32Array(64)
  let ends = new Uint32Array(64)
  let rows = new Uint32Array(64)
  let lists = 1
  let changes = 0

  const toNumber = (name: string): number => {
    let number = numbersOf.get(name)
    if (number === undefined) numbersOf.set(name, (number = names.push(name) - 1))
    return number
  }
  const listOf = (some: readonly number[]): number => {
    if (some.length === 0) return 0
    // Authors are too many for this: a hundred thousand papers have almost as many different lists of authors.
    const isShared = some.length === 1 || tree || own
    const key = isShared ? some.join() : ''
    const known = shared.get(key)
    if (known !== undefined) return known
    const from = ends[lists - 1]!
    numbers = ensureCapacity(numbers, from + some.length)
    numbers.set(some, from)
    ends = ensureCapacity(ends, lists)
    ends[lists] = from + some.length
    if (isShared) shared.set(key, lists)
    lists += 1
    return lists - 1
  }
  const makeRoom = (row: number) => void (rows = ensureCapacity(rows, row))
  // The values are fixed words, in an order that the user knows.
  for (const name of Object.keys(words)) toNumber(name)

  return {
    names,
    /** The column now. Its arrays may be longer than needed, and are replaced when it grows. */
    now: () => ({ names, numbers, ends, rows, lists, changes }),
    /** The list of some values, without repeats. */
    list: (values: readonly string[]): number => listOf([...new Set(values)].map(toNumber)),
    /** The list here for every list of another column. */
    listsOf(other: Column): Uint32Array {
      const ours = other.names.map(toNumber)
      let from = 0
      return other.ends.map((end) => {
        const some = Array.from(other.numbers.subarray(from, end), (number) => ours[number]!)
        from = end
        return listOf(some)
      })
    },
    makeRoom,
    put(row: number, list: number) {
      makeRoom(row)
      if (rows[row] === list) return
      changes += 1
      rows[row] = list
    },
  }
}

/** A column of all rows at once. */
export function toColumn(field: Pick<Field, 'words' | 'tree'>, values: readonly (readonly string[])[]): Column {
  const column = createColumn(field)
  const rows = Uint32Array.from(values, column.list)
  const { names, numbers, ends, lists } = column.now()
  return { names, numbers: numbers.slice(0, ends[lists - 1]), ends: ends.slice(0, lists), rows }
}
