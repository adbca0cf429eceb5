import { checksum, type StoredList, type KeptPart } from '../../formats/stored/storedList.ts'
import { parsePrepared, PREPARED_VERSION } from '../../formats/stored/preparedFormat.ts'
import type { Column } from '../../model/columns/valueColumn.ts'
import { readKeptHead } from '../../model/paper/storedPaper.ts'
import type { ListHead } from '../../model/paper/list.ts'
import { FIRST_BYTES, findLines, NEWLINE, parseLine, readBytes, type Place } from './listReader.ts'
import { lineAt } from '../index/paperRecords.ts'
import { releaseBuffer } from '../../model/releaseBuffer.ts'
import { createTimeSlice } from './timeSlice.ts'
import type { Part } from '../index/paperIndex.ts'

/** A prepared part of a list, with the header for the first one, and where the next line begins. */
type PreparedPart = { readonly part: Part; readonly head: ListHead | null; readonly next: Place }

/** The prepared parts of a list, as far as they exist and fit its lines. */
export async function* readPrepared({ blob, prepared = [] }: StoredList): AsyncGenerator<PreparedPart> {
  if (prepared.length === 0) return
  const first = findLines(await readBytes(blob, 0, FIRST_BYTES), true)
  const head = readKeptHead('', parseLine(lineAt(first, 0)))
  if (!head) return
  const { title } = head
  let [at, line] = [first.ends[0]!, 1]
  const pause = createTimeSlice()
  for (const { version, blob: theirs, parts } of prepared) {
    if (version !== PREPARED_VERSION) return
    let from = 0
    const readPart = (kept: KeptPart | undefined) =>
      // Where a part cannot be read, the lines may be.
      kept && Promise.all([readBytes(blob, at, kept.lineBytes), readBytes(theirs, from, kept.bytes)]).catch(() => null)
    let coming = readPart(parts[0])
    for (const [i, kept] of parts.entries()) {
      const both = await coming
      if (!both) return
      const [bytes, own] = both
      at += kept.lineBytes
      from += kept.bytes
      coming = readPart(parts[i + 1])
      const part = checksum(own) === kept.sum ? toPreparedPart(bytes, own, title) : null
      releaseBuffer(own)
      if (!part) return
      // After the line end, which counts as the beginning of the next line.
      const next = { at: at + 1, line: line + kept.papers, title }
      yield { part, head: line === 1 ? head : null, next }
      line = next.line
      await pause()
    }
  }
}

/** A part with its lines; null where the lines differ. */
function toPreparedPart(bytes: Uint8Array, own: Uint8Array, title: string): Part | null {
  const { lineEnds: ends, ...prepared } = parsePrepared(own)
  // Each part begins after the line end of the one before it.
  const starts = ends.map((_, i) => (ends[i - 1] ?? 0) + 1)
  if (ends.at(-1) !== bytes.length || starts.some((start) => bytes[start - 1] !== NEWLINE)) return null
  const listed = [title]
  // The list may have been renamed since.
  const columns = { ...prepared.columns, list: sameColumn(listed, prepared.papers) }
  return { lines: { bytes, starts, ends }, prepared: { ...prepared, columns }, listsOf: () => listed }
}

/** A column with one value for all rows. */
const sameColumn = (values: readonly string[], rows: number): Column => ({
  names: values,
  numbers: Uint32Array.from(values.keys()),
  ends: Uint32Array.of(0, values.length),
  rows: new Uint32Array(rows).fill(1),
})
