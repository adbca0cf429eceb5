import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'

export type Lie = 'nonsense' | 'half an update' | 'an unknown kind' | 'a huge update'

const HUGE_BYTES = 104 * 1024 * 1024

/**
 * A proxy before a server that sends one invalid message once its user is authenticated. WebSocket frames are parsed
 * only as far as needed; frames of the real server pass through unchanged.
 */
export async function startLiar(url: string, lie: Lie) {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const server = createServer()
  server.on('upgrade', (request, socket: Socket) => {
    const behind = connect(Number(target.port), target.hostname)
    sockets.add(socket).add(behind)
    behind.write(`GET / HTTP/1.1\r\n${headersOf(request.rawHeaders)}\r\n\r\n`)
    socket.on('data', (data) => behind.write(data))
    let isFirst = true
    behind.on('data', (data) => {
      socket.write(data)
      if (!isFirst) return
      isFirst = false
      // The user has sent the token by then, and the invalid message comes after the reply.
      setTimeout(() => tell(socket, lie), 1500)
    })
    for (const one of [socket, behind])
      one.on('error', () => {}).on('close', () => (socket.destroy(), behind.destroy()))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function headersOf(raw: readonly string[]): string {
  const lines: string[] = []
  for (let i = 0; i < raw.length; i += 2) lines.push(`${raw[i]}: ${raw[i + 1]}`)
  return lines.join('\r\n')
}

function tell(socket: Socket, lie: Lie) {
  const name = [2, 109, 101]
  if (lie === 'nonsense')
    socket.write(frame(Buffer.from([...name, 0, 2, 9, 255, 255, 255, 255, 255, 255, 255, 255, 255])))
  else if (lie === 'half an update') socket.write(frame(Buffer.from([...name, 0, 2, 40, 1, 3, 7, 0])))
  else if (lie === 'an unknown kind') socket.write(frame(Buffer.from([...name, 99, 1, 2, 3])))
  else {
    socket.write(frameHead(HUGE_BYTES))
    const part = Buffer.alloc(1024 * 1024)
    for (let sent = 0; sent < HUGE_BYTES && !socket.destroyed; sent += part.length) socket.write(part)
  }
}

/** A whole binary message from a server: RFC 6455, section 5.2. */
const frame = (payload: Buffer) => Buffer.concat([frameHead(payload.length), payload])

function frameHead(length: number): Buffer {
  if (length < 126) return Buffer.from([0x82, length])
  const head = Buffer.alloc(10)
  head[0] = 0x82
  head[1] = 127
  head.writeBigUInt64BE(BigInt(length), 2)
  return head
}
