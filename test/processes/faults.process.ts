import { afterEach, beforeEach, expect, test } from 'vitest'
import { setTimeout as wait } from 'node:timers/promises'
import { makeFolder, runServer, startServer } from '../support/syncServer.ts'
import { startLiar } from './liar.ts'
import { killAll, startDevice, until, untilEqual, type Device } from './support.ts'

let folder = ''
let remove = () => {}
beforeEach(() => ({ folder, remove } = makeFolder()))
afterEach(() => {
  killAll()
  remove()
})

const FAIR = { isCut: false, twice: 0, late: 0 }

async function pair() {
  const server = await startServer(folder)
  const { url, token } = server
  const [here, there] = await Promise.all(['here', 'there'].map((name) => startDevice({ name, url, token, folder })))
  await untilEqual([here!, there!])
  return { server, here: here!, there: there! }
}
const star = (device: Device, paper: string, starred = true) =>
  device.order({ do: 'edit', edits: [[paper, { starred }]] })
const type = (device: Device, paper: string, text: string, place = 1) =>
  device.order({ do: 'type', letters: [[paper, text, place]] })

test('an edit is on the other device within a moment, and concurrent edits of one paper are on both', async () => {
  const { here, there } = await pair()
  await star(here, 'a')
  await there.order({ do: 'edit', edits: [['a', { status: 'read', tags: ['x'] }]] })
  await type(here, 'a', 'From here. ')
  const [report] = await untilEqual([here, there])
  expect(report!.cells.map(([paper]) => paper)).toEqual(['a'])
  expect(report!.notes['a']).toBe('From here. ')
})

test('a server that is killed and restarted during edits loses none that it acknowledged', async () => {
  const { server, here, there } = await pair()
  for (let i = 0; i < 20; i += 1) await star(here, `before ${i}`)
  await untilEqual([here, there])
  await server.kill()
  // Both devices are gone before they could resend what the server had acknowledged.
  await Promise.all([here.kill(), there.kill()])
  const port = Number(new URL(server.url).port)
  const again = await startServer(folder, { port })
  const third = await startDevice({ name: 'third', url: again.url, token: server.token, folder })
  await untilEqual([third])
  expect((await third.report()).cells).toHaveLength(20)
})

test('edits on both devices while the server is down arrive when it is back', async () => {
  const { server, here, there } = await pair()
  await type(here, 'a', 'Begun. ')
  await untilEqual([here, there])
  await server.kill()
  for (let i = 0; i < 30; i += 1) {
    await star(here, `here ${i}`)
    await star(there, `there ${i}`)
    await type(here, 'a', String.fromCodePoint(0x4e00 + i))
    await type(there, 'a', String.fromCodePoint(0x5e00 + i), 0)
  }
  await startServer(folder, { port: Number(new URL(server.url).port) })
  const [report] = await untilEqual([here, there])
  expect(report!.cells).toHaveLength(61)
  for (let i = 0; i < 30; i += 1)
    for (const base of [0x4e00, 0x5e00])
      expect(report!.notes['a']!.split(String.fromCodePoint(base + i))).toHaveLength(2)
})

test('updates that arrive twice, late or out of order do not change the result', async () => {
  const { here, there } = await pair()
  for (const device of [here, there])
    await device.order({ do: 'weather', weather: { isCut: false, twice: 0.3, late: 0.3 } })
  for (let i = 0; i < 60; i += 1) {
    await type(here, 'a', String.fromCodePoint(0x4e00 + i), Math.random())
    await type(there, 'a', String.fromCodePoint(0x5e00 + i), Math.random())
    await star(i % 2 ? here : there, `p${i % 7}`, i % 3 > 0)
    await wait(20)
  }
  for (const device of [here, there]) await device.order({ do: 'weather', weather: FAIR })
  const [report] = await untilEqual([here, there])
  expect(report!.notes['a']).toHaveLength(120)
})

test('edits on both sides of a network that is cut for a day all arrive once it is back', async () => {
  const { here, there } = await pair()
  await type(here, 'a', 'Begun.')
  await untilEqual([here, there])
  for (const device of [here, there]) await device.order({ do: 'weather', weather: { ...FAIR, isCut: true } })
  for (const [device, base] of [
    [here, 0x4e00],
    [there, 0x5e00],
  ] as const) {
    const edits = Array.from(
      { length: 400 },
      (_, i) => [`p${i % 150}`, { starred: i % 2 === 0, tags: [`${device.name}${i}`] }] as const,
    )
    await device.order({ do: 'edit', edits })
    const letters = Array.from({ length: 300 }, (_, i) => ['a', String.fromCodePoint(base + i), (i % 10) / 10] as const)
    await device.order({ do: 'type', letters })
  }
  await until(async () => (await here.report()).progress?.waiting === 151, 'all edits to wait')
  expect((await here.report()).progress?.isConnected).toBe(false)
  for (const device of [here, there]) await device.order({ do: 'weather', weather: FAIR })
  const [report] = await untilEqual([here, there])
  expect(report!.notes['a']).toHaveLength('Begun.'.length + 600)
  expect(report!.cells).toHaveLength(151)
})

test('a revoked token is refused with a message, and its devices keep working offline', async () => {
  const { server, here, there } = await pair()
  await star(here, 'before')
  await untilEqual([here, there])
  const renewed = /^ {2}(\S+)$/m.exec(await runServer(folder, 'renew', 'me'))![1]!
  for (const device of [here, there])
    await until(
      async () => /does not know this token/.test((await device.report()).progress?.problem ?? ''),
      'the refusal',
    )
  await star(here, 'after')
  const other = await startDevice({ name: 'other', url: server.url, token: renewed, folder })
  const [report] = await untilEqual([other])
  expect(report!.cells.map(([paper]) => paper)).toEqual(['before'])
  await runServer(folder, 'revoke', 'me')
  await until(
    async () => /does not know this token/.test((await other.report()).progress?.problem ?? ''),
    'the refusal',
  )
  expect((await here.report()).cells).toHaveLength(2)
})

test('the token of one user does not open another user’s library', async () => {
  const { here, server } = await pair()
  await star(here, 'mine')
  const token = /^ {2}(\S+)$/m.exec(await runServer(folder, 'add', 'ann'))![1]!
  const ann = await startDevice({ name: 'ann', url: server.url, token, folder })
  expect((await untilEqual([ann]))[0]!.cells).toEqual([])
  const forged = await startDevice({ name: 'forged', url: server.url, token: `me.${token.split('.')[1]}`, folder })
  await until(
    async () => /does not know this token/.test((await forged.report()).progress?.problem ?? ''),
    'the refusal',
  )
})

test('a deleted replica comes back from the server, with what was written meanwhile', async () => {
  const { server, here, there } = await pair()
  await type(here, 'a', 'One.')
  await untilEqual([here, there])
  await here.order({ do: 'stop', forgets: true })
  await here.kill()
  await type(there, 'a', ' Two.')
  const again = await startDevice({ name: 'here', url: server.url, token: server.token, folder })
  const [report] = await untilEqual([again, there])
  expect(report!.notes['a']).toBe('One. Two.')
})

test.each(['nonsense', 'half an update', 'an unknown kind', 'a huge update'] as const)(
  'a server that sends %s is given up with a message, and no data is lost',
  async (lie) => {
    const { here, server } = await pair()
    await type(here, 'a', 'Mine.')
    await untilEqual([here])
    const liar = await startLiar(server.url, lie)
    const device = await startDevice({ name: 'liedto', url: liar.url, token: server.token, folder })
    await type(device, 'b', 'Also mine.')
    if (lie === 'an unknown kind')
      await until(async () => (await device.report()).cells.length === 2, 'what is true among it')
    else
      await until(
        async () => /cannot read/.test((await device.report()).progress?.problem ?? ''),
        'the device to say so',
      )
    expect((await device.report()).notes['b']).toBe('Also mine.')
    await liar.stop()
  },
)

test('devices with clocks hours ahead and behind agree with the others, and later edits win', async () => {
  const server = await startServer(folder)
  const { url, token } = server
  const HOURS_MS = 10 * 3_600_000
  const devices = await Promise.all(
    [HOURS_MS, 0, -HOURS_MS].map((skew, i) => startDevice({ name: `d${i}`, url, token, folder, skew })),
  )
  await untilEqual(devices)
  for (const [i, status] of (['read', 'skipped', 'reading', 'to-read', 'unread', 'read'] as const).entries()) {
    await devices[i % 3]!.order({ do: 'edit', edits: [['a', { status }]] })
    const reports = await untilEqual(devices)
    const said = reports[0]!.cells[0]![1].find(([cell]) => cell === 'status')
    expect(said?.[1]).toBe(status)
  }
})
