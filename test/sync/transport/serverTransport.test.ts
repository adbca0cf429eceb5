import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding'
import { connectServer } from '../../../src/sync/transport/serverTransport.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** The Hocuspocus message by which a server closes a document. */
const CLOSE_MESSAGE = 7

/** Sockets that open and close only when the test says so, the latest last. */
function fakeSockets() {
  const made: FakeSocket[] = []
  class FakeSocket extends EventTarget {
    static readonly OPEN = 1
    readyState = 0
    binaryType = ''
    constructor() {
      super()
      made.push(this)
    }
    send() {}
    close() {
      this.readyState = 2
    }
    isClosing() {
      return this.readyState === 2
    }
    isOpened() {
      this.readyState = 1
      this.dispatchEvent(new Event('open'))
    }
    hears(data: Uint8Array) {
      this.dispatchEvent(new MessageEvent('message', { data: data.slice().buffer }))
    }
    isClosed() {
      this.readyState = 3
      this.dispatchEvent(Object.assign(new Event('close'), { code: 1006, reason: '' }))
    }
  }
  return { made, Socket: FakeSocket as unknown as typeof WebSocket }
}

function connect() {
  const { made, Socket } = fakeSockets()
  const doc = new Y.Doc()
  const kept = { onUpdate: () => () => {}, wait: () => Promise.resolve() }
  const states: string[] = []
  const wire = connectServer({
    doc,
    url: 'ws://example.org',
    token: 'me.secret',
    kept,
    onState: (state, reason) => states.push(reason ?? state),
    onSynced: () => {},
    onSent: () => {},
    Socket,
  })
  return { made, wire, states }
}

function closeMessage(reason: string): Uint8Array {
  const message = createEncoder()
  writeVarString(message, 'me')
  writeVarUint(message, CLOSE_MESSAGE)
  writeVarString(message, reason)
  return toUint8Array(message)
}

test('a server that closes its socket slowly is reconnected once the socket is closed', async () => {
  const { made, wire, states } = connect()
  await vi.advanceTimersByTimeAsync(0)
  made[0]!.isOpened()
  made[0]!.hears(closeMessage('not-saved'))
  await vi.advanceTimersByTimeAsync(5000)
  expect(made).toHaveLength(1)
  made[0]!.isClosed()
  await vi.advanceTimersByTimeAsync(2000)
  expect(made).toHaveLength(2)
  expect(states.at(-1)).toMatch(/^Not saved on the server/)
  wire.stop()
})

test('a retry by the user while the socket is closing does not end the automatic retries', async () => {
  const { made, wire } = connect()
  await vi.advanceTimersByTimeAsync(0)
  made[0]!.isOpened()
  made[0]!.hears(closeMessage('not-saved'))
  wire.retry()
  made[0]!.isClosed()
  await vi.advanceTimersByTimeAsync(2000)
  expect(made).toHaveLength(2)
  wire.stop()
})

test('a socket that opens and never replies is given up, and another is tried', async () => {
  const { made, wire } = connect()
  await vi.advanceTimersByTimeAsync(0)
  made[0]!.isOpened()
  await vi.advanceTimersByTimeAsync(50_000)
  expect(made[0]!.isClosing()).toBe(true)
  made[0]!.isClosed()
  await vi.advanceTimersByTimeAsync(2000)
  expect(made).toHaveLength(2)
  wire.stop()
})
