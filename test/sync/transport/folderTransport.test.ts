import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createClock } from '../../../src/model/mark/clock.ts'
import { toMark, type Mark } from '../../../src/model/mark/mark.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { startSyncWorker, type Thread } from '../../../src/store/sync/syncWorker.ts'
import type { Replica } from '../../../src/storage/sync/replica.ts'
import type { SharedFolder } from '../../../src/storage/sync/sharedFolder.ts'
import { toKey } from '../../../src/sync/transport/syncFile.ts'
import { shareFolder } from '../../../src/sync/transport/folderTransport.ts'
import type { Comparison, Progress, ToPage, ToWorker } from '../../../src/sync/messages.ts'
import { startSession, type Session } from '../../../src/sync/session.ts'
import { A, B } from '../../support/marks.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1), toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => void vi.useRealTimers())

/** A folder that another program syncs: what one device writes is there for all. */
function createFolder() {
  const files = new Map<string, { bytes: Uint8Array<ArrayBuffer>; state: number }>()
  let count = 0
  let isOpen = true
  const shared: SharedFolder = {
    isOpen: async () => isOpen,
    list: async () =>
      [...files].map(([name, { bytes, state }]) => ({ name, state: String(state), read: async () => bytes.slice() })),
    write: async (name, bytes) => void files.set(name, { bytes, state: (count += 1) }),
  }
  return {
    files,
    shared,
    close: () => (isOpen = false),
    put: (name: string, bytes: Uint8Array<ArrayBuffer>) => files.set(name, { bytes, state: (count += 1) }),
  }
}
type Folder = ReturnType<typeof createFolder>

type Options = {
  readonly key?: CryptoKey
  readonly hasMet?: boolean
  readonly note?: string
  readonly confirms?: boolean
}

/** A device that syncs through a folder, or by files that the user moves if there is no folder. */
function startDevice(
  name: string,
  folder: Folder | null,
  { key, hasMet = false, note, confirms = true }: Options = {},
) {
  const clock = createClock(name, Date.now)
  const library = createLibrary(new Map(), clock, Date.now)
  if (note !== undefined) library.getState().edit([A], { note })
  let progress: Progress | null = null
  let comparison: Comparison | null = null
  const saved: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = []
  let session: Promise<Session> | null = null
  const thread: Thread = {
    onmessage: null,
    onerror: null,
    terminate() {},
    postMessage(message) {
      const copy = message.kind === 'load' || message.kind === 'start' ? message : structuredClone(message)
      setTimeout(() => run(copy))
    },
  }
  const post = (message: ToPage) => void setTimeout(() => thread.onmessage?.({ data: message } as MessageEvent<ToPage>))
  const run = (message: ToWorker) => {
    if (message.kind !== 'start') {
      void session?.then((session) => session.take(message))
      return
    }
    session = startSession({
      replica: noReplica(),
      hasMet: message.hasMet,
      post,
      now: Date.now,
      newName: () => `${name}${Math.random().toString(36).slice(2, 6)}`,
      isOwn: () => true,
      open: (doc, device, events, kept) =>
        shareFolder({ doc, device, folder: folder?.shared ?? null, key: key ?? null, events, kept }),
    })
  }
  const link = startSyncWorker({
    library,
    clock,
    thread,
    way: { id: 'x', kind: 'folder', folder: null, key: key ?? null },
    hasMet,
    saved: async () => {},
    now: Date.now,
    onAhead: () => {},
    onDoubted: () => {},
    onProgress: (news) => (progress = news),
    onCompared(found) {
      comparison = found
      if (confirms) link.send({ kind: 'join' })
    },
    onJoined: () => {},
    onLists: () => {},
    onFile: (name, bytes) => saved.push({ name, bytes }),
    onFailed: () => {},
  })
  return {
    link,
    saved,
    edit: (change: Partial<Mark>, paper = A) => library.getState().edit([paper], change),
    mark: (paper = A) => toMark(library.getState().marks.get(paper)),
    state: () => progress,
    comparison: () => comparison,
  }
}

const noReplica = (): Replica => ({
  load: async () => ({ device: null, updates: [], bases: new Map() }),
  name: async () => {},
  add: async () => {},
  replace: async () => {},
  clear: async () => {},
})

const realTimeout = setTimeout

/** Advances the time, with pauses for compression and encryption, which do not use the fake timers. */
async function pass(ms: number) {
  await new Promise((next) => realTimeout(next, 5))
  for (let i = 0; i < 20; i += 1) {
    await vi.advanceTimersByTimeAsync(ms / 20)
    await new Promise((next) => setImmediate(next))
  }
}
async function until(isSo: () => boolean) {
  for (let i = 0; i < 400 && !isSo(); i += 1) await pass(200)
  expect(isSo()).toBe(true)
}

test('each device writes a file of its own, and reads the files of the others', async () => {
  const folder = createFolder()
  const here = startDevice('here', folder)
  here.edit({ starred: true, note: 'From here.' })
  await until(() => folder.files.size === 1)
  const there = startDevice('there', folder)
  await until(() => there.mark().note === 'From here.')
  there.edit({ status: 'read' })
  await until(() => folder.files.size === 2 && here.mark().status === 'read')
  expect(there.mark()).toEqual(here.mark())
  expect([here.state()?.waiting, there.state()?.waiting]).toEqual([0, 0])
})

test('edits of one note on two devices at once become one note with both', async () => {
  const folder = createFolder()
  const here = startDevice('here', folder)
  here.edit({ note: 'Middle' })
  await until(() => folder.files.size === 1)
  const there = startDevice('there', folder)
  await until(() => there.mark().note === 'Middle')
  here.edit({ note: 'Middle, end' })
  there.edit({ note: 'Start, Middle' })
  const both = 'Start, Middle, end'
  await until(() => here.mark().note === both && there.mark().note === both)
  expect([here.mark().note, there.mark().note]).toEqual([both, both])
})

test('a device with notes of its own shows what a merge would do, and writes nothing before', async () => {
  const folder = createFolder()
  startDevice('here', folder, { note: 'One.' })
  await until(() => folder.files.size === 1)
  const there = startDevice('there', folder, { note: 'Other.', confirms: false })
  there.edit({ starred: true }, B)
  await until(() => there.comparison() !== null)
  expect(there.comparison()).toMatchObject({ here: 1, both: 1, noteCount: 1 })
  await pass(60_000)
  expect(folder.files.size).toBe(1)
  expect(there.mark().note).toBe('Other.')
  there.link.send({ kind: 'join' })
  await until(() => folder.files.size === 2)
  expect(there.mark().note).toBe('Other.\n\nOne.')
})

test('a wrong passphrase is reported, and nothing is merged or written', async () => {
  const folder = createFolder()
  startDevice('here', folder, { key: await toKey('right'), note: 'Secret.' })
  await until(() => folder.files.size === 1)
  const there = startDevice('there', folder, { key: await toKey('wrong'), note: 'Mine.' })
  await until(() => /passphrase is another/.test(there.state()?.problem ?? ''))
  await pass(60_000)
  expect(there.mark().note).toBe('Mine.')
  expect(folder.files.size).toBe(1)
}, 60_000)

test('an incomplete file is reported, does not hold up other files, and is read once it is complete', async () => {
  const folder = createFolder()
  const here = startDevice('here', folder, { note: 'One.' })
  await until(() => folder.files.size === 1)
  const there = startDevice('there', folder)
  await until(() => there.mark().note === 'One.')
  const [name, { bytes }] = [...folder.files][0]!
  folder.put('strange.offprint', new TextEncoder().encode('not ours'))
  folder.put(`half-${name}`, bytes.slice(0, -20))
  here.edit({ starred: true })
  await until(() => there.mark().starred && there.state()?.problem !== null)
  expect(there.state()!.problem).toMatch(/strange\.offprint is no file of Offprint’s sync\. half-.* is damaged/)
  folder.files.delete('strange.offprint')
  folder.files.delete(`half-${name}`)
  await until(() => there.state()?.problem === null)
})

test('a device with a passphrase refuses and names unencrypted files, and goes on with the others', async () => {
  const [folder, other] = [createFolder(), createFolder()]
  startDevice('stranger', other, { note: 'Not locked.' })
  await until(() => other.files.size === 1)
  const [name, { bytes }] = [...other.files][0]!
  folder.put(name, bytes)
  const key = await toKey('right passphrase')
  const here = startDevice('here', folder, { key, note: 'Locked.' })
  await until(() => folder.files.size === 2)
  expect(here.state()?.problem).toMatch(new RegExp(`${name} was left alone: it is not locked`))
  expect(here.mark().note).toBe('Locked.')
  const there = startDevice('there', folder, { key })
  await until(() => there.mark().note === 'Locked.')
  const [own] = [...folder.files].find(([file]) => file.startsWith('here'))!
  folder.put('replayed.offprint', folder.files.get(own)!.bytes)
  await until(() => /replayed\.offprint was left alone/.test(there.state()?.problem ?? ''))
}, 60_000)

test('a folder that needs permission again is reported and left alone', async () => {
  const folder = createFolder()
  const here = startDevice('here', folder)
  await until(() => folder.files.size === 1)
  folder.close()
  here.edit({ starred: true })
  await until(() => /asked again/.test(here.state()?.problem ?? ''))
  expect(here.state()?.isConnected).toBe(false)
})

test('files that the user moves by hand sync two devices', async () => {
  const [here, there] = [startDevice('here', null, { note: 'One.' }), startDevice('there', null)]
  await pass(1000)
  here.link.send({ kind: 'save' })
  await until(() => here.saved.length === 1)
  const carry = ({ name, bytes }: (typeof here.saved)[number]) => [new File([bytes], name)]
  there.link.send({ kind: 'load', files: carry(here.saved[0]!) })
  await until(() => there.mark().note === 'One.')
  there.edit({ note: 'One. Two.' })
  here.edit({ note: 'Zero. One.' })
  await pass(1000)
  there.link.send({ kind: 'save' })
  await until(() => there.saved.length === 1)
  here.link.send({ kind: 'load', files: carry(there.saved[0]!) })
  await until(() => here.mark().note === 'Zero. One. Two.')
  there.link.send({ kind: 'load', files: [new File(['{}'], 'other.json')] })
  await until(() => there.state()?.problem !== null)
  expect(there.state()?.problem).toMatch(/other\.json is no file of Offprint/)
  expect(there.mark().note).toBe('One. Two.')
})

test('a Yjs update is decoded whole before any of it is applied', async () => {
  const doc = new Y.Doc()
  doc.getMap('cells:x').set('1:a', '[]')
  const whole = Y.encodeStateAsUpdate(doc)
  expect(() => Y.decodeUpdate(whole.slice(0, -2))).toThrow(/end|range/i)
})
