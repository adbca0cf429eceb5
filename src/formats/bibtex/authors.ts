import { splitName } from '../../model/paper/personName.ts'
import { DOTTED, fromFamilyFirst, isGroup, isNobody, toDisplay, toSorted, TRAILING } from '../entry/displayName.ts'
import { fromEntities, toLine, toMarkup } from '../entry/markup.ts'
import { splitAuthors } from '../entry/personNames.ts'
import { COMMA, readLine } from './fieldText.ts'
import { groupEnd, toTex } from './tex.ts'
import { splitTex } from './texList.ts'

// The lookbehind starts a match at the first blank of a run only. Else the run is rescanned from each blank.
const AND = /(?<!\s)\s+and\s+/iy

/** The names in a field. Some files have entities in it, whose semicolons part no names. */
export function readAuthors(tex: string): readonly string[] {
  const names = splitTex(fromEntities(tex.replace(/\\&(?=#?\w{2,31};)/g, '&')), AND)
  const plain = names.map(readLine)
  const isPlain = names.length > 0 && names.every((name) => !/[{},;]/.test(name))
  const turned = isPlain ? fromFamilyFirst(plain, plain.length > 1 ? TRAILING : DOTTED) : null
  return turned ?? names.flatMap(readName)
}

function readName(tex: string): readonly string[] {
  const name = tex.trim()
  if (name.toLowerCase() === 'others') return []
  // Braces around it keep the name of a group whole.
  if (name.startsWith('{') && groupEnd(name, 0) === name.length) return keepSomebody(readLine(name))
  const parts = splitTex(name, COMMA)
  if (parts.length === 1 && !/[;；]/.test(name)) return keepName(readLine(name))
  const named = parts.map((part) => /^\s*([a-z-]+)\s*=\s*(.*)$/is.exec(part))
  if (named.every((match) => match !== null)) {
    const of = new Map(named.map((match) => [match[1]!.toLowerCase(), readLine(match[2]!)]))
    return keepName(['given', 'prefix', 'family', 'suffix'].map((part) => of.get(part) ?? '').join(' '))
  }
  const read = parts.map(readLine)
  // Some files write "A. One, B. Two, C. Three", which BibTeX reads as one person.
  const isList =
    /[;；]/.test(name) || parts.length > 3 || (parts.length === 3 && read.every((part) => part.includes(' ')))
  if (isList) return splitAuthors(read.join(', '))
  const [family = '', second = '', third] = read
  const inverted = toDisplay(read.join(', '))
  return keepName(third !== undefined && inverted === read.join(', ') ? [third, family, second].join(' ') : inverted)
}

/** Drops the number by which DBLP distinguishes authors of the same name. */
const keepName = (text: string) => keepSomebody(toLine(text).replace(/ \d{4}$/, ''))

const keepSomebody = (name: string): readonly string[] => (isNobody(name) ? [] : [name])

/** Prints the name of a person as "Family, Given", and any other in braces, so that it is read as it is. */
export function printName(name: string): string {
  const { family, given } = splitName(name)
  const isPerson =
    given !== '' && !isGroup(name) && !/[,;{}]|\sand\s|\d$/i.test(name) && toSorted(name) === `${family}, ${given}`
  const text = (part: string) => toTex(toMarkup(part))
  if (isPerson) return `${text(family)}, ${text(given)}`
  return /^[\p{L}\p{N}]+$/u.test(name) && !/^others$/i.test(name) ? name : `{${text(name)}}`
}
