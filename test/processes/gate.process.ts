import { readFileSync } from 'node:fs'
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder, startServer } from '../support/syncServer.ts'
import { killAll, until } from './support.ts'
import { killWriters, startWriter } from './writers.ts'

let folder = ''
let remove = () => {}
const sockets: Socket[] = []
beforeEach(() => ({ folder, remove } = makeFolder()))
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  killWriters()
  killAll()
  remove()
})

const MEGABYTE = 1024 * 1024

/** Opens a WebSocket over a raw socket. Returns the first line of the response. */
async function open(url: string, origin?: string): Promise<{ readonly socket: Socket; readonly answer: string }> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  sockets.push(socket)
  socket.on('error', () => {})
  const lines = ['GET / HTTP/1.1', `Host: ${hostname}`, 'Connection: Upgrade', 'Upgrade: websocket']
  lines.push('Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${'A'.repeat(22)}==`)
  if (origin) lines.push(`Origin: ${origin}`)
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  const data = await new Promise<Buffer>((done) => socket.once('data', done))
  return { socket, answer: data.toString().split('\r\n', 1)[0]! }
}

/** The header of a binary frame from a client: RFC 6455, section 5.2. */
function frameHead(length: number): Buffer {
  const head = Buffer.alloc(14)
  head[0] = 0x82
  head[1] = 0x80 | 127
  head.writeBigUInt64BE(BigInt(length), 2)
  return head
}
/** Sends part of a frame that never ends, until the socket is closed or all is sent. */
async function sendUnfinished(socket: Socket, megabytes: number) {
  socket.write(frameHead((megabytes + 1) * MEGABYTE))
  const part = Buffer.alloc(MEGABYTE, 1)
  for (let sent = 0; sent < megabytes && !socket.destroyed && socket.writable; sent += 1)
    await new Promise<void>((done) => socket.write(part, () => done()))
}
/** Authenticates with a token. Returns the reply of Hocuspocus as text. */
function ask(socket: Socket, token: string): Promise<string> {
  const string = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)])
  // The document name, the message type (authentication), its subtype (token), and the token. The mask is all zeros.
  const message = Buffer.concat([string('me'), Buffer.from([2, 0]), string(token)])
  const answer = new Promise<Buffer>((done) => socket.once('data', done))
  socket.write(Buffer.concat([Buffer.from([0x82, 0x80 | message.length, 0, 0, 0, 0]), message]))
  return answer.then(String)
}
const memoryOf = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024

test('twelve sockets that send 60 MB of an endless frame without a token are closed, at little memory', async () => {
  const { url, pid, token } = await startServer(folder)
  const before = memoryOf(pid)
  const opened = await Promise.all(Array.from({ length: 12 }, () => open(url)))
  let most = 0
  const looking = setInterval(() => (most = Math.max(most, memoryOf(pid))), 20)
  await Promise.all(opened.map(({ socket }) => sendUnfinished(socket, 60)))
  await until(() => opened.every(({ socket }) => socket.destroyed), 'the sockets to be closed', 20_000)
  clearInterval(looking)
  most = Math.max(most, memoryOf(pid))
  console.log(JSON.stringify({ beforeMB: Math.round(before), mostMB: Math.round(most) }))
  expect(most - before).toBeLessThan(100)
  const writer = startWriter({ url, token, name: 'w', count: 20 })
  await until(() => writer.acked() === 20, 'who has a token to be served')
})

test('a server with an origin list admits pages of these origins and programs, and no other page', async () => {
  const { url } = await startServer(folder, { env: { ORIGINS: 'https://list.example.org, http://localhost:4173' } })
  const answers = await Promise.all(
    ['https://list.example.org', 'http://localhost:4173', undefined, 'https://elsewhere.example', 'null'].map(
      async (origin) => (await open(url, origin)).answer,
    ),
  )
  expect(answers.map((answer) => answer.split(' ')[1])).toEqual(['101', '101', '101', '403', '403'])
})

test('a server with an invalid origin list does not start', async () => {
  await expect(startServer(folder, { env: { ORIGINS: 'list.example.org' } })).rejects.toThrow(/ended/)
})

test('a wrong token is refused after a delay of one second', async () => {
  const { url, token } = await startServer(folder)
  const { socket } = await open(url)
  const began = Date.now()
  expect(await ask(socket, `${token}x`)).toMatch(/permission-denied/)
  expect(Date.now() - began).toBeGreaterThanOrEqual(990)
})

test('a user has at most sixteen connections, and may open another when one ends', async () => {
  const { url, token } = await startServer(folder)
  const opened = await Promise.all(Array.from({ length: 18 }, () => open(url)))
  for (const { socket } of opened.slice(0, 16)) expect(await ask(socket, token)).toMatch(/read-write/)
  expect(await ask(opened[16]!.socket, token)).toMatch(/too-many-connections/)
  opened[0]!.socket.destroy()
  await until(async () => /read-write/.test(await ask(opened[17]!.socket, token)), 'another to be let in')
})

test.each([
  'http://127.0.0.1:1',
  'redis://127.0.0.1/nonsense',
  'redis+sentinel://127.0.0.1:1',
  'redis://user:wrong@127.0.0.1:1/5',
])('a server with the Redis address %s does not start', async (redis) => {
  await expect(startServer(folder, { redis })).rejects.toThrow(/ended/)
})

test('a Redis address with rediss connects over TLS', async () => {
  let first = -1
  const listener = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (data) => {
      first = data[0]!
      socket.destroy()
    })
  })
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const redis = `rediss://user:password@127.0.0.1:${(listener.address() as AddressInfo).port}/5`
  await expect(startServer(folder, { redis })).rejects.toThrow(/ended/)
  listener.close()
  // The first byte of a TLS handshake: RFC 8446, section 5.1.
  expect(first).toBe(22)
})
