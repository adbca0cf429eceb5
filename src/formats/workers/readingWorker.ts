import type { Unread } from '../../model/backup/backup.ts'
import type { BackupList } from '../../model/backup/backupLists.ts'
import type { Paper } from '../../model/paper/paper.ts'
import type { TableColumn } from '../entry/columnNames.ts'
import type { Mapping } from '../csv/mapping.ts'
import type { Notice } from '../entry/entry.ts'
import { printKept, type StoredList } from '../stored/storedList.ts'
import { readImportFile, toOwnList, type FoundMark } from './readAny.ts'
import { connect, toPage } from './workerCalls.ts'

export type ReaderFunctions = typeof functions
export type Printed = StoredList & { readonly papers: number }

/** What a file holds, without more of its papers than a dialog can show. */
export type FoundFile = { readonly name: string } & (
  | FoundPapers
  | {
      readonly kind: 'backup'
      readonly text: string
      readonly lists: readonly FoundBackupList[]
      readonly unread: readonly Unread[]
    }
  | { readonly kind: 'refused'; readonly message: string }
)
/** One of the reader's own lists in a backup, by whose `file` its papers are asked for again. */
export type FoundBackupList = Omit<BackupList, 'papers'> & {
  readonly file: number
  readonly count: number
  readonly blob: Blob
}
export type FoundPapers = {
  readonly kind: 'papers'
  /** By which the file's papers are asked for again. */
  readonly file: number
  readonly label: string
  readonly title: string
  readonly count: number
  /** The papers as a list of their own, to be compared with what is here. */
  readonly blob: Blob
  /** Titles by place, of the first papers. */
  readonly titles: readonly string[]
  readonly marks: readonly FoundMark[]
  readonly notices: readonly Notice[]
  readonly noticeCount: number
  /** What its columns are taken for, where the file is a table. */
  readonly columns?: readonly TableColumn[]
}

/** More than these nobody chooses among one by one. */
export const MAX_TITLES = 2000
const MAX_NOTICES = 200
/** A text may be no longer than half a gigabyte in Chromium, and two bytes a letter are twice the file. */
const MAX_FILE_BYTES = 250_000_000

const read = new Map<number, readonly Paper[]>()
/** The number of the file that was read last. */
let last = 0

const functions = {
  /** Reads a file, with its columns as `mapping` says where it is a table, in place of an earlier reading where there was one. */
  async read(file: File, mapping?: Mapping, instead?: number): Promise<FoundFile> {
    if (instead !== undefined) read.delete(instead)
    return find((last += 1), file, mapping)
  },

  /** Makes a list of the papers at some places of a file that was read, or of all. */
  print(file: number, id: string, title: string, places: readonly number[] | null): Printed {
    const all = read.get(file) ?? []
    const papers = places ? places.map((place) => all[place]!) : all
    const { blob } = toOwnList(id, title, papers)
    return { blob, prepared: [printKept(papers)], papers: papers.length }
  },
}
connect(toPage(), functions)

/** Numbers for lists within files, apart from those of files. */
let lists = 0

function keepList({ id, title, addedAt, papers }: BackupList): FoundBackupList {
  const file = (lists -= 1)
  read.set(file, papers)
  return { id, title, addedAt, file, count: papers.length, blob: toOwnList(id, title, papers).blob }
}

async function find(number: number, file: File, mapping?: Mapping): Promise<FoundFile> {
  const { name, size } = file
  const refuse = (message: string): FoundFile => ({ name, kind: 'refused', message })
  if (size > MAX_FILE_BYTES) {
    return refuse(`The file has more than ${MAX_FILE_BYTES / 1e6} MB, which is more than can be read at once.`)
  }
  // A folder that was dropped, or a file that has gone since.
  const bytes = await file.arrayBuffer().catch(() => null)
  if (!bytes) return refuse('The file could not be read.')
  const found = readImportFile(name, new Uint8Array(bytes), mapping)
  if (found.kind === 'backup') return { ...found, lists: found.lists.map(keepList) }
  if (found.kind !== 'papers') return found
  const { label, title, papers, marks, notices, columns } = found
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
  }
}
