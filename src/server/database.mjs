import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const BUSY_MS = 10_000
const FOLDER_MODE = 0o700
const FILE_MODE = 0o600

/**
 * Opens the SQLite file, which several processes may share, and creates missing tables and columns. Files of every
 * released version still open. Only the user who runs the server can read the files. `synchronous = FULL` waits for the
 * disk at each commit: an acknowledged update survives a power cut, which `NORMAL` in WAL mode does not promise.
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

/** Runs `work` in a transaction and rolls back if it throws. `how` is SQLite’s keyword after BEGIN. */
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
      // SQLite has already rolled back, for example because the disk is full.
    }
    throw error
  }
}

/**
 * Creates the file and its folder if missing, readable by their owner only. SQLite gives `-wal` and `-shm` the mode of
 * the database.
 */
function keepPrivate(file) {
  const folder = dirname(file)
  const isMade = mkdirSync(folder, { recursive: true, mode: FOLDER_MODE }) !== undefined
  // A folder that the operator chose may hold other files, so its mode stays.
  if (!isMade && basename(folder) === '.offprint') chmodSync(folder, FOLDER_MODE)
  closeSync(openSync(file, 'a', FILE_MODE))
  for (const path of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(path)) chmodSync(path, FILE_MODE)
}
