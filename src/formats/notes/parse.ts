import type { Notice, Parsed } from '../entry/entry.ts'
import { toLf } from '../entry/lineNumbers.ts'
import { readFrontMatter } from './frontMatter.ts'
import { isOwnNote } from './noteShape.ts'
import { readOwnNote } from './ownNote.ts'
import { readVaultNote } from './vaultNote.ts'

/** Parses a Markdown note on one paper: a file of `printNotes`, or one of a vault of notes with the facts as properties. */
export function parseNote(file: string): Parsed {
  const text = toLf(file)
  const front = readFrontMatter(text)
  const notices: Notice[] = [...front.notices]
  const entry = isOwnNote(text) ? readOwnNote(front) : readVaultNote(front, notices)
  if (entry.title !== '') return { title: '', entries: [entry], notices }
  return {
    title: '',
    entries: [],
    notices: [...notices, { line: 1, field: 'title', message: 'is missing, so the paper cannot be shown' }],
  }
}
