import { Redis as Channel } from '@hocuspocus/extension-redis'
import { Redis } from 'ioredis'

const PORT = 6379
const SENTINEL_PORT = 26_379
const PATIENCE_MS = 10_000
const FORMS = `REDIS is one of
  redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]
  rediss://…                                                  the same over TLS
  redis+sentinel://[USER:PASSWORD@]HOST[:PORT][,HOST[:PORT]…]/MASTER[/DATABASE]`

/** Parses an address into options for ioredis. Throws, with a list of the valid forms, if it has none of them. */
export function readRedis(address) {
  const form = /^(rediss?|redis\+sentinel):\/\/(?:([^@/]*)@)?([^/@?#]+)((?:\/[^/?#]*)*)$/.exec(address)
  if (!form) throw new Error(`The address of Redis cannot be read. ${FORMS}`)
  const [, scheme, login = '', hosts, path] = form
  const [, username = '', password] = /^([^:]*)(?::(.*))?$/.exec(login)
  const isSentinel = scheme === 'redis+sentinel'
  const [master, ...rest] = path.split('/').slice(1).filter(Boolean)
  const [database, ...more] = isSentinel ? rest : [master, ...rest].filter(Boolean)
  if (more.length > 0 || !/^\d*$/.test(database ?? '') || (isSentinel && !master))
    throw new Error(`The address of Redis cannot be read. ${FORMS}`)
  const common = {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(database && { db: Number(database) }),
  }
  const places = hosts.split(',').map((host) => readPlace(host, isSentinel ? SENTINEL_PORT : PORT))
  if (isSentinel) return { ...common, name: master, sentinels: places }
  if (places.length > 1) throw new Error(`The address of Redis cannot be read. ${FORMS}`)
  return { ...common, ...places[0], ...(scheme === 'rediss' && { tls: { servername: places[0].host } }) }
}

function readPlace(text, usual) {
  const place = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d+))?$/i.exec(text)
  if (!place) throw new Error(`The address of Redis cannot be read. ${FORMS}`)
  return { host: place[1].replaceAll(/[[\]]/g, ''), port: Number(place[2] ?? usual) }
}

/**
 * Creates a Hocuspocus extension that passes changes to other processes over Redis. Rejects if Redis is unreachable or
 * refuses the login.
 */
export async function connectRedis(address) {
  const options = readRedis(address)
  await tryOut(options)
  return new Channel({
    createClient: () => {
      const client = new Redis(options)
      client.on('error', (error) => console.error('Redis:', error.message))
      return client
    },
  })
}

async function tryOut(options) {
  const client = new Redis({
    ...options,
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    retryStrategy: null,
    sentinelRetryStrategy: null,
    maxRetriesPerRequest: 0,
  })
  // A wrong password is reported as an event; commands then fail with a different message.
  let reason = ''
  client.on('error', ({ message }) => (reason ||= message))
  try {
    await client.connect()
    // Without ACLs a wrong database is reported as an event too.
    await client.select(options.db ?? 0)
    await client.ping()
  } catch (error) {
    throw new Error(`Redis does not let this server in: ${reason || error.message}`, { cause: error })
  } finally {
    client.disconnect()
  }
}
