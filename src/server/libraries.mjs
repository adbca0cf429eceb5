import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import { transact } from './database.mjs'

/** Names this process in the log, beside others that share the file. */
const PROCESS = randomBytes(6).toString('hex')

/** The origin of what comes from the disk: devices and other processes are told of it, and it need not be kept again. */
const FROM_DISK = { source: 'local', skipStoreHooks: true }

/** What cannot be logged. `code` and `reason` are what Hocuspocus tells the device, whose connection it closes. */
export class NotSaved extends Error {
  code = 4500
  constructor(reason, options) {
    super(`An update is not saved: ${reason}`, options)
    this.reason = reason
  }
}

/**
 * Libraries on disk. The log is the truth: each update is in it before anybody has it in memory. The whole of a library is
 * a cache of the log up to one of its rows (`upto`), and only rows that are in a whole are ever forgotten. Numbers of rows
 * only grow, and SQLite has one writer at a time, so whoever has read up to a row has all before it.
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
    // One that another process has kept meanwhile, and that knows more of the log, is not overwritten.
    keep: database.prepare(`INSERT INTO libraries (name, state, upto) VALUES (?, ?, ?) ON CONFLICT (name)
      DO UPDATE SET state = excluded.state, upto = excluded.upto WHERE upto <= excluded.upto`),
    forget: database.prepare('DELETE FROM updates WHERE name = ? AND id <= ?'),
    setAside: database.prepare('UPDATE updates SET name = ? WHERE id = ?'),
    version: database.prepare('PRAGMA data_version'),
  }

  return {
    /** A number that changes when another process has written. */
    version: () => statements.version.get().data_version,

    /** Opens a library into a document, which is empty so far. */
    open(name, document) {
      /** All up to this row is in the document; -1 before the whole is. */
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
          // One bad row costs itself. No reader has a name with this sign.
          console.error(`Row ${id} of the log of ${name} cannot be read, and is set aside:`, error)
          statements.setAside.run(`${name}!`, id)
        }
      }
      /** Takes in what the disk has and the document lacks, as what another process logged. */
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
        /** Logs an update. Throws NotSaved where that cannot be; it is on the disk when this returns. */
        log(update) {
          let changes = 0
          try {
            ;({ changes } = statements.log.run({ name, process: PROCESS, data: update }))
          } catch (error) {
            throw new NotSaved('not-saved', { cause: error })
          }
          if (changes === 0) throw new NotSaved('library-full')
        },
        /** Keeps the whole, and forgets of the log what is in it. */
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
