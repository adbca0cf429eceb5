import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/

/** The users of the server and their tokens. Only hashes of tokens are stored. */
export function openReaders(database) {
  const statements = {
    all: database.prepare('SELECT name FROM readers ORDER BY name'),
    hash: database.prepare('SELECT hash FROM readers WHERE name = ?'),
    add: database.prepare('INSERT INTO readers (name, hash) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    renew: database.prepare('UPDATE readers SET hash = ? WHERE name = ?'),
    revoke: database.prepare('DELETE FROM readers WHERE name = ?'),
  }
  const newToken = (name) => {
    const token = `${name}.${randomBytes(24).toString('base64url')}`
    return { token, hash: hashOf(token) }
  }
  const must = ({ changes }, message) => {
    if (changes === 0) throw new Error(message)
  }

  return {
    readers: () => statements.all.all().map(({ name }) => name),
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

    /** Whether this is the current token of its user. */
    isToken(token) {
      const hash = statements.hash.get(nameOf(token))?.hash
      return hash !== undefined && timingSafeEqual(hash, hashOf(token))
    },
  }
}

/** The user that a token belongs to, which is also the name of the library it opens. */
export const nameOf = (token) => token.split('.', 1)[0]

const hashOf = (token) => createHash('sha256').update(token).digest()
