/** A person’s name, split as bibliographies sort it. */
export type Name = { readonly family: string; readonly given: string }

/** What may follow a name, such as “Jr” or “III”. */
export const SUFFIX = /^(?:[JS]r\.?|I{1,3}|IV|VI{0,3}|Ph\.?D\.?|M\.?D\.?)$/i

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

/** More authors than these are shown as the first ones and the last. */
const MOST_SHOWN = 4

/** The authors of a paper in one line: all of them, or the first ones and the last. */
export const shortAuthors = (names: readonly string[]): string =>
  names.length <= MOST_SHOWN ? names.join(', ') : [...names.slice(0, MOST_SHOWN - 1), '…', names.at(-1)].join(', ')

/** The same where there is little room. */
export const firstAuthor = ([first = '', ...others]: readonly string[]): string =>
  others.length > 0 ? `${first} et al.` : first

/** "Family, Given", by which names are sorted. */
export function familyFirst(name: string): string {
  const { family, given } = splitName(name)
  return given ? `${family}, ${given}` : family
}
