import { STATUS_LABELS } from '../../model/mark/mark.ts'
import type { Highlight, PaperId } from '../../model/paper/paper.ts'
import { toPaper, type Entry } from '../entry/entry.ts'
import type { Json } from '../json/jsonObjects.ts'
import { FIELDS } from '../markdown/print.ts'
import type { FrontMatter } from './frontMatter.ts'
import { linkFiles } from './noteLinks.ts'
import { OWN } from './noteShape.ts'
import { NOTE_BEGIN, NOTICE, readOwnNote } from './ownNote.ts'

/** A note file. Its name consists of letters, digits and blanks, and ends in `.md`. */
export type NoteFile = { readonly name: string; readonly text: string }

/**
 * Prints one Markdown file for each paper, with YAML front matter, as note-taking apps read it. The names come from the
 * titles. They are unique on every file system, even one that ignores case. Links between the notes name the files, and
 * `parseNote` restores each entry with its mark.
 */
export function printNotes(entries: readonly Entry[]): readonly NoteFile[] {
  const taken = new Set<string>()
  const names = entries.map(({ title }) => nameOf(title, taken))
  const nameOfPaper = new Map<PaperId, string>()
  entries.forEach((entry, i) => {
    for (const id of toPaper(entry, '').aliases) if (!nameOfPaper.has(id)) nameOfPaper.set(id, names[i]!)
  })
  return entries.map((entry, i) => ({
    name: `${names[i]!}.md`,
    text: printNote(entry, names[i]!, (paper) => nameOfPaper.get(paper)),
  }))
}

const LONGEST_NAME = 80
const LONGEST_BYTES = 200
/** Names that Windows reserves, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

function nameOf(title: string, taken: Set<string>): string {
  const words = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .replace(/^[\p{M} ]+/u, '')
    .trim()
  const characters = Array.from(words).slice(0, LONGEST_NAME)
  while (new TextEncoder().encode(characters.join('')).length > LONGEST_BYTES) characters.pop()
  const short = characters.join('').trim()
  const stem = short === '' || RESERVED.test(short) ? `Paper ${short}`.trim() : short
  let name = stem
  for (let i = 2; taken.has(fileKey(name)); i++) name = `${stem} ${i}`
  taken.add(fileKey(name))
  return name
}

const fileKey = (name: string): string => name.normalize('NFKD').toLowerCase()

/** Prints a note. What its properties cannot say goes into one of them, as JSON. */
function printNote(entry: Entry, name: string, nameOfPaper: (paper: PaperId) => string | undefined): string {
  const { text: note, links } = linkFiles(entry.mark?.note ?? '', nameOfPaper)
  const fileLinks = Object.keys(links).length > 0 ? { fileLinks: links } : {}
  const plain = toParts(entry, name, note, fileLinks)
  const read = readOwnNote(plain)
  const lost = FIELDS.filter((field) => JSON.stringify(read[field]) !== JSON.stringify(entry[field]))
  if (lost.length === 0) return print(plain)
  const said = Object.fromEntries(lost.map((field) => [field, entry[field]]))
  return print(toParts(entry, name, note, { ...fileLinks, ...said }))
}

/** JSON is YAML, and marks strings unambiguously. */
const print = ({ properties, body }: FrontMatter): string =>
  `---\n${Object.entries(properties)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('')}---\n${body}`

function toParts(
  { highlights, notices, links, mark, ...entry }: Entry,
  name: string,
  note: string,
  own: Json,
): FrontMatter {
  const properties = Object.entries({
    title: entry.title,
    // Note-taking apps find the file by its title too.
    aliases: entry.title === name || entry.title === '' ? [] : [entry.title],
    authors: entry.authors,
    year: entry.year,
    venue: entry.venue,
    doi: entry.doi,
    arxiv: entry.arxiv,
    topics: entry.topics.map((path) => path.join('/')),
    affiliations: entry.affiliations,
    awards: entry.awards,
    links: links.map(({ url }) => url),
    abstract: entry.abstract,
    status: mark ? STATUS_LABELS[mark.status] : '',
    starred: mark?.starred ? true : null,
    tags: mark?.tags ?? [],
    [OWN]: Object.keys(own).length === 0 ? true : JSON.stringify(own),
  }).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
  const points = [
    ...highlights.flatMap((highlight) => printPoint(highlight, '')),
    ...notices.map((text) => `- ${NOTICE}${line(text)}`),
  ]
  const isParted = points.length > 0 || `\n${note}`.includes(`\n${NOTE_BEGIN}\n`)
  const parts = [points.join('\n'), isParted ? NOTE_BEGIN : '', note].filter((part) => part !== '')
  return {
    properties: Object.fromEntries(properties),
    body: parts.length > 0 ? `\n${parts.join('\n\n')}\n` : '',
    notices: [],
  }
}

const printPoint = ({ text, children }: Highlight, indent: string): readonly string[] => [
  `${indent}- ${line(text)}`,
  ...children.flatMap((child) => printPoint(child, `${indent}  `)),
]

const line = (text: string): string => text.replace(/\s+/g, ' ').trim()
