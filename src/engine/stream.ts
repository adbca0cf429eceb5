import { sumOf, type KeptPapers, type KeptPart } from '../formats/ownList.ts'
import { parsePrepared, PREPARED_VERSION } from '../formats/prepared.ts'
import type { Column } from '../model/column.ts'
import type { ListHead, Problem } from '../model/list.ts'
import type { Paper } from '../model/paper.ts'
import type { Engine } from './engine.ts'
import type { Twin } from './question.ts'
import { lineAt, type Lines } from './lines.ts'
import { letGo } from './memory.ts'
import { createPause } from './pause.ts'
import { toPart, type Part } from './shelf.ts'

/** One of the reader's own lists, where it lies, and what was prepared of it. */
export type OwnList = KeptPapers & { readonly name: string }

/** The first part that can be asked about is a screenful or two, so that it is there at once. */
const FIRST_PAPERS = 60
const NEXT_PAPERS = 25_000

/**
 * Hands the reader's own lists to an engine as they come from the disk: a first line with the list's head, then one
 * paper a line, as formats/ownList.ts writes them; what was prepared of them is taken as it is. Calls back when more of
 * them can be asked about. A line that cannot be read becomes a problem.
 */
export async function readOwnLists(engine: Engine, lists: readonly OwnList[], onPart: (papers: number) => void) {
  let taken = 0
  let told = 0
  const lacks = () => (told === 0 ? FIRST_PAPERS : told + NEXT_PAPERS)
  const take = (part: Part, head: ListHead | null, problems: readonly Problem[]) => {
    engine.take({ ...head, papers: [] }, problems, part)
    taken += part.prepared.papers
    if (taken < lacks()) return
    told = taken
    onPart(taken)
  }
  const parts = lists.flatMap(({ prepared = [] }) => prepared.flatMap(({ parts }) => parts))
  engine.expect(parts.reduce((sum, { papers }) => sum + papers, 0))
  for (const list of lists) {
    let from: Place = START
    for await (const { part, head, next } of readPrepared(list)) {
      take(part, head, [])
      from = next
    }
    for await (const { head, papers, lines, problems } of readLines(list.name, list.blob, from))
      take(toPart(papers, lines), head, problems)
  }
}

/** What every paper of a list is to an engine, in the list's order; null for those it does not have. */
export async function compareList(engine: Engine, blob: Blob): Promise<readonly (Twin | null)[]> {
  const twins: (Twin | null)[] = []
  for await (const { papers } of readLines('', blob)) for (const paper of papers) twins.push(engine.twin(paper))
  return twins
}

/** Where in a list a line begins, how many stand before it, and what the list is called. */
type Place = { readonly at: number; readonly line: number; readonly title: string | null }
const START: Place = { at: 0, line: 0, title: null }

type Papers = {
  readonly head: ListHead | null
  readonly papers: readonly Paper[]
  readonly lines: Lines
  readonly problems: readonly Problem[]
}

/** What a list of one paper a line holds from a place on, in parts that leave room for questions between them. */
export async function* readLines(name: string, blob: Blob, from: Place = START): AsyncGenerator<Papers> {
  let number = from.line
  let listed: readonly string[] = [from.title ?? name]
  const pause = createPause()
  for await (const all of linesOf(blob, from.at)) {
    let head: ListHead | null = null
    const [papers, problems]: [Paper[], Problem[]] = [[], []]
    const [starts, ends]: [number[], number[]] = [[], []]
    for (const [i, start] of all.starts.entries()) {
      number += 1
      const text = lineAt(all, i)
      const value = parse(text)
      if (number === 1 && value) listed = [(head = value as ListHead).title]
      // A list that was renamed since has its name in the head alone.
      else if (isPaper(value)) {
        papers.push(Object.assign(value, { lists: listed }))
        starts.push(start)
        ends.push(all.ends[i]!)
      } else if (text !== '') {
        const message = `line ${number} of what is kept of it cannot be read`
        problems.push({ file: name, paper: null, field: null, message })
      }
    }
    const lines = { bytes: all.bytes, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
    yield { head, papers, lines, problems }
    await pause()
  }
}

/** A part of a list that was prepared, the list's head with the first of them, and where the next line begins. */
type PreparedPart = { readonly part: Part; readonly head: ListHead | null; readonly next: Place }

/** The parts of a list that were prepared, as far as they are there and fit its lines. */
async function* readPrepared({ blob, prepared = [] }: OwnList): AsyncGenerator<PreparedPart> {
  if (prepared.length === 0) return
  const first = findLines(await read(blob, 0, FIRST_BYTES), true)
  const head = parse(lineAt(first, 0)) as ListHead | null
  if (!head) return
  const { title } = head
  let [at, line] = [first.ends[0]!, 1]
  const pause = createPause()
  for (const { version, blob: theirs, parts } of prepared) {
    if (version !== PREPARED_VERSION) return
    let from = 0
    const readPart = (kept: KeptPart | undefined) =>
      // Where it cannot be had, the lines alone may be there.
      kept && Promise.all([read(blob, at, kept.lineBytes), read(theirs, from, kept.bytes)]).catch(() => null)
    let coming = readPart(parts[0])
    for (const [i, kept] of parts.entries()) {
      const both = await coming
      if (!both) return
      const [bytes, own] = both
      at += kept.lineBytes
      from += kept.bytes
      coming = readPart(parts[i + 1])
      const part = sumOf(own) === kept.sum ? toPreparedPart(bytes, own, title) : null
      letGo(own)
      if (!part) return
      // After the end of the line, which is counted as the first of the next.
      const next = { at: at + 1, line: line + kept.papers, title }
      yield { part, head: line === 1 ? head : null, next }
      line = next.line
      await pause()
    }
  }
}

/** A part with the lines that it is of; null where these are others. */
function toPreparedPart(bytes: Uint8Array, own: Uint8Array, title: string): Part | null {
  const { lineEnds: ends, ...prepared } = parsePrepared(own)
  // Each begins after the end of the one before it.
  const starts = ends.map((_, i) => (ends[i - 1] ?? 0) + 1)
  if (ends.at(-1) !== bytes.length || starts.some((start) => bytes[start - 1] !== NEWLINE)) return null
  const listed = [title]
  // The list may have been renamed since.
  const columns = { ...prepared.columns, list: sameColumn(listed, prepared.papers) }
  return { lines: { bytes, starts, ends }, prepared: { ...prepared, columns }, listsOf: () => listed }
}

/** A column whose rows all say the same. */
const sameColumn = (values: readonly string[], rows: number): Column => ({
  names: values,
  numbers: Uint32Array.from(values.keys()),
  ends: Uint32Array.of(0, values.length),
  rows: new Uint32Array(rows).fill(1),
})

/** Read at a time: first what is shown first, then some ten milliseconds of work. */
const FIRST_BYTES = 100_000
const NEXT_BYTES = 250_000

/** The lines of a blob from a place on, some at a time, each whole. */
async function* linesOf(blob: Blob, from: number): AsyncGenerator<Lines> {
  let at = from
  let most = FIRST_BYTES
  let coming = read(blob, at, most)
  while (at < blob.size) {
    const bytes = await coming
    const lines = findLines(bytes, at + bytes.length >= blob.size)
    const end = lines.ends.at(-1)
    // The rest of a line is read again with what follows it; where it is all there is, with more.
    at += end === undefined ? 0 : end + 1
    most = end === undefined ? 2 * most : NEXT_BYTES
    coming = read(blob, at, most)
    if (end !== undefined) yield lines
  }
}

async function read(blob: Blob, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = blob.slice(from, from + length).arrayBuffer()
  // Nobody may be there any more to hear that it failed.
  bytes.catch(() => {})
  return new Uint8Array(await bytes)
}

const NEWLINE = 10

/** Where the lines of some bytes start and end; the last is one if it has an end, or if nothing follows. */
function findLines(bytes: Uint8Array, isLast: boolean): Lines {
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

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

const isPaper = (value: unknown): value is Paper =>
  typeof value === 'object' && value !== null && 'aliases' in value && 'highlights' in value
