import { readKeptPaper } from '../../model/backup/backupLists.ts'
import { isKeptPaper, readKeptHead } from '../../model/paper/storedPaper.ts'
import type { ListHead, Problem } from '../../model/paper/list.ts'
import type { Paper } from '../../model/paper/paper.ts'
import { lineAt, toLines, type Lines } from '../index/paperRecords.ts'
import { createTimeSlice } from './timeSlice.ts'

/** Where in a list a line begins, how many stand before it, and what the list is called. */
export type Place = { readonly at: number; readonly line: number; readonly title: string | null }
export const START: Place = { at: 0, line: 0, title: null }

type Papers = {
  readonly head: ListHead | null
  readonly papers: readonly Paper[]
  readonly lines: Lines
  readonly problems: readonly Problem[]
}

/**
 * What a list of one paper a line holds from a place on, in parts that leave room for questions between them. Every line
 * is examined: a list may have come from another device. What is wrong with one costs that paper, or its field, and is named.
 */
export async function* readLines(name: string, blob: Blob, from: Place = START): AsyncGenerator<Papers> {
  let number = from.line
  let listed: readonly string[] = [from.title ?? name]
  const pause = createTimeSlice()
  for await (const all of linesOf(blob, from.at)) {
    let head: ListHead | null = null
    const [papers, mended, problems]: [Paper[], Paper[], Problem[]] = [[], [], []]
    const [starts, ends]: [number[], number[]] = [[], []]
    for (const [i, start] of all.starts.entries()) {
      number += 1
      const text = lineAt(all, i)
      const value = parseLine(text)
      const first: ListHead | null = number === 1 ? readKeptHead(name, value) : null
      // A list that was renamed since has its name in the head alone.
      if (first) listed = [(head = first).title]
      else if (isKeptPaper(value)) {
        papers.push(Object.assign(value, { lists: listed }))
        starts.push(start)
        ends.push(all.ends[i]!)
      } else if (value !== null) {
        const read = readKeptPaper(name, value, `line ${number}`)
        if (read.paper) mended.push({ ...read.paper, lists: listed })
        problems.push(...read.problems)
      } else if (text !== '') {
        const message = `line ${number} of what is kept of it cannot be read`
        problems.push({ file: name, paper: null, field: null, message })
      }
    }
    const lines = { bytes: all.bytes, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
    yield { head, papers, lines, problems }
    // Their lines are not those that are kept.
    if (mended.length > 0) yield { head: null, papers: mended, lines: toLines(mended), problems: [] }
    await pause()
  }
}

/** Read at a time: first what is shown first, then some ten milliseconds of work. */
export const FIRST_BYTES = 100_000
const NEXT_BYTES = 250_000

/** The lines of a blob from a place on, some at a time, each whole. */
async function* linesOf(blob: Blob, from: number): AsyncGenerator<Lines> {
  let at = from
  let most = FIRST_BYTES
  let coming = readBytes(blob, at, most)
  while (at < blob.size) {
    const bytes = await coming
    const lines = findLines(bytes, at + bytes.length >= blob.size)
    const end = lines.ends.at(-1)
    // The rest of a line is read again with what follows it; where it is all there is, with more.
    at += end === undefined ? 0 : end + 1
    most = end === undefined ? 2 * most : NEXT_BYTES
    coming = readBytes(blob, at, most)
    if (end !== undefined) yield lines
  }
}

/** Bytes of a blob, from a place on, as many as are asked for or there are; rejects where they cannot be read. */
export async function readBytes(blob: Blob, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = blob.slice(from, from + length).arrayBuffer()
  // Nobody may be there any more to hear that it failed.
  bytes.catch(() => {})
  return new Uint8Array(await bytes)
}

export const NEWLINE = 10

/** Where the lines of some bytes start and end; the last is one if it has an end, or if nothing follows. */
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

/** What a line says; null where it cannot be read. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
