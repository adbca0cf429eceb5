import { ensureCapacity } from '../growableArray.ts'

/** A text as the numbers and weights of its terms. The weights have Euclidean length 1, or 0 without terms. */
export type Vector = { readonly numbers: Uint32Array; readonly weights: Float32Array }

/** The vectors of texts, by row. */
export type Vectors = {
  /** Every term that counts, by number. */
  readonly terms: readonly string[]
  readonly rows: number
  readonly at: (row: number) => Vector
  /** The vector of another text over the same terms. */
  readonly of: (terms: readonly string[]) => Vector
}

/** Fewest texts a term must occur in: the name that one text coins says nothing of others. */
const FEWEST_TEXTS = 2
/** A term in a larger share of all texts does not tell them apart. */
const MOST_TEXTS = 0.5
/** Most terms kept, those in most texts first; a hundred thousand papers have about forty thousand. */
const MOST_TERMS = 30_000
/** Most terms kept of one text, the first ones. */
const MOST_TERMS_EACH = 250

export type GrowingVectors = ReturnType<typeof createVectors>

/**
 * Builds vectors of texts that are added row by row. Weights are tf-idf: a term weighs more the more often it occurs in
 * the text and the fewer texts have it. Memory is eight bytes per term of a text.
 */
export function createVectors() {
  const numberOf = new Map<string, number>()
  let textsWith = new Uint32Array(1024)
  /** The row in which a term was last seen, counted from 1, and the index of its count. */
  let seenIn = new Uint32Array(1024)
  let countAt = new Uint32Array(1024)
  let ends = new Uint32Array(64)
  let numbers = new Uint32Array(1024)
  let counts = new Uint8ClampedArray(1024)
  let rows = 0
  let texts = 0
  let end = 0

  return {
    /** Adds the next row, which may have no terms. */
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

    /** The vectors of all rows; no row can be added afterwards. Yields so that other requests can run. */
    *weigh(rowsAtOnce = 2000): Generator<void, Vectors> {
      const kept = [...numberOf.values()].filter(
        (number) => textsWith[number]! >= FEWEST_TEXTS && textsWith[number]! <= MOST_TEXTS * texts,
      )
      yield
      // Ties go to the term seen first.
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

/** Similarity of a vector to a dense vector over all terms: their dot product. */
export function product({ numbers, weights }: Vector, spread: Float32Array): number {
  let sum = 0
  for (let k = 0; k < numbers.length; k += 1) sum += weights[k]! * spread[numbers[k]!]!
  return sum
}

/** A vector in dense form, one number per term. */
export function spreadOut({ numbers, weights }: Vector, terms: number): Float32Array {
  const spread = new Float32Array(terms)
  for (const [k, number] of numbers.entries()) spread[number] = weights[k]!
  return spread
}
