import { fieldEntries, type Field, type FieldId, type Row } from '../model/fields.ts'
import { UNMARKED } from '../model/mark.ts'
import type { PaperHead } from '../model/paper.ts'
import type { Sort } from '../model/view.ts'
import { createSort } from './sorting.ts'

/** Rank of every place by one field; equal values share a rank, and -1 is "has none". */
type Ranks = Int32Array
type Key = string | number | null
type Compare = (a: string, b: string) => number

const sortable = fieldEntries.filter(([, { sortKey }]) => sortKey)
const isOwn = (id: FieldId, field: Field) => field.own === true || id === 'changed'

/** Sorts places of papers by any fields. An order is made once and kept until a mark changes it. */
export function createOrders(papers: readonly PaperHead[] = [], compare: Compare = createCompare()) {
  const keys = new Map<FieldId, Key[]>(sortable.map(([id]) => [id, []]))
  const made = new Map<FieldId, Ranks>()
  /** Ranks that are being made. */
  const working = new Map<FieldId, () => Ranks | null>()

  const put = (place: number, paper: PaperHead) => {
    const row: Row = { paper, mark: UNMARKED, changedAt: null }
    for (const [id, { sortKey }] of sortable) keys.get(id)![place] = sortKey!(row)
    made.clear()
    working.clear()
  }
  for (const [place, paper] of papers.entries()) put(place, paper)

  const ranksOf = (id: FieldId): Ranks | undefined => {
    const ranks = made.get(id)
    if (ranks || !keys.has(id)) return ranks
    while (prepare(id));
    return made.get(id)
  }
  /** Does a piece of the work on a field's ranks; false once they are made. */
  const prepare = (id: FieldId): boolean => {
    if (made.has(id)) return false
    const work = working.get(id) ?? createRanking(keys.get(id)!, compare)
    working.set(id, work)
    const ranks = work()
    if (!ranks) return true
    working.delete(id)
    made.set(id, ranks)
    return false
  }

  return {
    /** Takes a paper, without any mark, to a place. */
    put,

    update(place: number, row: Row) {
      for (const [id, field] of sortable) {
        if (!isOwn(id, field)) continue
        keys.get(id)![place] = field.sortKey!(row)
        made.delete(id)
        working.delete(id)
      }
    },

    /** Does a piece of an order that nobody has asked for yet, so that it is there when somebody does; false when all are. */
    prepare(): boolean {
      const next = sortable.find(([id]) => !made.has(id))
      if (next) prepare(next[0])
      return next !== undefined
    },

    /** The places sorted; ties, and places without a value last, keep the order they came in. */
    sort(places: readonly number[], sort: Sort): readonly number[] {
      // The least important field first: every pass leaves ties as the one before put them.
      return sort.toReversed().reduce((sorted, { by, descending }) => {
        const ranks = ranksOf(by)
        return ranks ? sortByRank(sorted, ranks, descending) : sorted
      }, places)
    },
  }
}

/** Counts how many have each rank, which tells where each belongs: no place is compared with another. */
function sortByRank(places: readonly number[], ranks: Ranks, descending: boolean): readonly number[] {
  let highest = -1
  for (const place of places) highest = Math.max(highest, ranks[place]!)
  const slotOf = (rank: number) => (rank < 0 ? highest + 1 : descending ? highest - rank : rank)
  const starts = new Uint32Array(highest + 3)
  for (const place of places) starts[slotOf(ranks[place]!) + 1]! += 1
  for (let slot = 1; slot < starts.length; slot += 1) starts[slot]! += starts[slot - 1]!
  const sorted = places.slice()
  for (const place of places) {
    const slot = slotOf(ranks[place]!)
    sorted[starts[slot]!] = place
    starts[slot]! += 1
  }
  return sorted
}

/** The ranks of keys, a piece of work a call; null until they are there. */
function createRanking(keys: readonly Key[], compare: Compare): () => Ranks | null {
  const by = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))
  const sort = createSort(
    [...new Set(keys)].filter((key) => key !== null),
    by,
  )
  return () => {
    const distinct = sort()
    if (!distinct) return null
    const ranks = new Map<string | number, number>()
    let last = 0
    for (const [i, key] of distinct.entries()) {
      // What a reader sees no difference between is no reason to change the order of the lists.
      if (i > 0 && by(distinct[i - 1]!, key) !== 0) last = i
      ranks.set(key, last)
    }
    return Int32Array.from(keys, (key) => (key === null ? -1 : ranks.get(key)!))
  }
}

/** By the reader's language, numbers by their value. Only two texts that both have digits need the slow way to say so. */
function createCompare(): Compare {
  const plain = new Intl.Collator().compare
  const numeric = new Intl.Collator(undefined, { numeric: true }).compare
  return (a, b) => (/\d/.test(a) && /\d/.test(b) ? numeric(a, b) : plain(a, b))
}
