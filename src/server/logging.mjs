import * as Y from 'yjs'

// Message types of y-protocols/sync that carry updates.
const STEP_TWO = 1
const UPDATE = 2
/** Length of an empty Yjs update. */
const NOTHING_BYTES = 2

/**
 * Hocuspocus hooks that persist documents in a store. An update is logged before it is applied. If it cannot be logged,
 * the hook throws and Hocuspocus closes the connection with the reason, so neither the document nor any other client
 * has the update. The device sends it again after it reconnects.
 */
export function logTo({ libraries }) {
  const libraryOf = new WeakMap()
  let version = 0
  return {
    // Runs before other extensions see the document.
    priority: 200,
    async onLoadDocument({ document, documentName }) {
      libraryOf.set(document, libraries.open(documentName, document))
    },
    async beforeSync({ document, type, payload }) {
      if (type !== STEP_TWO && type !== UPDATE) return
      const news = newsOf(document, type, payload)
      if (news) libraryOf.get(document).log(news)
    },
    async onStoreDocument({ document, documentName }) {
      try {
        libraryOf.get(document).keep()
      } catch (error) {
        // The log has all updates and keeps them until the next successful snapshot.
        console.error(`The snapshot of ${documentName} could not be stored:`, error)
      }
    },
    /** Applies updates that other processes logged and Redis did not pass on. */
    catchUp(documents) {
      const now = libraries.version()
      if (now === version) return
      for (const document of documents) libraryOf.get(document).catchUp()
      version = now
    },
  }
}

/**
 * The part of an update to log; null if the document has all of it. Throws on a malformed update, so that the log never
 * holds one. The reply to the server’s state vector (sync step 2) lists every deletion ever made, each time.
 */
function newsOf(document, type, update) {
  if (update.length <= NOTHING_BYTES) return null
  if (type === UPDATE) {
    Y.decodeUpdate(update)
    return update
  }
  if (Y.snapshotContainsUpdate(Y.snapshot(document), update)) return null
  return Y.diffUpdate(update, Y.encodeStateVector(document))
}
