/** What a network does to messages. */
export type Weather = {
  readonly isCut: boolean
  /** The probabilities, from 0 to 1, that an update arrives twice and that it arrives after later ones. */
  readonly twice: number
  readonly late: number
}

const FAIR: Weather = { isCut: false, twice: 0, late: 0 }
const LATE_MS = 120

/** A socket in such a network. A cut closes it at once, and it reconnects when the network is back. */
export function createSocket() {
  let weather = FAIR
  const open = new Set<WebSocket>()
  class Weathered extends WebSocket {
    constructor(url: string) {
      // No server listens at port 1.
      super(weather.isCut ? 'ws://127.0.0.1:1' : url)
      open.add(this)
      this.addEventListener('close', () => open.delete(this))
    }
    override send(data: Parameters<WebSocket['send']>[0]) {
      if (!isUpdate(data)) return super.send(data)
      const go = () => {
        if (this.readyState === WebSocket.OPEN) super.send(data)
      }
      if (Math.random() < weather.late) setTimeout(go, Math.random() * LATE_MS)
      else go()
      if (Math.random() < weather.twice) setTimeout(go, Math.random() * LATE_MS)
    }
  }
  return {
    Socket: Weathered as typeof WebSocket,
    setWeather(next: Weather) {
      weather = next
      if (weather.isCut) for (const socket of open) socket.close()
    },
  }
}

/** Whether a message is a Yjs update, and not part of the handshake: name, sync, update. */
function isUpdate(data: unknown): boolean {
  if (!(data instanceof Uint8Array)) return false
  const end = 1 + data[0]!
  return data[0]! < 128 && data[end] === 0 && data[end + 1] === 2
}
