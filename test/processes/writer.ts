import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import * as Y from 'yjs'
import { userOfToken } from '../../src/sync/transport/serverTransport.ts'

// A device that writes one key after the other, and reports to its parent which keys the server has acknowledged.

export type Writing = { readonly url: string; readonly token: string; readonly name: string; readonly count: number }

const { url, token, name, count } = JSON.parse(process.argv[2]!) as Writing
const AT_ONCE = 20

const doc = new Y.Doc()
const websocketProvider = new HocuspocusProviderWebsocket({
  url,
  delay: 200,
  minDelay: 200,
  maxDelay: 500,
  jitter: false,
})
const provider = new HocuspocusProvider({
  websocketProvider,
  name: userOfToken(token),
  token,
  document: doc,
  flushDelay: 0,
})
const map = doc.getMap(`acked:${name}`)
let [written, acked, isOpen] = [0, 0, false]

provider.on('synced', () => {
  isOpen = true
  go()
})
provider.on('disconnect', () => (isOpen = false))
// The server has closed the document: connect again.
provider.on('close', ({ event }: { readonly event: { readonly reason: string } }) => {
  if (!isOpen || !event.reason) return
  process.send!({ refused: event.reason })
  isOpen = false
  websocketProvider.disconnect()
  // The provider does nothing while the last socket is still open.
  provider.on('disconnect', connectAgain)
})
function connectAgain() {
  provider.off('disconnect', connectAgain)
  setTimeout(() => void websocketProvider.connect(), 200)
}
provider.on('authenticationFailed', ({ reason }: { readonly reason: string }) => process.send!({ refused: reason }))
provider.on('unsyncedChanges', go)

function go() {
  if (!isOpen || provider.unsyncedChanges > 0) return
  if (acked < written) process.send!({ acked: (acked = written) })
  const to = Math.min(count, written + AT_ONCE)
  while (written < to) map.set(`${(written += 1)}`, true)
}
provider.attach()
