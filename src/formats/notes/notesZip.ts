import { strToU8, Unzip, UnzipInflate, zipSync } from 'fflate'
import { errorMessage } from '../../model/errorMessage.ts'
import type { Entry } from '../entry/entry.ts'
import { printNotes } from './printNotes.ts'

/** Prints the papers as a ZIP archive of the Markdown files of `printNotes`. */
export const printNotesZip = (_title: string, entries: readonly Entry[]): Uint8Array<ArrayBuffer> =>
  zipSync(Object.fromEntries(printNotes(entries).map(({ name, text }) => [name, strToU8(text)])))

/** Whether bytes begin like a ZIP archive. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

/** A file of an archive. */
export type ZippedFile = { readonly name: string; readonly bytes: Uint8Array }

/** The most bytes of all notes together, unpacked. An archive of a few kilobytes can hold gigabytes. */
const MOST_BYTES = 250_000_000
const MOST_FILES = 100_000
/** Bytes unpacked at a time, so that an archive that is too large is noticed early. */
const PIECE = 16_384

/**
 * Unpacks the Markdown files of an archive. Returns the reason if it is damaged, or too large once it is unpacked, which
 * is counted and not believed.
 */
export function unzipNotes(
  bytes: Uint8Array,
  mostBytes = MOST_BYTES,
): { readonly files: readonly ZippedFile[] } | { readonly problem: string } {
  const files: ZippedFile[] = []
  let total = 0
  const failures: Error[] = []
  const unzip = new Unzip((file) => {
    if (!isNote(file.name)) return
    const pieces: Uint8Array[] = []
    file.ondata = (error, piece, isLast) => {
      if (error) failures.push(error)
      pieces.push(piece)
      total += piece.length
      if (isLast) files.push({ name: file.name, bytes: join(pieces) })
      if (files.length > MOST_FILES || total > mostBytes)
        failures.push(new Error('it is too large once it is unpacked'))
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length && failures.length === 0; at += PIECE)
      unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length)
  } catch (error) {
    failures.push(new Error(errorMessage(error)))
  }
  return failures[0] ? { problem: failures[0].message } : { files }
}

/** Systems and note-taking apps keep files of their own in folders with a dot, or beside the files. */
const isNote = (name: string) => /\.(?:md|markdown)$/i.test(name) && !/(?:^|\/)(?:\.|__MACOSX\/)/.test(name)

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}
