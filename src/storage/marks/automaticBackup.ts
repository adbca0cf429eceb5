import { set } from 'idb-keyval'
import { printBackup } from '../../model/backup/backup.ts'
import type { Marks } from '../../model/mark/cell.ts'
import { openDatabase } from '../browser/database.ts'
import { DATABASES } from '../names.ts'

/** Keeps a backup of marks in this browser, for `recover.html`, before the app sets right what they say. */
export async function keepBefore(marks: Marks, at: number): Promise<void> {
  const { transact, close } = await openDatabase(DATABASES.automaticBackups)
  await set(at, printBackup(marks, at), transact).finally(close)
}
