import type { GrowingColumn } from '../../model/columns/valueColumn.ts'
import { PATH_SEPARATOR, type TextId } from '../../model/query/fields.ts'
import { ensureCapacity } from '../../model/growableArray.ts'
import { SEARCHED_COLUMNS } from '../../model/columns/preparedPapers.ts'
import { foldLines } from '../../model/text/fold.ts'
import { joinSmall, placesIn } from '../index/textBlocks.ts'
import type { Columns } from '../index/fieldColumns.ts'
import {
  ELSEWHERE,
  IN_ABSTRACT,
  lookThrough,
  note,
  nothingFound,
  NOWHERE,
  TITLE_INSIDE,
  WRITTEN,
  type ScanHits,
} from './blockScan.ts'
import type { TextsByPlace } from '../index/textIndex.ts'

export type Search = ReturnType<typeof createSearch>

/** Cached results: the next letter searches only the last result, and backspace searches nothing. */
const MAX_KEPT = 24

/**
 * Searches words in papers and notes, in time linear in the papers that the last letter left. A word matches anywhere,
 * also inside another: “attention” finds CachedAttention.
 */
export function createSearch(
  texts: TextsByPlace,
  columns: Columns,
  abstracts: { found(word: string): Int32Array | undefined } = { found: () => undefined },
) {
  const kept = new Map<string, ScanHits>()
  /** A result that is no longer cached, for reuse: hundreds of kilobytes that need no garbage collection. */
  let spare: ScanHits | null = null
  /** The version of the texts that the results are of, and the rows of each block. */
  let changes = -1
  let placesOf: readonly Int32Array[] = []
  /** The folded values of columns. */
  const folded = new Map<GrowingColumn, string[]>()
  let looked = 0
  /** Overwritten for every word. */
  let among = new Int32Array(0)

  const keepUp = () => {
    if (changes === texts.changes) return
    kept.clear()
    joinSmall(texts)
    placesOf = texts.blocks.map((block) => placesIn(block, texts))
    changes = texts.changes
  }

  /** The smallest cached result that contains every result for `word`. */
  const narrowest = (word: string): ScanHits | null => {
    let least: ScanHits | null = null
    for (const found of kept.values()) {
      if (word.includes(found.word) && (!least || found.count < least.count)) least = found
    }
    return least
  }

  /** The values of a column that contain a word; null where none does. */
  const namesWith = (column: GrowingColumn, word: string): Uint8Array | null => {
    const known = folded.get(column) ?? []
    folded.set(column, known)
    for (const name of column.names.slice(known.length)) known.push(foldLines(name.split(PATH_SEPARATOR)))
    let has: Uint8Array | null = null
    for (let number = 0; number < known.length; number += 1)
      if (known[number]!.includes(word)) (has ??= new Uint8Array(known.length))[number] = 1
    return has
  }

  /** The rows that may match and are not yet known to. */
  const missed = ({ where }: ScanHits, before: ScanHits | null): Int32Array => {
    among = ensureCapacity(among, where.length)
    let count = 0
    for (let place = 0; place < where.length; place += 1) {
      among[count] = place
      if (where[place] === NOWHERE && before?.where[place] !== NOWHERE) count += 1
    }
    return among.subarray(0, count)
  }

  /** Searches a word in values that many papers share, for some rows where it was not found yet. */
  const lookInNames = (places: Int32Array, found: ScanHits) => {
    for (const name of SEARCHED_COLUMNS) {
      const column = columns.get(name)
      const has = namesWith(column, found.word)
      if (!has) continue
      const { rows, ends, numbers } = column.now()
      for (let i = 0; i < places.length; i += 1) {
        const place = places[i]!
        const list = rows[place]!
        if (list === 0 || found.where[place] !== NOWHERE) continue
        for (let k = ends[list - 1]!; k < ends[list]!; k += 1) if (has[numbers[k]!] === 1) note(found, place, ELSEWHERE)
      }
    }
  }

  const look = (word: string): ScanHits => {
    const before = narrowest(word)
    const { size } = texts
    const isOfSize = spare?.where.length === size
    const found = nothingFound(
      word,
      spare && isOfSize ? spare : { where: new Uint8Array(size), offsets: new Uint16Array(size) },
    )
    spare = null
    for (const [i, block] of texts.blocks.entries()) looked += lookThrough(block, placesOf[i]!, before, found)
    lookInNames(missed(found, before), found)
    for (const [place, text] of texts.written) {
      if (before?.where[place] !== NOWHERE && text.includes(word)) note(found, place, WRITTEN)
    }
    return found
  }

  const find = (word: string): ScanHits => {
    keepUp()
    const found = kept.get(word) ?? look(word)
    const inAbstracts = found.hasAbstracts ? undefined : abstracts.found(word)
    if (inAbstracts) {
      for (const place of inAbstracts) note(found, place, IN_ABSTRACT)
      found.hasAbstracts = true
    }
    kept.delete(word)
    kept.set(word, found)
    if (kept.size > MAX_KEPT) {
      spare = kept.values().next().value!
      kept.delete(spare.word)
    }
    return found
  }

  /** The best match of one of some words, for every row. */
  const bestOf = ([first, ...others]: readonly string[]): Uint8Array => {
    let best = find(first!).where
    for (const word of others) {
      const { where } = find(word)
      best = best.map((at, place) => Math.min(at, where[place]!))
    }
    return best
  }

  /** A predicate: whether a row has a folded word, no worse a match than `most`. */
  const holdsUpTo =
    (most: number) =>
    (word: string): ((place: number) => boolean) => {
      // A copy, because other words may reuse the buffer before it is called.
      const where = find(word).where.slice()
      return (place) => where[place]! <= most
    }

  return {
    /** A predicate: whether a row has a folded word. */
    holds: holdsUpTo(IN_ABSTRACT),

    /** The same for one text of a row. */
    holdsIn: {
      title: holdsUpTo(TITLE_INSIDE),
      abstract(word) {
        const has = new Uint8Array(texts.size)
        for (const place of abstracts.found(word) ?? []) has[place] = 1
        return (place) => has[place] === 1
      },
      note: (word) => (place) => texts.noteAt(place).includes(word),
    } satisfies Record<TextId, (word: string) => (place: number) => boolean>,

    /** Whether any paper has a folded word. */
    knows: (word: string) => find(word).count > 0,

    /** Every row that has one of the words of each group; `ranked` puts better matches first. */
    all(groups: readonly (readonly string[])[], ranked: boolean): Int32Array {
      const most = ranked ? LAST_RANK : 0
      if (groups.length === 1) return inOrder(bestOf(groups[0]!), most)
      const sums = new Uint8Array(texts.size)
      for (const [i, words] of groups.entries()) add(sums, bestOf(words), i < MAX_RANKED)
      return inOrder(sums, most)
    },

    /** The number of texts searched so far. */
    looked: () => looked,
  }
}

/** More words than these do not rank further: their sum must stay below the value for abstracts. */
const MAX_RANKED = Math.floor((IN_ABSTRACT - 2) / ELSEWHERE)
const LAST_RANK = NOWHERE - 1

/** Adds the ranks of two matches. A row without one of them has no match. */
function add(sums: Uint8Array, best: Uint8Array, isRanked: boolean) {
  for (let place = 0; place < sums.length; place += 1) {
    if (best[place] === NOWHERE) sums[place] = NOWHERE
    else if (sums[place] !== NOWHERE) {
      const rank = isRanked || best[place] === IN_ABSTRACT ? best[place]! : 0
      // One word in an abstract alone counts as much as several.
      sums[place] = ((sums[place]! | rank) & IN_ABSTRACT) + (sums[place]! & ~IN_ABSTRACT) + (rank & ~IN_ABSTRACT)
    }
  }
}

/** The rows with a match, the best first. Equal ones, and all from `most` on, keep the order of the lists. */
function inOrder(sums: Uint8Array, most: number): Int32Array {
  const starts = new Uint32Array(most + 2)
  for (let place = 0; place < sums.length; place += 1)
    if (sums[place] !== NOWHERE) starts[Math.min(sums[place]!, most) + 1]! += 1
  for (let sum = 1; sum < starts.length; sum += 1) starts[sum]! += starts[sum - 1]!
  const places = new Int32Array(starts.at(-1)!)
  for (let place = 0; place < sums.length; place += 1) {
    if (sums[place] === NOWHERE) continue
    const sum = Math.min(sums[place]!, most)
    places[starts[sum]!] = place
    starts[sum]! += 1
  }
  return places
}
