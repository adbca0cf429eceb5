import { openDatabase } from './database.mjs'
import { openLibraries } from './libraries.mjs'
import { openReaders } from './readers.mjs'

/** A library of 100,000 marks and 5,000 notes has about 40 MB. */
const MAX_LIBRARY_BYTES = 512 * 1024 * 1024

/** Users and their libraries in one SQLite file, which several processes may share. */
export function openStore(file, { maxLibraryBytes = MAX_LIBRARY_BYTES } = {}) {
  const database = openDatabase(file)
  return {
    ...openReaders(database),
    libraries: openLibraries(database, maxLibraryBytes),
    /** Writes a consistent copy of the database to a new file, while the server may run. */
    backUp: (to) => void database.prepare('VACUUM INTO ?').run(to),
    close: () => database.close(),
  }
}
