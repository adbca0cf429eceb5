import { ensureCapacity } from '../growableArray.ts'

/** What a text says, as numbers of its terms and how much each weighs; the weights are as long as one (in squares, 1 or 0). */
export type Vector = { readonly numbers: Uint32Array; readonly weights: Float32Array }

/** The vectors of texts, one after the other by their row. */
export type Vectors = {
  /** Every term that counts, by its number. */
  readonly terms: readonly string[]
  readonly rows: number
  readonly at: (row: number) => Vector
  /** What another text says, by the terms of these. */
  readonly of: (terms: readonly string[]) => Vector
}

/** Terms that more texts have than these count; a text's own name says nothing of another. */
const FEWEST_TEXTS = 2
/** A term that stands in more than such a part of all texts tells them not apart. */
const MOST_TEXTS = 0.5
/** The terms that most texts have, where there are more; a hundred thousand papers have some forty thousand. */
const MOST_TERMS = 30_000
/** Of one text; what stands first in it comes first. */
const MOST_TERMS_EACH = 250

export type GrowingVectors = ReturnType<typeof createVectors>

/**
 * Makes vectors of texts that are added row by row: a term weighs the more the oftener it stands in the text and the
 * fewer texts have it (tf-idf). Memory is eight bytes a term of a text.
 */
export function createVectors() {
  const numberOf = new Map<string, number>()
  let textsWith = new Uint32Array(1024)
  /** The row that a term was last seen in, counted from 1, and where its count stands. */
  let seenIn = new Uint32Array(1024)
  let countAt = new Uint32Array(1024)
  let ends = new Uint32Array(64)
  let numbers = new Uint32Array(1024)
  let counts = new Uint8ClampedArray(1024)
  let rows = 0
  let texts = 0
  let end = 0

  return {
    /** Adds the next row, of which nothing may be said. */
    add(terms: readonly string[]) {
      const from = end
      for (const term of terms) {
        let number = numberOf.get(term)
        if (number === undefined) {
          numberOf.set(term, (number = numberOf.size))
          textsWith = ensureCapacity(textsWith, number)
          seenIn = ensureCapacity(seenIn, number)
          countAt = ensureCapacity(countAt, number)
        }
        if (seenIn[number] === rows + 1) counts[countAt[number]!]! += 1
        else if (end - from < MOST_TERMS_EACH) {
          numbers = ensureCapacity(numbers, end)
          counts = ensureCapacity(counts, end)
          seenIn[number] = rows + 1
          countAt[number] = end
          textsWith[number]! += 1
          numbers[end] = number
          counts[end] = 1
          end += 1
        }
      }
      if (end > from) texts += 1
      ends = ensureCapacity(ends, rows)
      ends[rows] = end
      rows += 1
    },

    /** The vectors of all that was added, after which nothing more can be; yields where others may come in between. */
    *weigh(rowsAtOnce = 2000): Generator<void, Vectors> {
      const kept = [...numberOf.values()].filter(
        (number) => textsWith[number]! >= FEWEST_TEXTS && textsWith[number]! <= MOST_TEXTS * texts,
      )
      yield
      // Those that came first before others that as many have.
      kept.sort((a, b) => textsWith[b]! - textsWith[a]! || a - b)
      kept.splice(MOST_TERMS)
      yield
      const renumbered = new Int32Array(numberOf.size).fill(-1)
      for (const [number, old] of kept.entries()) renumbered[old] = number
      const rarity = Float32Array.from(kept, (old) => Math.log(texts / textsWith[old]!))
      const terms: string[] = []
      for (const [term, old] of numberOf) if (renumbered[old]! >= 0) terms[renumbered[old]!] = term
      yield
      const all = kept.reduce((sum, old) => sum + textsWith[old]!, 0)
      const own = { numbers: new Uint32Array(all), weights: new Float32Array(all) }
      let [from, to] = [0, 0]
      for (let row = 0; row < rows; row += 1) {
        const start = to
        for (let k = from; k < ends[row]!; k += 1) {
          const number = renumbered[numbers[k]!]!
          if (number < 0) continue
          own.numbers[to] = number
          own.weights[to] = weightOf(counts[k]!, rarity[number]!)
          to += 1
        }
        from = ends[row]!
        ends[row] = to
        toLengthOne(own.weights.subarray(start, to))
        if (row % rowsAtOnce === rowsAtOnce - 1) yield
      }
      return toVectors({ terms, rows, ends, rarity, ...own })
    },
  }
}

type Weighed = Pick<Vectors, 'terms' | 'rows'> &
  Vector & {
    readonly ends: Uint32Array
    readonly rarity: Float32Array
  }

function toVectors({ terms, rows, ends, rarity, numbers, weights }: Weighed): Vectors {
  const numberOf = new Map(terms.map((term, number) => [term, number]))
  return {
    terms,
    rows,
    at: (row) => {
      const span = [ends[row - 1] ?? 0, ends[row]] as const
      return { numbers: numbers.subarray(...span), weights: weights.subarray(...span) }
    },
    of(some) {
      const counts = new Map<number, number>()
      for (const term of some) {
        const number = numberOf.get(term)
        if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1)
      }
      const own = Float32Array.from(counts, ([number, count]) => weightOf(count, rarity[number]!))
      toLengthOne(own)
      return { numbers: Uint32Array.from(counts.keys()), weights: own }
    },
  }
}

const weightOf = (count: number, rarity: number): number => (1 + Math.log(count)) * rarity

function toLengthOne(weights: Float32Array) {
  let sum = 0
  for (const weight of weights) sum += weight * weight
  if (sum === 0) return
  const length = Math.sqrt(sum)
  for (let k = 0; k < weights.length; k += 1) weights[k]! /= length
}

/** How alike a vector is to one that is spread out over all terms: their product. */
export function product({ numbers, weights }: Vector, spread: Float32Array): number {
  let sum = 0
  for (let k = 0; k < numbers.length; k += 1) sum += weights[k]! * spread[numbers[k]!]!
  return sum
}

/** A vector spread out over as many numbers as there are terms. */
export function spreadOut({ numbers, weights }: Vector, terms: number): Float32Array {
  const spread = new Float32Array(terms)
  for (const [k, number] of numbers.entries()) spread[number] = weights[k]!
  return spread
}
