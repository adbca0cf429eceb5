import { product, type Vector } from './vectors.ts'

/** A text that the user liked or not, and its weight. */
export type Example = { readonly vector: Vector; readonly liked: boolean; readonly weight: number }

/** By term number, how much a term counts for a text, or against it if negative. */
export type PreferenceModel = { readonly terms: Float32Array }

/** Weight of the L2 penalty, which keeps a model of few examples small; tuned with `npm run bench:suggest`. */
const L2_PENALTY = 0.05
const ROUNDS = 60
const ROWS_AT_ONCE = 400

/**
 * Trains a logistic regression with an L2 penalty to tell liked texts from others, by full-batch gradient descent with
 * momentum (Nesterov 1983). It has no intercept, which would make the others, however few, count as much as the liked
 * texts. Liked texts weigh at least as much as the others in total. The same examples give the same model. Yields so
 * that other requests can run.
 */
export function* learnTaste(examples: readonly Example[], terms: number): Generator<void, PreferenceModel> {
  const totals = { liked: 0, others: 0 }
  for (const { liked, weight } of examples) totals[liked ? 'liked' : 'others'] += weight
  // The inverse of the largest curvature, as vectors have length one.
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

/** How well a text fits the model: the terms for it less the terms against it. */
export const rate = ({ terms }: PreferenceModel, vector: Vector): number => product(vector, terms)

/** The terms that count for a text, by number, strongest first, each with its part of `rate`. */
export function reasonsOf(
  { terms }: PreferenceModel,
  { numbers, weights }: Vector,
): readonly (readonly [number, number])[] {
  return Array.from(numbers, (number, k) => [number, terms[number]! * weights[k]!] as const)
    .filter(([, part]) => part > 0)
    .toSorted(([a, partA], [b, partB]) => partB - partA || a - b)
}
