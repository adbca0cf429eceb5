import type { GrowingColumn } from '../../model/columns/valueColumn.ts'
import { PATH_SEPARATOR } from '../../model/query/fields.ts'
import { ensureCapacity } from '../../model/growableArray.ts'
import { SEARCHED_COLUMNS } from '../../model/columns/preparedPapers.ts'
import { foldLines } from '../../model/text/fold.ts'
import { joinSmall, placesIn } from '../index/textBlocks.ts'
import type { Columns } from '../index/fieldColumns.ts'
import { ELSEWHERE, lookThrough, note, nothingFound, NOWHERE, WRITTEN, type ScanHits } from './blockScan.ts'
import type { TextsByPlace } from '../index/textIndex.ts'

export type Search = ReturnType<typeof createSearch>

/** Results kept, so that the next letter looks only through what the last one left, and backspace looks at nothing. */
const MAX_KEPT = 24

/**
 * Looks for words in papers and in what the reader wrote of them, in time linear in the papers that the last letter
 * left. A word matches anywhere, also inside another: "attention" finds CachedAttention.
 */
export function createSearch(texts: TextsByPlace, columns: Columns) {
  const kept = new Map<string, ScanHits>()
  /** A result that is kept no more: hundreds of kilobytes that nobody has to clear away. */
  let spare: ScanHits | null = null
  /** The state of the texts that results are of, and where the papers of each block are. */
  let changes = -1
  let placesOf: readonly Int32Array[] = []
  /** The names in columns, folded. */
  const folded = new Map<GrowingColumn, string[]>()
  let looked = 0
  /** Written anew for every word. */
  let among = new Int32Array(0)

  const keepUp = () => {
    if (changes === texts.changes) return
    kept.clear()
    joinSmall(texts)
    placesOf = texts.blocks.map((block) => placesIn(block, texts))
    changes = texts.changes
  }

  /** The smallest result that every result for `word` is in. */
  const narrowest = (word: string): ScanHits | null => {
    let least: ScanHits | null = null
    for (const found of kept.values()) {
      if (word.includes(found.word) && (!least || found.count < least.count)) least = found
    }
    return least
  }

  /** Which of the names in a column a word is in; null where none has it. */
  const namesWith = (column: GrowingColumn, word: string): Uint8Array | null => {
    const known = folded.get(column) ?? []
    folded.set(column, known)
    for (const name of column.names.slice(known.length)) known.push(foldLines(name.split(PATH_SEPARATOR)))
    let has: Uint8Array | null = null
    for (let number = 0; number < known.length; number += 1)
      if (known[number]!.includes(word)) (has ??= new Uint8Array(known.length))[number] = 1
    return has
  }

  /** The places that may have what was found, and were not found to have it. */
  const missed = ({ where }: ScanHits, before: ScanHits | null): Int32Array => {
    among = ensureCapacity(among, where.length)
    let count = 0
    for (let place = 0; place < where.length; place += 1) {
      among[count] = place
      if (where[place] === NOWHERE && before?.where[place] !== NOWHERE) count += 1
    }
    return among.subarray(0, count)
  }

  /** Finds a word in the names that many papers say in common, at those of some places where it was not found yet. */
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
    kept.delete(word)
    kept.set(word, found)
    if (kept.size > MAX_KEPT) {
      spare = kept.values().next().value!
      kept.delete(spare.word)
    }
    return found
  }

  /** At every place the best that one of some words is. */
  const bestOf = ([first, ...others]: readonly string[]): Uint8Array => {
    let best = find(first!).where
    for (const word of others) {
      const { where } = find(word)
      best = best.map((at, place) => Math.min(at, where[place]!))
    }
    return best
  }

  return {
    /** Tells of a place whether a folded word is there. */
    holds(word: string): (place: number) => boolean {
      // A copy: other words may take the place of this one before it is asked.
      const where = find(word).where.slice()
      return (place) => where[place] !== NOWHERE
    },

    /** Whether a folded word is anywhere at all. */
    knows: (word: string) => find(word).count > 0,

    /** Every place where one of the words of each group is; `ranked` brings those first whose words stand in better places. */
    all(groups: readonly (readonly string[])[], ranked: boolean): Int32Array {
      const most = ranked ? Math.min(groups.length, MAX_RANKED) * ELSEWHERE : 0
      if (groups.length === 1) return inOrder(bestOf(groups[0]!), most)
      const sums = new Uint8Array(texts.size)
      for (const [i, words] of groups.entries()) add(sums, bestOf(words), i < MAX_RANKED)
      return inOrder(sums, most)
    },

    /** How many texts have been looked through so far. */
    looked: () => looked,
  }
}

/** More words than these rank no further: what they sum up to stays below what stands for nowhere. */
const MAX_RANKED = Math.floor((NOWHERE - 1) / ELSEWHERE)

/** Adds up how good places are; what is nowhere in one of both is nowhere. */
function add(sums: Uint8Array, best: Uint8Array, isRanked: boolean) {
  for (let place = 0; place < sums.length; place += 1) {
    if (best[place] === NOWHERE) sums[place] = NOWHERE
    else if (isRanked && sums[place] !== NOWHERE) sums[place]! += best[place]!
  }
}

/** The places that are somewhere, the least sum first; equal ones, and all from `most` on, in the order of the lists. */
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
