import {
  authorKey,
  fieldEntries,
  fieldOf,
  isNoteField,
  keyOfField,
  type AnyFieldId,
  type Row,
} from '../../model/query/fields.ts'
import { keysOf } from '../../model/columns/preparedPapers.ts'
import type { Sort } from '../../model/query/view.ts'
import type { Columns } from '../index/fieldColumns.ts'
import type { PaperQueue } from '../queue/paperQueue.ts'
import { createIncrementalSort } from './incrementalSort.ts'

/** The rank of every row by one field. Equal values share a rank, and -1 means no value. */
type Ranks = Int32Array
/** All rows by one field, ascending, and descending once it is needed. */
type Whole = { readonly ranks: Ranks; readonly up: Int32Array; down: Int32Array | null }
/** A sort key. Null comes last. */
type Key = string | number | null
type Compare = (a: string, b: string) => number

/** What a key is computed from. Nothing of it is kept here. */
type Source = {
  /** Null where there is none. */
  readonly titleAt: (place: number) => string | null
  readonly yearAt: (place: number) => number | null
  readonly addedAt: (place: number) => number | null
  readonly authorsAt: (place: number) => readonly string[]
  /** The mark of the paper. */
  readonly rowAt: (place: number) => Row
  readonly queue: Pick<PaperQueue, 'rows' | 'changes'>
}

/** Rows whose keys are computed in one slice. */
const PIECE = 2000
/** Fewer than one in this many rows are few. */
const FEW = 16

const sortable = fieldEntries.filter(([, { sortKey }]) => sortKey)

/** Sorts rows by any fields. An order is computed once and cached until a mark changes it. */
export function createSortOrders(columns: Columns, source: Source, compare: Compare = createCompare()) {
  const made = new Map<AnyFieldId, Whole>()
  /** Ranks that are being computed. */
  const working = new Map<AnyFieldId, () => Ranks | null>()
  /** The versions of the keys that these are of. */
  const versions = new Map<AnyFieldId, string>()

  const versionOf = (id: AnyFieldId): string => {
    if (isNoteField(id)) return `${columns.changes} ${columns.notes.now().changesOf(keyOfField(id))}`
    if (id === 'next') return `${columns.changes} ${source.queue.changes}`
    return `${columns.changes} ${fieldOf(id).own ? columns.saidChanges : 0}`
  }

  /** Drops what has changed since. */
  const keepUp = () => {
    for (const [id, version] of versions) {
      if (version === versionOf(id)) continue
      for (const known of [made, working, versions]) known.delete(id)
    }
  }
  /** The sort key of a row by a field. */
  const keyAt = (id: AnyFieldId): ((place: number) => Key) => {
    if (isNoteField(id)) return columns.notes.now().sortKey(keyOfField(id), columns.size)
    const { own, values, sortKey } = fieldOf(id)
    if (own) return (place) => sortKey!(source.rowAt(place))
    if (id === 'year') return source.yearAt
    if (id === 'added') return source.addedAt
    if (id === 'author') return (place) => authorKey(source.authorsAt(place)[0] ?? null)
    if (!values) return source.titleAt
    const { rows, names, numbers, ends } = columns.get(keysOf(id)).now()
    return (place) => (rows[place] ? names[numbers[ends[rows[place] - 1]!]!]! : null)
  }
  /** The queue is sorted already. */
  const rankQueue = (): Ranks => {
    const ranks = new Int32Array(columns.size).fill(-1)
    for (const [rank, place] of source.queue.rows().entries()) ranks[place] = rank
    return ranks
  }
  /** Does a slice of work on the ranks of a field; false once they are done. */
  const prepare = (id: AnyFieldId): boolean => {
    if (made.has(id) || !(isNoteField(id) || fieldOf(id).sortKey)) return false
    versions.set(id, versionOf(id))
    const work = working.get(id) ?? (id === 'next' ? rankQueue : createRanking(keyAt(id), columns.size, compare))
    working.set(id, work)
    const ranks = work()
    if (!ranks) return true
    working.delete(id)
    made.set(id, { ranks, up: sortByRank(allPlaces(ranks.length), ranks, false), down: null })
    return false
  }
  const inOrder = (whole: Whole, descending: boolean): Int32Array =>
    descending ? (whole.down ??= turn(whole.up, whole.ranks)) : whole.up

  return {
    /** Does a slice of an order that nobody has asked for yet; false when all are done. */
    prepare(): boolean {
      keepUp()
      const next = sortable.find(([id]) => !made.has(id))
      if (next) prepare(next[0])
      return next !== undefined
    },

    /** Sorts rows. Ties, and rows without a value at the end, keep their order. */
    sort(places: Int32Array, sort: Sort): Int32Array {
      keepUp()
      // From the least important field to the most important one: each stable pass keeps the order of the pass before.
      return sort.toReversed().reduce((sorted, { by, descending }) => {
        while (prepare(by));
        const whole = made.get(by)
        if (!whole) return sorted
        // Rows in list order are picked from the order of all rows, which is cheaper than sorting many.
        const isPicked = sorted === places && isAscending(places) && places.length * FEW > whole.ranks.length
        return isPicked ? pick(inOrder(whole, descending), places) : sortByRank(sorted, whole.ranks, descending)
      }, places)
    },
  }
}

const allPlaces = (size: number) => Int32Array.from({ length: size }, (_, place) => place)

const isAscending = (places: Int32Array) => {
  for (let i = 1; i < places.length; i += 1) if (places[i]! < places[i - 1]!) return false
  return true
}

/** The order reversed; rows of one rank, and those without a value at the end, keep their order. */
function turn(up: Int32Array, ranks: Ranks): Int32Array {
  const down = new Int32Array(up.length)
  let ranked = up.length
  while (ranked > 0 && ranks[up[ranked - 1]!]! < 0) ranked -= 1
  down.set(up.subarray(ranked), ranked)
  let to = ranked
  for (let from = 0; from < ranked;) {
    let end = from + 1
    while (end < ranked && ranks[up[end]!] === ranks[up[from]!]) end += 1
    to -= end - from
    for (let i = from; i < end; i += 1) down[to + i - from] = up[i]!
    from = end
  }
  return down
}

/** The rows of an order that are in a set. */
function pick(order: Int32Array, among: Int32Array): Int32Array {
  if (among.length === order.length) return order
  const isThere = new Uint8Array(order.length)
  for (const place of among) isThere[place] = 1
  const picked = new Int32Array(among.length)
  let found = 0
  for (let i = 0; i < order.length; i += 1) {
    picked[found] = order[i]!
    found += isThere[order[i]!]!
  }
  return picked
}

/** A counting sort by rank: no row is compared with another. */
function sortByRank(places: Int32Array, ranks: Ranks, descending: boolean): Int32Array {
  let highest = -1
  for (const place of places) highest = Math.max(highest, ranks[place]!)
  const slotOf = (rank: number) => (rank < 0 ? highest + 1 : descending ? highest - rank : rank)
  const starts = new Uint32Array(highest + 3)
  for (const place of places) starts[slotOf(ranks[place]!) + 1]! += 1
  for (let slot = 1; slot < starts.length; slot += 1) starts[slot]! += starts[slot - 1]!
  const sorted = new Int32Array(places.length)
  for (const place of places) {
    const slot = slotOf(ranks[place]!)
    sorted[starts[slot]!] = place
    starts[slot]! += 1
  }
  return sorted
}

/** Ranks rows by their keys, a slice a call; null until it is done. */
function createRanking(keyAt: (place: number) => Key, size: number, compare: Compare): () => Ranks | null {
  /** The distinct keys, and for each row the number of its key. */
  const keys: (string | number)[] = []
  const known = new Map<string | number, number>()
  const own = new Int32Array(size)
  let asked = 0
  let sort: (() => readonly number[] | null) | null = null
  let sorted: readonly number[] | null = null
  const ranks: number[] = []
  let ranked = 0

  const by = (one: number, other: number) => {
    const [a, b] = [keys[one]!, keys[other]!]
    return typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))
  }
  const ask = (place: number): number => {
    const key = keyAt(place)
    if (key === null) return -1
    const number = known.get(key) ?? keys.push(key) - 1
    known.set(key, number)
    return number
  }
  return () => {
    if (asked < size) {
      for (let left = PIECE; left > 0 && asked < size; left -= 1, asked += 1) own[asked] = ask(asked)
      return null
    }
    sort ??= createIncrementalSort([...keys.keys()], by)
    sorted ??= sort()
    if (!sorted) return null
    for (let left = PIECE; left > 0 && ranked < sorted.length; left -= 1, ranked += 1) {
      const key = sorted[ranked]!
      const before = sorted[ranked - 1]
      // Keys that look the same to the user must not change the order of the lists.
      ranks[key] = before === undefined || by(before, key) !== 0 ? ranked : ranks[before]!
    }
    return ranked < sorted.length ? null : own.map((key) => (key < 0 ? -1 : ranks[key]!))
  }
}

/** Compares by the user’s language, and numbers by their value. Only two texts with digits need the slow collator. */
function createCompare(): Compare {
  const plain = new Intl.Collator().compare
  const numeric = new Intl.Collator(undefined, { numeric: true }).compare
  return (a, b) => (/\d/.test(a) && /\d/.test(b) ? numeric(a, b) : plain(a, b))
}
