import { set } from 'idb-keyval'
import { printBackup } from '../../model/backup/backup.ts'
import type { Marks } from '../../model/mark/cell.ts'
import { openDatabase } from '../browser/database.ts'

/** The database of backups that the app makes by itself, each under the time it was made, in milliseconds since 1970. */
export const BEFORE = 'offprint-before'

/** Keeps a backup of marks in this browser, for `recover.html`, before the app sets right what they say. */
export async function keepBefore(marks: Marks, at: number): Promise<void> {
  const { transact, close } = await openDatabase(BEFORE)
  await set(at, printBackup(marks, at), transact).finally(close)
}
