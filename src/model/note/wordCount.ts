const segments = new Intl.Segmenter(undefined, { granularity: 'word' })
/** Scripts without blanks between words. */
const UNPARTED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

const LETTER = /[\p{L}\p{N}]/u

/**
 * Number of words in a note: runs between blanks that have a letter or digit. In scripts without blanks, such as
 * Chinese and Japanese, the browser’s word segmenter counts.
 */
export function countWords(note: string): number {
  let words = 0
  for (const part of note.split(/\s+/)) {
    if (!UNPARTED.test(part)) words += LETTER.test(part) ? 1 : 0
    else for (const { isWordLike } of segments.segment(part)) if (isWordLike) words += 1
  }
  return words
}
