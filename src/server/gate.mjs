import { setTimeout as wait } from 'node:timers/promises'

/** Limit of all sockets, and limits of sockets without a verified token: number, time, and bytes that each may send. */
const MAX_SOCKETS = 4096
const MAX_WAITING = 256
const MAX_WAIT_MS = 15_000
const MAX_UNKNOWN_BYTES = 256 * 1024
/** Limits per user: open sockets, and bytes of incomplete messages. A connection may have as many bytes unsent. */
const MAX_READER_SOCKETS = 16
const MAX_READER_BYTES = 128 * 1024 * 1024
/** Delay before a wrong token is refused, to slow down guessing. */
const WRONG_TOKEN_MS = 1000

/** Links a request in Hocuspocus to its socket. `onUpgrade` overwrites the header, so no client can set it. */
const GUEST = 'x-offprint-guest'

class Refused extends Error {
  constructor(reason) {
    super(`A connection is refused: ${reason}`)
    this.reason = reason
  }
}

/** Limits connections and their traffic. `origins` lists the origins whose pages may connect; null allows any. */
export function createGate({ origins, isToken }) {
  const guests = new Map()
  const readers = new Map()
  let waiting = 0
  let lastGuest = 0

  const bytesOf = (reader) => [...readers.get(reader)].reduce((sum, { bytes }) => sum + bytes, 0)

  return {
    maxSockets: MAX_SOCKETS,
    maxUnknownBytes: MAX_UNKNOWN_BYTES,

    /**
     * Accepts a socket, or answers it with an error status and throws null, which tells Hocuspocus that the request is
     * handled.
     */
    async onUpgrade({ request, socket }) {
      const { origin } = request.headers
      // Only browsers send a reliable origin. Other clients send none, or any.
      if (origins && origin && !origins.includes(origin)) refuse(socket, '403 Forbidden')
      if (waiting >= MAX_WAITING) refuse(socket, '503 Service Unavailable')
      const guest = { socket, bytes: 0, reader: null }
      const name = String((lastGuest += 1))
      request.headers[GUEST] = name
      guests.set(name, guest)
      waiting += 1
      const timer = setTimeout(() => {
        if (!guest.reader) socket.destroy()
      }, MAX_WAIT_MS)
      socket.on('data', ({ length }) => {
        guest.bytes += length
        const isTooMuch = guest.reader ? bytesOf(guest.reader) > MAX_READER_BYTES : guest.bytes > MAX_UNKNOWN_BYTES
        if (isTooMuch) socket.destroy()
      })
      socket.once('close', () => {
        clearTimeout(timer)
        guests.delete(name)
        if (!guest.reader) waiting -= 1
        else if (readers.get(guest.reader)?.delete(guest) && readers.get(guest.reader).size === 0)
          readers.delete(guest.reader)
      })
    },

    /** Authenticates a socket. Throws Refused if it is gone, its token is wrong or its user has too many sockets. */
    async letIn({ token, reader, requestHeaders }) {
      const guest = guests.get(requestHeaders.get(GUEST))
      if (!guest) throw new Refused('gone')
      if (!isToken(token, reader) || (guest.reader && guest.reader !== reader)) {
        await wait(WRONG_TOKEN_MS)
        throw new Refused('permission-denied')
      }
      const others = readers.get(reader) ?? new Set()
      if (others.size >= MAX_READER_SOCKETS && !others.has(guest)) throw new Refused('too-many-connections')
      if (!guest.reader) waiting -= 1
      guest.reader = reader
      guest.bytes = 0
      readers.set(reader, others.add(guest))
      return guest
    },

    /** Called when a message from this socket is complete. */
    heard: (guest) => void (guest.bytes = 0),
    /** Closes a connection whose client receives too slowly. */
    endSlow(connection) {
      if (connection.webSocket.bufferedAmount > MAX_READER_BYTES) connection.context.guest.socket.destroy()
    },
  }
}

function refuse(socket, status) {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  throw null
}
