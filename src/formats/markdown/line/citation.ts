import { readArxiv, readDoi } from '../../../model/paper/identity.ts'
import { isEastAsian } from '../../entry/displayName.ts'
import { addLink, type PaperFacts } from '../field/paperFacts.ts'
import { readImprint } from '../field/imprint.ts'
import { parseFamilies, parseNames } from '../field/names.ts'
import { CITATION_STYLES, LONGEST_CITATION } from './citationStyles.ts'
import { remark, venueIn, yearIn } from './citationTail.ts'
import { type Piece, tidy } from './pieces.ts'
import { parseAppearance } from '../field/venue.ts'
import { isLabel, labelOf, namesInstitution } from '../field/words.ts'

const NUMBER = /^\s*(?:\[\d{1,4}\]|\d{1,4}[.)])\s*/

/** Reads pieces that are one citation, and adds its facts. Its title, and the words behind it; null for any other text. */
export function readCitation(
  pieces: readonly Piece[],
  found: PaperFacts,
): { readonly title: string; readonly rest: string } | null {
  const links = pieces.filter((piece) => piece.kind === 'link')
  if (links.some(({ text }) => !isLabel(text) && !isAddress(text))) return null
  const { text, leans } = written(pieces)
  if (text.length > LONGEST_CITATION) return null
  for (const { pattern, needsItalics } of CITATION_STYLES) {
    // Without its italics, a book may be any sentence.
    if (needsItalics && leans.length === 0) continue
    const { people = '', year, title, rest = '', book, listed, tail } = pattern.exec(text)?.groups ?? {}
    if (book !== undefined && !book.startsWith(leans[0]!)) continue
    const names =
      people === ''
        ? null
        : (peopleIn(people) ??
          familiesIn(people, year) ??
          bodyIn(people, text.slice(people.length).trimStart().startsWith('(')))
    if (!names || (title === undefined && names.length === 1 && !/\p{Lu}\.|,|et al/u.test(people) && !year)) continue
    const parts =
      title !== undefined
        ? { title, tail: tail ?? '' }
        : listed !== undefined
          ? (splitListed(listed) ?? (year !== undefined && listed.length < 300 ? { title: listed, tail: '' } : null))
          : (split(book ?? rest, leans) ?? alone(rest, year, links.length))
    if (!parts) continue
    const venue = venueIn(parts.tail, leans)
    const when = year ?? yearIn(parts.tail)
    if (when === undefined && venue === '') continue
    found.authors = names
    found.year = when === undefined ? null : Number(when)
    found.venue = venue
    found.imprint = readImprint(parts.tail)
    found.arxiv ||= (readArxiv(/arxiv[: ]*(\d{4}\.\d{4,5})/i.exec(text)?.[1]) ?? '').slice('arxiv:'.length)
    found.doi ||= (readDoi(/\bdoi: ?(10\.\d{4,9}\/\S+?)[.,;]*(?:\s|$)/i.exec(text)?.[1]) ?? '').slice('doi:'.length)
    for (const link of links) addLink(found, isAddress(link.text) ? labelOf(link.url) : link.text, link.url)
    return { title: parts.title.trim().replace(/(?<=[^.]{2})[.,]$/, ''), rest: remark(parts.tail) }
  }
  return null
}

const isAddress = (text: string) => /^(?:https?:\/\/|www\.|10\.\d{4}|doi:)\S+$/.test(text)

/** The text without links and the number before it, and its parts in italics in their order. */
function written(pieces: readonly Piece[]): { readonly text: string; readonly leans: readonly string[] } {
  const text = tidy(pieces.map((piece) => (piece.kind === 'text' ? piece.text : ' ')).join(''))
  const leans = pieces.flatMap((piece) => (piece.kind === 'text' && piece.style === 'em' ? [tidy(piece.text)] : []))
  return { text: text.replace(NUMBER, ''), leans: leans.filter((part) => /\p{L}{2}/u.test(part)) }
}

function peopleIn(written: string): readonly string[] | null {
  const text = written.replace(/[\s,]+$/, '').replace(/, (?:Jr|Sr)\.?(?=,|$)| 00\d\d(?=,|$)/g, '')
  const parts = text.split(/\s*[,，、;]\s*/).filter((part) => !/^(?:等|et al\.?)$/.test(part))
  if (parts.every((part) => part.length > 1 && part.length < 5 && isEastAsian(part))) return parts
  const bare = parts.map((part) => part.replace(/ (?:et al\.?|等)$/, ''))
  const inverted = bare.map((part) =>
    /^(\p{Lu}[\p{L}'’-]+(?: \p{L}[\p{L}'’-]+){0,3}) (\p{Lu}(?: ?\p{Lu}){0,2})$/u.exec(part),
  )
  if (inverted.every((match) => match !== null))
    return inverted.map(([, family, letters]) => `${letters!.replace(/(\p{Lu}) ?/gu, '$1. ')}${family}`)
  const [, family, given] = /^(\p{Lu}[\p{L}'’ -]{1,40}), (\p{Lu}[\p{L}'’. -]{0,30})$/u.exec(text) ?? []
  // “Ann Roe, Bo Doe” are two people.
  const isOne = family && given && !(family.includes(' ') && given.includes(' '))
  if (isOne && parseNames(`${given} ${family}`)?.length === 1) return [`${given} ${family}`]
  const names = parseNames(text)
  return names?.some((name) => /[\s.]/.test(name)) || /et al/.test(text) ? names : null
}

/** Family names alone are people where their year is next: “Roe, Doe (2018): Title”. */
function familiesIn(people: string, year: string | undefined): readonly string[] | null {
  const families = year === undefined ? null : parseFamilies(people)
  return families && families.length > 1 ? families : null
}

const BODY =
  /\b(?:association|organi[sz]ation|committee|commission|department|ministry|council|agency|administration|team|group|consortium|collaboration|collaborators|society|bureau|office|union|network|board|authority|service|nations|bank|forum)\b/i

/** A body that speaks for itself: “World Health Organization.” Null for any other text. `isDated`: its year is next. */
function bodyIn(text: string, isDated: boolean): readonly string[] | null {
  const name = text.replace(/\.$/, '').trim()
  const words = name.split(' ')
  const isName = words.every(
    (word) => /^(?:\p{Lu}|\d|&$|\()/u.test(word) || /^(?:of|for|and|the|on|in|de|et|für)$/.test(word),
  )
  return isName &&
    words.length < 14 &&
    (namesInstitution(name) || BODY.test(name) || (isDated && /^\p{Lu}{3,}$/u.test(name)))
    ? [name]
    : null
}

/** Parts the title from where it appeared, which is in italics, or is the next sentence. */
function split(rest: string, leans: readonly string[]): { readonly title: string; readonly tail: string } | null {
  const at = leans[0] === undefined ? -1 : rest.indexOf(leans[0])
  // Titles of books and reports are in italics themselves.
  if (at === 0) return { title: leans[0]!, tail: rest.slice(leans[0]!.length) }
  if (at > 0) {
    const [, title = '', within = ''] = /^(.*?[.?!])( In:?(?: .{3,200})?)?$/.exec(rest.slice(0, at).trim()) ?? []
    return title.length > 3 ? { title, tail: `${within} ${rest.slice(at)}` } : null
  }
  const end = /[.?!](?= (?:In:? )?(?:\p{Lu}|\d|arXiv|e\p{Lu}))/u
  for (let from = 0; from < 600;) {
    const cut = end.exec(rest.slice(from))
    if (!cut) return null
    from += cut.index + 1
    const tail = rest.slice(from)
    // “Who Cares? A Study” goes on.
    if (cut[0] === '.' || parseAppearance(venueIn(tail, []))) return { title: rest.slice(0, from), tail }
  }
  return null
}

/** Parts the title from where it appeared at the first comma with a venue behind it. */
function splitListed(listed: string): { readonly title: string; readonly tail: string } | null {
  for (const { index } of listed.slice(0, 600).matchAll(/, /g)) {
    const title = listed.slice(0, index)
    const tail = listed.slice(index + 2)
    if (parseAppearance(title)) return null
    if (/^in:? \p{Lu}/iu.test(tail) || parseAppearance(venueIn(tail, []))) return { title, tail }
  }
  return null
}

/** A title with nothing behind it but an address. Null for any other text. */
const alone = (rest: string, year: string | undefined, links: number) =>
  year !== undefined && links > 0 && /^[^.]{4,300}\.?$/.test(rest) ? { title: rest, tail: '' } : null
