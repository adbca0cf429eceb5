/** What a network does to what is sent over it. */
export type Weather = {
  readonly isCut: boolean
  /** How often, from 0 to 1, an update comes twice, and how often it comes after those that follow it. */
  readonly twice: number
  readonly late: number
}

const FAIR: Weather = { isCut: false, twice: 0, late: 0 }
const LATE_MS = 120

/** A socket in such weather; what is cut closes at once, and opens again when it clears up. */
export function createSocket() {
  let weather = FAIR
  const open = new Set<WebSocket>()
  class Weathered extends WebSocket {
    constructor(url: string) {
      // Nobody listens at the first port.
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

/** Whether a message is an update of Yjs, and not of those that make a connection: name, sync, update. */
function isUpdate(data: unknown): boolean {
  if (!(data instanceof Uint8Array)) return false
  const end = 1 + data[0]!
  return data[0]! < 128 && data[end] === 0 && data[end + 1] === 2
}
