import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as Y from 'yjs'

const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/
const BUSY_MS = 10_000

/** Names this process in the log, beside others that share the file. */
const PROCESS = randomBytes(6).toString('hex')

/**
 * Readers and their libraries in one SQLite file, which several processes may share. A library is a whole state and a log
 * of what came after it: every update is in the log before its sender is told that it arrived.
 */
export function openStore(file) {
  mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file)
  database.exec(`
    PRAGMA busy_timeout = ${BUSY_MS};
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS readers (name TEXT PRIMARY KEY, hash BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS libraries (name TEXT PRIMARY KEY, state BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS updates (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, process TEXT NOT NULL, data BLOB NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS updates_of ON updates (name, id);
  `)
  const statements = {
    readers: database.prepare('SELECT name FROM readers ORDER BY name'),
    hash: database.prepare('SELECT hash FROM readers WHERE name = ?'),
    add: database.prepare('INSERT INTO readers (name, hash) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    renew: database.prepare('UPDATE readers SET hash = ? WHERE name = ?'),
    revoke: database.prepare('DELETE FROM readers WHERE name = ?'),
    state: database.prepare('SELECT state FROM libraries WHERE name = ?'),
    updates: database.prepare('SELECT id, data FROM updates WHERE name = ? ORDER BY id'),
    log: database.prepare('INSERT INTO updates (name, process, data) VALUES (?, ?, ?)'),
    keep: database.prepare(
      'INSERT INTO libraries (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state',
    ),
    forgetOwn: database.prepare('DELETE FROM updates WHERE name = ? AND process = ?'),
    forgetRead: database.prepare('DELETE FROM updates WHERE name = ? AND id <= ?'),
  }
  /** Up to where the log of a library went when it was read: all that is in the state which is kept next. */
  const readTo = new Map()

  const newToken = (name) => {
    const token = `${name}.${randomBytes(24).toString('base64url')}`
    return { token, hash: hashOf(token) }
  }
  const must = ({ changes }, message) => {
    if (changes === 0) throw new Error(message)
  }

  return {
    readers: () => statements.readers.all().map(({ name }) => name),
    addReader(name) {
      if (!NAME.test(name)) throw new Error('A name is up to 32 small letters, digits and hyphens.')
      const { token, hash } = newToken(name)
      must(statements.add.run(name, hash), `There is a reader called ${name}; renew their token instead.`)
      return token
    },
    renewReader(name) {
      const { token, hash } = newToken(name)
      must(statements.renew.run(hash, name), `There is no reader called ${name}.`)
      return token
    },
    revokeReader: (name) => must(statements.revoke.run(name), `There is no reader called ${name}.`),

    /** Whether this token is the present one of its reader. */
    isToken(token) {
      const hash = statements.hash.get(nameOf(token))?.hash
      return hash !== undefined && timingSafeEqual(hash, hashOf(token))
    },

    /** A library as one update of Yjs; null where there is none yet. */
    read(name) {
      const state = statements.state.get(name)?.state
      const updates = statements.updates.all(name)
      if (updates.length > 0) readTo.set(name, updates.at(-1).id)
      if (updates.length === 0) return state ?? null
      return Y.mergeUpdates([...(state ? [state] : []), ...updates.map(({ data }) => data)])
    },
    /** Keeps an update that somebody sent. */
    log: (name, update) => void statements.log.run(name, PROCESS, update),
    /** Keeps the whole, and forgets of the log what is in it. */
    keep(name, state) {
      database.exec('BEGIN IMMEDIATE')
      try {
        statements.keep.run(name, state)
        statements.forgetOwn.run(name, PROCESS)
        statements.forgetRead.run(name, readTo.get(name) ?? 0)
        database.exec('COMMIT')
        readTo.delete(name)
      } catch (error) {
        database.exec('ROLLBACK')
        throw error
      }
    },
    close: () => database.close(),
  }
}

/** The reader a token is of, and so the library it opens. */
export const nameOf = (token) => token.split('.', 1)[0]

const hashOf = (token) => createHash('sha256').update(token).digest()
