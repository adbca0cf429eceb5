import { fieldOf, isNoteField, type AnyFieldId } from './fields.ts'
import { namesOf } from './path.ts'
import { fold, foldCase } from '../text/fold.ts'

/** A name with case and blanks folded. Punctuation stays: C++ is not C#. */
export const foldName = (name: string) => foldCase(name).replace(/\s+/g, ' ').trim()

/** Whether two names are equal, regardless of case and blanks. */
export const isSame = (a: string, b: string): boolean => foldName(a) === foldName(b)

/** A name for `hasWords`. Punctuation separates words; a name without a letter or digit is a word as a whole. */
export const wordsOf = (name: string): string => ` ${fold(name) || foldName(name)} `

/** Whether a name contains the words of another in a row, both from `wordsOf`. */
export const hasWords = (name: string, some: string): boolean => name.includes(some)

/**
 * Whether `value` matches `chosen`: equal regardless of case, or of topics a path that ends with it, or with words, as of
 * authors and of keys of the notes, a name that contains it.
 */
export function isValue(id: AnyFieldId, chosen: string, value: string): boolean {
  const { byWords, tree } = fieldOf(id)
  if (byWords || isNoteField(id)) return hasWords(wordsOf(value), wordsOf(chosen))
  if (!tree?.byLastName) return isSame(chosen, value)
  const wanted = namesOf(tree, chosen)
  const path = namesOf(tree, value).slice(-wanted.length)
  return wanted.length === path.length && wanted.every((name, i) => isSame(name, path[i]!))
}
