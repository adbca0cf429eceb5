import type { GrowingColumn } from '../model/column.ts'
import { PATH_SEPARATOR } from '../model/fields.ts'
import { SEARCHED_COLUMNS } from '../model/prepared.ts'
import { foldLines } from '../model/text.ts'
import { joinSmall, placesIn } from './blocks.ts'
import { listsWith } from './choosing.ts'
import type { Columns } from './columns.ts'
import { ELSEWHERE, lookThrough, note, nothingFound, NOWHERE, WRITTEN, type Found } from './looking.ts'
import type { TextsByPlace } from './texts.ts'

export type Search = ReturnType<typeof createSearch>

/** Results kept, so that the next letter looks only through what the last one left, and backspace looks at nothing. */
const MAX_KEPT = 24

/**
 * Looks for words in papers and in what the reader wrote of them, in time linear in the papers that the last letter
 * left. A word matches anywhere, also inside another: "attention" finds CachedAttention.
 */
export function createSearch(texts: TextsByPlace, columns: Columns) {
  const kept = new Map<string, Found>()
  /** A result that is kept no more: hundreds of kilobytes that nobody has to clear away. */
  let spare: Found | null = null
  /** The state of the texts that results are of, and where the papers of each block are. */
  let changes = -1
  let places: readonly Int32Array[] = []
  /** The names in columns, folded. */
  const folded = new Map<GrowingColumn, string[]>()
  let looked = 0

  const keepUp = () => {
    if (changes === texts.changes) return
    kept.clear()
    joinSmall(texts)
    places = texts.blocks.map((block) => placesIn(block, texts))
    changes = texts.changes
  }

  /** The smallest result that every result for `word` is in. */
  const narrowest = (word: string): Found | null => {
    let least: Found | null = null
    for (const found of kept.values()) {
      if (word.includes(found.word) && (!least || found.count < least.count)) least = found
    }
    return least
  }

  /** The numbers of the names in a column that a word is in. */
  const namesWith = (column: GrowingColumn, word: string): ReadonlySet<number> => {
    const known = folded.get(column) ?? []
    folded.set(column, known)
    for (const name of column.names.slice(known.length)) known.push(foldLines(name.split(PATH_SEPARATOR)))
    return new Set(known.flatMap((text, number) => (text.includes(word) ? [number] : [])))
  }

  const look = (word: string): Found => {
    const before = narrowest(word)
    const { size } = texts
    const isOfSize = spare?.where.length === size
    const found = nothingFound(
      word,
      spare && isOfSize ? spare : { where: new Uint8Array(size), offsets: new Uint16Array(size) },
    )
    spare = null
    for (const [i, block] of texts.blocks.entries()) looked += lookThrough(block, places[i]!, before, found)
    for (const name of SEARCHED_COLUMNS) {
      const column = columns.get(name)
      const numbers = namesWith(column, word)
      if (numbers.size === 0) continue
      const { rows } = column.now()
      const lists = listsWith(column, numbers)
      for (let place = 0; place < size; place += 1)
        if (found.where[place] === NOWHERE && lists[rows[place]!] === 1) note(found, place, ELSEWHERE)
    }
    for (const [place, text] of texts.written) {
      if (before?.where[place] !== NOWHERE && text.includes(word)) note(found, place, WRITTEN)
    }
    return found
  }

  const find = (word: string): Found => {
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
      const sums = new Uint16Array(texts.size)
      for (const words of groups) {
        const best = bestOf(words)
        for (let place = 0; place < best.length; place += 1) {
          if (best[place] === NOWHERE) sums[place] = LOST
          else if (ranked && sums[place] !== LOST) sums[place]! += best[place]!
        }
      }
      return inOrder(sums, groups.length * ELSEWHERE)
    },

    /** How many texts have been looked through so far. */
    looked: () => looked,
  }
}

const LOST = 0xffff

/** The places that were not lost by their sums, the least first; equal ones in the order of the lists. */
function inOrder(sums: Uint16Array, most: number): Int32Array {
  const starts = new Uint32Array(most + 2)
  for (let place = 0; place < sums.length; place += 1) if (sums[place] !== LOST) starts[sums[place]! + 1]! += 1
  for (let sum = 1; sum < starts.length; sum += 1) starts[sum]! += starts[sum - 1]!
  const places = new Int32Array(starts.at(-1)!)
  for (let place = 0; place < sums.length; place += 1) {
    const sum = sums[place]!
    if (sum === LOST) continue
    places[starts[sum]!] = place
    starts[sum]! += 1
  }
  return places
}
