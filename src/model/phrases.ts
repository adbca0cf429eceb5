import { findTerms, type TermAt } from './term.ts'

/** How much terms weigh. */
export type Weights = ReadonlyMap<string, number>

const MOST_PHRASES = 4
const MOST_WORDS = 3

type Phrase = { readonly text: string; readonly terms: readonly string[]; readonly weight: number }

/**
 * Terms as they are written in texts, the weightiest first. Those that stand side by side are one phrase, and no phrase
 * says only what those before it do: `KV cache`, `GPU`.
 */
export function phrasesOf(texts: readonly string[], weights: Weights, most = MOST_PHRASES): readonly string[] {
  const found = new Map<string, Phrase>()
  for (const text of texts) {
    for (const run of runsOf(text, weights)) {
      const terms = [...new Set(run.map(({ term }) => term))]
      const weight = terms.reduce((sum, term) => sum + weights.get(term)!, 0)
      const phrase = { text: text.slice(run[0]!.from, run.at(-1)!.to), terms, weight }
      const known = found.get(terms.join(' '))
      // Titles write with capitals what has none elsewhere.
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

/** Terms that weigh something and stand side by side, or in one another, at most `MOST_WORDS` of them. */
function runsOf(text: string, weights: Weights): readonly (readonly TermAt[])[] {
  const runs: TermAt[][] = []
  for (const at of findTerms(text)) {
    if (!weights.has(at.term)) continue
    const run = runs.at(-1)
    const between = run && text.slice(run.at(-1)!.to, at.from)
    if (run && /^[ \-‐‑]?$/.test(between!) && run.length < MOST_WORDS) run.push(at)
    else runs.push([at])
  }
  return runs
}

const capitals = (text: string): number => text.match(/\p{Lu}/gu)?.length ?? 0
