import { fields, type Field, type FieldId, type Row } from '../model/fields.ts'
import { UNMARKED } from '../model/mark.ts'
import type { PaperHead } from '../model/paper.ts'
import type { Sort } from '../model/view.ts'

/** Rank of every place by one field; equal values share a rank, and -1 is "has none". */
type Ranks = Int32Array

/** Sorts places of papers by any fields. An order is made when first asked for and kept until a mark changes it. */
export function createOrders(
  papers: readonly PaperHead[],
  compare = new Intl.Collator(undefined, { numeric: true }).compare,
) {
  const rows: Row[] = papers.map((paper) => ({ paper, mark: UNMARKED, changedAt: null }))
  const made = new Map<FieldId, Ranks>()

  const ranksOf = (id: FieldId): Ranks | null => {
    const { sortKey }: Field = fields[id]
    if (!sortKey) return null
    let ranks = made.get(id)
    if (!ranks) made.set(id, (ranks = rank(rows.map(sortKey), compare)))
    return ranks
  }

  return {
    update(place: number, row: Row) {
      rows[place] = row
      for (const id of made.keys()) if ((fields[id] as Field).own || id === 'changed') made.delete(id)
    },

    /** The places sorted; ties, and places without a value last, keep the order they came in. */
    sort(places: readonly number[], sort: Sort): readonly number[] {
      const keys = sort.flatMap(({ by, descending }) => {
        const ranks = ranksOf(by)
        return ranks ? [{ ranks, sign: descending ? -1 : 1 }] : []
      })
      if (keys.length === 0) return places
      return places.toSorted((a, b) => {
        for (const { ranks, sign } of keys) {
          const [of, other] = [ranks[a]!, ranks[b]!]
          if (of === other) continue
          if (of < 0 || other < 0) return of < 0 ? 1 : -1
          return (of - other) * sign
        }
        return a - b
      })
    },
  }
}

function rank(keys: readonly (string | number | null)[], compare: (a: string, b: string) => number): Ranks {
  const by = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))
  const distinct = [...new Set(keys)].filter((key) => key !== null).toSorted(by)
  const ranks = new Map<string | number, number>()
  let last = 0
  for (const [i, key] of distinct.entries()) {
    // What a reader sees no difference between is no reason to change the order of the lists.
    if (i > 0 && by(distinct[i - 1]!, key) !== 0) last = i
    ranks.set(key, last)
  }
  return Int32Array.from(keys, (key) => (key === null ? -1 : ranks.get(key)!))
}
