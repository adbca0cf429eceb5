/** More than any library has. A longer message is refused unread. */
export const MAX_MESSAGE_BYTES = 100_000_000

const SYNC = new Set([0, 4])
const STEP_ONE = 0
const STEP_TWO = 1
const UPDATE = 2
const NOTHING = [2, 0, 0]

type Read = {
  /** Whether the other side asks for what it lacks. */
  readonly asks: boolean
  /** The Yjs update in a message; null where it has none. */
  readonly update: Uint8Array | null
  /** The message with an empty update in its place. */
  readonly rest: Uint8Array<ArrayBuffer> | null
}

const NONE: Read = { asks: false, update: null, rest: null }

/**
 * Splits a Hocuspocus message: the name of the document, the type of the message, and for sync messages their own type
 * and an update. Throws where the message is none.
 */
export function readUpdate(message: Uint8Array<ArrayBuffer>): Read {
  if (message.length > MAX_MESSAGE_BYTES) throw new Error(`A message of ${message.length} bytes`)
  let at = 0
  const number = () => {
    let [value, factor] = [0, 1]
    for (;;) {
      const byte = message[at]
      if (byte === undefined || factor > 2 ** 49) throw new Error('A message that ends too early')
      at += 1
      value += (byte & 127) * factor
      if (byte < 128) return value
      factor *= 128
    }
  }
  // A ping has no document name.
  if (message.length === 1) return NONE
  at = number() + at
  if (!SYNC.has(number())) return NONE
  const kind = number()
  if (kind === STEP_ONE) return { ...NONE, asks: true }
  if (kind !== STEP_TWO && kind !== UPDATE) return NONE
  const head = message.slice(0, at)
  const length = number()
  if (at + length > message.length) throw new Error('A message that ends too early')
  return { asks: false, update: message.slice(at, at + length), rest: new Uint8Array([...head, ...NOTHING]) }
}
