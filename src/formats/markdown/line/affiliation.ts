import { splitInstitutions } from './head.ts'
import { type Piece, plainText, wordCount } from './pieces.ts'
import { namesInstitution } from './words.ts'

const LOWER = /^(?:of|for|at|the|and|de|in|di|la|du|des|der|für|von|zu|do|da|e|y|et|@|-|–|on)$/i

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
      /^[\p{Lu}\p{Lo}\d(]|^x[A-Z]/u.test(part) &&
      words.every((word) => /^[^\p{Ll}]/u.test(word) || LOWER.test(word) || /^[a-z]+[A-Z]/.test(word))
    )
  })
  if (named.length < parts.length) return false
  if (parts.length > 1) return parts.every((part) => part.split(/\s+/).length <= 6) || namesInstitution(text)
  if (/^[A-Z]{2,6}$/.test(text) || namesInstitution(text)) return wordCount(text) <= 12
  return convention && wordCount(text) <= 5
}
