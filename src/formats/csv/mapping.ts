import type { Cells } from './cells.ts'
import { readHeader, type Column, type FactColumn } from '../entry/columnNames.ts'
import { factColumnsOf, factRankOf } from '../bibliography/factColumns.ts'
import { isPublicAddress } from '../entry/addresses.ts'

/** The field that each column of a table holds, or null for an unread one. Several columns may hold the same field. */
export type Mapping = readonly (Column | FactColumn | null)[]

/**
 * Guesses the fields of a table’s columns from their names. Without a header, or if no name is that of a title, guesses
 * from the cells too.
 */
export function guessMapping(header: readonly string[], rows: readonly (readonly string[])[]): Mapping {
  const facts = factColumnsOf(header)
  const named = header.map((name, at) => readHeader(name)?.column ?? facts[at]!)
  for (const [at, column] of named.entries()) {
    if (column !== 'title') continue
    const isOfAddresses = share(rows, at, (cell) => isPublicAddress(cell)) > 0.5
    // A column named "Paper" may hold the titles or the links to them.
    if (isOfAddresses) named[at] = 'url'
  }
  pickTitle(named, header, rows)
  return named
}

/** Bound on the columns that are guessed. No table of papers has more. */
const MAX_COLUMNS = 200

/** Keeps the best named of the title columns. Without any, picks the column whose cells read most like titles. */
function pickTitle(
  mapping: (Column | FactColumn | null)[],
  header: readonly string[],
  rows: readonly (readonly string[])[],
) {
  const titles = mapping.flatMap((column, at) => (column === 'title' ? [at] : []))
  if (titles.length > 0) {
    const best = titles.toSorted((a, b) => rankOf(header, a) - rankOf(header, b))[0]
    for (const at of titles) if (at !== best) mapping[at] = null
    return
  }
  const width = Math.min(MAX_COLUMNS, Math.max(mapping.length, ...rows.slice(0, 200).map((cells) => cells.length)))
  while (mapping.length < width) mapping.push(null)
  for (let at = 0; at < width; at += 1) mapping[at] ??= guessColumn(rows, at)
  const free = mapping.flatMap((column, at) => (column === null ? [at] : []))
  const scores = new Map(free.map((at) => [at, wordsIn(rows, at)]))
  const score = (at: number) => scores.get(at) ?? 0
  const title = free.toSorted((a, b) => score(b) - score(a))[0]
  const hasOthers = width === 1 || mapping.some((column) => column !== null)
  if (title !== undefined && hasLetters(rows, title) && score(title) >= (hasOthers ? FEW_WORDS : MANY_WORDS))
    mapping[title] = 'title'
}

/** The words in a title, where other columns are those of papers, and where none is known. */
const FEW_WORDS = 1.2
const MANY_WORDS = 3.5

const hasLetters = (rows: readonly (readonly string[])[], at: number) =>
  share(rows, at, (cell) => /\p{L}{2}|\p{Lo}/u.test(cell)) > 0.6

/** How specific the name of a column is: less is more specific. */
export function rankOf(header: readonly string[], at: number): number {
  const name = header[at] ?? ''
  return readHeader(name)?.rank ?? factRankOf(name)
}

const sampleOf = (rows: readonly (readonly string[])[], at: number) =>
  rows.slice(0, 200).flatMap((cells) => (cells[at]?.trim() ? [cells[at].trim()] : []))

function share(rows: readonly (readonly string[])[], at: number, is: (cell: string) => boolean): number {
  const cells = sampleOf(rows, at)
  return cells.length === 0 ? 0 : cells.filter(is).length / cells.length
}

/** How much a column reads like titles: words in a cell, less for repeated cells and for text as long as abstracts. */
function wordsIn(rows: readonly (readonly string[])[], at: number): number {
  const cells = sampleOf(rows, at)
  if (cells.length === 0) return 0
  const words = cells.map((cell) =>
    /\p{Script=Han}|\p{Script=Hiragana}/u.test(cell) ? cell.length / 2 : cell.split(/\s+/).length,
  )
  const mean = words.reduce((sum, count) => sum + count, 0) / cells.length
  const unique = new Set(cells).size / cells.length
  return (mean > 40 ? 1 : mean) * unique * unique
}

function guessColumn(rows: readonly (readonly string[])[], at: number): Column | null {
  const is = (looks: (cell: string) => boolean) => share(rows, at, looks) > 0.6
  if (is((cell) => /^(?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?$/.test(cell))) return 'year'
  if (is((cell) => /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?10\.\d{4,}\/\S+$/i.test(cell))) return 'doi'
  if (is(isPublicAddress)) return share(rows, at, (cell) => /github\.com|gitlab/.test(cell)) > 0.6 ? 'code' : 'url'
  if (is((cell) => NAMES.test(cell))) return 'authors'
  if (
    is(
      (cell) =>
        /\b(?:conference|proceedings|journal|transactions|symposium|workshop|arxiv|[A-Z]{3,}(?: ?'?\d{2,4})?)\b/.test(
          cell,
        ) && cell.split(/\s+/).length < 12,
    )
  )
    return 'venue'
  return null
}

/** Two or more names of people. */
const NAMES =
  /^\p{Lu}[\p{L}.'’-]*,?(?: [\p{L}.'’-]+){1,4}(?:[,;]| and| &) \p{Lu}[\p{L}.'’ -](?:[\p{L}.'’ -]|[,;&] \p{Lu}[\p{L}.'’ -])*$/u

/** Names of a column of titles that are words of other tables too. */
const AMBIGUOUS = /^(?:name|paper|t1|ti)$/i

/** The index of the header, below any lines about the file. Null without a header. */
export function findHeader(rows: readonly Cells[]): number | null {
  const known = rows
    .slice(0, 12)
    .map(({ cells }) => new Set(cells.map((cell) => readHeader(cell)?.column).filter(Boolean)))
  const best = known.findIndex((columns) => columns.has('title') && columns.size > 1)
  if (best >= 0) return best
  const first = rows[0]?.cells.slice(0, MAX_COLUMNS) ?? []
  if (known[0] && (known[0].size > 1 || (first.length === 1 && known[0].has('title')))) return 0
  if (first.some((cell) => readHeader(cell)?.column === 'title' && !AMBIGUOUS.test(cell.trim()))) return 0
  // A header in an unknown language: its names are short and are not years, numbers or addresses.
  const rest = rows.slice(1, 30).map(({ cells }) => cells)
  const isShort = first.every(
    (cell) => cell.trim() !== '' && cell.length < 40 && !/^\d+$|^10\.|:\/\//.test(cell.trim()),
  )
  const differs = first.some(
    (_, at) => guessColumn(rest, at) !== null || wordsIn(rest, at) > 4 * first[at]!.split(/\s+/).length,
  )
  return isShort && differs && rest.length > 0 ? 0 : null
}
