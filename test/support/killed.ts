import * as Y from 'yjs'
import { createClock } from '../../src/model/mark/clock.ts'
import { toMark, type Mark } from '../../src/model/mark/mark.ts'
import type { Marks } from '../../src/model/mark/cell.ts'
import type { PaperId } from '../../src/model/paper/paper.ts'
import type { KeptBases, Replica } from '../../src/storage/sync/replica.ts'
import { createLibrary } from '../../src/store/library/library.ts'
import { startSyncWorker, type Thread } from '../../src/store/sync/syncWorker.ts'
import type { Progress, ToPage } from '../../src/sync/messages.ts'
import type { StoredUpdates } from '../../src/sync/document/replicaWriter.ts'
import { startSession, type Session, type TransportEvents } from '../../src/sync/session.ts'

/** What a killed device leaves: its disk, with each part whole, as a database leaves it. */
type Disk = {
  marks: Marks
  /** The number of the user’s edits in the marks. */
  edits: number
  device: string | null
  updates: readonly Uint8Array[]
  bases: KeptBases
}

/** The longest duration of a write of the library, and of the replica. */
type Slow = { readonly diskMs: number; readonly replicaMs: number }

/**
 * A device whose page, worker and disk each take time, and which can be killed at any moment. Messages between them are
 * then lost, and it restarts with what its disk has.
 */
export function createKillable(name: string, random: () => number, { diskMs, replicaMs }: Slow) {
  const disk: Disk = { marks: new Map(), edits: 0, device: null, updates: [], bases: new Map() }
  let lives = 0
  let hasMet = false
  let edits = 0
  let opened = open()

  function open() {
    let isAlive = true
    lives += 1
    const later = (ms: number, then: () => void) => setTimeout(() => isAlive && then(), ms)
    const some = (ms: number) => Math.floor(random() * ms)
    const clock = createClock(`${name}${lives}`, Date.now)
    const library = createLibrary(disk.marks, clock)

    // Like store/library/autosave.ts, but faster: the risk is a disk that is ahead of the replica.
    let saving: Promise<void> | null = null
    const save = async (): Promise<void> => {
      await saving
      if (saving) return save()
      const state = { marks: library.getState().marks, edits }
      saving = new Promise((done) =>
        later(1 + some(diskMs), () => {
          Object.assign(disk, state)
          saving = null
          done()
        }),
      )
      await saving
    }
    let waits = false
    library.subscribe(({ marks }, before) => {
      if (marks === before.marks || waits) return
      waits = true
      later(some(150), () => {
        waits = false
        void save()
      })
    })

    const write = (change: () => void) =>
      new Promise<void>((done) =>
        later(1 + some(replicaMs), () => {
          change()
          done()
        }),
      )
    const replica: Replica = {
      load: async () => ({ ...disk }),
      name: (device) => write(() => (disk.device = device)),
      add: (update, bases) =>
        write(() => Object.assign(disk, { updates: [...disk.updates, ...(update ? [update] : [])], bases })),
      replace: (update, bases) => write(() => Object.assign(disk, { updates: [update], bases })),
      clear: () => write(() => Object.assign(disk, { device: null, updates: [], bases: new Map() })),
    }

    /** Messages arrive a little later, in order. */
    const queue = <Message>(take: (message: Message) => void) => {
      let last = 0
      return (message: Message) => {
        const copy = structuredClone(message)
        last = Math.max(last, Date.now() + 1 + some(8))
        later(last - Date.now(), () => take(copy))
      }
    }
    let outside: { doc: Y.Doc; events: TransportEvents; kept: StoredUpdates } | null = null
    let session: Promise<Session> | null = null
    const listeners: ((update: Uint8Array) => void)[] = []
    let progress: Progress | null = null
    const toPage = queue<ToPage>((data) => thread.onmessage?.({ data } as MessageEvent<ToPage>))
    const thread: Thread = {
      onmessage: null,
      onerror: null,
      terminate() {},
      postMessage: queue((message) => {
        if (message.kind !== 'start') {
          void session?.then((session) => session.take(message))
          return
        }
        session = startSession({
          replica,
          hasMet: message.hasMet,
          post: toPage,
          now: Date.now,
          newName: () => `${name}x${lives}`,
          isOwn: () => true,
          open(doc, _device, events, kept) {
            outside = { doc, events, kept }
            kept.onUpdate((update, origin) => {
              if (origin !== 'wire') for (const listen of listeners) listen(update)
            })
            return { exchange() {}, stop() {} }
          },
        })
      }),
    }
    startSyncWorker({
      library,
      clock,
      thread,
      way: { id: 'test', kind: 'server', url: '', token: '' },
      hasMet,
      saved: save,
      now: Date.now,
      onAhead() {},
      onDoubted() {},
      onProgress: (news) => (progress = news),
      onCompared() {},
      onJoined: () => (hasMet = true),
      onLists() {},
      onFile() {},
      onFailed(reason) {
        throw new Error(reason)
      },
    })
    return {
      library,
      kill: () => void (isAlive = false),
      isAlive: () => isAlive,
      progress: () => progress,
      outside: () => outside,
      listen: (listener: (update: Uint8Array) => void) => void listeners.push(listener),
    }
  }

  const getState = () => opened.library.getState()
  return {
    name,
    disk,
    /** Returns the number of the edit. */
    edit(paper: PaperId, change: Partial<Mark>) {
      edits += 1
      getState().edit([paper], change)
      return edits
    },
    note: (paper: PaperId) => toMark(getState().marks.get(paper)).note,
    marks: () => getState().marks,
    get life() {
      return opened
    },
    /** Kills and restarts it. */
    restart() {
      opened.kill()
      edits = disk.edits
      opened = open()
    },
  }
}
export type Killable = ReturnType<typeof createKillable>

/** A server that has all that reached it. Messages may be late. */
export function connectKillable(devices: readonly Killable[], random: () => number) {
  const server = new Y.Doc()
  const connected = new Set<Killable['life']>()
  const listening = new Set<Killable['life']>()
  const away = new Set<Killable>()
  const deliver = (life: Killable['life'], update: Uint8Array) => {
    const outside = life.outside()
    if (life.isAlive() && outside && connected.has(life)) Y.applyUpdate(outside.doc, update, 'wire')
  }
  const send = (from: Killable['life'], update: Uint8Array) =>
    setTimeout(
      () => {
        if (!connected.has(from)) return
        Y.applyUpdate(server, update)
        for (const { life } of devices)
          if (life !== from && connected.has(life)) setTimeout(() => deliver(life, update), Math.floor(random() * 60))
      },
      Math.floor(random() * 60),
    )
  /** Connects devices that are not connected to the server. */
  const look = () => {
    for (const device of devices) {
      const { life } = device
      const outside = life.outside()
      if (!outside || connected.has(life) || away.has(device)) continue
      connected.add(life)
      if (!listening.has(life)) life.listen((update) => void send(life, update))
      listening.add(life)
      const theirs = Y.encodeStateAsUpdate(server)
      void outside.kept.wait().then(() => void send(life, Y.encodeStateAsUpdate(outside.doc)))
      Y.applyUpdate(outside.doc, theirs, 'wire')
      outside.events.onSynced()
    }
  }
  const cut = (device: Killable) => {
    away.add(device)
    connected.delete(device.life)
  }
  return {
    look,
    cut,
    isCut: (device: Killable) => away.has(device),
    mend: (device: Killable) => void away.delete(device),
  }
}
