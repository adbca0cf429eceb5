/** Words that a paper has and that may have been meant by one that no paper has, the likeliest first. */
export type Speller = (word: string) => readonly string[]

/** So few letters are as likely another word as a mistake. */
const MIN_LENGTH = 4
/** From here on a second mistake is forgiven. */
const LONG = 8
const MAX_WORDS = 3
/** Letters looked at in all, so that a big catalog costs no more than a second; a paper's title and authors come first. */
const MAX_LETTERS = 20_000_000
const MIN_LETTERS_EACH = 300

/**
 * Learns the words of folded texts and finds those that differ by one slip of the finger, by two in a long word: a
 * letter too many, too few or another, or two changed round (Damerau 1964). The word may be the beginning of one.
 */
export function createSpeller(texts: readonly string[]): Speller {
  const each = Math.max(MIN_LETTERS_EACH, Math.floor(MAX_LETTERS / Math.max(1, texts.length)))
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const word of text.slice(0, each).split(' ')) {
      if (word.length >= MIN_LENGTH - 1) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }

  return (word) => {
    if (word.length < MIN_LENGTH || word.includes(' ')) return []
    const allowed = word.length >= LONG ? 2 : 1
    const alike = new Map<string, { distance: number; count: number }>()
    let least = allowed
    for (const [known, count] of counts) {
      if (known.length < word.length - allowed) continue
      const { distance, length } = slips(word, known, least)
      if (distance > least) continue
      least = distance
      const meant = known.slice(0, length)
      alike.set(meant, { distance, count: (alike.get(meant)?.count ?? 0) + count })
    }
    return [...alike]
      .filter(([, { distance }]) => distance === least)
      .toSorted(([, a], [, b]) => b.count - a.count)
      .slice(0, MAX_WORDS)
      .map(([meant]) => meant)
  }
}

type Slips = { readonly distance: number; readonly length: number }

/** The fewest slips between a word and a beginning of another, and how long that is; `most` + 1 where there are more. */
function slips(word: string, known: string, most: number): Slips {
  const width = Math.min(known.length, word.length + most)
  let [before, last] = [new Uint8Array(width + 1), Uint8Array.from({ length: width + 1 }, (_, k) => k)]
  for (let i = 1; i <= word.length; i += 1) {
    const row = new Uint8Array(width + 1)
    row[0] = i
    let least = i
    for (let k = 1; k <= width; k += 1) {
      const isSame = word[i - 1] === known[k - 1]
      let cost = Math.min(last[k - 1]! + (isSame ? 0 : 1), last[k]! + 1, row[k - 1]! + 1)
      const isSwap = i > 1 && k > 1 && word[i - 1] === known[k - 2] && word[i - 2] === known[k - 1]
      if (isSwap) cost = Math.min(cost, before[k - 2]! + 1)
      row[k] = cost
      least = Math.min(least, cost)
    }
    if (least > most) return { distance: most + 1, length: 0 }
    before = last
    last = row
  }
  let length = 0
  // Of beginnings that are equally near, the whole word before a part of it.
  for (let k = 1; k <= width; k += 1) if (last[k]! <= last[length]!) length = k
  return { distance: last[length]!, length }
}
