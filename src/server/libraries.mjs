import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import { transact } from './database.mjs'

/** Identifies this process in the log when several share the file. */
const PROCESS = randomBytes(6).toString('hex')

/** Transaction origin of updates read from disk: they go to devices and other processes, and are not logged again. */
const FROM_DISK = { source: 'local', skipStoreHooks: true }

/** An update could not be logged. Hocuspocus closes the device’s connection with this `code` and `reason`. */
export class NotSaved extends Error {
  code = 4500
  constructor(reason, options) {
    super(`An update is not saved: ${reason}`, options)
    this.reason = reason
  }
}

/**
 * Libraries on disk. The log is the source of truth: it holds each update before any document in memory does. The
 * snapshot of a library is a cache of the log up to one row (`upto`), and only rows in a snapshot are deleted. Row ids
 * only grow, and SQLite has one writer at a time, so a process that has read up to a row has read all rows before it.
 */
export function openLibraries(database, maxBytes) {
  const statements = {
    upto: database.prepare('SELECT upto FROM libraries WHERE name = ?'),
    whole: database.prepare('SELECT state FROM libraries WHERE name = ?'),
    rows: database.prepare('SELECT id, data FROM updates WHERE name = ? AND id > ? ORDER BY id'),
    last: database.prepare('SELECT max(id) AS id FROM updates WHERE name = ?'),
    log: database.prepare(`INSERT INTO updates (name, process, data) SELECT :name, :process, :data WHERE length(:data)
      + coalesce((SELECT length(state) FROM libraries WHERE name = :name), 0)
      + coalesce((SELECT sum(length(data)) FROM updates WHERE name = :name), 0) <= ${maxBytes}`),
    // Another process may have saved a snapshot of more rows meanwhile, which must not be overwritten.
    keep: database.prepare(`INSERT INTO libraries (name, state, upto) VALUES (?, ?, ?) ON CONFLICT (name)
      DO UPDATE SET state = excluded.state, upto = excluded.upto WHERE upto <= excluded.upto`),
    forget: database.prepare('DELETE FROM updates WHERE name = ? AND id <= ?'),
    setAside: database.prepare('UPDATE updates SET name = ? WHERE id = ?'),
    version: database.prepare('PRAGMA data_version'),
  }

  return {
    /** A number that changes when another process has written. */
    version: () => statements.version.get().data_version,

    /** Loads a library into an empty document. */
    open(name, document) {
      /** The document has all rows up to this one; -1 before the snapshot is loaded. */
      let at = -1

      const find = () =>
        transact(database, 'DEFERRED', () => {
          const upto = statements.upto.get(name)?.upto ?? -1
          const whole = upto > at ? statements.whole.get(name).state : null
          return { whole, upto, rows: statements.rows.all(name, Math.max(at, upto)) }
        })
      const takeRow = ({ id, data }) => {
        try {
          Y.applyUpdate(document, data, FROM_DISK)
        } catch (error) {
          // A bad row costs only itself. It moves to a name with `!`, which no user name contains.
          console.error(`Row ${id} of the log of ${name} cannot be read, and is set aside:`, error)
          statements.setAside.run(`${name}!`, id)
        }
      }
      /** Applies what the disk has and the document lacks, such as rows that another process logged. */
      const catchUp = () => {
        const { whole, upto, rows } = find()
        if (whole) Y.applyUpdate(document, whole, FROM_DISK)
        rows.forEach(takeRow)
        at = Math.max(at, upto, rows.at(-1)?.id ?? -1)
      }
      const write = (state) =>
        transact(database, 'IMMEDIATE', () => {
          if (statements.keep.run(name, state, at).changes === 0) return false
          statements.forget.run(name, at)
          return true
        })

      catchUp()
      return {
        catchUp,
        /** Logs an update, which is on disk when this returns. Throws NotSaved if it cannot be logged. */
        log(update) {
          let changes = 0
          try {
            ;({ changes } = statements.log.run({ name, process: PROCESS, data: update }))
          } catch (error) {
            throw new NotSaved('not-saved', { cause: error })
          }
          if (changes === 0) throw new NotSaved('library-full')
        },
        /** Saves a snapshot and deletes the log rows it contains. */
        keep() {
          do {
            catchUp()
            if (at < 0 || statements.upto.get(name)?.upto === at) return
          } while (!write(Y.encodeStateAsUpdate(document)))
        },
      }
    },
  }
}
