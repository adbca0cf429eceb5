import { readdirSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { fetchLists } from '../../../src/storage/lists/bundledLists.ts'

let server: Server | null = null

/** A server that gives every request the same response, and its address. */
async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer)
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = null
})

const good: RequestListener = ({ url }, response) => response.end(`the bytes of ${url}`)
const read = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes)
const readAll = async (from: Record<string, string>) =>
  (await fetchLists(from)).map((fetched) => ('bytes' in fetched ? { ...fetched, bytes: read(fetched.bytes) } : fetched))

test('every list in the folder data is bundled with the app, and the schema is not', async () => {
  const lists = readdirSync('data').filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
  expect((await fetchLists()).map(({ name }) => name)).toEqual(lists)
})

test('lists are fetched with their names, in their order', async () => {
  const at = await serve(good)
  expect(await readAll({ '/data/atc24.json': `${at}/a-1.json`, '/data/osdi24.json': `${at}/o-2.json` })).toEqual([
    { name: 'atc24.json', bytes: 'the bytes of /a-1.json' },
    { name: 'osdi24.json', bytes: 'the bytes of /o-2.json' },
  ])
})

test('a list that the server lacks is reported with its status, and the others load', async () => {
  const at = await serve((request, response) => {
    if (request.url === '/gone.json') response.writeHead(404).end('{"papers":[]}')
    else good(request, response)
  })
  expect(await readAll({ '/data/gone.json': `${at}/gone.json`, '/data/atc24.json': `${at}/a.json` })).toEqual([
    { name: 'gone.json', reason: 'the server answered 404' },
    { name: 'atc24.json', bytes: 'the bytes of /a.json' },
  ])
})

test('a list whose server cannot be reached is reported with the reason, and the others load', async () => {
  const at = await serve(good)
  const [lost, found] = await readAll({ '/data/lost.json': 'http://127.0.0.1:1/', '/data/atc24.json': `${at}/a.json` })
  expect(lost).toEqual({ name: 'lost.json', reason: expect.stringMatching(/./) as string })
  expect(found).toEqual({ name: 'atc24.json', bytes: 'the bytes of /a.json' })
})

test('a list that arrives truncated is not used', async () => {
  const at = await serve((request, response) => {
    if (request.url !== '/cut.json') return good(request, response)
    response.writeHead(200, { 'content-length': '1000' }).write('{"papers": [')
    setImmediate(() => response.destroy())
    return undefined
  })
  const [cut, whole] = await readAll({ '/data/cut.json': `${at}/cut.json`, '/data/atc24.json': `${at}/a.json` })
  expect(cut).toEqual({ name: 'cut.json', reason: expect.stringMatching(/./) as string })
  expect(whole).toMatchObject({ name: 'atc24.json' })
})
