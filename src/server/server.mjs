import { Database } from '@hocuspocus/extension-database'
import { Redis } from '@hocuspocus/extension-redis'
import { Server } from '@hocuspocus/server'
import { nameOf } from './store.mjs'

/** The whole of a library is kept so long after a change, and at the latest; until then the log has it. */
const KEEP_DELAY_MS = 5000
const KEEP_LATEST_MS = 60_000
/** How soon a token that was revoked opens nothing any more, even where its reader is connected. */
const CHECK_TOKENS_MS = 2000
/** A library of 100,000 marks and 5,000 notes has some 40 MB, and comes in parts. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024

/** Starts a server for the readers of a store; with `redis`, one of several that share it. */
export async function startServer({ store, host, port, redis }) {
  const server = new Server({
    address: host,
    port,
    quiet: true,
    stopOnSignals: false,
    debounce: KEEP_DELAY_MS,
    maxDebounce: KEEP_LATEST_MS,
    websocketOptions: { maxPayload: MAX_MESSAGE_BYTES },
    extensions: [
      // Before the database reads.
      { priority: 200, onLoadDocument: keepMapsFirst },
      { priority: 200, onLoadDocument: logTo(store) },
      new Database({
        fetch: async ({ documentName }) => store.read(documentName),
        store: async ({ documentName, state }) => store.keep(documentName, state),
      }),
      ...(redis ? [toRedis(redis)] : []),
    ],
    async onAuthenticate({ token, documentName, context }) {
      if (documentName !== nameOf(token) || !store.isToken(token)) throw new Error('This token opens nothing here.')
      return { ...context, token }
    },
    async onRequest({ response }) {
      response.writeHead(200, { 'content-type': 'text/plain' })
      response.end('Offprint syncs here.\n')
      // Hocuspocus would answer too; what is thrown without a word says that nothing is left to do.
      throw null
    },
  })
  await server.listen()
  const { port: at } = server.httpServer.address()

  const checking = setInterval(() => {
    for (const document of server.hocuspocus.documents.values())
      for (const connection of document.getConnections())
        if (!store.isToken(connection.context.token)) connection.close({ code: 4403, reason: 'revoked' })
  }, CHECK_TOKENS_MS)

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
 * Logs what readers send, each process what its own do. This is done before an update has been taken in, and so before its
 * sender is told that it was.
 */
const logTo =
  (store) =>
  async ({ document, documentName }) => {
    document.on('update', (update, origin) => {
      if (origin?.source === 'connection') store.log(documentName, update)
    })
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

function toRedis(address) {
  const { hostname, port } = new URL(address)
  return new Redis({ host: hostname, port: Number(port || 6379) })
}
