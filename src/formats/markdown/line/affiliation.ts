import { type Piece, plainText, tidy, wordCount } from './pieces.ts'
import { namesInstitution } from '../field/words.ts'

const LOWER = /^(?:of|for|at|the|and|de|in|di|la|du|des|der|für|von|zu|do|da|e|i|y|et|@|-|–|on)$/i

/** Whether a line names institutions and nothing else. With the file’s convention, a capitalized name is enough. */
export function isAffiliation(pieces: readonly Piece[], convention: boolean): boolean {
  const text = plainText(pieces)
  if (
    text === '' ||
    text.length > 600 ||
    (/[.!?;:：=>→]$|->|[:：]\s|https?:/.test(text) && !/\b(?:inc|corp|ltd|co|univ|inst|st)\.$/i.test(text))
  )
    return false
  if (pieces.some((piece) => piece.kind !== 'break' && piece.style === 'strong')) return false
  if (pieces.some((piece) => piece.kind === 'link') && !namesInstitution(text)) return false
  const parts = splitInstitutions(text)
  const named = parts.filter((part) => {
    const words = part.split(/\s+/)
    return (
      words.length <= 12 &&
      part.length <= 90 &&
      /^[\p{Lu}\p{Lo}\d(]|^[a-z]{1,2}\p{Lu}/u.test(part) &&
      words.every((word) => /^[^\p{Ll}]/u.test(word) || LOWER.test(word) || /^[a-z]+[A-Z]/.test(word))
    )
  })
  if (named.length < parts.length) return false
  if (parts.length > 1) return parts.every((part) => part.split(/\s+/).length <= 6) || namesInstitution(text)
  if (/^[A-Z]{2,6}$/.test(text) || namesInstitution(text)) return wordCount(text) <= 12
  return convention && wordCount(text) <= 5
}

/** Splits "MIT & Google" and "MIT / Google". A comma may belong to a name, so it does not split. */
export const splitInstitutions = (text: string): readonly string[] =>
  (/[&＆、/]/.test(text) ? tidy(text).split(BETWEEN) : [tidy(text)])
    .map((name) => name.replace(/^[\s,;.]+|(?<![\s,;])[\s,;]+$/g, ''))
    .filter((name) => name !== '')

/** “AT&T” and “R&D” are names. */
const BETWEEN = /\s+[&＆]\s*|\s*[&＆]\s+|(?<=\p{L}{3})[&＆](?=\p{L}{3})|\s*(?:\s\/\s|、)\s*/u
