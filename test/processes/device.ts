import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseBackup, printBackup } from '../../src/model/backup/backup.ts'
import { createClock } from '../../src/model/mark/clock.ts'
import { toMark, type Mark } from '../../src/model/mark/mark.ts'
import { toPlain, type Marks } from '../../src/model/mark/cell.ts'
import type { PaperId } from '../../src/model/paper/paper.ts'
import { createLibrary } from '../../src/store/library/library.ts'
import { startSyncWorker, type Thread } from '../../src/store/sync/syncWorker.ts'
import type { Replica } from '../../src/storage/sync/replica.ts'
import type { Progress, ToPage, ToWorker } from '../../src/sync/messages.ts'
import { startSession, type Session } from '../../src/sync/session.ts'
import { connectServer } from '../../src/sync/transport/serverTransport.ts'
import { createSocket, type Weather } from './weather.ts'

// A device as a process of its own: the library and the sync worker of a page, over a real socket. It obeys its parent,
// and keeps its library and its replica in files, so that it can be killed and restarted.

export type Start = {
  readonly name: string
  readonly url: string
  readonly token: string
  readonly folder: string
  readonly skew: number
  readonly hasMet: boolean
}
export type Order =
  | { readonly do: 'edit'; readonly edits: readonly (readonly [paper: string, change: Partial<Mark>])[] }
  /** Inserts a text into a note, at a position from 0 to 1 of its current length. */
  | { readonly do: 'type'; readonly letters: readonly (readonly [paper: string, sign: string, place: number])[] }
  | { readonly do: 'weather'; readonly weather: Weather }
  | { readonly do: 'report' }
  | { readonly do: 'note'; readonly paper: string }
  | { readonly do: 'retry' }
  | { readonly do: 'stop'; readonly forgets: boolean }
export type Report = {
  readonly progress: Progress | null
  readonly cells: readonly (readonly [paper: string, cells: ReturnType<typeof toPlain>])[]
  readonly notes: Readonly<Record<string, string>>
}

const start = JSON.parse(process.argv[2]!) as Start
const libraryFile = `${start.folder}/${start.name}.json`
const replicaFile = `${start.folder}/${start.name}.replica.json`

const now = () => Date.now() + start.skew
const clock = createClock(`${start.name}${Date.now().toString(36)}`, now)
const library = createLibrary(readLibrary(), clock, now)
let progress: Progress | null = null

function readLibrary(): Marks {
  try {
    const backup = parseBackup(readFileSync(libraryFile, 'utf8'))
    return 'marks' in backup ? backup.marks : new Map()
  } catch {
    return new Map()
  }
}
/** Atomic, as a database write is. */
function writeWhole(file: string, text: string) {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}
const save = async () => writeWhole(libraryFile, printBackup(library.getState().marks, Date.now()))

/** A replica in a file. */
function openFile(): Replica {
  type Bases = [PaperId, readonly string[]][]
  type Kept = { device: string | null; updates: string[]; bases: Bases }
  let kept: Kept = { device: null, updates: [], bases: [] }
  const write = async () => writeWhole(replicaFile, JSON.stringify(kept))
  const print = (update: Uint8Array) => Buffer.from(update).toString('base64')
  return {
    async load() {
      try {
        kept = JSON.parse(readFileSync(replicaFile, 'utf8')) as Kept
      } catch {
        kept = { device: null, updates: [], bases: [] }
      }
      return {
        device: kept.device,
        updates: kept.updates.map((update) => new Uint8Array(Buffer.from(update, 'base64'))),
        bases: new Map(kept.bases),
      }
    },
    name: (device) => ((kept.device = device), write()),
    add(update, bases) {
      if (update) kept.updates.push(print(update))
      kept.bases = [...bases]
      return write()
    },
    replace(update, bases) {
      Object.assign(kept, { updates: [print(update)], bases: [...bases] })
      return write()
    },
    clear: () => ((kept = { device: null, updates: [], bases: [] }), write()),
  }
}

const { Socket, setWeather } = createSocket()

/** The sync worker without a thread: messages are cloned and arrive later. */
function openThread(): Thread {
  let session: Promise<Session> | null = null
  const thread: Thread = {
    onmessage: null,
    onerror: null,
    terminate() {},
    postMessage(message) {
      const copy: ToWorker = structuredClone(message)
      setImmediate(() => {
        if (copy.kind === 'start') {
          session = startSession({
            replica: openFile(),
            hasMet: copy.hasMet,
            post: answer,
            now,
            newName: () => Math.random().toString(36).slice(2, 10),
            isOwn: () => true,
            open: (doc, _device, told, kept) => {
              const wire = connectServer({
                doc,
                url: start.url,
                token: start.token,
                kept,
                Socket,
                onState: (state, reason) =>
                  state === 'broken'
                    ? told.onBroken(reason ?? '')
                    : told.onState(state === 'connected', reason ?? null),
                onSynced: told.onSynced,
                onSent: told.onSent,
              })
              return { exchange: wire.retry, stop: wire.stop }
            },
          })
        } else void session?.then((session) => session.take(copy))
      })
    },
  }
  const answer = (message: ToPage) => {
    const copy = structuredClone(message)
    setImmediate(() => thread.onmessage?.({ data: copy } as MessageEvent<ToPage>))
  }
  return thread
}

const link = startSyncWorker({
  library,
  clock,
  thread: openThread(),
  way: { id: 'test', kind: 'server', url: start.url, token: start.token },
  hasMet: start.hasMet,
  saved: save,
  now,
  onAhead: () => {},
  onDoubted: () => {},
  onProgress: (news) => (progress = news),
  onCompared: () => link.send({ kind: 'join' }),
  onJoined: () => {},
  onLists: () => {},
  onFile: () => {},
  onFailed: (reason) => console.error('failed', reason),
})

const noteOf = (paper: string) => toMark(library.getState().marks.get(paper as PaperId)).note

process.on('message', ({ number, order }: { number: number; order: Order }) => {
  void obey(order).then((value) => process.send!({ number, value }))
})

async function obey(order: Order): Promise<unknown> {
  const { edit } = library.getState()
  if (order.do === 'edit') {
    // Tags are added to the existing ones, as the user does.
    for (const [paper, change] of order.edits)
      edit([paper as PaperId], ({ tags }) => ({ ...change, ...(change.tags && { tags: [...tags, ...change.tags] }) }))
    return save()
  }
  if (order.do === 'type') {
    for (const [paper, sign, place] of order.letters) {
      const note = noteOf(paper)
      const at = Math.floor(place * (note.length + 1))
      edit([paper as PaperId], { note: note.slice(0, at) + sign + note.slice(at) })
    }
    return save()
  }
  if (order.do === 'weather') return setWeather(order.weather)
  if (order.do === 'note') return noteOf(order.paper)
  if (order.do === 'retry') return link.send({ kind: 'exchange' })
  if (order.do === 'stop') {
    await link.stop(order.forgets)
    return save()
  }
  const { marks } = library.getState()
  const sorted = [...marks].filter(([, { size }]) => size > 0).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    progress,
    cells: sorted.map(([paper, kept]) => [paper, toPlain(kept).toSorted(([a], [b]) => (a < b ? -1 : 1))]),
    notes: Object.fromEntries(sorted.map(([paper]) => [paper, noteOf(paper)])),
  } satisfies Report
}
