import { createPaperJoiner } from '../../model/paper/joinPapers.ts'
import { splitLists, type Unread } from '../../model/backup/backup.ts'
import { readBackupLists, type BackupList } from '../../model/backup/backupLists.ts'
import type { ListHead } from '../../model/paper/list.ts'
import type { Mark } from '../../model/mark/mark.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import { readText } from '../readFile.ts'
import type { TableColumn } from '../entry/columnNames.ts'
import type { Mapping } from '../csv/mapping.ts'
import { decode } from '../encoding.ts'
import { toPaper, type Entry, type Notice } from '../entry/entry.ts'
import { formats } from '../format.ts'
import { printStoredList } from '../stored/storedList.ts'

/** The content of a file from the user. */
export type ReadFile = { readonly name: string } & (
  | ReadPapers
  | ReadBackup
  | { readonly kind: 'refused'; readonly message: string }
)

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
}

/**
 * Reads the bytes of any file: papers in any format, or a backup, whose text is passed on. `mapping` says what the
 * columns of a table hold.
 */
export function readImportFile(name: string, bytes: Uint8Array, mapping?: Mapping): ReadFile {
  const decoded = decode(bytes)
  if ('problem' in decoded) return { name, kind: 'refused', message: decoded.problem }
  if (isBackup(decoded.text)) {
    const { text, lines } = splitLists(decoded.text)
    return { name, kind: 'backup', text, ...readBackupLists(lines) }
  }
  const { title, entries, format, notices, columns } = readText(name, decoded, mapping)
  if (entries === null || format === null) {
    return { name, kind: 'refused', message: notices[0]?.message ?? 'The file could not be read.' }
  }
  const called = title.trim() || name.replace(/\.[^.]*$/, '')
  const papers = joinEntries(entries, called)
  const { label } = formats[format]
  return { name, kind: 'papers', label, title: called, ...papers, notices, ...(columns && { columns }) }
}

// Only at the beginning, since a note may contain the same text.
const isBackup = (text: string) => /"format"\s*:\s*"offprint-backup"/.test(text.slice(0, 1000))

/** Converts entries to papers of a list, joins duplicates, and keeps their marks. */
function joinEntries(entries: readonly Entry[], list: string): Pick<ReadPapers, 'papers' | 'marks'> {
  const slots: (Paper | null)[] = []
  const marks = new Map<number, Mark>()
  const join = createPaperJoiner({ get: (place) => slots[place]!, put: (place, paper) => (slots[place] = paper) })
  for (const entry of entries) {
    const paper = toPaper(entry, list)
    join.add(paper)
    const place = join.find(paper.id)
    if (entry.mark && place !== undefined && !marks.has(place)) marks.set(place, entry.mark)
  }
  const papers = slots.filter((paper) => paper !== null)
  const places = new Map(papers.map((paper, place) => [paper, place]))
  return {
    papers,
    marks: [...marks].flatMap(([place, mark]) => {
      const paper = slots[place]
      return paper ? [{ place: places.get(paper)!, id: paper.id, mark }] : []
    }),
  }
}

/** Makes a stored list, with its header, from papers of a file. */
export function toOwnList(id: string, title: string, papers: readonly Paper[]): { head: ListHead; blob: Blob } {
  const head: ListHead = { id, title, homepage: null, paperList: null, acceptance: null }
  return { head, blob: printStoredList(head, papers) }
}
