const segments = new Intl.Segmenter(undefined, { granularity: 'word' })
/** Scripts that put no blanks between words. */
const UNPARTED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

const LETTER = /[\p{L}\p{N}]/u

/**
 * How many words a note has: what stands between blanks and has a letter or digit, and of scripts without blanks, such as
 * Chinese and Japanese, what the browser's dictionary takes for words.
 */
export function countWords(note: string): number {
  let words = 0
  for (const part of note.split(/\s+/)) {
    if (!UNPARTED.test(part)) words += LETTER.test(part) ? 1 : 0
    else for (const { isWordLike } of segments.segment(part)) if (isWordLike) words += 1
  }
  return words
}
