/** Suggests words that papers have in place of one that none has, the likeliest first. */
export type Speller = (word: string) => readonly string[]

/** Shorter words are as likely other words as typing errors. */
const MIN_LENGTH = 4
/** From this length on a second error is forgiven. */
const LONG = 8
const MAX_WORDS = 3
/**
 * The most characters that are read, so that a large catalog costs at most a second. Titles and authors are read first.
 */
const MAX_LETTERS = 20_000_000
const MIN_LETTERS_EACH = 300

/**
 * Learns the words of folded texts and finds those within one edit, or two for a long word: an insertion, deletion,
 * substitution or transposition (Damerau 1964). The typed word may be the beginning of one.
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

/**
 * The smallest edit distance between a word and a prefix of another, and the length of that prefix; `most` + 1 where it
 * is larger.
 */
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
  // Of prefixes at the same distance the whole word comes before a part of it.
  for (let k = 1; k <= width; k += 1) if (last[k]! <= last[length]!) length = k
  return { distance: last[length]!, length }
}
