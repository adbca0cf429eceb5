import { printBackup } from '../model/backup/backup.ts'
import { createClock } from '../model/mark/clock.ts'
import { listRecords, listRecordId, REMOVED } from '../model/paper/listRecord.ts'
import { printNumber } from '../model/numberFormat.ts'
import { latestStamp, merge, type KeptMark, type Marks } from '../model/mark/cell.ts'
import type { PaperId } from '../model/paper/paper.ts'
import { openCollection } from '../storage/marks/collection.ts'
import { openDatabase } from '../storage/browser/database.ts'
import { parseSaved } from '../model/mark/markDiff.ts'
import { toLines } from '../storage/lists/ownListLines.ts'
import { openOwnLists } from '../storage/lists/ownLists.ts'
import type { MadeList } from '../storage/lists/assembleList.ts'
import { openBaseCopies } from '../storage/lists/baseCopies.ts'
import { joinTabs } from '../storage/marks/tabs.ts'
import { readFiles, readRawRecords } from '../storage/lists/rawCopies.ts'
import { decodeAll } from '../storage/journal/journalFormat.ts'
import { DATABASES, FOLDERS } from '../storage/names.ts'

/** One copy of the user’s data in this browser, whether or not the app can open it. */
export type Copy = {
  readonly name: string
  readonly marks: Marks
  /** False for copies that hold something other than marks. */
  readonly hasMarks?: boolean
  /** Text shown after the number of marks. */
  readonly remark: string
  /** Unreadable records, each with its key and its raw content. */
  readonly unread: readonly (readonly [key: string, raw: string])[]
  readonly file: { readonly name: string; readonly type: string; readonly content: BlobPart }
  /** Deletes the copy for good; absent if the user cannot delete it. */
  readonly remove?: () => Promise<void>
}

/** The raw database. All records are exported; those that parse as marks are counted. */
export async function readDatabase(): Promise<readonly Copy[]> {
  const records = await readRawRecords(DATABASES.marks)
  if (!records) return []
  const marks = new Map<PaperId, KeptMark>()
  const unread: (readonly [key: string, raw: string])[] = []
  for (const [key, value] of records) {
    const kept = parseSaved(value)
    if (typeof key === 'string' && kept) marks.set(key as PaperId, kept)
    else if (typeof key === 'string') unread.push([key, print(value)])
    else if (Array.isArray(key) && key[0] === 'unreadable') unread.push([`${print(key[1])}, put aside`, print(value)])
  }
  const others = records.length - marks.size - unread.length
  const content = print(records)
  return [
    {
      name: 'Database (IndexedDB)',
      marks,
      remark: others > 0 ? `${others} more records hold edits that pages saved as they closed.` : '',
      unread,
      file: { name: 'offprint-database.json', type: 'application/json', content },
    },
  ]
}

/**
 * A value as JSON. Maps, sets and byte arrays become arrays; `undefined` and bigints, which JSON lacks, become strings.
 */
const print = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map || part instanceof Set) return [...(part as Iterable<unknown>)]
    if (part instanceof Uint8Array) return [...part]
    return part === undefined || typeof part === 'bigint' ? String(part) : part
  })

/** The journals and snapshots of the backup copy. */
export async function readJournals(): Promise<readonly Copy[]> {
  const files = await readFiles(FOLDERS.journals)
  return files.map(({ name, bytes }) => {
    const { batches, good, end } = decodeAll(bytes)
    return {
      name: `Second copy, ${name}`,
      marks: batches.reduce<Marks>((all, batch) => join(all, batch.marks), new Map()),
      remark: end === 'whole' ? '' : `${bytes.length - good} of ${bytes.length} bytes could not be read (${end})`,
      unread: [],
      file: { name: `offprint-${name}.bin`, type: 'application/octet-stream', content: bytes },
    }
  })
}

/** The user’s own lists, each as a backup file that the app can import. */
export async function readLists(): Promise<readonly Copy[]> {
  if (!(await readRawRecords(DATABASES.lists))) return []
  const userRecords = (await readAllMarks()) ?? new Map<PaperId, KeptMark>()
  const { transact, close } = await openDatabase(DATABASES.lists)
  const lists = await openOwnLists(transact).load(listRecords(userRecords)).finally(close)
  return Promise.all(
    lists.map(async (list, i): Promise<Copy> => {
      // A list that cannot be read can still be removed.
      const content = await toLines([list]).then(
        (lines) => printBackup(new Map(), Date.now(), lines),
        () => '',
      )
      return {
        name: `Your list “${list.title}”`,
        marks: new Map(),
        hasMarks: false,
        remark: content
          ? `${printNumber(list.papers)} papers. Offprint imports the file as a backup.`
          : 'It cannot be read.',
        unread: [],
        file: { name: `offprint-list-${i + 1}.json`, type: 'application/json', content },
        remove: () => removeList(list),
      }
    }),
  )
}

/** Backups that the app made before it set back timestamps ahead of this device’s clock. */
export async function readBefore(): Promise<readonly Copy[]> {
  const records = (await readRawRecords(DATABASES.automaticBackups)) ?? []
  return records.flatMap(([key, content]): Copy[] => {
    if (typeof key !== 'number' || typeof content !== 'string') return []
    return [
      {
        name: `Backup of ${new Date(key).toLocaleString()}`,
        marks: new Map(),
        hasMarks: false,
        remark: 'Made before times ahead of this device’s clock were set back. Offprint imports the file as a backup.',
        unread: [],
        file: { name: `offprint-backup-${key}.json`, type: 'application/json', content },
      },
    ]
  })
}

async function readAllMarks(): Promise<Marks | null> {
  const records = await readRawRecords(DATABASES.marks)
  return (
    records &&
    new Map(
      records.flatMap(([key, value]) => {
        const kept = typeof key === 'string' ? parseSaved(value) : null
        return kept ? [[key as PaperId, kept] as const] : []
      }),
    )
  )
}

/** Deletes a list, its papers and their backup copies. Its cells record the removal for the app and other devices. */
async function removeList({ id, bases }: MadeList): Promise<void> {
  const all = (await readAllMarks()) ?? new Map<PaperId, KeptMark>()
  const clock = createClock('recover', Date.now)
  const latest = latestStamp(all.values())
  if (latest) clock.see(latest)
  await mergeInto(new Map([[listRecordId(id), new Map([[REMOVED, [String(Date.now()), clock.tick()] as const]])]]))
  const { transact, close } = await openDatabase(DATABASES.lists)
  await openOwnLists(transact).remove(bases).finally(close)
  const copies = await openBaseCopies()
  for (const { name } of bases) if (name !== null) await copies?.remove(name).catch(() => {})
}

function join(ours: Marks, theirs: Marks): Marks {
  const joined = new Map(ours)
  for (const [paper, kept] of theirs) joined.set(paper, merge(joined.get(paper) ?? new Map(), kept))
  return joined
}

/** Merges as the app does: the later value of each cell wins, and nothing in the database is lost. */
export async function mergeInto(marks: Marks): Promise<void> {
  const database = await openDatabase(DATABASES.marks)
  try {
    await openCollection<PaperId, KeptMark>(database.transact, { merge, parse: parseSaved }, 'recover').save(marks)
    // Tells tabs of the app that may be open.
    joinTabs(() => {})(marks)
  } finally {
    database.close()
  }
}
