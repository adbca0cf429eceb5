import { splitInstitutions } from '../line/affiliation.ts'
import { tidy, wordCount } from '../line/pieces.ts'
import { readField } from './fact.ts'
import { isKnownFamily, isKnownName } from './knownNames.ts'
import { parseFamilies, parseNames } from './names.ts'
import type { PaperFacts } from './paperFacts.ts'
import { parseAppearance } from './venue.ts'
import { namesInstitution } from './words.ts'

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

const SEPARATOR = /[,，|;；@]\s*|\.\s+|(?<=[?!])\s+|\s+[-–—/]\s*|\s*[—–]\s+|\s(?=in (?:proc|[A-Z]{3,}\b))/g
const LAST_WORDS =
  /\s((?:(?:USENIX|ACM|IEEE|AAAI)\s)?[A-Z][A-Za-z&]{1,12}(?:\s(?:Findings|Workshops?))?[\s'’-]*(?:(?:19|20)\d\d|['’]\d\d))$/

/** Whether a text at the end of a title names institutions: a few capitalized words each. */
const namesMakers = (text: string): boolean =>
  namesInstitution(text) &&
  splitInstitutions(text).every((name) => wordCount(name) < 7) &&
  text.split(' ').every((word) => /^[^\p{Ll}]|^(?:of|and|for|de)$/u.test(word)) &&
  !/[:?!]|^(?:an?|the|in|on|from|at|how|what|why|towards?|with|for)\s|\s(?:from|with|via|at|in|on|case|study|approach|experience)(?:\s|$)/i.test(
    text,
  )

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
  // In “submit it to OSDI 2024” the venue belongs to the sentence.
  const isWithin = last && /\b(?:to|for|on|of|with|and|the|from|by|via)$/i.test(bare.slice(0, last.index))
  if (last && !isWithin && parseAppearance(last[1]!)?.venue && readField(last[1]!, found))
    return bare.slice(0, last.index)
  // “张三，李四：题目，大数据 2023” has a venue that nobody has listed.
  const [behind = '', where, when] = /，\s?([\p{Lu}\p{Lo}][^，。！？]{1,20}?) ?((?:19|20)\d\d)年?$/u.exec(bare) ?? []
  if (where && when && found.authors.length > 0 && found.venue === '') {
    found.venue = where
    found.year = Number(when)
    return bare.slice(0, -behind.length)
  }
  const place = / \| ([^|]{2,60})$/.exec(bare) ?? /\s[—–-]{1,2}\s([^—–|]{2,120})$/.exec(bare)
  if (place && namesMakers(place[1]!)) {
    found.affiliations.push(...splitInstitutions(place[1]!))
    return bare.slice(0, place.index)
  }
  const by = /[\s,.]\s*(?:written )?by\s+(?=\p{Lu})/iu.exec(bare)
  const people = by && bare.slice(by.index + by[0].length)
  // "… by Monitoring Execution States" belongs to the title: a name nobody knows is enough only after a comma or full stop.
  if (by && people && (/^[,.]/.test(by[0]) || isKnownName(people) || /[,&]|\band\b|et\.? al/.test(people)))
    if (readField(people, found)) return bare.slice(0, by.index)
  for (const [at, length] of cuts.slice(-40)) {
    const [head, tail] = [bare.slice(0, at), bare.slice(at + length)]
    if (head.split(' ').length < 2) continue
    // “Title - Author, Other - ICML 2018” has family names alone.
    const isClear = length > 2 || /[|;；]/.test(bare.charAt(at))
    const families = found.venue !== '' && found.authors.length === 0 ? parseFamilies(tail) : null
    const arePeople = families && families.length > 1 && (isClear || families.some(isKnownFamily))
    if (arePeople && families.every((family) => parseNames(`A. ${family}`))) {
      found.authors = families
      return head
    }
    const names = parseNames(tail)
    const sure =
      names &&
      (/et\.? al/.test(tail) ||
        (length > 1 && /\s[-–—]|\./.test(bare.slice(at, at + length))) ||
        // “Who Cares? Ann Author, Bo Other”, and “Title, Ann Author, Bo Other” where the venue is known.
        (names.length > 1 && areWhole(tail) && (/[?!]$/.test(head) || found.venue !== '')) ||
        // A title must remain: “Ann Doe, Bo Roe, Cy Kim” are people alone.
        (names.length < 4 &&
          names.every((name) => name.includes(' ')) &&
          names.some(isKnownName) &&
          !isKnownName(head) &&
          (parseNames(bare)?.length ?? 0) < 3) ||
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

/** Whether a text has given and family names between commas alone. Titles have “and” before their last part. */
const areWhole = (text: string): boolean =>
  !/&|\band\b/.test(text) && text.split(/,\s*/).every((name) => /^\S+(?: \S+){1,3}$/.test(name))
