import { STATUS_LABELS } from '../../model/mark/mark.ts'
import type { Link } from '../../model/paper/paper.ts'
import { printCells } from './cells.ts'
import type { Entry } from '../entry/entry.ts'
import { printItems } from '../entry/listCell.ts'
import { labelOf } from '../entry/addresses.ts'
import { toMarkup } from '../entry/markup.ts'
import { printNames, splitAuthors } from '../entry/personNames.ts'
import { printOutline } from '../entry/highlightOutline.ts'

// `toMarkup` is last, since the parser undoes it first.
const printList = (items: readonly string[]) => toMarkup(printItems(items))

function printAuthors(authors: readonly string[]): string {
  const cell = printItems(printNames(authors, 'shown'))
  // A semicolon says that the cell holds names, and one person.
  return authors.length === 1 && !cell.endsWith(';') && splitAuthors(cell)[0] !== authors[0] ? `${cell};` : cell
}

const COLUMNS = {
  Title: ({ title }) => toMarkup(title),
  Authors: ({ authors }) => toMarkup(printAuthors(authors)),
  Year: ({ year }) => (year === null ? '' : String(year)),
  Venue: ({ venue }) => toMarkup(venue),
  DOI: ({ doi }) => doi,
  arXiv: ({ arxiv }) => arxiv,
  URL: ({ links }) => placeLinks(links).url,
  PDF: ({ links }) => placeLinks(links).pdf,
  Code: ({ links }) => placeLinks(links).code,
  Links: ({ links }) => printList(placeLinks(links).others.map(({ label, url }) => `${label} <${url}>`)),
  Topics: ({ topics }) => printList(topics.map((path) => path.join(' > '))),
  Affiliations: ({ affiliations }) => printList(affiliations),
  Awards: ({ awards }) => printList(awards),
  Notices: ({ notices }) => printList(notices),
  Highlights: ({ highlights }) => toMarkup(printOutline(highlights)),
  Abstract: ({ abstract }) => toMarkup(abstract),
  Status: ({ mark }) => (mark ? STATUS_LABELS[mark.status] : ''),
  Starred: ({ mark }) => (mark?.starred ? 'yes' : ''),
  Tags: ({ mark }) => printList(mark?.tags ?? []),
  Note: ({ mark }) => mark?.note ?? '',
} as const satisfies Readonly<Record<string, (entry: Entry) => string>>

/** The column with the title of the list, the same in each row. A list without a title has none. */
export const LIST_COLUMN = 'List'

/** Prints papers as a table with a header (RFC 4180). No spreadsheet runs a cell of it as a formula. */
export function printCsv(title: string, entries: readonly Entry[]): string {
  const [name, list] = title.trim() === '' ? [[], []] : [[LIST_COLUMN], [toMarkup(title)]]
  const rows = entries.map((entry) => [...Object.values(COLUMNS).map((print) => print(entry)), ...list])
  return printCells([[...Object.keys(COLUMNS), ...name], ...rows])
}

const OWN_HEAD = Object.keys(COLUMNS).slice(0, 9).join(',')
/** Whether a text begins with the columns of `printCsv`. */
export const isOwnCsv = (text: string): boolean => text.startsWith(OWN_HEAD)

/** The paper, its PDF and its code have columns of their own, as long as this keeps the order of the links. */
function placeLinks(links: readonly Link[]) {
  const placed = { url: '', pdf: '', code: '' }
  const columns = ['url', 'pdf', 'code'] as const
  let next = 0
  let count = 0
  for (const { label, url } of links) {
    const at = columns.findIndex((column, i) => i >= next && isFor(column, label, url))
    if (at < 0) break
    placed[columns[at]!] = url
    next = at + 1
    count += 1
  }
  return { ...placed, others: links.slice(count) }
}

const isFor = (column: 'url' | 'pdf' | 'code', label: string, url: string) =>
  column === 'url'
    ? label === labelOf(url) && label !== 'PDF' && label !== 'Code'
    : label === (column === 'pdf' ? 'PDF' : 'Code')
