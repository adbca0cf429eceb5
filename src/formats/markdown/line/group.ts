import type { Item } from './brackets.ts'
import { splitInstitutions } from './affiliation.ts'
import { parseAward } from '../field/award.ts'
import { readField } from '../field/fact.ts'
import { addLink, type PaperFacts } from '../field/paperFacts.ts'
import { isKnownFamily } from '../field/knownNames.ts'
import { parseFamilies, parseNames } from '../field/names.ts'
import { tidy, wordCount } from './pieces.ts'
import { fullYear, parseAppearance } from '../field/venue.ts'
import { isLabel, labelOf, namesInstitution } from '../field/words.ts'

/** Reads a bracketed text. False if it belongs to the text around it. `begun`: the title has begun before it. */
export function readGroup(
  { pieces, text, bracket }: Extract<Item, { kind: 'group' }>,
  found: PaperFacts,
  begun: boolean,
): boolean {
  const links = pieces.filter((piece) => piece.kind === 'link')
  const words = tidy(pieces.map((piece) => (piece.kind === 'text' ? piece.text : ' ')).join(''))
  // “[also in [2.1](#a)]” points to a place in the list.
  if (begun && links.length > 0 && links.every(({ url }) => url.startsWith('#'))) return true
  if (links.length > 0) {
    const labels = links.every(
      (link) => isLabel(link.text) || parseAppearance(link.text) !== null || /^https?:/.test(link.text),
    )
    const short = links.every((link) => link.text.split(' ').length <= 3 && link.text.length <= 30)
    if (!labels && !(short && begun && /^[\s\p{P}\p{S}]*$/u.test(words))) return false
    for (const link of links) {
      // A link named by a library leads to a copy, wherever the paper appeared.
      if (/^arxiv$/i.test(link.text.trim())) found.preprint = true
      else if (!LIBRARY.test(link.text.trim()) && parseAppearance(link.text)) readField(link.text, found)
      addLink(found, /^https?:/.test(link.text) ? labelOf(link.url) : link.text, link.url)
    }
    for (const part of words.split(/[,;|/]/)) if (!isLabel(part)) readField(part, found)
    return true
  }
  // “Foo.bar()” is a name.
  if (text === '' && bracket === '(') return false
  if (text === '' || (isLabel(text) && /\p{L}/u.test(text)) || /^[xX✓✔ ]$/.test(text)) return true
  const award = parseAppearance(text) ? null : parseAward(text)
  if (award) return found.awards.push(award) > 0
  // “(Doe, OSDI 1999)” has families alone.
  const [, people = '', where = ''] = /^(.*)[,;]\s+([^,;]*)$/s.exec(text) ?? []
  // Before a year alone, one word may be a journal.
  const isYear = begun && /^(?:19|20)\d\d$/.test(where) && /&| and |,/.test(people)
  const families = parseAppearance(where)?.venue
    ? (parseFamilies(people) ?? parseNames(people))
    : isYear
      ? parseFamilies(people)
      : null
  if (families && !families.some(namesInstitution)) {
    if (found.authors.length === 0) found.authors = families
    return readField(where, found)
  }
  // “(Roe & Kim)” after a title names its authors.
  const pair = begun && bracket === '(' && text.includes('&') ? parseFamilies(text) : null
  if (pair && pair.length > 1 && pair.some(isKnownFamily)) {
    if (found.authors.length === 0) found.authors = pair
    return true
  }
  // “(Roe+ 21)”
  const [, first, figures] = begun
    ? (/^(\p{Lu}[\p{L}'’-]{1,30})\+,? ?['’]?(\d\d|(?:19|20)\d\d)$/u.exec(text) ?? [])
    : []
  if (first && figures) {
    if (found.authors.length === 0) found.authors = [first]
    found.year ??= fullYear(figures)
    return true
  }
  // “（中国科学：信息科学，2023）”
  const [, journal, when] = begun ? (CHINESE_VENUE.exec(text) ?? []) : []
  if (journal && when && !parseAppearance(text) && !/更新|截至|修订|整理|阅读|笔记|版$/.test(journal)) {
    found.venue ||= journal
    found.year = Number(when)
    return true
  }
  // No person is called “AI Open”.
  if (begun && bracket === '(' && /(?<!\p{L})\p{Lu}{2,}(?!\p{L})/u.test(text) && readVenue(text, found)) return true
  const parts = text.split(/\s*[|;，；]\s*|,\s+(?=\S{0,40}\d{2}\S{0,40}$)/)
  if (!text.includes('|') && parseAppearance(text)) return readField(text, found)
  if (parts.length > 1 && parts.some((part) => parseAppearance(part))) {
    for (const part of parts)
      if (!readField(part, found) && namesInstitution(part)) found.affiliations.push(...splitInstitutions(part))
    return true
  }
  if (/\d{4}|et\.? al/.test(text) && readField(text, found)) return true
  const comma = text.split(/,\s+/)
  if (
    comma.length > 1 &&
    comma.some((part) => parseAppearance(part)?.year) &&
    comma.every((part) => readField(part, found))
  )
    return true
  if (begun && bracket === '(' && readVenue(text, found)) return true
  // “(NSDI 2024, Operational Systems Track)”
  if (begun && bracket === '(' && comma.length === 2 && TRACK.test(comma[1]!) && parseAppearance(comma[0]!)?.year)
    return readField(comma[0]!, found)
  // “(@MIT)” or “(Oxford University)” after a title says where it was made.
  const makers = /^@\s*(\S.*?)(?:,? etc\.?)?$/.exec(text)?.[1] ?? (begun && namesInstitution(text) ? text : '')
  if (
    bracket === '(' &&
    makers !== '' &&
    splitInstitutions(makers).every((maker) => wordCount(maker) <= 6) &&
    wordCount(makers) <= 30 &&
    /^[^\p{Ll}]/u.test(makers) &&
    !/[.!?]$/.test(makers)
  ) {
    found.affiliations.push(...splitInstitutions(makers))
    return true
  }
  // “[Computer 1987] Title” is a venue that nobody has listed.
  if (!begun && bracket === '[' && wordCount(text) <= 4 && readVenue(text, found)) return true
  // “[Stanford, Google] Title” says where it was made, and “[Meta] Title” may be about anything.
  const places = !begun && bracket === '[' && wordCount(text) <= 30 ? splitInstitutions(text) : []
  if (places.length > 0 && places.every((place) => isMaker(place))) {
    found.affiliations.push(...places)
    return true
  }
  // A tag before the title does not belong to it.
  return (
    !begun &&
    (bracket === '[' || /^(?:journal|conference|survey|review|book|workshop|preprint)$/i.test(text)) &&
    text.split(' ').length <= 4 &&
    text.length <= 40
  )
}

const isMaker = (text: string): boolean =>
  namesInstitution(text) &&
  wordCount(text) <= 6 &&
  /^[^\p{Ll}]/u.test(text) &&
  !/^(?:meta|research|technolog\w*|school|fair|bell|arm|center)$|\b(?:track|papers?|talk|survey|review|session|area)\b/i.test(
    text,
  )

const CHINESE_VENUE = /^(\p{Script=Han}[\p{Script=Han}A-Za-z：: ]{1,24}?)[，, ]*((?:19|20)\d\d)年?$/u

const TRACK = /^(?:\p{L}[\p{L}&-]* ){0,4}(?:track|session|papers?|posters?|demos?|workshops?|talks?|program|series)$/iu

const LIBRARY =
  /^(?:acm(?: dl| digital library)?|ieee(?: ?xplore)?|usenix|springer(?:link)?|elsevier|science ?direct|open ?review|(?:acl )?anthology|bio ?rxiv|med ?rxiv|hal|cvf|pmlr|pubmed|dblp|ssrn|jstor|nature|science)$/i

/** Reads words and a year as a venue, known or not, with what follows the year: "SIGCOMM 2017 Posters and Demos". */
export function readVenue(text: string, found: PaperFacts): boolean {
  const where =
    /^((?:\p{Lu}|[a-z]+[A-Z])(?:[^.?!，]|(?<=\b\p{Lu}\p{Ll}{0,8})\.(?=[\s,])){1,70}?)[\s,，'’]*((?:19|20)\d\d|(?<=['’])\d\d)(?:\s+from\s.*|\s\(?[\p{Lu}][^.?!]{0,40})?$/u.exec(
      text,
    )
  if (!where || wordCount(where[1]!) > 8) return false
  found.venue ||= where[1]!
  found.year = fullYear(where[2]!)
  return true
}
