import { splitName } from '../../model/paper/personName.ts'
import { toMarkup } from '../entry/markup.ts'
import { isGroup, toSorted } from '../entry/displayName.ts'
import { toTex } from './tex.ts'

/** Prints the name of a person as "Family, Given", and any other in braces, so that it is read as it is. */
export function printName(name: string): string {
  const { family, given } = splitName(name)
  const isPerson =
    given !== '' && !isGroup(name) && !/[,;{}]|\sand\s|\d$/i.test(name) && toSorted(name) === `${family}, ${given}`
  const text = (part: string) => toTex(toMarkup(part))
  if (isPerson) return `${text(family)}, ${text(given)}`
  return /^[\p{L}\p{N}]+$/u.test(name) && !/^others$/i.test(name) ? name : `{${text(name)}}`
}
