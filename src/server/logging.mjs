import * as Y from 'yjs'

// The kinds of messages of y-protocols/sync that bring something.
const STEP_TWO = 1
const UPDATE = 2
/** An update of Yjs that says nothing. */
const NOTHING_BYTES = 2

/**
 * Keeps documents of Hocuspocus in a store. An update is logged before it is taken in: where it cannot be logged the hook
 * throws, Hocuspocus closes the connection with the reason, and neither the document nor anybody else has the update. The
 * device sends it again when it has connected anew.
 */
export function logTo({ libraries }) {
  const libraryOf = new WeakMap()
  let version = 0
  return {
    // Before other extensions look at the document.
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
        // All of it is in the log, and stays there until it is kept the next time.
        console.error(`The whole of ${documentName} could not be kept:`, error)
      }
    },
    /** Takes in what other processes have logged and Redis has not passed on. */
    catchUp(documents) {
      const now = libraries.version()
      if (now === version) return
      for (const document of documents) libraryOf.get(document).catchUp()
      version = now
    },
  }
}

/**
 * What of an update is to be logged; null where the document has it all. Throws where it is no update, so that none of
 * these gets into the log. The answer to what the server lacks (step two) names all that was ever deleted, each time.
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
