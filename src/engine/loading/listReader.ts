import { readKeptPaper } from '../../model/backup/backupLists.ts'
import { completeStored, isKeptPaper, readKeptHead } from '../../model/paper/storedPaper.ts'
import type { ListHead, Problem } from '../../model/paper/list.ts'
import type { Paper } from '../../model/paper/paper.ts'
import { lineAt, toAbstracts, toBibliographies, toLines, type Lines } from '../index/paperRecords.ts'
import { partLines, type PartedLines } from './partLines.ts'
import { createTimeSlice } from './timeSlice.ts'

/** A position in a list: the offset of a line, the number of lines before it, and the title of the list. */
export type Place = { readonly at: number; readonly line: number; readonly title: string | null }
export const START: Place = { at: 0, line: 0, title: null }

type Papers = PartedLines & {
  readonly head: ListHead | null
  readonly papers: readonly Paper[]
  readonly problems: readonly Problem[]
}

/**
 * Reads a stored list from a position on, in slices that let questions in. Every line is validated, since a list may
 * come from another device. An error costs its paper, or its field, and is reported. `addedAt` is for papers without a time.
 */
export async function* readLines(
  name: string,
  blob: Blob,
  from: Place = START,
  addedAt: number | null = null,
): AsyncGenerator<Papers> {
  let number = from.line
  let listed: readonly string[] = [from.title ?? name]
  const pause = createTimeSlice()
  for await (const { at, lines: all } of linesOf(blob, from.at)) {
    let head: ListHead | null = null
    const [papers, mended, problems]: [Paper[], Paper[], Problem[]] = [[], [], []]
    const [starts, ends]: [number[], number[]] = [[], []]
    const sizes: { bibliographies: number[]; abstracts: number[] } = { bibliographies: [], abstracts: [] }
    for (const [i, start] of all.starts.entries()) {
      number += 1
      const text = lineAt(all, i)
      const value = parseLine(text)
      const first: ListHead | null = number === 1 ? readKeptHead(name, value) : null
      // A list that was renamed has its title only in the header.
      if (first) listed = [(head = first).title]
      else if (isKeptPaper(value)) {
        const paper = withTime({ ...completeStored(value), lists: listed }, addedAt)
        const size = sizesAtEnd(text, all.ends[i]! - start, paper)
        if (size === null) mended.push(paper)
        else {
          papers.push(paper)
          starts.push(start)
          ends.push(all.ends[i]!)
          sizes.bibliographies.push(size.bibliography)
          sizes.abstracts.push(size.abstract)
        }
      } else if (value !== null) {
        const read = readKeptPaper(name, value, `line ${number}`)
        if (read.paper) mended.push(withTime({ ...read.paper, lists: listed }, addedAt))
        problems.push(...read.problems)
      } else if (text !== '') {
        const message = `line ${number} of what is kept of it cannot be read`
        problems.push({ file: name, paper: null, field: null, message })
      }
    }
    const lines = { bytes: all.bytes, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
    yield { head, papers, ...partLines(lines, sizes, blob, at)!, problems }
    // Line numbers in messages differ from those of the stored list.
    if (mended.length > 0) {
      const apart = {
        lines: toLines(mended),
        abstracts: toAbstracts(mended),
        bibliographies: toBibliographies(mended),
      }
      yield { head: null, papers: mended, ...apart, problems: [] }
    }
    await pause()
  }
}

const withTime = (paper: Paper, addedAt: number | null): Paper => ({ ...paper, addedAt: paper.addedAt ?? addedAt })

const encoder = new TextEncoder()

/**
 * The sizes in bytes of the bibliography entry and the abstract at the end of a line, 0 for none; null where they are
 * elsewhere, or spelled in another way.
 */
function sizesAtEnd(line: string, bytes: number, { abstract, bibliography }: Paper) {
  const [entry, text] = [bibliography ? JSON.stringify(bibliography) : '', abstract ? JSON.stringify(abstract) : '']
  const end = `${entry && `,"bibliography":${entry}`}${text && `,"abstract":${text}`}}`
  if (!line.endsWith(end)) return null
  const size = (part: string) => (line.length === bytes ? part.length : encoder.encode(part).length)
  return { bibliography: size(entry), abstract: text ? size(text) - 2 : 0 }
}

/** The size of a read: small at first, for the first rows, then some ten milliseconds of work. */
export const FIRST_BYTES = 100_000
const NEXT_BYTES = 250_000

/** The whole lines of a blob from a position on, some at a time, and where in the blob those are. */
async function* linesOf(blob: Blob, from: number): AsyncGenerator<{ readonly at: number; readonly lines: Lines }> {
  let at = from
  let most = FIRST_BYTES
  let coming = readBytes(blob, at, most)
  while (at < blob.size) {
    const bytes = await coming
    const lines = findLines(bytes, at + bytes.length >= blob.size)
    const end = lines.ends.at(-1)
    const begin = at
    // A partial line is read again with what follows; where nothing else fits, with more bytes.
    at += end === undefined ? 0 : end + 1
    most = end === undefined ? 2 * most : NEXT_BYTES
    coming = readBytes(blob, at, most)
    if (end !== undefined) yield { at: begin, lines }
  }
}

/** Bytes of a blob from a position on, as many as there are up to a number; rejects where they cannot be read. */
export async function readBytes(blob: Blob, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = blob.slice(from, from + length).arrayBuffer()
  // Nobody may be waiting for the error any more.
  bytes.catch(() => {})
  return new Uint8Array(await bytes)
}

export const NEWLINE = 10

/** The start and end of each line in some bytes; the last one counts if it is complete, or if nothing follows. */
export function findLines(bytes: Uint8Array, isLast: boolean): Lines {
  const [starts, ends]: [number[], number[]] = [[], []]
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    starts.push(start)
    ends.push(end)
    start = end + 1
  }
  if (isLast && start < bytes.length) {
    starts.push(start)
    ends.push(bytes.length)
  }
  return { bytes, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
}

/** Parses a line; null where it cannot be read. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
