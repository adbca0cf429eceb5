import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

const CHANNEL = /(publish\r\n\$\d+\r\n)h(?=ocuspocus)/gi

/** A proxy before Redis that silently drops a fraction, from 0 to 1, of the published messages. */
export async function startLossyRedis(url: string, loss: number) {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  let dropped = 0
  const lose = (data: Buffer) => {
    const text = data
      .toString('latin1')
      .replaceAll(CHANNEL, (all, head: string) => (Math.random() < loss ? ((dropped += 1), `${head}x`) : all))
    return Buffer.from(text, 'latin1')
  }
  const server = createServer((socket) => {
    const behind = connect(Number(port), hostname)
    sockets.add(socket).add(behind)
    socket.on('data', (data) => behind.write(lose(data)))
    behind.on('data', (data) => socket.write(data))
    for (const one of [socket, behind])
      one.on('error', () => {}).on('close', () => (socket.destroy(), behind.destroy()))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dropped: () => dropped,
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
