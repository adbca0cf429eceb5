import { foldCase } from '../../text/fold.ts'

/** The identity of a key: `Speed-up`, `speed up` and `Speedup` are one. */
export type FieldKey = string & { readonly __brand: 'FieldKey' }

const MOST_WORDS = 4
const MOST_LETTERS = 40
/** Scripts without blanks between words: a longer run is a sentence. */
const MOST_UNSPACED = 12

const WORD = /^[\p{L}\p{N}(][\p{L}\p{M}\p{N}\-_/&+#%'’().]*(?<!\.)$/u
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** Whether a text can be a key: one to four words, and no sentence, address or time of day. */
export function isKey(label: string): boolean {
  const words = label.split(' ')
  return (
    label.length <= (UNSPACED.test(label) ? MOST_UNSPACED : MOST_LETTERS) &&
    words.length <= MOST_WORDS &&
    words.every((word) => WORD.test(word)) &&
    /\p{L}/u.test(label)
  )
}

/** The identity of a key, whatever its case, blanks and hyphens. */
export const keyOf = (label: string): FieldKey => foldCase(label).replace(/[\s\-_]+/g, '') as FieldKey
