import { setTimeout as wait } from 'node:timers/promises'

/** Sockets in all, and those whose token is not known yet: these have so long, and may send so much, until it is. */
const MAX_SOCKETS = 4096
const MAX_WAITING = 256
const MAX_WAIT_MS = 15_000
const MAX_UNKNOWN_BYTES = 256 * 1024
/** What one reader may have open, and what they may have sent of messages that are not whole yet. */
const MAX_READER_SOCKETS = 16
const MAX_READER_BYTES = 128 * 1024 * 1024
/** What a wrong token costs: its answer comes so late. */
const WRONG_TOKEN_MS = 1000

/** By this header, which nobody else can set, a request of Hocuspocus finds its socket again. */
const GUEST = 'x-offprint-guest'

class Refused extends Error {
  constructor(reason) {
    super(`A connection is refused: ${reason}`)
    this.reason = reason
  }
}

/** Bounds what comes in. `origins` are those whose pages may connect; null where any may. */
export function createGate({ origins, isToken }) {
  const guests = new Map()
  const readers = new Map()
  let waiting = 0
  let lastGuest = 0

  const bytesOf = (reader) => [...readers.get(reader)].reduce((sum, { bytes }) => sum + bytes, 0)

  return {
    maxSockets: MAX_SOCKETS,
    maxUnknownBytes: MAX_UNKNOWN_BYTES,

    /** Takes a socket in, or answers it and throws null, which ends the matter for Hocuspocus. */
    async onUpgrade({ request, socket }) {
      const { origin } = request.headers
      // Whoever is no browser names no origin, and could name any.
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

    /** Lets a socket in, or throws. */
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

    /** A message of this socket is whole. */
    heard: (guest) => void (guest.bytes = 0),
    /** Ends those who are sent more than they take. */
    endSlow(connection) {
      if (connection.webSocket.bufferedAmount > MAX_READER_BYTES) connection.context.guest.socket.destroy()
    },
  }
}

function refuse(socket, status) {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  throw null
}
