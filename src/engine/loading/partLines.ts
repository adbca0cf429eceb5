import type { Lines, Spans } from '../index/paperRecords.ts'

/** What stands before the parts at the end of a line that are read apart. */
const BEFORE_BIBLIOGRAPHY = ',"bibliography":'.length
const BEFORE_ABSTRACT = ',"abstract":"'.length
/** What stands after an abstract: the quote. */
const AFTER_ABSTRACT = '"'.length
const [COMMA, END] = [44, 125]

/** The sizes in bytes of the bibliography entry and the abstract at the end of each line, 0 for none. */
export type PartSizes = { readonly bibliographies: ArrayLike<number>; readonly abstracts: ArrayLike<number> }

/** Lines without their bibliography entries and abstracts, and where those are. */
export type PartedLines = {
  readonly lines: Lines
  readonly abstracts: Spans | null
  readonly bibliographies: Spans | null
}

/**
 * Parts lines from the bibliography entries and abstracts at their ends, which stay in the Blob, where the lines begin at
 * `from`. Null where a line has none of that size there.
 */
export function partLines(
  { bytes, starts, ends }: Lines,
  sizes: PartSizes,
  blob: Blob,
  from: number,
): PartedLines | null {
  const bibliographies = createSpans(blob, ends.length)
  const abstracts = createSpans(blob, ends.length)
  const cuts = new Uint32Array(ends.length)
  let total = 0
  for (let i = 0; i < ends.length; i += 1) {
    let at = ends[i]! - 1
    const [bibliography, abstract] = [sizes.bibliographies[i]!, sizes.abstracts[i]!]
    if (abstract > 0) {
      abstracts.set(i, from + at - AFTER_ABSTRACT, abstract)
      at -= AFTER_ABSTRACT + abstract + BEFORE_ABSTRACT
    }
    if (bibliography > 0) {
      bibliographies.set(i, from + at, bibliography)
      at -= bibliography + BEFORE_BIBLIOGRAPHY
    }
    const isParted = bibliography + abstract > 0
    if (isParted && (at <= starts[i]! || bytes[at] !== COMMA || bytes[ends[i]! - 1] !== END)) return null
    cuts[i] = at
    total += at + 1 - starts[i]!
  }
  if (!bibliographies.has() && !abstracts.has())
    return { lines: { bytes, starts, ends }, abstracts: null, bibliographies: null }
  const kept = new Uint8Array(total)
  const lines = { bytes: kept, starts: new Uint32Array(ends.length), ends: new Uint32Array(ends.length) }
  let at = 0
  for (let i = 0; i < ends.length; i += 1) {
    lines.starts[i] = at
    kept.set(bytes.subarray(starts[i], cuts[i]), at)
    at += cuts[i]! - starts[i]!
    kept[at] = bytes[ends[i]! - 1]!
    at += 1
    lines.ends[i] = at
  }
  return { lines, abstracts: abstracts.spans(), bibliographies: bibliographies.spans() }
}

function createSpans(blob: Blob, length: number) {
  const spans = { blob, starts: new Uint32Array(length), ends: new Uint32Array(length) }
  let has = false
  return {
    set(i: number, end: number, size: number) {
      has = true
      spans.ends[i] = end
      spans.starts[i] = end - size
    },
    has: () => has,
    spans: (): Spans | null => (has ? spans : null),
  }
}
