import { set } from 'idb-keyval'
import { printBackup } from '../../model/backup/backup.ts'
import type { Marks } from '../../model/mark/cell.ts'
import { openDatabase } from '../browser/database.ts'
import { DATABASES } from '../names.ts'

/** Stores a backup of the marks for `recover.html`, before the app mends them. */
export async function keepBefore(marks: Marks, at: number): Promise<void> {
  const { transact, close } = await openDatabase(DATABASES.automaticBackups)
  await set(at, printBackup(marks, at), transact).finally(close)
}
