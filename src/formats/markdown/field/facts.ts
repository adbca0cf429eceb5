import { readDoi } from '../../../model/paper/identity.ts'
import { tidy } from '../line/pieces.ts'
import { readField } from './fact.ts'
import { readImprint } from './imprint.ts'
import { parseFamilies } from './names.ts'
import type { PaperFacts } from './paperFacts.ts'
import { joinSentences, sentencesOf } from './sentences.ts'
import { takeTrailingFacts } from './trailingFacts.ts'
import { namesInstitution } from './words.ts'

/** Reads the parts of a text that state one fact each, and returns the rest. */
export function readFields(written: string, found: PaperFacts): string {
  const text = readChinese(readCitation(written, found), found)
  if (readField(text, found)) return ''
  const rest: string[] = []
  // Without its venue, the rest may be names.
  const left = (part: string): string => {
    const { venue } = found
    const peeled = takeTrailingFacts(part, found)
    if (readField(peeled, found)) return ''
    // “Saltzer, Reed, and Clark, TOCS 1984” has families alone.
    const families = found.venue !== venue && found.authors.length === 0 ? parseFamilies(peeled) : null
    if (!families || families.length < 2 || families.some(namesInstitution)) return peeled
    found.authors = families
    return ''
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

/** Takes the DOI, and volume, issue and pages with the year behind them, out of a citation: "vol. 12, pp. 1–9, 2023". */
function readCitation(text: string, found: PaperFacts): string {
  const named = text.replace(/\bdoi:\s*(10\.\d{4,9}\/\S+)/i, (_, doi: string) => {
    found.doi ||= (readDoi(doi.replace(/[.,;]+$/, '')) ?? '').slice('doi:'.length)
    return ''
  })
  const bare = named.replace(/,?\s*\b(?:vol|no|pp|art)\.\s*[\dA-Z][\dA-Z–-]*/g, '')
  if (bare === named) return named
  found.imprint ??= readImprint(named)
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
