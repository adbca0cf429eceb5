import type { ListHead, Problem } from '../model/list.ts'
import type { Paper } from '../model/paper.ts'
import { breathe } from './breath.ts'
import type { Engine, Twin } from './engine.ts'

type OwnList = { readonly name: string; readonly blob: Blob }

/** The first part that can be asked about is a screenful or two, so that it is there at once. */
const FIRST_PAPERS = 200
const NEXT_PAPERS = 25_000

/**
 * Hands the reader's own lists to an engine as they come from the disk: a first line with the list's head, then one
 * paper a line, as formats/ownList.ts writes them. Calls back when more of them can be asked about. A line that cannot
 * be read becomes a problem.
 */
export async function readOwnLists(engine: Engine, lists: readonly OwnList[], onPart: (papers: number) => void) {
  let taken = 0
  let told = 0
  const lacks = () => (told === 0 ? FIRST_PAPERS : told + NEXT_PAPERS)
  for (const { name, blob } of lists) {
    for await (const { head, papers, lines, problems } of readLines(name, blob)) {
      engine.take({ ...head, papers }, problems, lines)
      taken += papers.length
      if (taken < lacks()) continue
      told = taken
      onPart(taken)
    }
  }
}

/** What every paper of a list is to an engine, in the list's order; null for those it does not have. */
export async function compareList(engine: Engine, blob: Blob): Promise<readonly (Twin | null)[]> {
  const twins: (Twin | null)[] = []
  for await (const { papers } of readLines('', blob)) for (const paper of papers) twins.push(engine.twin(paper))
  return twins
}

type Part = {
  readonly head: ListHead | null
  readonly papers: readonly Paper[]
  /** The papers as JSON. */
  readonly lines: readonly string[]
  readonly problems: readonly Problem[]
}

/** What a list of one paper a line holds, in parts that leave room for questions between them. */
export async function* readLines(name: string, blob: Blob): AsyncGenerator<Part> {
  let number = 0
  let listed: readonly string[] = [name]
  let paused = performance.now()
  for await (const texts of linesOf(blob)) {
    let head: ListHead | null = null
    const [papers, lines, problems]: [Paper[], string[], Problem[]] = [[], [], []]
    for (const text of texts) {
      number += 1
      const value = parse(text)
      if (number === 1 && value) listed = [(head = value as ListHead).title]
      // A list that was renamed since has its name in the head alone.
      else if (isPaper(value)) lines[papers.push(Object.assign(value, { lists: listed })) - 1] = text
      else if (text !== '') {
        const message = `line ${number} of what is kept of it cannot be read`
        problems.push({ file: name, paper: null, field: null, message })
      }
    }
    yield { head, papers, lines, problems }
    if (performance.now() - paused < WORK_MS) continue
    await breathe()
    paused = performance.now()
  }
}

/** Work between two breaths: a question waits no longer than for a frame. */
const WORK_MS = 12
const NEWLINE = 10

/** The lines of a blob as its parts come from the disk. Each is decoded for itself: one odd letter makes a text twice as big. */
async function* linesOf(blob: Blob): AsyncGenerator<readonly string[]> {
  const reader = blob.stream().getReader()
  const decoder = new TextDecoder()
  let rest: readonly Uint8Array[] = []
  const take = (...last: readonly Uint8Array[]) => {
    const parts = [...rest, ...last]
    rest = []
    return decoder.decode(parts.length === 1 ? parts[0] : join(parts))
  }
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const bytes = read.value
    const lines: string[] = []
    let from = 0
    for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
      lines.push(take(bytes.subarray(from, to)))
      from = to + 1
    }
    if (from < bytes.length) rest = [...rest, bytes.slice(from)]
    if (lines.length > 0) yield lines
  }
  yield [take()]
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
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
