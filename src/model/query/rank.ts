/** A name that begins as typed. */
const BEGINS = 0
/** A name that has all the words, one of them at least not where a word begins. */
const INSIDE = 1
/** A name of which some letters were typed. */
const ABBREVIATED = 50
const SKIPPED = 60
/** More letters than this nobody leaves out others between. */
const MOST_LETTERS = 12

/**
 * How likely a name is what was meant by some words, both folded (model/text/fold.ts): lower is likelier, null is not at all. Words
 * may stand in any order, and the likelier name has more of them where one of its own begins.
 */
export const rankName = (name: string, words: readonly string[]): number | null => rankBy(words)(name)

/** The same for one name after another, of which there may be a hundred thousand. */
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
 * The same for names that are few and short: also by the letters that words begin with ("cbt" is “Copy as BibTeX”), and
 * where single letters were left out ("bckup").
 */
export function rankLoosely(name: string, words: readonly string[]): number | null {
  const rank = rankName(name, words)
  const letters = words.join('').match(/./gu) ?? []
  if (rank !== null || letters.length < 2 || letters.length > MOST_LETTERS) return rank
  const has = (between: string) => new RegExp(`(?:^| )${letters.join(between)}`, 'u').test(name)
  if (has('(?:.* )?')) return ABBREVIATED
  return has('.?') ? SKIPPED : null
}
