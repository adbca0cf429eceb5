import type { Entry } from '../entry/entry.ts'
import { labelOf } from '../entry/addresses.ts'
import { toMarkup } from '../entry/markup.ts'
import { toSorted } from '../entry/personNames.ts'
import { printOutline } from '../entry/highlightOutline.ts'
import { INDENT } from './file.ts'
import { isJournal } from '../entry/journalNames.ts'

/**
 * Prints papers as RIS in UTF-8 with CRLF line ends, as the format requires. The custom fields U1 to U5 and C8 hold
 * status, star, topics, awards, notices and highlights. Other programs show them as they are.
 */
export function printRis(_title: string, entries: readonly Entry[]): string {
  return entries.map((entry) => toLines(entry).map(printLine).join('')).join('\r\n')
}

const printLine = ([tag, value]: readonly [string, string]) =>
  `${tag}  - ${value.replaceAll('\n', `\n${INDENT}`)}`.replaceAll('\n', '\r\n') + '\r\n'

function toLines(entry: Entry): readonly (readonly [tag: string, value: string])[] {
  const { mark, venue } = entry
  const every = (tag: string, values: readonly string[]) => values.map((value) => [tag, toMarkup(value)] as const)
  const type = venue === '' ? 'GEN' : isJournal(venue) ? 'JOUR' : 'CONF'
  const reader = mark
    ? [
        ['U1', mark.status] as const,
        ...(mark.starred ? [['U2', 'starred'] as const] : []),
        ...every('KW', mark.tags),
        ...(mark.note ? [['N1', mark.note] as const] : []),
      ]
    : []
  return [
    ['TY', type],
    ['TI', toMarkup(entry.title)],
    ...every('AU', entry.authors.map(toSorted)),
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
    ...(entry.highlights.length > 0 ? [['C8', printOutline(entry.highlights)] as const] : []),
    ...reader,
    ['ER', ''],
  ]
}
