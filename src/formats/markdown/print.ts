import { parseEmphasis } from '../../model/note/emphasis.ts'
import { type Mark, STATUS_LABELS } from '../../model/mark/mark.ts'
import type { Highlight, TopicPath } from '../../model/paper/paper.ts'
import type { Entry, Parsed } from '../entry/entry.ts'
import { parseMarkdown } from './parse.ts'
import { atStart, escape, escapeSigns, escapeUrl, oneLine } from './escape.ts'
import { type OwnFields, printOwn } from './outline/ownComment.ts'
import { isImprint } from './field/imprint.ts'
import { parseAppearance } from './field/venue.ts'

/** A last line that no reader of the list sees. */
const OWN_MARK = '<!-- offprint -->'
/** Whether a text is a list with the last line of `printMarkdown`. Its papers may have been edited since. */
export const isOwnMarkdown = (text: string): boolean =>
  /^(?:#|<!-- offprint\n)/.test(text) && /^<!-- offprint -->$/m.test(text)

/** The fields of an entry that Markdown of the app gives back. */
export const FIELDS = [
  'title',
  'authors',
  'year',
  'venue',
  'doi',
  'arxiv',
  'topics',
  'affiliations',
  'links',
  'awards',
  'notices',
  'highlights',
  'mark',
] as const
type Field = (typeof FIELDS)[number] | 'bibliography'

// The first round finds the fields that the style cannot express, the second those that its comments have changed.
const ROUNDS = 4

/**
 * Prints papers as a reading list in Markdown: topics as headings, papers as bullets with their links, and below them
 * affiliations, awards, notices and highlights. A paper with a mark also gets a task box and the user’s note.
 * `parseMarkdown` restores the same entries: a hidden comment holds the fields that the style cannot express.
 */
export function printMarkdown(title: string, entries: readonly Entry[]): string {
  const said = entries.map(() => new Set<Field>())
  let ownTitle = false
  let printed = render(title, entries, said, ownTitle)
  for (let round = 0; round < ROUNDS; round++) {
    const wrong = compare(parseMarkdown(printed.text), title, entries, printed.lines)
    if (wrong.fields.every((fields) => fields.length === 0) && !wrong.title) break
    ownTitle ||= wrong.title
    wrong.fields.forEach((fields, i) => {
      // If a comment did not help, other fields are the cause, so the comment gets them all.
      const more = round > 0 && fields.length > 0 ? [...FIELDS, ...fields] : fields
      more.forEach((field) => said[i]!.add(field))
    })
    printed = render(title, entries, said, ownTitle)
  }
  return printed.text
}

/** The fields of each entry that differ after parsing. */
function compare(parsed: Parsed, title: string, entries: readonly Entry[], lines: readonly number[]) {
  const read = new Map(parsed.entries.map((entry) => [entry.line, entry]))
  const told = new Set(parsed.notices.map(({ line, field }) => `${field} ${line}`))
  const fields = entries.map((entry, i) => {
    const found = read.get(lines[i]!)
    // A text may read like the volume and pages of a paper that has none. Entries of other formats are not printed.
    const isGiven = entry.bibliography === undefined || isImprint(entry.bibliography)
    const given: readonly Field[] = isGiven ? [...FIELDS, 'bibliography'] : FIELDS
    return given.filter((field) => !found || !isSame(found[field], entry[field]) || told.has(`${field} ${lines[i]}`))
  })
  return { fields, title: parsed.title !== title }
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

type Printed = {
  readonly text: string
  /** The line on which each entry begins, counted from 1. */
  readonly lines: readonly number[]
}

const FIRST_DEPTH = 3
const LAST_DEPTH = 6

function render(
  title: string,
  entries: readonly Entry[],
  said: readonly ReadonlySet<Field>[],
  ownTitle: boolean,
): Printed {
  const out: string[] = []
  const starts: number[] = []
  let count = 0
  const add = (text: string) => {
    out.push(text)
    count += text.split('\n').length
  }
  const fallback = parseAppearance(title)
  if (ownTitle) add(`${printOwn({ list: title }, '')}\n`)
  if (title.trim() !== '') add(`# ${escape(title)}\n`)
  add('## Papers\n')
  let path: TopicPath = []
  // A paper with several topics is in full under the first, and with title and links under the others.
  const again = new Map<string, { readonly path: TopicPath; readonly entries: Entry[] }>()
  const enter = (next: TopicPath) => {
    const shared = commonLength(path, next)
    if (count > 0 && out.at(-1)?.startsWith('*')) add('')
    // Only a heading of the same depth ends a deeper one.
    if (shared === next.length && next.length < path.length) {
      if (next.length === 0) add('## Papers\n')
      else add(`${'#'.repeat(Math.min(FIRST_DEPTH + next.length - 1, LAST_DEPTH))} ${escape(next.at(-1)!)}\n`)
    }
    next.forEach((topic, i) => {
      if (i >= shared) add(`${'#'.repeat(Math.min(FIRST_DEPTH + i, LAST_DEPTH))} ${escape(topic)}\n`)
    })
    path = next
  }
  entries.forEach((entry, i) => {
    const [topic = [], ...others] = said[i]!.has('topics') ? [] : entry.topics
    if (!isSame(topic, path)) enter(topic)
    starts.push(count + 1)
    add(printEntry(entry, said[i]!, fallback))
    for (const other of others) {
      const key = JSON.stringify(other)
      if (!again.has(key)) again.set(key, { path: other, entries: [] })
      again.get(key)!.entries.push(entry)
    }
  })
  for (const { path: topic, entries: papers } of again.values()) {
    enter(topic)
    for (const entry of papers) add(`* ${head({ ...entry, venue: '', year: null }, null)}`)
  }
  return { text: `${out.join('\n').trimEnd()}\n\n${OWN_MARK}\n`, lines: starts }
}

function commonLength(a: TopicPath, b: TopicPath): number {
  const end = a.findIndex((topic, i) => topic !== b[i])
  return end < 0 ? a.length : end
}

type Default = { readonly venue: string; readonly year: number | null } | null

function printEntry(entry: Entry, said: ReadonlySet<Field>, fallback: Default): string {
  const own: OwnFields = Object.fromEntries(
    [...FIELDS, 'bibliography' as const]
      .filter((field) => said.has(field))
      .map((field) => [field, entry[field] ?? null]),
  )
  const { mark } = entry
  const lines = [`* ${mark ? (mark.status === 'read' ? '[x] ' : '[ ] ') : ''}${head(entry, fallback)}`]
  const item = (text: string, depth = 1) => lines.push(`${'  '.repeat(depth)}* ${text}`)
  if (said.size > 0) lines.push(printOwn(own, '  '))
  if (entry.affiliations.length > 0) item(entry.affiliations.map((name) => escape(name)).join(' & '))
  if (entry.authors.length > 0) item(`Authors: ${entry.authors.map((name) => escape(name)).join(', ')}`)
  const known = entry.links
    .map(({ url }) => url)
    .join(' ')
    .toLowerCase()
  if (entry.doi !== '' && !known.includes(entry.doi.toLowerCase())) item(`DOI: ${escape(entry.doi)}`)
  if (entry.arxiv !== '' && !known.includes(entry.arxiv.toLowerCase())) item(`arXiv: ${escape(entry.arxiv)}`)
  for (const award of entry.awards) item(`**${escape(award)}**`)
  for (const highlight of entry.highlights) printHighlight(highlight, 1, item)
  for (const notice of entry.notices) item(`**Notice**: ${emphasis(notice)}`)
  if (mark) lines.push(...printMark(mark, said.has('mark')))
  return lines.join('\n')
}

function head({ title, venue, year, links }: Entry, fallback: Default): string {
  const where =
    fallback && fallback.venue === venue && fallback.year === year ? '' : [venue, year ?? ''].join(' ').trim()
  return [
    escape(title) || '…',
    ...(where === '' ? [] : [`(${escape(where)})`]),
    ...links.map(({ label, url }) => `\\[[${escape(label)}](${escapeUrl(url)})]`),
  ].join(' ')
}

function printHighlight(
  { text, children }: Highlight,
  depth: number,
  item: (text: string, depth: number) => void,
): void {
  item(emphasis(text), depth)
  // Lists rarely nest deeper, and the parser slows down with depth. The comment holds highlights that are deeper.
  if (depth < 8) for (const child of children) printHighlight(child, depth + 1, item)
}

const MARKS = { plain: '', em: '*', strong: '**', code: '`' } as const

const emphasis = (text: string): string =>
  atStart(
    parseEmphasis(oneLine(text))
      .map(({ text, style }) => `${MARKS[style]}${style === 'code' ? text : escapeSigns(text)}${MARKS[style]}`)
      .join(''),
  )

/** A note of plain lines becomes a list. One with Markdown or blank lines goes unchanged into a fenced block. */
function printMark({ status, starred, tags, note }: Mark, saidElsewhere: boolean): readonly string[] {
  const lines: string[] = []
  if (status !== 'read' && status !== 'unread') lines.push(`  * Status: ${STATUS_LABELS[status]}`)
  if (starred) lines.push('  * Starred: yes')
  if (tags.length > 0) lines.push(`  * Tags: ${tags.map((tag) => escape(tag)).join(', ')}`)
  if (note === '') return lines
  const typed = note.split('\n')
  lines.push('  * My note:')
  if (
    typed.length <= 100 &&
    typed.every((line) => line !== '' && line === line.trim() && line === escape(line) && line.length < 2000)
  ) {
    return [...lines, ...typed.map((line) => `    * ${line}`)]
  }
  if (saidElsewhere) return lines.slice(0, -1)
  const longest = Math.max(2, ...(note.match(/`{3,}/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return [...lines, '', `    ${fence}text`, ...typed.map((line) => (line === '' ? '' : `    ${line}`)), `    ${fence}`]
}
