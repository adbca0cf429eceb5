import { Server } from '@hocuspocus/server'
import { createGate } from './gate.mjs'
import { logTo } from './logging.mjs'
import { nameOf } from './readers.mjs'
import { connectRedis } from './redis.mjs'

/** The whole of a library is kept so long after a change, and at the latest; until then the log has it. */
const KEEP_DELAY_MS = 5000
const KEEP_LATEST_MS = 60_000
/**
 * How soon a token that was revoked opens nothing any more, even where its reader is connected, and how soon what another
 * process has logged is here, even where Redis has lost it.
 */
const CHECK_MS = 2000
/** A library of 100,000 marks and 5,000 notes has some 40 MB, and comes in parts. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024

/** Starts a server for the readers of a store; with `redis`, one of several that share it. */
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
      // Before the log is read.
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
      // Hocuspocus would answer too; what is thrown without a word says that nothing is left to do.
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
      // SQLite may be busy for long; it is tried again.
      console.error('What other processes did could not be looked up:', error)
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
 * Keeps the maps of a library before the texts of its notes. Yjs looks for the name of what is at the top by going through
 * all there is, for each entry that it writes out: with 5,000 texts before them, 100,000 entries took 27 s.
 */
async function keepMapsFirst({ document }) {
  const { share } = document
  let size = 0
  // Of a transaction this comes before its update is written out for the others.
  document.on('afterTransaction', () => {
    if (share.size === size) return
    size = share.size
    // A copy, since what is put behind would be come by again.
    const all = [...share]
    for (const [name, type] of all) {
      if (!name.startsWith('note:')) continue
      share.delete(name)
      share.set(name, type)
    }
  })
}
