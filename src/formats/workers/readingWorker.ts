import type { Unread } from '../../model/backup/backup.ts'
import type { BackupList } from '../../model/backup/backupLists.ts'
import type { Paper } from '../../model/paper/paper.ts'
import type { TableColumn } from '../entry/columnNames.ts'
import type { FoundEncoding } from '../encoding/decode.ts'
import type { Notice } from '../entry/entry.ts'
import { printKept, type StoredList } from '../stored/storedList.ts'
import { readImportFile, toOwnList, type FoundMark, type ReadAs, type Refused } from './readAny.ts'
import { connect, toPage } from './workerCalls.ts'

export type ReaderFunctions = typeof functions
export type Printed = StoredList & { readonly papers: number }

/** The content of a file, with no more of its papers than a dialog shows. */
export type FoundFile = { readonly name: string } & (
  | FoundPapers
  | {
      readonly kind: 'backup'
      readonly text: string
      readonly lists: readonly FoundBackupList[]
      readonly unread: readonly Unread[]
    }
  | Refused
)
/** An own list in a backup. `file` is its number in calls that ask for its papers. */
export type FoundBackupList = Omit<BackupList, 'papers'> & {
  readonly file: number
  readonly count: number
  readonly blob: Blob
}
export type FoundPapers = {
  readonly kind: 'papers'
  /** The number of the file in calls that ask for its papers. */
  readonly file: number
  readonly label: string
  readonly title: string
  readonly count: number
  /** The papers as a stored list, to compare with the papers that the app already has. */
  readonly blob: Blob
  /** The titles of the first papers, in file order. */
  readonly titles: readonly string[]
  readonly marks: readonly FoundMark[]
  readonly notices: readonly Notice[]
  readonly noticeCount: number
  /** The columns with their fields, if the file is a table. */
  readonly columns?: readonly TableColumn[]
  /** The encoding, unless it is Unicode. */
  readonly encoding?: FoundEncoding
}

/** Maximum number of titles from which the user chooses papers one by one. */
export const MAX_TITLES = 2000
const MAX_NOTICES = 200
/** Chromium limits a string to half a gigabyte, and at two bytes a character it takes twice the size of its file. */
const MAX_FILE_BYTES = 250_000_000

const read = new Map<number, readonly Paper[]>()
/** The number of the latest file. */
let last = 0

const functions = {
  /** Reads a file, as the user says where the guess was wrong. `instead` is an earlier reading to drop. */
  async read(file: File, as?: ReadAs, instead?: number): Promise<FoundFile> {
    if (instead !== undefined) read.delete(instead)
    return find((last += 1), file, as)
  },

  /**
   * Makes a list of the papers at some places of a file, or of all. `addedAt`, in milliseconds since 1970, is for papers
   * without a time of their own.
   */
  print(file: number, id: string, title: string, places: readonly number[] | null, addedAt: number): Printed {
    const all = read.get(file) ?? []
    const some = places ? places.map((place) => all[place]!) : all
    const papers = some.map((paper) => ({ ...paper, addedAt: paper.addedAt ?? addedAt }))
    const { blob } = toOwnList(id, title, papers)
    return { blob, prepared: [printKept(papers)], papers: papers.length }
  },
}
connect(toPage(), functions)

/** Lists inside files have negative numbers, and files positive ones. */
let lists = 0

function keepList({ id, title, addedAt, papers }: BackupList): FoundBackupList {
  const file = (lists -= 1)
  read.set(file, papers)
  return { id, title, addedAt, file, count: papers.length, blob: toOwnList(id, title, papers).blob }
}

async function find(number: number, file: File, as?: ReadAs): Promise<FoundFile> {
  const { name, size } = file
  const refuse = (message: string): FoundFile => ({ name, kind: 'refused', message })
  if (size > MAX_FILE_BYTES) {
    return refuse(`The file has more than ${MAX_FILE_BYTES / 1e6} MB, which is more than can be read at once.`)
  }
  // A folder that the user dropped, or a file that is gone by now.
  const bytes = await file.arrayBuffer().catch(() => null)
  if (!bytes) return refuse('The file could not be read.')
  const found = readImportFile(name, new Uint8Array(bytes), as)
  if (found.kind === 'backup') return { ...found, lists: found.lists.map(keepList) }
  if (found.kind !== 'papers') return found
  const { label, title, papers, marks, notices, columns, encoding } = found
  read.set(number, papers)
  return {
    name,
    kind: 'papers',
    file: number,
    label,
    title,
    count: papers.length,
    blob: toOwnList('', title, papers).blob,
    titles: papers.slice(0, MAX_TITLES).map(({ title }) => title),
    marks,
    notices: notices.slice(0, MAX_NOTICES),
    noticeCount: notices.length,
    ...(columns && { columns }),
    ...(encoding && { encoding }),
  }
}
