import type * as Y from 'yjs'
import { openDatabase } from '../storage/browser/database.ts'
import { openReplica } from '../storage/sync/replica.ts'
import { openSharedFolder } from '../storage/sync/sharedFolder.ts'
import { shareFolder } from './transport/folderTransport.ts'
import type { ToPage, ToWorker, SyncTarget } from './messages.ts'
import type { StoredUpdates } from './document/replicaWriter.ts'
import { startSession, type Session, type TransportEvents, type Transport } from './session.ts'
import { connectServer } from './transport/serverTransport.ts'
import { errorMessage } from '../model/errorMessage.ts'
import { DATABASES } from '../storage/names.ts'

// TypeScript takes `self` for a window. In a worker it speaks to the page alone.
const page = self as unknown as {
  postMessage(message: ToPage): void
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
}

let starting: Promise<Session> | null = null

page.onmessage = ({ data }) => {
  if (data.kind === 'start') starting ??= start(data.way, data.hasMet)
  // A session that cannot start can be stopped.
  else if (data.kind === 'stop' && !starting) page.postMessage({ kind: 'stopped' })
  else starting?.then((session) => session.take(data)).catch(fail)
}

/** The worker ends after this message. The page can start another. */
function fail(error: unknown) {
  const reason = errorMessage(error)
  page.postMessage({ kind: 'failed', reason })
}

async function start(way: SyncTarget, hasMet: boolean): Promise<Session> {
  const { transact } = await openDatabase(DATABASES.replica)
  return startSession({
    replica: openReplica(transact),
    hasMet,
    open: (doc, device, events, kept) => openWay(way, doc, device, events, kept),
    post: (message) => page.postMessage(message),
    now: Date.now,
    newName: () => `${way.id}-${randomName()}`,
    isOwn: (name) => name.startsWith(`${way.id}-`),
  })
}

const randomName = () => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join('')

function openWay(
  way: SyncTarget,
  doc: Y.Doc,
  device: () => string,
  events: TransportEvents,
  kept: StoredUpdates,
): Transport {
  if (way.kind === 'folder') {
    const folder = way.folder && openSharedFolder(way.folder)
    return shareFolder({ doc, device, folder, key: way.key, events, kept })
  }
  const wire = connectServer({
    doc,
    url: way.url,
    token: way.token,
    kept,
    onState: (state, reason) =>
      state === 'broken' ? events.onBroken(reason ?? '') : events.onState(state === 'connected', reason ?? null),
    onSynced: events.onSynced,
    onSent: events.onSent,
  })
  return { exchange: wire.retry, stop: wire.stop }
}
