import type { ListRecord } from '../../model/paper/listRecord.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Base } from './bases.ts'
import type { StoredList } from '../../formats/stored/storedList.ts'

/** An own list. Its papers are in the blob, one a line. */
export type OwnList = StoredList & {
  readonly id: string
  readonly title: string
  readonly papers: number
  /** Milliseconds since 1970. */
  readonly addedAt: number
}

/** A list as its record and its bases define it. */
export type MadeList = OwnList & {
  readonly bases: readonly Base[]
  /** The papers that were added in cells, one line each. */
  readonly lines: readonly string[]
  /** The number of its papers in bases that are not here. */
  readonly lacking: number
}

/**
 * Assembles a list from its record and the bases that are here; null where there is none, or none any more. Prepared
 * index parts of the bases are kept, where the bases are whole.
 */
export async function makeList(
  id: string,
  record: ListRecord | undefined,
  kept: readonly Base[],
): Promise<MadeList | null> {
  const first = kept.find(({ list }) => list?.id === id)
  if (!record) return first ? { ...first, ...first.list!, bases: [first], lines: [], lacking: 0 } : null
  if (record.removedAt !== null) return null
  const byName = new Map(kept.map((base) => [base.name, base]))
  const named = record.bases.flatMap(({ name }) => byName.get(name) ?? [])
  // An older version wrote it, or it was stored a moment ago: its name is not known yet.
  const isSaid = first && record.bases.some(({ name }) => name === first.name)
  const isTakenBack = first?.name != null && record.takenBack.has(first.name)
  const bases = first && !isSaid && !isTakenBack ? [first, ...named] : named
  const lacking = record.bases.reduce((sum, { name, papers }) => (byName.has(name) ? sum : sum + papers), 0)
  if (bases.length === 0 && record.bases.length === 0 && record.lines.size === 0) return null
  const title = record.title ?? first?.list?.title ?? 'A list'
  const addedAt = record.addedAt ?? first?.list?.addedAt ?? 0
  const papers = bases.reduce((sum, base) => sum + base.papers, record.lines.size - record.without.size)
  const made = { bases, lines: [...record.lines.values()], lacking }
  const about = { id, title, addedAt, papers, ...made }
  const [only] = bases
  const isWhole = bases.length === 1 && only!.list?.title === title && record.lines.size + record.without.size === 0
  return isWhole ? { ...only!, ...about } : { ...about, ...(await joinBases(bases, record, id, title)) }
}

async function joinBases(bases: readonly Base[], record: ListRecord, id: string, title: string) {
  const parts = await Promise.all(bases.map(({ blob }) => partHead(blob)))
  const head = JSON.stringify({ ...readHead(parts[0]?.head), id, title })
  const isPlain = record.without.size === 0
  const rests = isPlain ? parts.map(({ rest }) => rest) : await replaceLines(parts, record)
  const added = isPlain ? [...record.lines.values()] : []
  const blob = new Blob([head, ...rests, ...added.map((line) => `\n${line}`)], { type: 'application/x-ndjson' })
  // Prepared parts are of the first lines. Where some of those lack them, the later ones cannot be used.
  const isPrepared = isPlain && bases.every(({ prepared }) => prepared)
  return { blob, ...(isPrepared && { prepared: bases.flatMap(({ prepared = [] }) => prepared) }) }
}

/** The lines of bases without removed papers, edited papers in their places, and then the added papers. */
async function replaceLines(
  bases: readonly { readonly rest: Blob }[],
  { lines, without, places }: ListRecord,
): Promise<readonly string[]> {
  const edited = new Map<string, PaperId>([...lines.keys()].map((paper) => [paper, paper]))
  for (const [paper, place] of places) if (lines.has(paper as PaperId)) edited.set(place, paper as PaperId)
  const left = new Map(lines)
  const take = (paper: PaperId | undefined): readonly string[] => {
    const line = paper && left.get(paper)
    return line !== undefined && left.delete(paper!) ? [line] : []
  }
  const texts = await Promise.all(bases.map(({ rest }) => rest.text()))
  const kept = texts.flatMap((text) =>
    text
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const id = paperIdOf(line)
        return without.has(id) ? take(edited.get(id)) : [line]
      }),
  )
  return [...kept, ...left.values()].map((line) => `\n${line}`)
}

/** The header line of a base, and the rest from the end of that line on. */
export async function partHead(blob: Blob): Promise<{ readonly head: string; readonly rest: Blob }> {
  for (let most = 10_000; ; most *= 10) {
    const start = new Uint8Array(await blob.slice(0, most).arrayBuffer())
    const end = start.indexOf(10)
    if (end >= 0 || start.length === blob.size) {
      const head = new TextDecoder().decode(end < 0 ? start : start.subarray(0, end))
      return { head, rest: end < 0 ? new Blob() : blob.slice(end) }
    }
  }
}

/** The title in the header line of a base; null where it has none. */
export function titleOf(head: string): string | null {
  const { title } = readHead(head) as { readonly title?: unknown }
  return typeof title === 'string' ? title : null
}

const readHead = (head = ''): object => {
  const value = parse(head)
  return value ?? { homepage: null, paperList: null, acceptance: null }
}

/** The id of the paper on a line; the line itself where it has none. */
export function paperIdOf(line: string): string {
  // Nearly every line begins with it, and need not be parsed whole.
  const first = /^\{"id":"(?:[^"\\]|\\.)*"/.exec(line)?.[0]
  const { id }: { readonly id?: unknown } = parse(first === undefined ? line : `${first}}`) ?? {}
  return typeof id === 'string' ? id : line
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
