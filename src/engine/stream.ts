import type { ListHead, Problem } from '../model/list.ts'
import type { Paper } from '../model/paper.ts'
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
    for await (const { head, papers, problems } of readLines(name, blob)) {
      engine.take({ ...head, papers }, problems)
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
  readonly problems: readonly Problem[]
}

/** What a list of one paper a line holds, in parts that leave room for questions between them. */
export async function* readLines(name: string, blob: Blob): AsyncGenerator<Part> {
  let number = 0
  let title = name
  for await (const lines of linesOf(blob)) {
    let head: ListHead | null = null
    const papers: Paper[] = []
    const problems: Problem[] = []
    for (const line of lines) {
      number += 1
      const value = parse(line)
      if (number === 1 && value) title = (head = value as ListHead).title
      // A list that was renamed since has its name in the head alone.
      else if (isPaper(value)) papers.push({ ...value, lists: [title] })
      else if (line !== '') {
        const message = `line ${number} of what is kept of it cannot be read`
        problems.push({ file: name, paper: null, field: null, message })
      }
    }
    yield { head, papers, problems }
    await breathe()
  }
}

async function* linesOf(blob: Blob): AsyncGenerator<readonly string[]> {
  const reader = blob.stream().getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (rest + decoder.decode(read.value, { stream: true })).split('\n')
    rest = lines.pop()!
    if (lines.length > 0) yield lines
  }
  yield [rest + decoder.decode()]
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

/** Lets messages in. A timer would wait four milliseconds, and a promise lets nothing in. */
const breathe = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
