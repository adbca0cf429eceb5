import { readArxiv } from '../../../model/paper/identity.ts'
import { tidy } from '../line/pieces.ts'
import { parseAward } from './award.ts'
import { parseJournal } from './imprint.ts'
import { parseNames } from './names.ts'
import type { PaperFacts } from './paperFacts.ts'
import { parseAppearance } from './venue.ts'
import { isLabel, namesInstitution } from './words.ts'

const ARXIV_ID = /arxiv[:\s]*(\d{4}\.\d{4,5})/i

/** Reads a text that states venue and year, authors, or an award. True for a mere label too, false for other text. */
export function readField(text: string, found: PaperFacts): boolean {
  const bare = tidy(text).replace(/^[\s,;:.|/–—-]+|(?<![\s,;:|/–—-])[\s,;:|/–—-]+$/g, '')
  if (bare === '' || (isLabel(bare) && !parseAppearance(bare)?.venue) || /^(?:and|in|at|by|\+|&)$/i.test(bare))
    return true
  const journal = parseJournal(bare)
  if (journal) {
    found.venue ||= journal.venue.replace(/^in:? /i, '')
    found.year = journal.year ?? found.year
    found.imprint ??= journal.imprint
    return true
  }
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
    // A day beside a venue with its year is that of a preprint.
    const isDay = appearance.venue === '' && found.venue !== '' && found.year !== null
    found.year = isDay ? found.year : (appearance.year ?? found.year)
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
