import { printNumber } from '../numberFormat.ts'
import type { Unread } from './backup.ts'
import { parseJson } from '../parseJson.ts'
import { parseList, type Problem } from '../paper/list.ts'
import type { Paper } from '../paper/paper.ts'

/** An own list in a backup. */
export type BackupList = {
  readonly id: string
  readonly title: string
  /** Milliseconds since 1970. */
  readonly addedAt: number
  readonly papers: readonly Paper[]
}

type Json = { readonly [name: string]: unknown }
/** The parsed header line of a list, and the lines of its papers. */
type Group = { readonly head: Json; readonly lines: string[] }

/** The line of a backup that begins an own list. A line for each of its papers follows. */
export const printListHead = (list: Omit<BackupList, 'papers'> & { readonly papers: number }): string => {
  const { id, title, addedAt, papers } = list
  return JSON.stringify({ id, title, addedAt, papers })
}

/**
 * Parses the lists of a backup, with each paper validated like one from a stranger’s file, and reports what cannot be
 * read.
 */
export function readBackupLists(lines: readonly string[]): {
  readonly lists: readonly BackupList[]
  readonly unread: readonly Unread[]
} {
  const unread: Unread[] = []
  const lists = [...groups(lines, unread).values()].map(({ head, lines }): BackupList => {
    const title = typeof head['title'] === 'string' && head['title'].trim() !== '' ? head['title'] : 'A list'
    const where = `the list “${title}”`
    const missing = Number(head['papers']) - lines.length
    if (missing > 0) unread.push({ where, message: `once held ${printNumber(missing)} more` })
    const papers = lines.flatMap((line): readonly unknown[] => {
      const parsed = parseJson(line)
      if ('value' in parsed) return [toEntry(parsed.value)]
      unread.push({ where, message: `has a paper that cannot be read: ${line.slice(0, 80)}` })
      return []
    })
    const { list, problems } = parseList(where, JSON.stringify({ id: 'own', title, papers }))
    for (const { paper, field, message } of problems)
      unread.push({ where, message: [paper, field, message].filter((part) => part !== null).join(': ') })
    const addedAt = Number(head['addedAt'])
    return { id: head['id'] as string, title, addedAt: Number.isFinite(addedAt) ? addedAt : 0, papers: list!.papers }
  })
  return { lists, unread }
}

/** The lines of our lists, and of what theirs have in addition: other lists, and papers that ours lack. */
export function joinListLines(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  if (theirs.length === ours.length && theirs.every((line, i) => line === ours[i])) return ours
  const joined = groups(ours, [])
  for (const [id, { head, lines }] of groups(theirs, [])) {
    const known = joined.get(id)
    if (!known) {
      joined.set(id, { head, lines })
      continue
    }
    const ids = new Set(known.lines.map(paperIdOf))
    known.lines.push(...lines.filter((line) => !ids.has(paperIdOf(line))))
  }
  return [...joined.values()].flatMap(({ head, lines }) => [
    JSON.stringify({ ...head, papers: lines.length }),
    ...lines,
  ])
}

function groups(lines: readonly string[], unread: Unread[]): Map<string, Group> {
  const found = new Map<string, Group>()
  let present: Group | null = null
  for (const line of lines) {
    const head = readHead(line)
    if (head) {
      const id = head['id'] as string
      present = found.get(id) ?? { head, lines: [] }
      found.set(id, present)
    } else if (present) present.lines.push(line)
    else unread.push({ where: 'the lists', message: `have a line that belongs to none: ${line.slice(0, 80)}` })
  }
  return found
}

function readHead(line: string): Json | null {
  // A paper has aliases, so its line need not be parsed. Inside a string a quote has a backslash before it.
  if (!line.includes('"addedAt"') || line.includes('"aliases":')) return null
  const parsed = parseJson(line)
  const value = 'value' in parsed ? (parsed.value as Json | null) : null
  return value && typeof value['id'] === 'string' && 'addedAt' in value && !('aliases' in value) ? value : null
}

const paperIdOf = (line: string): string => {
  const parsed = parseJson(line)
  const id = 'value' in parsed ? (parsed.value as Json | null)?.['id'] : undefined
  return typeof id === 'string' ? id : line
}

/** A paper of a stored list that is not valid: the usable part, and the problems. `place` names its line. */
export function readKeptPaper(
  file: string,
  value: unknown,
  place: string,
): { readonly paper: Paper | null; readonly problems: readonly Problem[] } {
  let text: string
  try {
    text = JSON.stringify({ id: 'own', title: file, papers: [toEntry(value)] })
  } catch {
    // JSON is parsed at any depth, but not printed.
    return { paper: null, problems: [{ file, paper: place, field: null, message: 'is nested too deep' }] }
  }
  const { list, problems } = parseList(file, text)
  return {
    paper: list?.papers[0] ?? null,
    problems: problems.map((problem) => (problem.paper === 'paper 1' ? { ...problem, paper: place } : problem)),
  }
}

/** A stored paper as an entry of a list: with its identities, without what was derived from them. */
function toEntry(paper: unknown): unknown {
  if (typeof paper !== 'object' || paper === null) return paper
  const { id: _id, aliases, lists: _lists, year, venue, abstract, ...facts } = paper as Json
  const named = (kind: string) =>
    Array.isArray(aliases)
      ? aliases.find((alias): alias is string => typeof alias === 'string' && alias.startsWith(kind))
      : undefined
  const [doi, arxiv] = [named('doi:'), named('arxiv:')]
  return {
    ...facts,
    ...(year !== null && { year }),
    ...(venue !== '' && { venue }),
    ...(abstract !== '' && { abstract }),
    ...(doi && { doi: doi.slice('doi:'.length) }),
    ...(arxiv && { arxiv: arxiv.slice('arxiv:'.length) }),
  }
}
