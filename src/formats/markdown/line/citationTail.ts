import type { PaperFacts } from '../field/paperFacts.ts'
import { fullYear, parseAppearance } from '../field/venue.ts'
import { LONGEST_CITATION, YEAR } from './citationStyles.ts'

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[.]?'

/** Where the name of a venue ends: at its volume, issue, pages or year, or with its sentence. */
const END_OF_VENUE = new RegExp(
  String.raw`[,.;]? \(?(?:[Vv]ol|[Nn]o|pp?|art|ser)\. ?\S|,? \d[\d.]*(?: ?\(|[,:.;]|$)|(?:[,.;(] ?${MONTH})?[\s,.;(]+${YEAR}(?!\d| \p{Lu})|\.(?: (?![\p{Lu}(])|$)|(?<=\p{Lo})[,，]|, (?:pages?|pp) `,
  'u',
)

/** The venue in what follows the title of a citation. `leans` are its parts in italics. Empty where there is none. */
export function venueIn(tail: string, leans: readonly string[]): string {
  const lean = leans.find((part) => tail.includes(part))
  const text = (lean ?? tail)
    .replace(/^[\s.,:;/(]+/, '')
    .replace(/^in:? /i, '')
    .replace(/^\/\//, '')
  if (/^arxiv\b/i.test(text)) return 'arXiv'
  const end = text.slice(1).search(END_OF_VENUE)
  const venue = (end < 0 ? text : text.slice(0, end + 1)).replace(/[\s.,;:(]+$/, '')
  // “New York, NY: Springer” is a place and a publisher.
  const publisher = /^(?:\p{Lu}[\p{L}. ]{1,30}(?:, )?){1,3}: (\p{Lu}[\p{L}&. ]{2,60})$/u.exec(venue)?.[1]
  if (publisher) return publisher
  const known = parseAppearance(text.slice(0, 150))?.venue ?? ''
  if (/^[A-Z][\w&]{1,11}$/.test(known)) return known
  return venue.length < 200 && /\p{L}{2}/u.test(venue) && !/^(?:https?|doi|vol|no|pp?)\b/i.test(venue) ? venue : ''
}

/** Reads a line that says where a paper appeared, such as “In Proceedings of …, 2019”. False for any other text. */
export function readWhere(text: string, found: PaperFacts): boolean {
  const venue = /^in:? (?:(?:19|20)\d\d |proc)/i.test(text) ? venueIn(text.slice(0, LONGEST_CITATION), []) : ''
  const year = yearIn(text.slice(0, LONGEST_CITATION))
  if (venue === '') return false
  found.venue ||= venue
  if (year !== undefined) found.year ??= Number(year)
  return true
}

/** The year in what follows a title; undefined where there is none. */
export const yearIn = (tail: string): string | undefined =>
  new RegExp(String.raw`\((?:[^()\d]{0,20})?(${YEAR})(?:-\d\d){0,2}\)`).exec(tail)?.[1] ??
  [...tail.matchAll(new RegExp(String.raw`(?<![\d:./–-])${YEAR}(?![\d–]|-\d|\/)`, 'g'))].at(-1)?.[0] ??
  shortYearIn(tail)

/** The year of “CSCW ’92”. */
const shortYearIn = (tail: string): string | undefined => {
  const figures = /(?<=\p{Lu}\s?)['’]\d\d(?![\d\p{L}])/u.exec(tail)?.[0]
  return figures && String(fullYear(figures))
}

/** What a reader has written behind a citation; empty where only numbers and names are left. */
export const remark = (tail: string): string => /[.)] [—–-] ?(\S.*)$/.exec(tail)?.[1] ?? ''
