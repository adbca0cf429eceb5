import { product, type Vector } from './vectors.ts'

/** A text that was liked or not, and how much that counts beside others. */
export type Example = { readonly vector: Vector; readonly liked: boolean; readonly weight: number }

/** How much each term speaks for a text, by its number, or against it. */
export type PreferenceModel = { readonly terms: Float32Array }

/** Weight of the L2 penalty, which keeps the model of few examples small; found by `npm run bench:suggest`. */
const L2_PENALTY = 0.05
const ROUNDS = 60
const ROWS_AT_ONCE = 400

/**
 * Learns what tells liked texts from others: a logistic regression with an L2 penalty, by gradient descent over all
 * examples with momentum (Nesterov 1983). It has no constant, which would make others count as much as what was liked,
 * however few they are. Those that were liked count at least as much as the others together. The same examples give the
 * same taste. Yields where others may come in between.
 */
export function* learnTaste(examples: readonly Example[], terms: number): Generator<void, PreferenceModel> {
  const totals = { liked: 0, others: 0 }
  for (const { liked, weight } of examples) totals[liked ? 'liked' : 'others'] += weight
  // No slope is steeper, for vectors have the length one.
  const step = 1 / (0.25 + L2_PENALTY)
  const q = Math.sqrt(L2_PENALTY * step)
  const momentum = (1 - q) / (1 + q)
  const found = new Float32Array(terms)
  const ahead = new Float32Array(terms)
  const slope = new Float32Array(terms)
  for (let round = 0; round < ROUNDS; round += 1) {
    slope.fill(0)
    for (const [i, { vector, liked, weight }] of examples.entries()) {
      const total = liked ? totals.liked : Math.max(totals.liked, totals.others)
      const error = (1 / (1 + Math.exp(-product(vector, ahead))) - (liked ? 1 : 0)) * (weight / total / 2)
      const { numbers, weights } = vector
      for (let k = 0; k < numbers.length; k += 1) slope[numbers[k]!]! += error * weights[k]!
      if (i % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield
    }
    for (let term = 0; term < terms; term += 1) {
      const next = ahead[term]! - step * (slope[term]! + L2_PENALTY * ahead[term]!)
      ahead[term] = next + momentum * (next - found[term]!)
      found[term] = next
    }
    yield
  }
  return { terms: found }
}

/** How much a text is to a taste: what speaks for it less what speaks against it. */
export const rate = ({ terms }: PreferenceModel, vector: Vector): number => product(vector, terms)

/** The terms of a text that speak for it, by their numbers, those that speak loudest first, each with its part of `rate`. */
export function reasonsOf(
  { terms }: PreferenceModel,
  { numbers, weights }: Vector,
): readonly (readonly [number, number])[] {
  return Array.from(numbers, (number, k) => [number, terms[number]! * weights[k]!] as const)
    .filter(([, part]) => part > 0)
    .toSorted(([a, partA], [b, partB]) => partB - partA || a - b)
}
