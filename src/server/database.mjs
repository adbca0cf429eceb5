import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const BUSY_MS = 10_000
const FOLDER_MODE = 0o700
const FILE_MODE = 0o600

/**
 * Opens the SQLite file, which several processes may share, and makes what it lacks; every shape that was released still
 * opens. Only the user who runs the server can read its files. `synchronous = FULL` waits for the disk at each commit: an
 * update that is acknowledged survives a power cut, which in WAL mode `NORMAL` does not promise.
 */
export function openDatabase(file) {
  keepPrivate(file)
  const database = new DatabaseSync(file)
  database.exec(`
    PRAGMA busy_timeout = ${BUSY_MS};
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS readers (name TEXT PRIMARY KEY, hash BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS libraries (name TEXT PRIMARY KEY, state BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS updates (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, process TEXT NOT NULL, data BLOB NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS updates_of ON updates (name, id);
  `)
  const columns = database.prepare('PRAGMA table_info(libraries)').all()
  if (!columns.some(({ name }) => name === 'upto'))
    database.exec('ALTER TABLE libraries ADD COLUMN upto INTEGER NOT NULL DEFAULT 0')
  database.exec('COMMIT')
  return database
}

/** Does some work in a transaction; where it throws, nothing of it is done. `how` is a word of SQLite's BEGIN. */
export function transact(database, how, work) {
  database.exec(`BEGIN ${how}`)
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    try {
      database.exec('ROLLBACK')
    } catch {
      // SQLite has rolled back already, as where the disk is full.
    }
    throw error
  }
}

/** SQLite gives the files beside the database, `-wal` and `-shm`, the mode of the database. */
function keepPrivate(file) {
  const folder = dirname(file)
  const isMade = mkdirSync(folder, { recursive: true, mode: FOLDER_MODE }) !== undefined
  // A folder of somebody else's choice may hold other things than these.
  if (!isMade && basename(folder) === '.offprint') chmodSync(folder, FOLDER_MODE)
  closeSync(openSync(file, 'a', FILE_MODE))
  for (const path of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(path)) chmodSync(path, FILE_MODE)
}
