import { strToU8, zipSync } from 'fflate'
import type { Entry } from '../entry/entry.ts'
import { printNotes } from './noteFiles.ts'

/** Prints the papers as a ZIP archive of the Markdown files of `printNotes`. */
export const printNotesZip = (_title: string, entries: readonly Entry[]): Uint8Array<ArrayBuffer> =>
  zipSync(Object.fromEntries(printNotes(entries).map(({ name, text }) => [name, strToU8(text)])))
