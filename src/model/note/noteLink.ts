import { readArxiv, readDoi } from '../paper/identity.ts'
import { titleIdentity } from '../paper/titleIdentity.ts'
import { insert, type Writing } from './noteEdit.ts'
import { fenceAfter } from './noteLines.ts'
import type { PaperHead, PaperId } from '../paper/paper.ts'

/** A link to another paper in a note, `[[name]]` or `[[name|shown]]`. */
export type NoteLink = { readonly name: string; readonly shown: string }

const PART = /\\[^\n]|(?<ticks>`+)|\[\[(?<inside>[^[\]\n]+)\]\]/g
const PARAGRAPH_END = /\n[ \t]*\n/

/** The links of a note in order, except those in code. */
export function linksIn(note: string): readonly NoteLink[] {
  // Most notes have no link, so this skips the parsing.
  if (!note.includes('[[')) return []
  return withoutCode(note).flatMap((text) => text.split(PARAGRAPH_END).flatMap(linksOfParagraph))
}

/** The links of a paragraph. Escaped brackets and code between two runs of as many backticks hold none. */
function linksOfParagraph(text: string): readonly NoteLink[] {
  // Offset of the last run of each length. A run with no later run of its length opens no code, so no search is needed.
  const lastOf = new Map([...text.matchAll(/`+/g)].map(({ index, 0: ticks }) => [ticks.length, index]))
  const links: NoteLink[] = []
  PART.lastIndex = 0
  for (let part = PART.exec(text); part; part = PART.exec(text)) {
    const { ticks = '', inside = '' } = part.groups ?? {}
    const link = readLink(inside)
    if (link) links.push(link)
    const opens = ticks !== '' && text[part.index - 1] !== '`' && (lastOf.get(ticks.length) ?? 0) > part.index
    if (opens) PART.lastIndex = endOfRun(text, PART.lastIndex, ticks.length)
  }
  return links
}

/** The end of the next run of `length` backticks. */
function endOfRun(text: string, from: number, length: number): number {
  const run = /`+/g
  run.lastIndex = from
  while (run.exec(text)?.[0].length !== length && run.lastIndex > 0);
  return run.lastIndex
}

/** Parses the text inside the brackets of a link; null if it has no name. */
export function readLink(inside: string): NoteLink | null {
  const at = inside.indexOf('|')
  // In a Markdown table the pipe is escaped as `\|`.
  const name = (at < 0 ? inside : inside.slice(0, at).replace(/\\$/, '')).trim()
  const shown = at < 0 ? '' : inside.slice(at + 1).trim()
  return name === '' ? null : { name, shown: shown || name }
}

/** The parts of a note outside fenced code blocks. */
function withoutCode(note: string): readonly string[] {
  if (!/^ {0,3}(?:```|~~~)/m.test(note)) return [note]
  const parts: string[][] = [[]]
  let fence = ''
  for (const line of note.split('\n')) {
    const next = fenceAfter(fence, line)
    if (fence === '' && next === '') parts.at(-1)!.push(line)
    else if (parts.at(-1)!.length > 0) parts.push([])
    fence = next
  }
  return parts.map((lines) => lines.join('\n'))
}

/**
 * The identity of the paper that a link names: its title, regardless of case and punctuation. If the title is
 * ambiguous, the link has a DOI, arXiv id or URL with the prefix `doi:`, `arxiv:` or `url:`.
 */
export function linkedId(name: string): PaperId {
  const kind = /^(doi|arxiv|url):(?=\S+$)/i.exec(name)?.[1]?.toLowerCase()
  const id = kind === 'doi' ? readDoi(name) : kind === 'arxiv' ? readArxiv(name) : kind && name
  return (id as PaperId | undefined) ?? titleIdentity(name)
}

/** A link to a paper by its title. With `byId`, for a title that another paper has too, a link by its strongest id. */
export function printLink({ id, title }: Pick<PaperHead, 'id' | 'title'>, byId = false): string {
  const name = title.replace(/[[\]|#^`\\\s]+/g, ' ').trim()
  const canName = /^(?:doi|arxiv|url):[^[\]|`\\\s]+$/.test(id)
  if (canName && (byId || titleIdentity(name) !== titleIdentity(title))) return `[[${id}|${name}]]`
  return `[[${name}]]`
}

/** The typed start of a link’s name, and its offset. */
export type LinkBegun = { readonly typed: string; readonly at: number }

/** The unfinished link at the caret; null if there is none. */
export function linkBegun({ text, from, to }: Writing): LinkBegun | null {
  if (from !== to) return null
  const line = text.slice(text.lastIndexOf('\n', from - 1) + 1, from)
  const typed = /\[\[([^[\]|]*)$/.exec(line)?.[1]
  return typed === undefined ? null : { typed, at: from - typed.length }
}

/** Replaces the unfinished link at the caret, and any brackets that already close it, with a link. */
export function completeLink(writing: Writing, link: string): Writing {
  const begun = linkBegun(writing)
  if (!begun) return insert(writing, link)
  const { text, to } = writing
  const rest = /^[^[\]\n]*\]\]/.exec(text.slice(to))?.[0].length ?? 0
  return insert({ text, from: begun.at - 2, to: to + rest }, link)
}
