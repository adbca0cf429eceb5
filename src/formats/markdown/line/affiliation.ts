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
  if (parts.length > 1)
    return (/[&＆/、]/.test(text) && parts.every((part) => part.split(/\s+/).length <= 6)) || namesInstitution(text)
  if (/^[A-Z]{2,6}$/.test(text) || namesInstitution(text)) return wordCount(text) <= 12
  return convention && wordCount(text) <= 5
}

/**
 * Splits "MIT & Google" and "MIT / Google". A comma or “and” may belong to a name: it splits only where no other sign does,
 * and only a line that names several institutions.
 */
export function splitInstitutions(text: string): readonly string[] {
  const names = tidy(text).split(BETWEEN)
  return (names.length > 1 ? names : splitKnown(names[0]!))
    .map((name) => name.replace(/^[\s,;.]+|(?<![\s,;])[\s,;]+$/g, ''))
    .filter((name) => name !== '')
}

/** “AT&T” and “R&D” are names. */
const BETWEEN = /\s+[&＆]\s*|\s*[&＆]\s+|(?<=\p{L}{3})[&＆](?=\p{L}{3})|\s*(?:\s[/·•|]\s|[、;；])\s*/u

/** “and” within a name: “University of Science and Technology”. */
const AND =
  /,?\s+and\s+(?!(?:technolog|engineer|research|develop|telecom|econom|astronom|applied|computer|electr|informati|medic|health|law\b|business|manage|innovat|statisti|mathemat|social|art))/i

/** Splits a text at its commas and “and”, if at least two of the parts are names of known institutions. */
function splitKnown(text: string): readonly string[] {
  const names: string[] = []
  for (const part of text.split(/\s*[,，]\s*/).flatMap((piece) => piece.split(AND))) {
    const before = names.at(-1)
    if (before !== undefined && (UNIT.test(before) || PARENT.test(part) || CAMPUS.test(`${before}, ${part}`)))
      names.push(`${names.pop()!}, ${part}`)
    else names.push(part)
  }
  return names.filter(namesInstitution).length > 1 ? names : [text]
}

/** The part of an institution that its name follows: “Department of Physics, MIT”. */
const UNIT =
  /^(?:(?:the )?(?:dept\b|department|school|faculty|college|division|(?:state )?key lab\w*|lab\w*|institute|cent(?:er|re)|academy|chair)(?: (?:of|for|on)\b|\.)[^,]*)$/i
/** What follows the name of its own institute: “ICT, CAS”. */
const PARENT = /^(?:U?CAS|CNRS|Chinese Academy of Sciences|Inc\.?|Ltd\.?|LLC|USA|UK|China|Germany|Singapore)$/i
/** A place that belongs to the name before it: “University of California, Berkeley”. */
const CAMPUS =
  /^(?:the )?(?:(?:university of (?:california|illinois|texas|maryland|wisconsin|massachusetts|north carolina|colorado|michigan|minnesota)|UC|UT),\s(?!univ|google|microsoft|meta|amazon|nvidia|intel|ibm|mit$|cmu$)[^,]+$|.*\b(?:research|labs?|msr),\s(?:cambridge|washington|columbia)$)/i
