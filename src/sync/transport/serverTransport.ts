import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import * as Y from 'yjs'
import { readUpdate } from './hocuspocusFrames.ts'
import type { StoredUpdates } from '../document/replicaWriter.ts'

export type WireState = 'connecting' | 'connected' | 'refused' | 'broken'

export type ServerTransport = {
  /** Tries to connect at once where it would wait; reports again that all is sent. */
  retry(): void
  stop(): void
}

type Options = {
  readonly doc: Y.Doc
  readonly url: string
  readonly token: string
  readonly kept: StoredUpdates
  /** Called at every change, with a text for a problem that does not end by itself. */
  readonly onState: (state: WireState, reason?: string) => void
  /** Called when the document has everything of the server. */
  readonly onSynced: () => void
  /** Called when the server has everything of the document. */
  readonly onSent: () => void
  readonly Socket?: typeof WebSocket
}

const RETRY_MS = 1000
const MAX_RETRY_MS = 30_000
/** Both sides send something several times a minute, even where nothing is written. */
const SILENCE_MS = 45_000
const FLUSH_MS = 50

/** Texts for errors of the server after which the transport tries again. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['not-saved', 'Not saved on the server: it could not write to its disk, which may be full. It is tried again.'],
  ['library-full', 'Not saved on the server: your library there has reached its largest size.'],
  ['too-many-connections', 'The server takes no more connections of yours at once. It is tried again.'],
])

/** The account of a token, whose library it opens. */
export const userOfToken = (token: string): string => token.split('.', 1)[0]!

/** Synchronises a document with a Hocuspocus server, whenever it can be reached. */
export function connectServer(options: Options): ServerTransport {
  const { doc, url, token, kept, onState, onSynced, onSent, Socket = WebSocket } = options
  let isOver = false
  const end = (state: 'refused' | 'broken', reason: string) => {
    if (isOver) return
    isOver = true
    onState(state, reason)
    // Not within a message of the provider that is being destroyed.
    setTimeout(stop)
  }
  const take = (update: Uint8Array) => Y.applyUpdate(doc, update, provider)
  const websocketProvider = new HocuspocusProviderWebsocket({
    url,
    autoConnect: false,
    delay: RETRY_MS,
    minDelay: RETRY_MS,
    maxDelay: MAX_RETRY_MS,
    messageReconnectTimeout: SILENCE_MS,
    WebSocketPolyfill: guard(Socket, take, kept, (reason) => end('broken', reason)),
  })
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: userOfToken(token),
    document: doc,
    token,
    flushDelay: FLUSH_MS,
  })
  // Changes without a connection are sent with the next one as what the server lacks. They need no queue.
  doc.off('update', provider.boundDocumentUpdateHandler)
  let unlisten = () => {}
  const listen = (isOn: boolean) => {
    unlisten()
    unlisten = isOn ? kept.onUpdate(provider.boundDocumentUpdateHandler) : () => {}
  }
  listen(false)
  let [isOpen, isClosing, hasSynced] = [false, false, false]
  /** Shown until the server has taken everything. Each failure in a row doubles the wait. */
  let problem: string | undefined
  let wait = RETRY_MS
  const tellSent = () => {
    if (!hasSynced || provider.unsyncedChanges > 0) return
    wait = RETRY_MS
    if (problem) onState('connected')
    problem = undefined
    onSent()
  }
  // The provider notices silence only after a first message.
  let unanswered: ReturnType<typeof setTimeout> | undefined
  provider.on('open', () => {
    isOpen = true
    listen(true)
    unanswered = setTimeout(connectAnew, SILENCE_MS, '')
  })
  provider.on('disconnect', () => {
    listen(false)
    clearTimeout(unanswered)
    isOpen = false
    isClosing = false
    hasSynced = false
    if (!isOver) onState('connecting', problem)
  })
  provider.on('authenticated', () => {
    clearTimeout(unanswered)
    onState('connected', problem)
  })
  provider.on('authenticationFailed', ({ reason }: { readonly reason: string }) => {
    if (REASONS.has(reason)) connectAnew(reason)
    else end('refused', 'The server does not know this token.')
  })
  provider.on('synced', () => {
    if (!provider.isSynced || !provider.isAuthenticated) return
    hasSynced = true
    onSynced()
    tellSent()
  })
  provider.on('unsyncedChanges', tellSent)
  let again: ReturnType<typeof setTimeout> | undefined
  const connect = () => {
    clearTimeout(again)
    // The provider does nothing until the last socket is closed, and waits for the server to close it.
    if (isClosing) again = setTimeout(connect, RETRY_MS)
    else void websocketProvider.connect()
  }
  const connectAnew = (reason: string) => {
    if (isOver || !isOpen) return
    problem = REASONS.get(reason) ?? problem
    isClosing = true
    websocketProvider.disconnect()
    clearTimeout(again)
    again = setTimeout(connect, wait)
    if (problem) wait = Math.min(wait * 2, MAX_RETRY_MS)
  }
  // The server closed the document, as for a token that was revoked. It says why when asked again.
  provider.on('close', ({ event }: { readonly event: { readonly reason: string } }) => connectAnew(event.reason))

  function stop() {
    isOver = true
    clearTimeout(again)
    clearTimeout(unanswered)
    listen(false)
    provider.destroy()
    websocketProvider.destroy()
  }
  onState('connecting')
  provider.attach()
  connect()
  return {
    retry() {
      connect()
      tellSent()
    },
    stop,
  }
}

/** Applies updates of a socket here, to notice one that fails: the provider would only log it. */
function guard(
  Socket: typeof WebSocket,
  take: (update: Uint8Array) => void,
  kept: StoredUpdates,
  onBad: (reason: string) => void,
) {
  type Listener = (event: MessageEvent<ArrayBuffer>) => void
  return class extends Socket {
    readonly #guarded = new Map<unknown, Listener>()

    override addEventListener(type: string, listener: unknown) {
      if (type !== 'message') return super.addEventListener(type, listener as EventListener)
      const guarded: Listener = (event) => {
        try {
          const { asks, rest, update } = readUpdate(new Uint8Array(event.data))
          if (update) take(update)
          // What the server lacks is sent in answer, and must be stored by then.
          if (asks) void kept.wait().then(() => (listener as Listener)(event))
          else (listener as Listener)(rest ? new MessageEvent('message', { data: rest.buffer }) : event)
        } catch (error) {
          console.warn('Offprint was sent what it cannot read:', error)
          onBad('The server sent something that Offprint cannot read.')
          this.close()
        }
      }
      this.#guarded.set(listener, guarded)
      super.addEventListener(type, guarded as EventListener)
    }

    override removeEventListener(type: string, listener: unknown) {
      super.removeEventListener(type, (this.#guarded.get(listener) ?? listener) as EventListener)
    }
  }
}
