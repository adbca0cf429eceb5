import { STATUS_LABELS } from '../../model/mark/mark.ts'
import type { Highlight } from '../../model/paper/paper.ts'
import type { Entry } from '../entry/entry.ts'

/** A note file. Its name consists of letters, digits and blanks, and ends in `.md`. */
export type NoteFile = { readonly name: string; readonly text: string }

/**
 * Prints one Markdown file for each paper, with YAML front matter, as note-taking apps read it. The names come from the
 * titles. They are unique on every file system, even one that ignores case.
 */
export function printNotes(entries: readonly Entry[]): readonly NoteFile[] {
  const taken = new Set<string>()
  return entries.map((entry) => ({ name: nameOf(entry.title, taken), text: printNote(entry) }))
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
  return `${name}.md`
}

const fileKey = (name: string): string => name.normalize('NFKD').toLowerCase()

function printNote({ highlights, notices, links, mark, ...entry }: Entry): string {
  const front = Object.entries({
    title: entry.title,
    authors: entry.authors,
    year: entry.year,
    venue: entry.venue,
    doi: entry.doi,
    arxiv: entry.arxiv,
    topics: entry.topics.map((path) => path.join('/')),
    affiliations: entry.affiliations,
    awards: entry.awards,
    links: links.map(({ url }) => url),
    status: mark ? STATUS_LABELS[mark.status] : '',
    starred: mark?.starred ? true : null,
    tags: mark?.tags ?? [],
  }).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
  // JSON is YAML, and marks strings unambiguously.
  const yaml = front.map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  const points = [
    ...highlights.flatMap((highlight) => printPoint(highlight, '')),
    ...notices.map((text) => `- Notice: ${line(text)}`),
  ]
  const parts = [`---\n${yaml.join('\n')}\n---`, points.join('\n'), mark?.note ?? '']
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

const printPoint = ({ text, children }: Highlight, indent: string): readonly string[] => [
  `${indent}- ${line(text)}`,
  ...children.flatMap((child) => printPoint(child, `${indent}  `)),
]

const line = (text: string): string => text.replace(/\s+/g, ' ').trim()
