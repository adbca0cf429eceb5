import { createPaperJoiner } from '../../model/paper/joinPapers.ts'
import { splitLists, type Unread } from '../../model/backup/backup.ts'
import { readBackupLists, type BackupList } from '../../model/backup/backupLists.ts'
import type { ListHead } from '../../model/paper/list.ts'
import type { Mark } from '../../model/mark/mark.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import { readFile } from '../readFile.ts'
import type { TableColumn } from '../entry/columnNames.ts'
import type { Mapping } from '../csv/mapping.ts'
import { decode } from '../encoding.ts'
import { toPaper, type Entry, type Notice } from '../entry/entry.ts'
import { formats } from '../format.ts'
import { printStoredList } from '../stored/storedList.ts'

/** What a file that the user gave turned out to be. */
export type ReadFile = { readonly name: string } & (
  | ReadPapers
  | ReadBackup
  | { readonly kind: 'refused'; readonly message: string }
)

/** A backup: the text that holds its marks, and the user's own lists of it. */
export type ReadBackup = {
  readonly kind: 'backup'
  readonly text: string
  readonly lists: readonly BackupList[]
  /** What of the lists cannot be used. */
  readonly unread: readonly Unread[]
}

export type FoundMark = { readonly place: number; readonly id: PaperId; readonly mark: Mark }

/** Papers of a file, each once. */
export type ReadPapers = {
  readonly kind: 'papers'
  /** The format's name, for people. */
  readonly label: string
  readonly title: string
  readonly papers: readonly Paper[]
  /** What the file says a user thought of them, by their place among the papers. */
  readonly marks: readonly FoundMark[]
  readonly notices: readonly Notice[]
  /** What its columns are taken for, where the file is a table. */
  readonly columns?: readonly TableColumn[]
}

/**
 * Reads a file of any kind from its bytes: papers in any format, or a backup, whose text is handed on. `mapping` says what
 * the columns of a table hold.
 */
export function readImportFile(name: string, bytes: Uint8Array, mapping?: Mapping): ReadFile {
  const decoded = decode(bytes)
  if ('problem' in decoded) return { name, kind: 'refused', message: decoded.problem }
  if (isBackup(decoded.text)) {
    const { text, lines } = splitLists(decoded.text)
    return { name, kind: 'backup', text, ...readBackupLists(lines) }
  }
  const { title, entries, format, notices, columns } = readFile(name, bytes, mapping)
  if (entries === null || format === null) {
    return { name, kind: 'refused', message: notices[0]?.message ?? 'The file could not be read.' }
  }
  const called = title.trim() || name.replace(/\.[^.]*$/, '')
  const papers = joinEntries(entries, called)
  const { label } = formats[format]
  return { name, kind: 'papers', label, title: called, ...papers, notices, ...(columns && { columns }) }
}

// Near the beginning, since a note may speak of anything.
const isBackup = (text: string) => /"format"\s*:\s*"offprint-backup"/.test(text.slice(0, 1000))

/** Entries as papers of a list, those that are one paper joined, with the marks they carry. */
function joinEntries(entries: readonly Entry[], list: string): Pick<ReadPapers, 'papers' | 'marks'> {
  const shelf: (Paper | null)[] = []
  const marks = new Map<number, Mark>()
  const join = createPaperJoiner({ get: (place) => shelf[place]!, put: (place, paper) => (shelf[place] = paper) })
  for (const entry of entries) {
    const paper = toPaper(entry, list)
    join.add(paper)
    const place = join.find(paper.id)
    if (entry.mark && place !== undefined && !marks.has(place)) marks.set(place, entry.mark)
  }
  const papers = shelf.filter((paper) => paper !== null)
  const places = new Map(papers.map((paper, place) => [paper, place]))
  return {
    papers,
    marks: [...marks].flatMap(([place, mark]) => {
      const paper = shelf[place]
      return paper ? [{ place: places.get(paper)!, id: paper.id, mark }] : []
    }),
  }
}

/** Some of the papers that were read, as a list to be kept. */
export function toOwnList(id: string, title: string, papers: readonly Paper[]): { head: ListHead; blob: Blob } {
  const head: ListHead = { id, title, homepage: null, paperList: null, acceptance: null }
  return { head, blob: printStoredList(head, papers) }
}
