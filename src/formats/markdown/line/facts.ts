import { isWebAddress } from '../../../model/paper/safeUrl.ts'
import { readArxiv, readDoi } from '../../../model/paper/identity.ts'
import type { Highlight, Link } from '../../../model/paper/paper.ts'
import { parseNames } from './names.ts'
import { tidy } from './pieces.ts'
import { parseAppearance } from './venue.ts'
import { isLabel, namesInstitution } from './words.ts'

/** The facts about a paper that its lines have given so far. */
export type PaperFacts = {
  authors: readonly string[]
  year: number | null
  venue: string
  arxiv: string
  doi: string
  readonly links: Link[]
  /** The addresses of the links. */
  readonly addresses: Set<string>
  readonly awards: string[]
  readonly affiliations: string[]
  /** Addresses of files beside the list, which do not work elsewhere. */
  readonly local: string[]
}

/** The content below a paper’s title. */
export type Details = {
  readonly found: PaperFacts
  readonly notices: string[]
  readonly highlights: Highlight[]
  /** The user’s values of "Status", "Starred", "Tags" and "My note". */
  readonly own: Map<string, string>
}

export const nothingFound = (): PaperFacts => ({
  authors: [],
  year: null,
  venue: '',
  arxiv: '',
  doi: '',
  links: [],
  addresses: new Set(),
  awards: [],
  affiliations: [],
  local: [],
})

/** Adds a link with its label, unless its address is known. An address that is not on the web goes to `local`. */
export function addLink(found: PaperFacts, label: string, url: string): void {
  const address = url.trim().replace(/^\/\//, 'https://')
  if (!isWebAddress(address)) {
    if (address !== '' && !address.startsWith('#')) found.local.push(address)
    return
  }
  const clean = tidy(label.replace(/[\p{Extended_Pictographic}\uFE0F\u200D]|:[a-z_]+:/gu, ' ')).replace(
    /^[[(【]+\s*|\s?(?<![\])】])[\])】]+$|(?<![:：,])[:：,]+$/g,
    '',
  )
  const named = /^(?:github )?stars?$/i.test(clean) && /github\.com/.test(address) ? 'Code' : clean
  if (found.addresses.has(address)) return
  found.addresses.add(address)
  found.links.push({ label: named || 'Link', url: address })
}

const AWARD =
  /^(?:[\p{Extended_Pictographic}\uFE0F\s*]|:[a-z_]+:)*((?:[\w'’&-]+ ){0,6}(?:awards?|prize|best (?:\w+ ){0,3}(?:paper|artifact|poster)|honou?rable mention|(?:best|distinguished|outstanding|influential)(?: \w+)? (?:paper|artifact)s?|oral|spotlight|test[- ]of[- ]time)(?: (?:award|winner|nominee|nomination|candidate|finalist|runner[- ]?up|honou?rable mention|presentation|paper|\(?(?:19|20)\d\d\)?)){0,3}|最佳\S{0,10})[.!*]*$/iu

/** The award in a text that names nothing else. Null for any other text. */
export function parseAward(text: string): string | null {
  if (text.length > 1000) return null
  const award = AWARD.exec(tidy(text.replace(/[🏆🥇🥈🥉🏅🎖⭐🌟✨🔥]/gu, ' ')).replace(/^\(|\)$/g, ''))?.[1]
  return award && award.length <= 90 && !/\b(?:we|is|are|this|that|propose)\b/i.test(award) ? award.trim() : null
}

const ARXIV_ID = /arxiv[:\s]*(\d{4}\.\d{4,5})/i

/** Reads a text that states venue and year, authors, or an award. True for a mere label too, false for other text. */
export function readField(text: string, found: PaperFacts): boolean {
  const bare = tidy(text).replace(/^[\s,;:.|/–—-]+|(?<![\s,;:|/–—-])[\s,;:|/–—-]+$/g, '')
  if (bare === '' || (isLabel(bare) && !parseAppearance(bare)?.venue) || /^(?:and|in|at|by|\+|&)$/i.test(bare))
    return true
  const appearance = parseAppearance(bare)
  const award = appearance ? null : parseAward(bare)
  if (award) {
    found.awards.push(award)
    return true
  }
  if (appearance) {
    found.arxiv ||= (readArxiv(ARXIV_ID.exec(bare)?.[1]) ?? '').slice('arxiv:'.length)
    if (found.venue === '' || (found.venue === 'arXiv' && appearance.venue !== ''))
      found.venue = appearance.venue || found.venue
    found.year = appearance.year ?? found.year
    found.awards.push(...appearance.awards.filter((award) => !found.awards.includes(award)))
    return true
  }
  const dated = /^(.*?)(?<![\s,(])[\s,(]+((?:19|20)\d\d)[a-z]?\)?$/.exec(bare)
  const names = parseNames(dated ? dated[1]! : bare)
  // “Disk News 2001” is rather a venue than a person.
  const isVenue = dated && names?.length === 1 && !/[,(]|\p{Lu}\.|et\.? al/u.test(bare)
  if (
    names &&
    !isVenue &&
    (names.length > 1 || / /.test(names[0]!) || /et\.? al/.test(bare) || BY_HAN.test(bare)) &&
    !(names.length === 1 && namesInstitution(bare) && !/et\.? al/.test(bare))
  ) {
    if (found.authors.length === 0) found.authors = names
    if (dated) found.year ??= Number(dated[2])
    return true
  }
  return false
}

/** Chinese names have no blank: “by 李四” names one person. */
const BY_HAN = /^(?:written )?by\s+\p{Script=Han}{2,4}$/iu

/** Reads the parts of a text that state one fact each, and returns the rest. */
export function readFields(written: string, found: PaperFacts): string {
  const text = readChinese(readCitation(written, found), found)
  if (readField(text, found)) return ''
  const rest: string[] = []
  // Without its venue, the rest may be names.
  const left = (part: string): string => {
    const peeled = takeTrailingFacts(part, found)
    return readField(peeled, found) ? '' : peeled
  }
  for (const sentence of sentencesOf(text)) {
    if (readField(sentence, found)) continue
    const parts = sentence.split(/\s+[-–—|·•]\s+|[;；，]\s*|\s\|\s/)
    if (parts.length > 1 && parts.length < 20) {
      const unread = parts.filter((part) => !readField(part, found))
      if (unread.length < parts.length) {
        rest.push(...unread.map(left))
        continue
      }
    }
    rest.push(left(sentence))
  }
  // A quote before a blank ends a title in quotes.
  return joinSentences(rest.filter((part) => part.trim() !== '')).replace(/^(?:["”](?=[\s.,])|[\s,;:.|/–—-])+/, '')
}

/** Joins texts with full stops where they have none. */
export const joinSentences = (texts: readonly string[]): string =>
  tidy(
    texts.map((text, i) => (i === texts.length - 1 || /[.!?。]["”’)]?\s*$/.test(text) ? text : `${text}.`)).join(' '),
  )

/** Takes the DOI, and volume, issue and pages with the year behind them, out of a citation: "vol. 12, pp. 1–9, 2023". */
function readCitation(text: string, found: PaperFacts): string {
  const named = text.replace(/\bdoi:\s*(10\.\d{4,9}\/\S+)/i, (_, doi: string) => {
    found.doi ||= (readDoi(doi.replace(/[.,;]+$/, '')) ?? '').slice('doi:'.length)
    return ''
  })
  const bare = named.replace(/,?\s*\b(?:vol|no|pp|art)\.\s*[\dA-Z][\dA-Z–-]*/g, '')
  if (bare === named) return named
  return bare.replace(/,?\s*\b((?:19|20)\d\d)[\s,.]*$/, (_, year: string) => {
    found.year ??= Number(year)
    return ''
  })
}

/** Chinese lists put people and journals between commas: 张三，李四，《学报》. */
function readChinese(text: string, found: PaperFacts): string {
  const parts = tidy(text)
    .split(/\s*[，、]\s*/)
    .filter((part) => part !== '')
  const names = parts.filter((part) => /^\p{Script=Han}{2,4}(?<!学报|科学|通信|期刊)$/u.test(part))
  if (parts.length < 2 || names.length === 0) return text
  if (found.authors.length === 0) found.authors = names
  return parts
    .filter((part) => {
      // With people before it, another name is that of the journal.
      const [, journal, year] = /^《?(\p{Script=Han}{3,20}?)》?\s*((?:19|20)\d\d)?年?$/u.exec(part) ?? []
      if (names.includes(part)) return false
      if (journal) found.venue ||= journal
      if (year) found.year ??= Number(year)
      return !journal
    })
    .join('，')
}

const BOUNDARY =
  /(?<=[^\s.]{2,}[.]["”’)]?|[。]|\bal\.)(?<!\b(?:[Vv]s|[Dd]r|[Mm]r|[Ss]t|[Nn]o|eg|ie|e\.g|i\.e|cf|[Pp]roc|[Tt]rans|[Cc]onf|[Ss]ymp|[Ii]nt|Int'l|[Cc]omput|[Ss]yst|[Uu]niv|[Ff]ig|[Vv]ol|pp|J|[Ee]ng|[Ss]ci|[Jj]r|[Ss]r|Inc)\.)\s+(?=["“”'‘(\p{Lu}\p{Lo}\d]|arXiv|e[A-Z])|(?<=\bal\.)(?=\p{L})/u

/** Splits a text at the full stops that end sentences, not at those of initials and abbreviations. */
export const sentencesOf = (text: string): readonly string[] => tidy(text).split(BOUNDARY)

/** Moves venue, year and authors from the end of "Title, A. Author and B. Other, OSDI 2023" to `found`. */
export function takeTrailingFacts(title: string, found: PaperFacts): string {
  let text = tidy(title)
  for (let round = 0; round < 5; round++) {
    const next = peelOnce(text, found)
    if (next === text) break
    text = next
  }
  return text.replace(/(?<![\s,;:|/–—-])[\s,;:|/–—-]+$/, '')
}

const SEPARATOR = /[,，|;；@]\s*|\.\s+|\s+[-–—/]\s*|\s*[—–]\s+|\s(?=in (?:proc|[A-Z]{3,}\b))/g
const LAST_WORDS =
  /\s((?:(?:USENIX|ACM|IEEE|AAAI)\s)?[A-Z][A-Za-z&]{1,12}(?:\s(?:Findings|Workshops?))?[\s'’-]*(?:(?:19|20)\d\d|['’]\d\d))$/

function peelOnce(text: string, found: PaperFacts): string {
  const bare = text.replace(/(?<![\s,;:|/–—-])[\s,;:|/–—-]+$/, '')
  const cuts = [...bare.slice(-400).matchAll(SEPARATOR)].map(
    ({ index, 0: cut }) => [index + Math.max(0, bare.length - 400), cut.length] as const,
  )
  // Tries the longest tail first, so that "Proceedings of the X, 2021" stays whole. A title must remain.
  for (const [at, length] of cuts.slice(-6)) {
    const head = bare.slice(0, at)
    const tail = bare.slice(at + length)
    if (head.trim().length < 3 || !/[\p{L}\p{N}]/u.test(head)) continue
    const appearance = parseAppearance(tail)
    if (appearance && (appearance.year !== null || /^[A-Z]|\s/.test(tail)) && readField(tail, found)) return head
  }
  const last = LAST_WORDS.exec(bare)
  if (last && parseAppearance(last[1]!)?.venue && readField(last[1]!, found)) return bare.slice(0, last.index)
  const place = / \| ([^|]{2,60})$/.exec(bare)
  if (place && namesInstitution(place[1]!) && place[1]!.split(' ').every((word) => /^[^\p{Ll}]|^of$/u.test(word))) {
    found.affiliations.push(place[1]!)
    return bare.slice(0, place.index)
  }
  const by = /[\s,.]\s*(?:written )?by\s+(?=\p{Lu})/iu.exec(bare)
  const people = by && bare.slice(by.index + by[0].length)
  // "… by Monitoring Execution States" belongs to the title: one name is enough only after a comma or full stop.
  if (by && people && (/^[,.]/.test(by[0]) || /[,&]|\band\b|et\.? al/.test(people)) && readField(people, found))
    return bare.slice(0, by.index)
  for (const [at, length] of cuts.slice(-40)) {
    const [head, tail] = [bare.slice(0, at), bare.slice(at + length)]
    if (head.split(' ').length < 2) continue
    const names = parseNames(tail)
    const sure =
      names &&
      (/et\.? al/.test(tail) ||
        (length > 1 && /\s[-–—]|\./.test(bare.slice(at, at + length))) ||
        // After a comma words of a title may look like people: “Optical Flow, Depth Maps and Camera Paths”.
        names.some((name) => /^\p{Lu}\.|\s\p{Lu}\.(?:\s|$)|^\p{Script=Han}{2,4}$/u.test(name)))
    if (
      sure &&
      names.some((name) => name.includes(' ') || /et\.? al/.test(tail)) &&
      found.authors.length === 0 &&
      readField(tail, found)
    )
      return head
  }
  return text
}
