import { openDatabase } from './database.mjs'
import { openLibraries } from './libraries.mjs'
import { openReaders } from './readers.mjs'

/** A library of 100,000 marks and 5,000 notes has some 40 MB. */
const MAX_LIBRARY_BYTES = 512 * 1024 * 1024

/** Readers and their libraries in one SQLite file, which several processes may share. */
export function openStore(file, { maxLibraryBytes = MAX_LIBRARY_BYTES } = {}) {
  const database = openDatabase(file)
  return {
    ...openReaders(database),
    libraries: openLibraries(database, maxLibraryBytes),
    /** Writes all that is there at one moment into a file that is not there yet; the server may go on meanwhile. */
    backUp: (to) => void database.prepare('VACUUM INTO ?').run(to),
    close: () => database.close(),
  }
}
