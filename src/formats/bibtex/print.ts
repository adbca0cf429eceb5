import type { Link } from '../../model/paper/paper.ts'
import { FIELD_OF_LABEL } from './fields.ts'
import { citationKeys } from './citationKeys.ts'
import type { Entry } from '../entry/entry.ts'
import { labelOf } from '../entry/addresses.ts'
import { toMarkup } from '../entry/markup.ts'
import { splitName, toSorted } from '../entry/personNames.ts'
import { printOutline } from '../entry/highlightOutline.ts'
import { toTex } from './tex.ts'
import { isJournal } from '../entry/journalNames.ts'
import { protectTex, splitTex } from './texList.ts'

/** Prints papers as BibTeX in UTF-8, keyed by `citationKeys`. Marks go into the fields that JabRef has for them. */
export function printBibtex(title: string, entries: readonly Entry[]): string {
  const keys = citationKeys(entries)
  const printed = entries.map((entry, i) => {
    const fields = toFields(entry).map(([field, value]) => `  ${field} = {${value}},\n`)
    return `@${typeOf(entry)}{${keys[i]},\n${fields.join('')}}\n`
  })
  const head = title.trim() ? `% ${title.replace(/\s+/g, ' ').replaceAll('@', '(at)').trim()}\n` : ''
  return [head, ...printed].filter(Boolean).join('\n')
}

function typeOf({ venue }: Entry): string {
  if (venue === '') return 'misc'
  return isJournal(venue) ? 'article' : 'inproceedings'
}

function toFields(entry: Entry): readonly (readonly [field: string, value: string])[] {
  const { mark } = entry
  const text = (value: string) => toTex(toMarkup(value))
  const items = (values: readonly string[], separator: string) =>
    values.map((value) => protectTex(text(value), separator)).join(`${separator} `)
  const fields: (readonly [string, string])[] = [
    ['title', printTitle(entry.title)],
    ['author', entry.authors.map(printName).join(' and ')],
    ['year', entry.year === null ? '' : String(entry.year)],
    [typeOf(entry) === 'article' ? 'journal' : 'booktitle', text(entry.venue)],
    ['doi', entry.doi],
    ['eprint', entry.arxiv],
    ['archiveprefix', entry.arxiv && 'arXiv'],
    ...printLinks(entry.links),
    ['affiliation', items(entry.affiliations, ';')],
    ['award', items(entry.awards, ';')],
    ['addendum', items(entry.notices, ';')],
    ['highlights', toTex(printOutline(entry.highlights))],
    ['groups', entry.topics.map((path) => protectTex(text(path.join(' > ')), ',')).join(', ')],
  ]
  if (mark) {
    fields.push(
      ['readstatus', mark.status],
      ['relevance', mark.starred ? 'relevant' : ''],
      ['keywords', mark.tags.map((tag) => protectTex(protectTex(text(tag), ','), ';')).join(', ')],
      ['annotation', toTex(mark.note)],
    )
  }
  return fields.filter(([, value]) => value !== '')
}

/** Braces keep words that styles would lowercase: those with an inner capital, single capitals, and formulas. */
const printTitle = (title: string): string =>
  splitTex(toTex(toMarkup(title)), / /y)
    .map((word) => (isSpecial(word) && isWhole(word) ? `{${word}}` : word))
    .join(' ')

const isSpecial = (word: string) =>
  /\$.+\$/s.test(word) ||
  /\S\p{Lu}/u.test(word.replace(/\\[a-z]+(?:\{\})?/gi, '')) ||
  /^(?![AI]\b)\p{Lu}(?![\p{L}\\])/u.test(word)

/** Whether the braces of a piece are balanced, so that it can be wrapped in braces. */
function isWhole(piece: string): boolean {
  let depth = 0
  for (const char of piece) {
    if (char === '{') depth += 1
    else if (char === '}' && (depth -= 1) < 0) return false
  }
  return depth === 0 && !piece.endsWith('\\')
}

function printName(name: string): string {
  const { family, given } = splitName(name)
  const isPerson = given !== '' && !/[,;{}]|\sand\s/i.test(name) && toSorted(name) === `${family}, ${given}`
  if (isPerson) return `${toTex(family)}, ${toTex(given)}`
  return /^[\p{L}\p{N}]+$/u.test(name) && !/^others$/i.test(name) ? name : `{${toTex(name)}}`
}

function printLinks(links: readonly Link[]): readonly (readonly [string, string])[] {
  const printed: [field: string, value: string][] = []
  const used = new Set<string>()
  for (const { label, url } of links) {
    const wanted = FIELD_OF_LABEL.get(label) ?? (labelOf(url) === label ? 'url' : 'links')
    // Keeps the order of the links: a link whose field is taken goes to `links`, and so do all links after it.
    const field = used.has(wanted) || used.has('links') ? 'links' : wanted
    const last = printed.at(-1)
    const named = protectTex(`${toTex(toMarkup(label))} <${url}>`, ';')
    if (field === 'links' && last?.[0] === 'links') last[1] += `; ${named}`
    else printed.push([field, field === 'links' ? named : url])
    used.add(field)
  }
  return printed
}
