import { fold } from './fold.ts'

/** A term of a text, normalised for comparison, and its range in the text. */
export type TermAt = { readonly term: string; readonly from: number; readonly to: number }

/**
 * The meaningful words of a folded text, in the singular; bigrams of letters in scripts without blanks between words.
 */
export function termsOf(folded: string): readonly string[] {
  const words = folded.split(/\s+/)
  const whole = WIDE.test(folded) ? words.flatMap((word) => pairsOf(word).map(({ text }) => text)) : words
  return whole.map(singular).filter(tells)
}

/** The same for text as written, in order, with ranges. */
export function findTerms(text: string): readonly TermAt[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].flatMap(({ 0: word, index }) =>
    pairsOf(word)
      .map(({ text, at }) => ({ term: singular(fold(text)), from: index + at, to: index + at + text.length }))
      .filter(({ term }) => tells(term)),
  )
}

/** Letters of scripts without blanks between words. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const RUNS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{M}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu

/**
 * The parts of a word with their offsets: the word itself, or each pair of adjacent letters in a run of wide letters.
 */
function pairsOf(word: string): readonly { readonly text: string; readonly at: number }[] {
  if (!WIDE.test(word)) return [{ text: word, at: 0 }]
  return [...word.matchAll(RUNS)].flatMap(({ 0: run, index }) => {
    if (!WIDE.test(run)) return [{ text: run, at: index }]
    const letters = [...run.matchAll(/\P{M}\p{M}*/gu)].map(({ 0: text, index: at }) => ({ text, at: index + at }))
    if (letters.length < 2) return letters
    return letters.slice(1).map(({ text }, i) => ({ text: letters[i]!.text + text, at: letters[i]!.at }))
  })
}

const SHORTEST_PLURAL = 4

/** `caches` counts as `cache`, `studies` as `study`, `GPUs` as `GPU` (after Harman's s-stemmer, 1991). */
export function singular(word: string): string {
  if (word.length < SHORTEST_PLURAL || !word.endsWith('s')) return word
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(?:ss|x)es$/.test(word)) return word.slice(0, -2)
  return /(?:[aiu]|[^p]u|s)s$/.test(word) && !word.endsWith('pus') ? word : word.slice(0, -1)
}

const tells = (term: string): boolean =>
  (term.length > 1 || WIDE.test(term)) && !NUMBER.test(term) && !SAY_NOTHING.has(term)

const NUMBER = /^\p{N}+$/u

/** Stop words of English and of papers in general, each passed through `singular`. */
const SAY_NOTHING: ReadonlySet<string> = new Set(
  (
    'about above across after against all along also although among an and another any are around as at be because ' +
    'been before being below between both but by can cannot could despite do does doing done down during each either ' +
    'enough even every few first for from further get had has have having he her here his how however if in instead ' +
    'into is it its itself just last least less like made make many may more most much must need neither no nor not of ' +
    'off on once one only onto or other our out over own per rather same second several she should since so some such ' +
    'than that the their them then there these they this those three through thus to too toward two under until up ' +
    'upon us use used user using very via was we well were what when where whether which while who whose why will ' +
    'with within without would yet you your ' +
    'achieve allow approach aware based better compare consist different effective efficient enable evaluate existing find ' +
    'fine full good help high important improve include introduce level main method multiple new novel number paper ' +
    'present propose provide require result show significant state study take time towards various way work'
  )
    .split(' ')
    .map(singular),
)
