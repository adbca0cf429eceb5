import type { GrowingColumn } from '../../model/columns/valueColumn.ts'
import { fieldEntries, type FieldId } from '../../model/query/fields.ts'
import { STATUS_LABELS } from '../../model/mark/mark.ts'
import { ensureCapacity } from '../../model/growableArray.ts'
import type { Columns } from '../index/fieldColumns.ts'
import { toFacet, type Chosen, type Counted } from './facetValues.ts'

const NONE: readonly number[] = []
const NOTHING = new Map<FieldId, never>()
const NOTHING_CHOSEN: Chosen = {
  chosen: NOTHING,
  excluded: NOTHING,
  sift: (places) => ({ places, others: NOTHING }),
}

const chosenFrom = fieldEntries.filter(([, { values }]) => values)

/** Counts the values of every facet, over rows. */
export function createFacets(columns: Columns) {
  const all = chosenFrom.map(([id, field]): Counted => ({
    id,
    field,
    column: columns.get(id),
    totals: null,
    byName: [],
  }))
  // Overwritten for every answer, so that hundreds of kilobytes need no garbage collection each time.
  let [seen, isThere, rest] = [new Uint32Array(0), new Uint32Array(0), new Uint32Array(0)]

  /** Adds the values of some rows to the counts, or subtracts them; null means all rows. */
  const tally = (column: GrowingColumn, places: ArrayLike<number> | null, counts: Uint32Array, by: 1 | -1 = 1) => {
    const { rows, lists, ends, numbers } = column.now()
    seen = ensureCapacity(seen, lists).fill(0)
    if (places) for (let i = 0; i < places.length; i += 1) seen[rows[places[i]!]!]! += by
    else for (let place = 0; place < rows.length; place += 1) seen[rows[place]!]! += by
    for (let list = 1; list < lists; list += 1) {
      if (seen[list] === 0) continue
      for (let k = ends[list - 1]!; k < ends[list]!; k += 1) counts[numbers[k]!]! += seen[list]!
    }
    return counts
  }
  /** The counts over all papers. */
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
  /** The rows that are not in a set. */
  const allBut = (among: Int32Array): Uint32Array => {
    const { size } = columns
    isThere = ensureCapacity(isThere, size).fill(0)
    rest = ensureCapacity(rest, size)
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
     * Counts the rows that pass what is chosen. The counts of a field ignore its own choice, so that they say what
     * another choice would give. `places` are the rows that pass all choices.
     */
    count(among: Int32Array, what: Chosen = NOTHING_CHOSEN) {
      const { places, others: failing } = what.sift(among)
      // Where most rows pass, it is faster to count those that do not.
      const rest = failing.size === 0 && among.length > columns.size / 2 ? allBut(among) : null
      return {
        places,
        // Column by column, for the sake of the cache.
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
