/** A name that starts with the typed text. */
const BEGINS = 0
/** A name that contains all words; each that is not at the start of a word adds one. */
const INSIDE = 1
/** A name of which only some letters were typed. */
const ABBREVIATED = 50
const SKIPPED = 60
/** Users type no abbreviation longer than this. */
const MOST_LETTERS = 12

/**
 * How well a name matches some words, both folded (model/text/fold.ts): lower is better, null is no match. Words match
 * in any order, and better at the start of a word of the name.
 */
export const rankName = (name: string, words: readonly string[]): number | null => rankBy(words)(name)

/** `rankName` for many names in turn, up to a hundred thousand. */
export function rankBy(words: readonly string[]): (name: string) => number | null {
  if (words.length === 0) return () => null
  const whole = words.join(' ')
  const later = words.map((word) => ` ${word}`)
  return (name) => {
    if (name.startsWith(whole)) return BEGINS
    let rank = INSIDE
    for (const [i, word] of words.entries()) {
      const at = name.indexOf(word)
      if (at < 0) return null
      if (at > 0 && !name.includes(later[i]!)) rank += 1
    }
    return rank
  }
}

/**
 * `rankName` for few short names. It also matches the first letters of words ("cbt" for “Copy as BibTeX”) and words
 * with single letters left out ("bckup").
 */
export function rankLoosely(name: string, words: readonly string[]): number | null {
  const rank = rankName(name, words)
  const letters = words.join('').match(/./gu) ?? []
  if (rank !== null || letters.length < 2 || letters.length > MOST_LETTERS) return rank
  const has = (between: string) => new RegExp(`(?:^| )${letters.join(between)}`, 'u').test(name)
  if (has('(?:.* )?')) return ABBREVIATED
  return has('.?') ? SKIPPED : null
}
