import { familyFirst, SUFFIX } from '../../model/paper/personName.ts'

const clean = (text: string) => text.replace(/\s+/g, ' ').trim()

/**
 * Turns "Family, Given", "Family, Jr, Given" (BibTeX) or "Family, Given, Jr" (RIS) into "Given Family Jr". A name without
 * commas keeps its order, unless an initial with a dot comes last. East Asian names keep theirs.
 */
export function toDisplay(name: string): string {
  if (isWhole(name)) return fromWhole(name)
  const parts = name
    .replace(/,?\s+(?:and|&)\s*$|,\s*$/i, '')
    .split(',')
    .map(clean)
  const [family = '', second = '', third = ''] = parts
  if (parts.length === 1) return fromFamilyFirst([family], DOTTED)?.[0] ?? family
  if (parts.every(isEastAsian)) return parts.join('')
  if (parts.length === 2) {
    if (isClearSuffix(second)) return `${family} ${second}`
    const [, given = second, remark = ''] = /^(.*?)( \(.*\))$/.exec(second) ?? []
    return clean(`${given} ${family}${remark}`)
  }
  const [suffix, given] = SUFFIX.test(third) ? [third, second] : [second, third]
  return SUFFIX.test(suffix) ? clean(`${given} ${family} ${suffix}`) : clean(name)
}

/**
 * Marks a name that is not to be taken apart, as EndNote does for institutions: its first comma is doubled, or it ends
 * with a comma.
 */
export const toWhole = (name: string): string => (name.includes(',') ? name.replace(',', ',,') : `${name},`)

export const isWhole = (name: string): boolean => /,,|^[^,]+,$/.test(name.trim())

/** The name that `toWhole` has marked. */
export const fromWhole = (name: string): string =>
  clean(name.includes(',,') ? name.replace(',,', ',') : name.trim().slice(0, -1))

/** In the place of a given name, letters that may be initials are initials: "Smith, JR", "Vigna, I". */
const isClearSuffix = (text: string) => /^(?:[JS]r\.?|I{2,3}|VI{2,3}|Ph\.?D\.?)$/.test(text)

/** Whether a name, or a part of it, is in letters of East Asia, where the family name comes first. */
export const isEastAsian = (text: string): boolean =>
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}々ー]+$/u.test(text)

/** "Doe J." or "Doe A.-B." */
export const DOTTED = /^(\p{Lu}[^,]*?) ((?:\p{Lu}\.[ -]?){1,8})$/u
/** "Doe J", "Vander Lugt MT", "King ML Jr", with or without dots. */
export const TRAILING = /^([^\s,][^,]*?) ((?:\p{Lu}\.[ -]?){1,8}|\p{Lu}{1,3})( [JS]r\.?| 2nd| 3rd)?$/u

/** Names whose initials come last, with the initials first; null unless all names have this shape. */
export function fromFamilyFirst(names: readonly string[], shape = TRAILING): readonly string[] | null {
  const found = names.map((name) => shape.exec(name))
  const isEvery = found.every((match) => match && /\p{Ll}/u.test(match[1]!) && !/^\p{Lu}\./u.test(match[1]!))
  return isEvery ? found.map((match) => clean(`${match![2]} ${match![1]}${match![3] ?? ''}`)) : null
}

/** "Family, Given" if `toDisplay` restores the name from it, else the name unchanged. */
export function toSorted(name: string): string {
  const sorted = familyFirst(name)
  return toDisplay(sorted) === name ? sorted : name
}

/** Whether a name is that of a group or an institution, which has no family name. */
export const isGroup = (name: string): boolean =>
  /\b(?:collaboration|consortium|committee|commission|council|society|association|institute|university|ministry|department|agency|organi[sz]ation|foundation|corporation|initiative|project|laborator(?:y|ies)|team|group|inc|ltd|gmbh)\b/i.test(
    name,
  )

const NOBODY =
  /^(?:and )?(?:others|(?:\+ ?)?\d+ (?:others|more)(?: authors)?|et\.? al\.?|etc\.?|…|\.\.\.|n\/?a|none|unknown|\[?anonymous\]?)?$/i

/** Whether words in the place of a name name nobody, such as "et al." or "[Anonymous]". */
export const isNobody = (name: string): boolean => NOBODY.test(name)

/** What files put behind a name: the number of the author or of a footnote, in an article or at ORCID. */
const NUMBERS =
  / ?\((?:(?:orcid|ORCID):? ?)?(?:https?:\/\/orcid\.org\/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]\)| \d{4}$|(?<=\p{Ll})[\d*†‡§¶]{1,3}(?=,|$)/gu

/** A name without "and" before it, and without numbers and signs behind it. */
export const trimName = (name: string): string =>
  isWhole(name)
    ? clean(name)
    : clean(
        clean(name)
          .replace(/^(?:and|&) /i, '')
          .replace(NUMBERS, ''),
      )
