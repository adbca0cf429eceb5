import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import * as Y from 'yjs'
import { readUpdate } from './hocuspocusFrames.ts'
import type { Kept } from '../document/replicaWriter.ts'

export type WireState = 'connecting' | 'connected' | 'refused' | 'broken'

export type ServerTransport = {
  /** Tries at once, where it would wait a while; says again that all is sent, where it is. */
  retry(): void
  stop(): void
}

type Outside = {
  readonly doc: Y.Doc
  readonly url: string
  readonly token: string
  readonly kept: Kept
  /** Told at every change, with what to say of one that will not go on by itself. */
  readonly onState: (state: WireState, reason?: string) => void
  /** Told when the document has all that the server has. */
  readonly onSynced: () => void
  /** Told when the server has all that the document has. */
  readonly onSent: () => void
  readonly Socket?: typeof WebSocket
}

const RETRY_MS = 1000
const MAX_RETRY_MS = 30_000
/** Both sides are heard of several times a minute, even where nothing is written. */
const SILENCE_MS = 45_000
const FLUSH_MS = 50

/** What to say of what the server says, where it is tried again by itself. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['not-saved', 'Not saved on the server: it could not write to its disk, which may be full. It is tried again.'],
  ['library-full', 'Not saved on the server: your library there has reached its largest size.'],
  ['too-many-connections', 'The server takes no more connections of yours at once. It is tried again.'],
])

/** The user a token is of, whose library it opens. */
export const userOfToken = (token: string): string => token.split('.', 1)[0]!

/** Keeps a document in step with a Hocuspocus server, whenever it can be reached. */
export function connectServer(outside: Outside): ServerTransport {
  const { doc, url, token, kept, onState, onSynced, onSent, Socket = WebSocket } = outside
  let isOver = false
  const end = (state: 'refused' | 'broken', reason: string) => {
    if (isOver) return
    isOver = true
    onState(state, reason)
    // Not from within a message of the provider that goes away.
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
  // What is written without a connection is sent when there is one, as what the server lacks; it need not wait in a queue.
  doc.off('update', provider.boundDocumentUpdateHandler)
  let unlisten = () => {}
  const listen = (isOn: boolean) => {
    unlisten()
    unlisten = isOn ? kept.onUpdate(provider.boundDocumentUpdateHandler) : () => {}
  }
  listen(false)
  let [isOpen, isClosing, hasSynced] = [false, false, false]
  /** Said until the server has taken all; each time in a row that it has not, it is left alone for twice as long. */
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
    // The provider does nothing while the last socket is not closed, for which it waits for the server.
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
  // The server let go of the document, as of one whose token is no longer good; it says which when asked again.
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

/** A socket whose updates are applied here, where it is noticed when one cannot be: the provider would only log that. */
function guard(
  Socket: typeof WebSocket,
  take: (update: Uint8Array) => void,
  kept: Kept,
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
          // What the server lacks is sent in answer, and must be kept by then.
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
