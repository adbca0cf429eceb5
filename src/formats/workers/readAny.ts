import { joinPapers } from '../../model/paper/joinPapers.ts'
import { splitLists, type Unread } from '../../model/backup/backup.ts'
import { readBackupLists, type BackupList } from '../../model/backup/backupLists.ts'
import type { ListHead } from '../../model/paper/list.ts'
import type { Mark } from '../../model/mark/mark.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import { readFile } from '../readFile.ts'
import { readText, type Read } from '../readText.ts'
import { isZip } from '../notes/notesZip.ts'
import type { TableColumn } from '../entry/columnNames.ts'
import type { Mapping } from '../csv/mapping.ts'
import { decode, foundEncoding, type FoundEncoding } from '../encoding/decode.ts'
import type { OldEncoding } from '../encoding/encodings.ts'
import { toPaper, type Entry, type Notice } from '../entry/entry.ts'
import { formats } from '../format.ts'
import { printStoredList } from '../stored/storedList.ts'

/** The content of a file from the user. */
export type ReadFile = { readonly name: string } & (ReadPapers | ReadBackup | Refused)

/** A file that could not be read, and why. */
export type Refused = { readonly kind: 'refused'; readonly message: string; readonly encoding?: FoundEncoding }

/** What the user says of a file where the guess was wrong: what the columns of a table hold, and the encoding. */
export type ReadAs = { readonly mapping?: Mapping; readonly encoding?: OldEncoding }

/** A backup: the text that holds its marks, and the user’s own lists in it. */
export type ReadBackup = {
  readonly kind: 'backup'
  readonly text: string
  readonly lists: readonly BackupList[]
  /** The parts of the lists that are unusable. */
  readonly unread: readonly Unread[]
}

export type FoundMark = { readonly place: number; readonly id: PaperId; readonly mark: Mark }

/** The papers of a file, without duplicates. */
export type ReadPapers = {
  readonly kind: 'papers'
  /** The format’s name, as shown to the user. */
  readonly label: string
  readonly title: string
  readonly papers: readonly Paper[]
  /** The user’s marks in the file, by the place of their paper in `papers`. */
  readonly marks: readonly FoundMark[]
  readonly notices: readonly Notice[]
  /** The columns with their fields, if the file is a table. */
  readonly columns?: readonly TableColumn[]
  /** The encoding, unless it is Unicode. */
  readonly encoding?: FoundEncoding
}

/** Reads the bytes of any file: papers in any format, or a backup, whose text is passed on. */
export function readImportFile(name: string, bytes: Uint8Array, as: ReadAs = {}): ReadFile {
  if (isZip(bytes)) return toRead(name, readFile(name, bytes), null)
  const decoded = decode(bytes, as.encoding)
  if ('problem' in decoded) return { name, kind: 'refused', message: decoded.problem }
  if (isBackup(decoded.text)) {
    const { text, lines } = splitLists(decoded.text)
    return { name, kind: 'backup', text, ...readBackupLists(lines) }
  }
  return toRead(name, readText(name, decoded.text, as.mapping), foundEncoding(decoded))
}

function toRead(
  name: string,
  { title, entries, format, notices, columns }: Read,
  encoding: FoundEncoding | null,
): ReadFile {
  if (entries === null || format === null) {
    const message = notices[0]?.message ?? 'The file could not be read.'
    return { name, kind: 'refused', message, ...(encoding && { encoding }) }
  }
  const called = title.trim() || name.replace(/\.[^.]*$/, '')
  const papers = joinEntries(entries, called)
  const { label } = formats[format]
  return {
    name,
    kind: 'papers',
    label,
    title: called,
    ...papers,
    notices,
    ...(columns && { columns }),
    ...(encoding && { encoding }),
  }
}

// Only in the first object, outside its texts, since a note may contain the same words.
const isBackup = (text: string) =>
  /^\s*\{/.test(text) && /(?<!\\)"format"\s*:\s*"offprint-backup"/.test(text.slice(0, 1000))

/** Converts entries to papers of a list, joins duplicates, and keeps their marks. */
function joinEntries(entries: readonly Entry[], list: string): Pick<ReadPapers, 'papers' | 'marks'> {
  const all = entries.map((entry) => toPaper(entry, list))
  const { papers, placeOf } = joinPapers(all)
  const marks = new Map<number, Mark>()
  for (const [i, { mark }] of entries.entries()) {
    const place = placeOf(all[i]!.id)
    if (mark && !marks.has(place)) marks.set(place, mark)
  }
  return { papers, marks: [...marks].map(([place, mark]) => ({ place, id: papers[place]!.id, mark })) }
}

/** Makes a stored list, with its header, from papers of a file. */
export function toOwnList(id: string, title: string, papers: readonly Paper[]): { head: ListHead; blob: Blob } {
  const head: ListHead = { id, title, homepage: null, paperList: null, acceptance: null }
  return { head, blob: printStoredList(head, papers) }
}
