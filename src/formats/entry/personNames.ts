/** A person’s name, split as bibliographies sort it. */
export type Name = { readonly family: string; readonly given: string }

const clean = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Turns "Family, Given" or "Family, Jr, Given" into "Given Family Jr". A name without commas keeps its order. */
export function toDisplay(name: string): string {
  const parts = name.split(',').map(clean)
  const [family = '', second = '', third = ''] = parts
  if (parts.length === 1) return family
  if (parts.length === 2) return SUFFIX.test(second) ? `${family} ${second}` : clean(`${second} ${family}`)
  // BibTeX has "Jr" in the middle, RIS at the end.
  const [suffix, given] = SUFFIX.test(third) ? [third, second] : [second, third]
  return SUFFIX.test(suffix) ? clean(`${given} ${family} ${suffix}`) : clean(name)
}

const SUFFIX = /^(?:[JS]r\.?|I{1,3}|IV|VI{0,3}|Ph\.?D\.?|M\.?D\.?)$/i

/** Words before a family name that belong to it if they are in lower case. */
const PARTICLE = /^(?:von|van|der|den|de|del|della|di|da|dos|du|le|la|ter|ten|zu|zur|af|al|el|bin|ibn|y|st\.?|'t)$/

/** Splits a name as displayed. A single word is a family name. */
export function splitName(name: string): Name {
  const words = name.split(' ')
  let from = words.length - 1
  if (from > 1 && SUFFIX.test(words[from]!) && words[from] !== 'I') from -= 1
  while (from > 1 && PARTICLE.test(words[from - 1]!)) from -= 1
  return { family: words.slice(from).join(' '), given: words.slice(0, from).join(' ') }
}

/** "Family, Given" if `toDisplay` restores the name from it, else the name unchanged. */
export function toSorted(name: string): string {
  const { family, given } = splitName(name)
  const sorted = given ? `${family}, ${given}` : family
  return toDisplay(sorted) === name ? sorted : name
}

const INITIALS = /^(?:\p{Lu}\.?[ -]?){1,4}$/u
const words = (text: string) => text.split(' ').length

/**
 * Splits the authors in one cell. Semicolons, bars and line breaks are unambiguous. "and" or "&" precedes the last
 * name. A comma separates names, or a family name from a given one: the shape of the parts decides.
 */
export function splitAuthors(cell: string): readonly string[] {
  const text = cell.replace(/[^\S\n]+/g, ' ').trim()
  const clear = /[;|\n；]/.test(text) ? text.split(/[;|\n；]/) : null
  if (clear) return keep(clear.map(toDisplay))
  if (/[、，]/.test(text)) return keep(text.split(/[、，]/))
  const joined = text.split(/,? (?:and|&|und|et(?! al)|y) /i)
  if (joined.length === 1) return keep(splitCommas(text))
  // "Family, Given and Family, Given" has a comma in each part, "Given Family, Given Family and Given Family" not.
  const inverted = joined.every((part) => {
    const [family, given, ...more] = part.split(',').map(clean)
    return given !== undefined && more.length === 0 && (words(family!) === 1 || INITIALS.test(given))
  })
  if (inverted) return keep(joined.map(toDisplay))
  return keep(joined.flatMap(splitCommas))
}

function splitCommas(text: string): readonly string[] {
  const parts = text.split(',').map(clean).filter(Boolean)
  if (parts.length < 2) return parts
  // Initials come last in "Doe J., Roe A.B." and "Doe JA, Roe B".
  const trailing = parts.map((part) => /^(\S.*?) ((?:\p{Lu}\.[ -]?){1,8}|\p{Lu}{1,3})$/u.exec(part))
  if (trailing.every((match) => match && /\p{Ll}/u.test(match[1]!))) return trailing.map((m) => `${m![2]} ${m![1]}`)
  const isPairs = parts.length % 2 === 0
  const second = parts.filter((_, i) => i % 2 === 1)
  const initials = isPairs && second.every((part) => INITIALS.test(part))
  const oneWord = isPairs && parts.every((part) => words(part) === 1)
  const onePerson = parts.length === 2 && (words(parts[0]!) === 1 || words(parts[1]!) === 1)
  if (initials || oneWord || onePerson) return second.map((given, i) => toDisplay(`${parts[2 * i]!}, ${given}`))
  return parts
}

const NOBODY = /^(?:and )?(?:others|et\.? al\.?|etc\.?|…|\.\.\.|n\/?a|none|unknown|\[?anonymous\]?)?$/i

function keep(names: readonly string[]): readonly string[] {
  return names.map(clean).filter((name) => !NOBODY.test(name))
}
