import { fold, foldCase } from '../../model/text/fold.ts'
import type { TextPlaces } from '../index/textPlaces.ts'
import { createTimeSlice } from '../loading/timeSlice.ts'

export type AbstractSearch = ReturnType<typeof createAbstractSearch>

/** Cached words: backspace searches nothing. */
const MAX_KEPT = 24

/**
 * Searches words in abstracts, which have to be read from Blobs for it. A result is cached, and a word that contains
 * another is searched only where that was found.
 */
export function createAbstractSearch(places: TextPlaces<string>) {
  /** The rows whose abstract has a folded word, in order. */
  const kept = new Map<string, Int32Array>()
  let changes = places.changes

  const keepUp = () => {
    if (changes === places.changes) return
    kept.clear()
    changes = places.changes
  }

  /** The fewest rows that a word can be in, by the words that were searched before; null for all. */
  const narrowest = (word: string): Int32Array | null => {
    let least: Int32Array | null = null
    for (const [other, rows] of kept) {
      if (word.includes(other) && (!least || rows.length < least.length)) least = rows
    }
    return least
  }

  const rowsFor = (words: readonly string[]): Int32Array => {
    const each = words.map(narrowest)
    const some = each.filter((rows) => rows !== null)
    if (some.length < each.length) return places.all()
    return some.length === 1 ? some[0]! : Int32Array.from(new Set(some.flatMap((rows) => [...rows])))
  }

  return {
    /** The rows whose abstract has a folded word; undefined where it was not searched yet. */
    found(word: string): Int32Array | undefined {
      keepUp()
      return kept.get(word)
    },

    /** Whether one of some folded words is still to be searched. */
    lacks(words: readonly string[]): boolean {
      keepUp()
      return words.some((word) => !kept.has(word)) && places.hasAny()
    },

    /** Searches folded words; false where it was given up, because nobody wants it any more or abstracts have changed. */
    async search(words: readonly string[], isWanted: () => boolean): Promise<boolean> {
      keepUp()
      const begun = changes
      const missing = words.filter((word) => !kept.has(word))
      if (missing.length === 0) return true
      const looks = missing.map((word) => ({ word, parts: word.split(' '), rows: [] as number[] }))
      const pause = createTimeSlice()
      try {
        for await (const some of places.texts(rowsFor(missing))) {
          for (const [place, text] of some) {
            const cased = foldCase(text)
            for (const look of looks) if (has(text, cased, look)) look.rows.push(place)
          }
          await pause()
          if (!isWanted() || places.changes !== begun) return false
        }
      } catch (error) {
        // What cannot be read is not found, and the other abstracts are.
        console.warn('Some abstracts could not be searched:', error)
      }
      for (const { word, rows } of looks) kept.set(word, Int32Array.from(rows).toSorted())
      const most = Math.max(MAX_KEPT, words.length)
      for (const word of kept.keys()) {
        if (kept.size <= most) break
        if (!words.includes(word)) kept.delete(word)
      }
      return true
    },
  }
}

type Look = { readonly word: string; readonly parts: readonly string[] }

/** Whether a text has a folded word or phrase. Folding it whole is ten times the work, and most texts lack the word. */
const has = (text: string, cased: string, { word, parts }: Look): boolean =>
  parts.every((part) => cased.includes(part)) && (parts.length === 1 || fold(text).includes(word))
