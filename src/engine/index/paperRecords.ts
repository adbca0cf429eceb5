import { parseAuthors, parseNames, parsePaper, printPaper, type Names } from '../../formats/stored/paperLine.ts'
import { ensureCapacity } from '../../model/growableArray.ts'
import type { Paper } from '../../model/paper/paper.ts'

/** Papers as lines of JSON in bytes, and the start and end of each. */
export type Lines = { readonly bytes: Uint8Array; readonly starts: Uint32Array; readonly ends: Uint32Array }

/**
 * Where the abstracts of some papers are, each a JSON string without its quotes, or their bibliography entries: from byte
 * to byte of a Blob. The end equals the start where there is none.
 */
export type Spans = { readonly blob: Blob } & Pick<Lines, 'starts' | 'ends'>

/** The aliases, the first author and the year of nearly every paper are within this many bytes. */
const NAMES_BYTES = 800
/** The same for the authors, which follow them. */
const AUTHORS_BYTES = 1500
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The lines of papers, without their abstracts and bibliography entries. */
export function toLines(papers: readonly Paper[]): Lines {
  const all = papers.map(({ bibliography: _bibliography, ...paper }) =>
    encoder.encode(`${printPaper({ ...paper, abstract: '' })}\n`),
  )
  let end = 0
  const ends = Uint32Array.from(all, ({ length }) => (end += length))
  const bytes = new Uint8Array(end)
  for (const [i, line] of all.entries()) bytes.set(line, ends[i]! - line.length)
  return { bytes, starts: ends.map((end, i) => end - all[i]!.length), ends }
}

/** The abstracts of papers, in a Blob of their own; null if there are none. */
export const toAbstracts = (papers: readonly Paper[]): Spans | null =>
  toSpans(papers.map(({ abstract }) => JSON.stringify(abstract).slice(1, -1)))

/** The same for their bibliography entries. */
export const toBibliographies = (papers: readonly Paper[]): Spans | null =>
  toSpans(papers.map(({ bibliography }) => (bibliography ? JSON.stringify(bibliography) : '')))

function toSpans(texts: readonly string[]): Spans | null {
  if (texts.every((text) => text === '')) return null
  const all = texts.map((text) => encoder.encode(text))
  let end = 0
  const ends = Uint32Array.from(all, ({ length }) => (end += length))
  return { blob: new Blob(all), starts: ends.map((end, i) => end - all[i]!.length), ends }
}

export const lineAt = ({ bytes, starts, ends }: Lines, paper: number): string =>
  decoder.decode(bytes.subarray(starts[paper], ends[paper]))

/** The names of a paper among lines. */
export function namesAt(lines: Lines, paper: number): Names {
  const line = lineAt(lines, paper)
  return parseNames(line) ?? parsePaper(line)
}

/**
 * Papers by row as lines of JSON in bytes. Objects take eight times the memory, and strings twice as much, and a
 * question reads sixty of them.
 */
export function createPaperRecords() {
  const sheets: Uint8Array[] = []
  let sheetOf = new Uint32Array(64)
  let starts = new Uint32Array(64)
  /** The end equals the start where there is no paper. */
  let ends = new Uint32Array(64)
  let last: { readonly place: number; readonly names: Names } | null = null

  const makeRoom = (place: number) => {
    sheetOf = ensureCapacity(sheetOf, place)
    starts = ensureCapacity(starts, place)
    ends = ensureCapacity(ends, place)
  }
  const put = (place: number, sheet: number, start: number, end: number) => {
    last = null
    makeRoom(place)
    sheetOf[place] = sheet
    starts[place] = start
    ends[place] = end
  }
  const has = (place: number): boolean => starts[place] !== ends[place]
  const text = (place: number, most = Infinity): string => {
    const start = starts[place]!
    return decoder.decode(sheets[sheetOf[place]!]!.subarray(start, Math.min(ends[place]!, start + most)))
  }
  const paper = (place: number): Paper | null => (has(place) ? parsePaper(text(place)) : null)

  return {
    makeRoom,
    put,
    has,
    text,
    paper,

    /** Adds bytes with lines; rows refer to them by the returned number. */
    hold: (bytes: Uint8Array): number => sheets.push(bytes) - 1,

    drop: (place: number) => put(place, 0, 0, 0),

    /** The identity of a row; null where there is none. */
    names(place: number): Names | null {
      if (!has(place)) return null
      // The same is often asked several times in a row.
      if (last?.place !== place) last = { place, names: parseNames(text(place, NAMES_BYTES)) ?? paper(place)! }
      return last.names
    },

    /** The authors of a row, in a fraction of the time for the whole paper. */
    authors(place: number): readonly string[] {
      if (!has(place)) return []
      return parseAuthors(text(place, AUTHORS_BYTES)) ?? paper(place)!.authors
    },
  }
}

/**
 * A paper as JSON without its abstract and its bibliography entry, the current titles of its lists, which may differ from
 * those in the text, when it was added, which the text may lack, and the sizes of abstract and entry in bytes.
 */
export type SentPaper = readonly [
  json: string,
  lists: readonly string[],
  addedAt: number | null,
  abstractBytes: number,
  bibliographyBytes: number,
]
