import type { GrowingColumn } from '../../model/columns/valueColumn.ts'
import { fieldEntries, fieldOf, isNoteField, type AnyFieldId, type Field } from '../../model/query/fields.ts'
import { STATUS_LABELS } from '../../model/mark/mark.ts'
import { ensureCapacity } from '../../model/growableArray.ts'
import type { Columns } from '../index/fieldColumns.ts'
import { toFacet, type Chosen, type Counted, type Facet } from './facetValues.ts'

const NONE: readonly number[] = []
const NONE_WANTED: readonly AnyFieldId[] = []
/** Up to this many papers the values of all fields are counted at once: a letter takes a millisecond longer. */
const FEW_PAPERS = 2000
const NOTHING = new Map<AnyFieldId, never>()
const NOTHING_CHOSEN: Chosen = {
  chosen: NOTHING,
  excluded: NOTHING,
  sift: (places) => ({ places, others: NOTHING }),
}

const chosenFrom = fieldEntries.filter(([, { values }]) => values)

const notCounted = (field: AnyFieldId): Facet => ({ field, values: [], total: 0, shared: [], onDemand: true })

/** Counts the values of every facet, over rows. */
export function createFacets(columns: Columns) {
  const toCounted = (id: AnyFieldId, field: Field): Counted => ({
    id,
    field,
    column: columns.get(id),
    totals: null,
    byName: [],
  })
  const all = chosenFrom.map(([id, field]) => toCounted(id, field))
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

  const countOne = (
    counted: Counted,
    places: Int32Array,
    others: readonly number[],
    rest: Uint32Array | null,
    what: Chosen,
  ): Facet => {
    const column = columns.get(counted.id)
    const counts = new Uint32Array(column.names.length)
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
  }

  return {
    /**
     * Counts the rows that pass what is chosen. The counts of a field ignore its own choice, so that they say what
     * another choice would give. `places` are the rows that pass all choices. The values of fields on demand are counted
     * when `facets` is called for them, where something of them is chosen, or where there are few papers: to count
     * hundreds of thousands would be felt at every key.
     */
    count(among: Int32Array, what: Chosen = NOTHING_CHOSEN) {
      const { places, others: failing } = what.sift(among)
      // Where most rows pass, it is faster to count those that do not.
      const rest = failing.size === 0 && among.length > columns.size / 2 ? allBut(among) : null
      const isAtOnce = ({ id, field }: Counted) =>
        !field.onDemand || columns.size <= FEW_PAPERS || what.chosen.has(id) || what.excluded.has(id)
      // Column by column, for the sake of the cache.
      const counted = new Map(
        all.filter(isAtOnce).map((one) => [one.id, countOne(one, places, failing.get(one.id) ?? NONE, rest, what)]),
      )
      let listed: readonly Facet[] | null = null
      return {
        places,
        /** The counts; `wanted` are fields on demand, and keys of the notes, of which they are asked for. */
        facets(wanted: readonly AnyFieldId[] = NONE_WANTED): readonly Facet[] {
          for (const one of all) {
            if (counted.has(one.id) || !wanted.includes(one.id)) continue
            counted.set(one.id, { ...countOne(one, places, NONE, null, what), onDemand: true })
            listed = null
          }
          listed ??= all.map(({ id }) => counted.get(id) ?? notCounted(id))
          const keys = new Set(wanted.filter(isNoteField))
          if (keys.size === 0) return listed
          // Notes may have changed since.
          const ofNotes = Array.from(keys, (id) =>
            countOne(toCounted(id, fieldOf(id)), places, failing.get(id) ?? NONE, null, what),
          )
          return [...listed, ...ofNotes]
        },
      }
    },
  }
}
