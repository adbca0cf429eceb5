import {
  DOTTED,
  fromFamilyFirst,
  fromWhole,
  isEastAsian,
  isGroup,
  isNobody,
  isWhole,
  toDisplay,
  toSorted,
  toWhole,
  TRAILING,
  trimName,
} from './displayName.ts'

const clean = (text: string) => text.replace(/\s+/g, ' ').trim()

const isSame = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((x, i) => x === b[i])

/**
 * Names for a list from which `readNames` restores them: inverted or as they are shown, but whole where it would take
 * them apart.
 */
export function printNames(names: readonly string[], form: 'inverted' | 'shown'): readonly string[] {
  const printed = names.map((name) => {
    const one = form === 'shown' ? name : isGroup(name) ? toWhole(name) : toSorted(name)
    return isSame(readNames([one]), [name]) ? one : toWhole(name)
  })
  return isSame(readNames(printed), names) ? printed : names.map(toWhole)
}

const INITIALS = /^(?:\p{Lu}\.?[ -]?){1,4}$/u
const words = (text: string) => text.split(' ').length

/** How a cell says that there are more authors. */
const MORE =
  /[,;]?(?<!\s)\s*(?:(?:\band|&)(?: \d{1,4})? (?:others|more)|\+ ?\d{1,4} (?:others|more)|\bet\.? al\.?|…|\.\.\.|等)\s*$/i

/**
 * Splits the authors in one cell. Semicolons, bars and line breaks are unambiguous. "and" or "&" precedes the last
 * name. A comma separates names, or a family name from a given one: the shape of the parts decides.
 */
export function splitAuthors(cell: string): readonly string[] {
  const written = cell.replace(/[^\S\n]+/g, ' ').trim()
  const text = written.replace(MORE, '')
  const clear = /[;|\n；]/.test(text) ? text.split(/[;|\n；]/) : null
  if (clear) return readNames(clear)
  if (/[、，]/.test(text)) return keep(text.split(/[、，]/))
  const dotted = text.split(/[・·]/)
  if (dotted.length > 1 && dotted.every((part) => /^\p{Script=Han}{2,4}$/u.test(part))) return dotted
  const joined = text.split(AND)
  if (joined.length === 1) return keep(splitCommas(text, text !== written))
  // "Family, Given and Family, Given" has a comma in each part, "Given Family, Given Family and Given Family" not.
  const inverted = joined.every((part) => {
    const [family, given, ...more] = part.split(',').map(clean)
    return given !== undefined && more.length === 0 && (words(family!) === 1 || INITIALS.test(given))
  })
  if (inverted) return keep(joined.map(toDisplay))
  const parts = joined.flatMap((part) => part.split(',').map(clean))
  // "Okafor, Haddad & Doe" are three family names.
  if (parts.every((part) => words(part) === 1 && !INITIALS.test(part))) return keep(parts)
  return keep(joined.flatMap((part) => splitCommas(part)))
}

const AND = /,? (?:and|&|und|et(?! al)|y) /i

/** Reads names that are split already: each inverted or not, or several that a person has joined with "and". */
export function readNames(names: readonly string[]): readonly string[] {
  const each = names.flatMap((name) => {
    if (isWhole(name)) return [name]
    const several = name.split(AND)
    if (several.length > 1 && several.every((one) => one.includes(','))) return several
    const listed = name.split(',').map(clean)
    if (listed.every(isEastAsian) && listed.every((one) => one.length > 2)) return listed
    if (listed.length > 3 && listed.every((one, i) => (i % 2 === 1 ? INITIALS.test(one) : words(one) === 1)))
      return splitCommas(name)
    return listed.length > 3 && listed.every((one) => words(one) > 1) ? listed : [name]
  })
  const kept = keep(each)
  const parted = kept.filter((name) => !isWhole(name))
  const turned = parted.length > 1 ? fromFamilyFirst(parted) : null
  let at = 0
  return turned ? kept.map((name) => (isWhole(name) ? fromWhole(name) : turned[at++]!)) : kept.map(toDisplay)
}

/** `hasMore`: there are more people than the text names, so that “Roe C” is no name like “Malcolm X”. */
function splitCommas(text: string, hasMore = false): readonly string[] {
  const parts = text.split(',').map(clean).filter(Boolean)
  if (parts.length === 0) return parts
  // The full stop after "Doe JA, Roe B." ends the cell.
  const last = parts.at(-1)!
  const isEnded =
    (parts.length > 1 ? /(?<= \p{Lu}{1,3})\.$/u : /(?<= \p{Lu}{2,3})\.$/u).test(last) &&
    parts.every((part) => part === last || !part.endsWith('.'))
  const names = isEnded ? [...parts.slice(0, -1), last.slice(0, -1)] : parts
  const trailing = fromFamilyFirst(names, parts.length > 1 || isEnded || hasMore ? TRAILING : DOTTED)
  if (trailing) return trailing
  // A family name has one sign, the first of several whole names has more.
  if (parts.every(isEastAsian) && parts.some((part, i) => i % 2 === 0 && part.length > 1)) return parts
  const isPairs = parts.length % 2 === 0
  const second = parts.filter((_, i) => i % 2 === 1)
  const initials = isPairs && second.every((part) => INITIALS.test(part))
  const oneWord = isPairs && parts.every((part) => words(part) === 1)
  const onePerson = parts.length === 2 && (words(parts[0]!) === 1 || words(parts[1]!) === 1)
  if (initials || oneWord || onePerson) return second.map((given, i) => toDisplay(`${parts[2 * i]!}, ${given}`))
  // The MLA style inverts only the first name: "Roe, Ann, Bo Doe".
  const [family = '', given = '', ...rest] = parts
  const isOneInverted = rest.length > 0 && words(family) === 1 && words(given) === 1
  return isOneInverted && rest.every((part) => words(part) > 1) ? [toDisplay(`${family}, ${given}`), ...rest] : parts
}

const keep = (names: readonly string[]): readonly string[] => names.map(trimName).filter((name) => !isNobody(name))
