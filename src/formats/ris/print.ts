import { factsFor } from '../bibliography/facts.ts'
import { translateType } from '../bibliography/vocabulary.ts'
import type { Entry } from '../entry/entry.ts'
import { labelOf } from '../entry/addresses.ts'
import { toMarkup } from '../entry/markup.ts'
import { printNames } from '../entry/personNames.ts'
import { printOutline } from '../entry/highlightOutline.ts'
import { INDENT } from './file.ts'
import { isJournal } from '../entry/journalNames.ts'
import { printRisFacts } from './facts.ts'
import { joinRis, keptTags, type Tags } from './kept.ts'

/**
 * Prints papers as RIS in UTF-8 with CRLF line ends, as the format requires. The custom fields U1 to U5 and C8 hold
 * status, star, topics, awards, notices and highlights. Other programs show them as they are. A record that came from RIS is
 * printed as it came wherever it still says what the paper says.
 */
export function printRis(_title: string, entries: readonly Entry[]): string {
  const records = entries.map(toLines)
  const [[type, ...first] = [], ...others] = records
  // The first record names the program in the tag for the provider of the data.
  const marked = type ? [[type, OWN_LINE, ...first], ...others] : records
  return marked.map((lines) => lines.map(printLine).join('')).join('\r\n')
}

const OWN_LINE = ['DP', 'Offprint'] as const
/** Whether a text begins as `printRis` begins it. */
export const isOwnRis = (text: string): boolean => /^TY {2}- [^\r\n]+\r?\nDP {2}- Offprint\r?\n/.test(text)

const printLine = ([tag, value]: readonly [string, string]) =>
  `${tag}  - ${value.replaceAll('\n', `\n${INDENT}`)}`.replaceAll('\n', '\r\n') + '\r\n'

type Line = readonly [tag: string, value: string]

function toLines(entry: Entry): readonly Line[] {
  const came = keptTags(entry)
  const facts = factsFor('ris', entry)
  const { bibliography, venue } = entry
  const type = (came ? bibliography!.type : translateType(facts.type, 'bibtex', 'ris')) || typeOf(venue)
  const key = came ? bibliography!.key : facts.key
  const own = group(ownLines(entry))
  const tags = came ? joinRis(entry, came, own) : group([...ownLines(entry), ...printRisFacts(facts.values)])
  // Next to a mark, keywords are the user’s tags.
  const lines = [...tags].filter(([tag]) => tag !== 'KW' || entry.mark === null || own.has(tag))
  const all = lines.flatMap(([tag, values]) => values.map((value): Line => [tag, value]))
  return [['TY', type], ...all, ...(key ? [['ID', key] as const] : []), ['ER', '']]
}

const typeOf = (venue: string) => (venue === '' ? 'GEN' : isJournal(venue) ? 'JOUR' : 'CONF')

function group(lines: readonly Line[]): Tags {
  const tags = new Map<string, string[]>()
  for (const [tag, value] of lines) tags.set(tag, [...(tags.get(tag) ?? []), value])
  return tags
}

function ownLines(entry: Entry): readonly Line[] {
  const { mark, venue } = entry
  const every = (tag: string, values: readonly string[]) => values.map((value) => [tag, toMarkup(value)] as const)
  const reader = mark
    ? [
        ['U1', mark.status] as const,
        ...(mark.starred ? [['U2', 'starred'] as const] : []),
        ...every('KW', mark.tags),
        ...(mark.note ? [['N1', mark.note] as const] : []),
      ]
    : []
  return [
    ['TI', toMarkup(entry.title)],
    ...every('AU', printNames(entry.authors, 'inverted')),
    ...(entry.year === null ? [] : [['PY', String(entry.year)] as const]),
    ...(venue ? [['T2', toMarkup(venue)] as const] : []),
    ...(entry.doi ? [['DO', entry.doi] as const] : []),
    ...(entry.arxiv ? [['AN', `arXiv:${entry.arxiv}`] as const] : []),
    ...entry.links.map(({ label, url }) => ['UR', label === labelOf(url) ? url : `${url} ${toMarkup(label)}`] as const),
    ...every('AD', entry.affiliations),
    ...every(
      'U3',
      entry.topics.map((path) => path.join(' > ')),
    ),
    ...every('U4', entry.awards),
    ...every('U5', entry.notices),
    ...(entry.abstract ? [['AB', toMarkup(entry.abstract)] as const] : []),
    ...(entry.highlights.length > 0 ? [['C8', printOutline(entry.highlights)] as const] : []),
    ...reader,
  ]
}
