import { completeStored, type StoredPaper } from '../../model/paper/storedPaper.ts'
import type { Paper } from '../../model/paper/paper.ts'
import { lacksCitation, withCitation } from '../../model/paper/titleIdentity.ts'

/** The fields that identify a paper. */
export type Names = Pick<Paper, 'id' | 'aliases' | 'title'>

/** Prints a paper as a line of JSON, with its names first, and its bibliography entry and its abstract last. */
export function printPaper({ id, aliases, title, authors, addedAt, bibliography, abstract, ...rest }: Paper): string {
  const times = addedAt !== null && { addedAt }
  const last = { ...(bibliography && { bibliography }), ...(abstract !== '' && { abstract }) }
  return JSON.stringify({ id, aliases, title, authors, ...rest, ...times, ...last })
}

/** Parses a paper’s line. Throws if it is not JSON. */
export const parsePaper = (line: string): Paper => completeStored(JSON.parse(line) as StoredPaper)

/**
 * Parses only the names at the beginning of a paper’s line, in a fraction of the time for the whole line. Null if they
 * are not there, or if they lack an identity that the author and year beyond them give.
 */
export function parseNames(beginning: string): Names | null {
  // A text inside JSON has no unescaped quotes, so this is the key.
  const end = beginning.indexOf(AUTHORS)
  if (end < 0) return null
  const { id, aliases, title } = JSON.parse(`${beginning.slice(0, end)}}`) as Partial<Names>
  if (id === undefined || !aliases || title === undefined) return null
  if (!lacksCitation(aliases)) return { id, aliases, title }
  const [, year] = YEAR.exec(beginning.slice(end)) ?? []
  const [, first] = FIRST_AUTHOR.exec(beginning.slice(end)) ?? []
  if (year === undefined || first === undefined) return null
  const authors = first === '' ? [] : [JSON.parse(first) as string]
  const named = withCitation({ id, aliases, title, authors, year: JSON.parse(year) as number | null })
  return { id: named.id, aliases: named.aliases, title }
}

const AUTHORS = ',"authors":['
const FIRST_AUTHOR = /^,"authors":\[(|"(?:[^"\\]|\\.)*")[\],]/
const YEAR = /\],"year":(null|-?\d+)[,}]/

/** The same for the authors, which follow the names. */
export function parseAuthors(beginning: string): readonly string[] | null {
  const start = beginning.indexOf(',"authors":[')
  if (start < 0) return null
  const from = start + ',"authors":'.length
  const end = beginning.indexOf(']', from) + 1
  try {
    return JSON.parse(beginning.slice(from, end)) as readonly string[]
  } catch {
    // The list is longer than the beginning, or a name contains a bracket.
    return null
  }
}
