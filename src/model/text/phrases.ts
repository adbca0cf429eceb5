import { findTerms, type TermAt } from './terms.ts'

/** Terms with their weights, heaviest first. */
export type Weights = readonly (readonly [term: string, weight: number])[]

const MOST_PHRASES = 4
const MOST_WORDS = 3
/** A phrase needs a strong term: one of this many heaviest terms, with at least this share of the top weight. */
const MOST_STRONG = 8
const LEAST_STRONG = 0.15

type Phrase = { readonly text: string; readonly terms: readonly string[]; readonly weight: number }

/**
 * Weighted terms as written in the texts, heaviest first: `KV cache`, `GPU`. Adjacent terms form one phrase. A phrase
 * is dropped if earlier ones contain all its terms.
 */
export function phrasesOf(texts: readonly string[], weights: Weights, most = MOST_PHRASES): readonly string[] {
  const found = new Map<string, Phrase>()
  const weightOf = new Map(weights)
  const least = LEAST_STRONG * (weights[0]?.[1] ?? 0)
  const strong = new Set(weights.slice(0, MOST_STRONG).flatMap(([term, weight]) => (weight >= least ? [term] : [])))
  for (const text of texts) {
    for (const run of runsOf(text, weightOf)) {
      const terms = [...new Set(run.map(({ term }) => term))]
      if (!terms.some((term) => strong.has(term))) continue
      const weight = terms.reduce((sum, term) => sum + weightOf.get(term)!, 0)
      const phrase = { text: text.slice(run[0]!.from, run.at(-1)!.to), terms, weight }
      const known = found.get(terms.join(' '))
      // Titles capitalise words, so the spelling with fewer capitals wins.
      if (!known || capitals(phrase.text) < capitals(known.text)) found.set(terms.join(' '), phrase)
    }
  }
  const said = new Set<string>()
  const phrases: string[] = []
  for (const { text, terms } of [...found.values()].toSorted((a, b) => b.weight - a.weight)) {
    if (phrases.length === most) break
    if (terms.every((term) => said.has(term))) continue
    for (const term of terms) said.add(term)
    phrases.push(text)
  }
  return phrases
}

/** Runs of adjacent weighted terms, at most `MOST_WORDS` words each; bigrams of letters may overlap. */
function runsOf(text: string, weights: ReadonlyMap<string, number>): readonly (readonly TermAt[])[] {
  const runs: TermAt[][] = []
  let words = 0
  for (const at of findTerms(text)) {
    if (!weights.has(at.term)) continue
    const run = runs.at(-1)
    const isBeside = run && /^[ \-‐‑]?$/.test(text.slice(run.at(-1)!.to, at.from))
    const isWithin = run && at.from < run.at(-1)!.to
    words = isWithin ? words : isBeside && words < MOST_WORDS ? words + 1 : 1
    if (isWithin || words > 1) run!.push(at)
    else runs.push([at])
  }
  return runs
}

const capitals = (text: string): number => text.match(/\p{Lu}/gu)?.length ?? 0
