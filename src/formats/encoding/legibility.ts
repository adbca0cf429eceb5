const ALPHABETS = ['Cyrillic', 'Greek', 'Hebrew', 'Arabic', 'Thai'].map(
  (script) => new RegExp(`^[\\p{Script=${script}}\\p{M}]+$`, 'u'),
)
const LATIN = /^[\p{Script=Latin}\p{M}]+$/u
/** Letters of Windows-1252 and Mac Roman that few words have, and signs in the place of which other encodings have letters. */
const RARE = /[ŠšŽžŸŒœƒﬁﬂıªºΩπ]/
const CONTROLS = /[\u0080-\u009f\ufffd\p{Co}]/u

/**
 * How much a text reads like words, by its signs beyond ASCII: each counts for or against it. Text decoded in the wrong
 * encoding has capitals and signs in the midst of words, and words of two scripts.
 */
export function legibility(text: string): number {
  let score = 0
  for (const { 0: word } of text.matchAll(/[\p{L}\p{M}]+/gu)) score += ofWord(word)
  for (const { 0: sign, index } of text.matchAll(/[^\p{L}\p{M}\0-\x7f]/gu)) {
    score += ofSign(sign, isLetter(text.charAt(index - 1)), isLetter(text.charAt(index + sign.length)))
  }
  return score
}

const isLetter = (sign: string) => /\p{L}/u.test(sign)

function ofWord(word: string): number {
  const beyond = word.match(/[^\0-\x7f]/g)?.length ?? 0
  if (beyond === 0) return 0
  if (!isOneScript(word) || hasMixedCase(word)) return -beyond
  // A word of one letter has no other to agree with.
  if (word.length === 1) return 0
  return RARE.test(word) ? beyond / 2 : beyond
}

function isOneScript(word: string): boolean {
  // Few words of Latin letters have accents on all of them.
  if (LATIN.test(word)) return word.length === 1 || /[a-z]/i.test(word)
  return ALPHABETS.some((alphabet) => alphabet.test(word))
}

/** Whether a word has a capital after a small letter, or after any letter and before a small one. */
const hasMixedCase = (word: string) => /\p{Ll}\p{Lu}|\p{L}\p{Lu}\p{Ll}/u.test(word)

/** Signs between letters in “don’t”, “state–action” and “col·lecció”, and those before and after a word. */
const WITHIN = /[’–—·\u2010\u2011\u00ad]/
const BEFORE = /[“‘„‚«‹¿¡]/
const AFTER = /[”’»›…™]/

function ofSign(sign: string, isAfterLetter: boolean, isBeforeLetter: boolean): number {
  if (CONTROLS.test(sign)) return -2
  if (isAfterLetter && isBeforeLetter) return WITHIN.test(sign) ? 1 : -1
  if (isBeforeLetter) return BEFORE.test(sign) ? 1 : -1
  if (isAfterLetter) return AFTER.test(sign) ? 1 : -1
  return 0
}
