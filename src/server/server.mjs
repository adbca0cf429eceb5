import { Server } from '@hocuspocus/server'
import { createGate } from './gate.mjs'
import { logTo } from './logging.mjs'
import { nameOf } from './readers.mjs'
import { connectRedis } from './redis.mjs'

/**
 * Delay from a change to the snapshot of a library, and the longest delay while changes continue. Until then the log
 * has the changes.
 */
const KEEP_DELAY_MS = 5000
const KEEP_LATEST_MS = 60_000
/**
 * How often the server closes connections with revoked tokens, and applies updates that another process logged even if
 * Redis lost them.
 */
const CHECK_MS = 2000
/** A library of 100,000 marks and 5,000 notes has about 40 MB and arrives in parts. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024

/** Starts a server for the users of a store. With `redis` it is one of several that share the store. */
export async function startServer({ store, host, port, redis, origins }) {
  const isToken = (token, reader) => reader === nameOf(token) && store.isToken(token)
  const gate = createGate({ origins, isToken })
  const log = logTo(store)
  const server = new Server({
    address: host,
    port,
    quiet: true,
    stopOnSignals: false,
    debounce: KEEP_DELAY_MS,
    maxDebounce: KEEP_LATEST_MS,
    websocketOptions: { maxPayload: MAX_MESSAGE_BYTES },
    maxUnauthenticatedQueueSize: gate.maxUnknownBytes,
    // A token opens one library.
    maxPendingDocuments: 1,
    extensions: [
      // Runs before the log is read.
      { priority: 300, onLoadDocument: keepMapsFirst },
      log,
      ...(redis ? [await connectRedis(redis)] : []),
    ],
    onUpgrade: gate.onUpgrade,
    async onAuthenticate({ token, documentName, requestHeaders, context }) {
      const guest = await gate.letIn({ token, reader: documentName, requestHeaders })
      return { ...context, token, guest }
    },
    async beforeHandleMessage({ context }) {
      gate.heard(context.guest)
    },
    async onRequest({ response }) {
      response.writeHead(200, { 'content-type': 'text/plain' })
      response.end('Offprint syncs here.\n')
      // Hocuspocus would respond too. Throwing null tells it that the request is handled.
      throw null
    },
  })
  server.httpServer.maxConnections = gate.maxSockets
  await server.listen()
  const { port: at } = server.httpServer.address()

  const check = () => {
    const documents = [...server.hocuspocus.documents.values()]
    log.catchUp(documents)
    for (const document of documents)
      for (const connection of document.getConnections()) {
        gate.endSlow(connection)
        if (!store.isToken(connection.context.token)) connection.close({ code: 4403, reason: 'revoked' })
      }
  }
  const checking = setInterval(() => {
    try {
      check()
    } catch (error) {
      // SQLite may stay busy for long; the next check tries again.
      console.error('Changes by other processes could not be read:', error)
    }
  }, CHECK_MS)

  return {
    url: `ws://${host}:${at}`,
    async stop() {
      clearInterval(checking)
      await server.destroy()
      store.close()
    },
  }
}

/**
 * Keeps the maps of a library before its note texts. For each entry that it encodes, Yjs finds the name of the
 * top-level type by a linear search: with 5,000 texts in front, 100,000 entries took 27 s.
 */
async function keepMapsFirst({ document }) {
  const { share } = document
  let size = 0
  // Fires before the transaction’s update is encoded for other clients.
  document.on('afterTransaction', () => {
    if (share.size === size) return
    size = share.size
    // Iterates over a copy, because entries moved to the end would be visited again.
    const all = [...share]
    for (const [name, type] of all) {
      if (!name.startsWith('note:')) continue
      share.delete(name)
      share.set(name, type)
    }
  })
}
