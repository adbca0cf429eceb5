import { checksum, type AddedList, type KeptPart } from '../../formats/stored/storedList.ts'
import { isReadVersion, parsePrepared } from '../../formats/stored/preparedFormat.ts'
import type { Column } from '../../model/columns/valueColumn.ts'
import { readKeptHead } from '../../model/paper/storedPaper.ts'
import type { ListHead } from '../../model/paper/list.ts'
import { FIRST_BYTES, findLines, NEWLINE, parseLine, readBytes, type Place } from './listReader.ts'
import { partLines } from './partLines.ts'
import { lineAt } from '../index/paperRecords.ts'
import { releaseBuffer } from '../../model/releaseBuffer.ts'
import { createTimeSlice } from './timeSlice.ts'
import type { Part } from '../index/part.ts'

/** A prepared part of a list, with the header for the first one, and where the next line begins. */
type PreparedPart = { readonly part: Part; readonly head: ListHead | null; readonly next: Place }

/** The prepared parts of a list, as far as they exist and fit its lines. */
export async function* readPrepared({ blob, prepared = [], addedAt = 0 }: AddedList): AsyncGenerator<PreparedPart> {
  if (prepared.length === 0) return
  const first = findLines(await readBytes(blob, 0, FIRST_BYTES), true)
  const head = readKeptHead('', parseLine(lineAt(first, 0)))
  if (!head) return
  const { title } = head
  let [at, line] = [first.ends[0]!, 1]
  const pause = createTimeSlice()
  for (const { version, blob: theirs, parts } of prepared) {
    if (!isReadVersion(version)) return
    let from = 0
    const readPart = (kept: KeptPart | undefined) =>
      // Where a part cannot be read, the lines may be.
      kept && Promise.all([readBytes(blob, at, kept.lineBytes), readBytes(theirs, from, kept.bytes)]).catch(() => null)
    let coming = readPart(parts[0])
    for (const [i, kept] of parts.entries()) {
      const both = await coming
      if (!both) return
      const [bytes, own] = both
      const lineStart = at
      at += kept.lineBytes
      from += kept.bytes
      coming = readPart(parts[i + 1])
      const isWhole = checksum(own) === kept.sum
      const part = isWhole ? toPreparedPart(bytes, own, { title, addedAt }, blob, lineStart) : null
      releaseBuffer(own)
      if (part && part.lines.bytes !== bytes) releaseBuffer(bytes)
      if (!part) return
      // After the line end, which counts as the beginning of the next line.
      const next = { at: at + 1, line: line + kept.papers, title }
      yield { part, head: line === 1 ? head : null, next }
      line = next.line
      await pause()
    }
  }
}

/** What papers take from their list: its title, and when they were added if they do not know that; 0 if it is unknown. */
type Titled = { readonly title: string; readonly addedAt: number }

/** A part with its lines; null where the lines differ. */
function toPreparedPart(bytes: Uint8Array, own: Uint8Array, list: Titled, blob: Blob, at: number): Part | null {
  const { lineEnds: ends, abstractSizes, bibliographySizes, ...prepared } = parsePrepared(own)
  // Each part begins after the line end of the one before it.
  const starts = ends.map((_, i) => (ends[i - 1] ?? 0) + 1)
  if (ends.at(-1) !== bytes.length || starts.some((start) => bytes[start - 1] !== NEWLINE)) return null
  const sizes = { abstracts: abstractSizes, bibliographies: bibliographySizes }
  const parted = partLines({ bytes, starts, ends }, sizes, blob, at)
  if (!parted) return null
  const listed = [list.title]
  // The list may have been renamed since.
  const times = prepared.addedAt.map((time) => time || list.addedAt)
  const columns = { ...prepared.columns, list: sameColumn(listed, prepared.papers) }
  return { ...parted, prepared: { ...prepared, columns, addedAt: times }, listsOf: () => listed }
}

/** A column with one value for all rows. */
const sameColumn = (values: readonly string[], rows: number): Column => ({
  names: values,
  numbers: Uint32Array.from(values.keys()),
  ends: Uint32Array.of(0, values.length),
  rows: new Uint32Array(rows).fill(1),
})
