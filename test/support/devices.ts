import * as Y from 'yjs'
import { vi } from 'vitest'
import { createClock } from '../../src/model/mark/clock.ts'
import { toMark, type Mark } from '../../src/model/mark/mark.ts'
import type { Marks } from '../../src/model/mark/cell.ts'
import type { PaperId } from '../../src/model/paper/paper.ts'
import { createExchange } from '../../src/store/sync/markExchange.ts'
import { createLibrary } from '../../src/store/library/library.ts'
import { createBases } from '../../src/sync/merge/mergeBases.ts'
import { createBridge, LOCAL } from '../../src/sync/bridge.ts'
import type { Delivery, LocalChanges } from '../../src/sync/messages.ts'

type Options = {
  readonly marks?: Marks
  /** The error of its clock, in milliseconds. */
  readonly skew?: number
  readonly random?: () => number
}

/**
 * A device without worker, disk and network: a library and its shared document, which exchange the messages of page and
 * worker.
 */
export function createDevice(name: string, { marks = new Map(), skew = 0, random = Math.random }: Options = {}) {
  let off = skew
  const now = () => Date.now() + off
  let clock = createClock(name, now)
  let library = createLibrary(marks, clock, now)
  const counts = { written: 0, delivered: 0, ahead: 0, doubted: 0 }
  let doc = new Y.Doc()
  let device = name
  /** A new document applies nothing before the first sync, because the others may already have what it would create. */
  let isJoined = false
  let isContinued = false
  let bases = createBases()

  const open = () => {
    let isOpen = true
    const toPage = queue<Delivery>((delivery) => {
      if (!isOpen) return
      counts.delivered += 1
      exchange.receive(delivery)
      setTimeout(() => bridge.acknowledge(delivery.batch), 1)
    }, random)
    const bridge = createBridge({ doc, device, deliver: toPage, bases, isContinued, now, random })
    const toWorker = queue<LocalChanges>((written) => {
      if (!isOpen) return
      counts.written += 1
      bridge.write(written)
    }, random)
    const exchange = createExchange({
      library,
      clock,
      send: toWorker,
      now,
      onAhead: (by) => (counts.ahead = by),
      onDoubted: () => (counts.doubted += 1),
    })
    const close = () => {
      isOpen = false
      exchange.stop()
      bridge.stop()
    }
    return { bridge, close }
  }
  let opened = open()

  return {
    name,
    get library() {
      return library
    },
    counts,
    get doc() {
      return doc
    },
    get bridge() {
      return opened.bridge
    },
    get isJoined() {
      return isJoined
    },
    edit: (paper: PaperId, change: Partial<Mark>) => library.getState().edit([paper], change),
    mark: (paper: PaperId) => toMark(library.getState().marks.get(paper)),
    note: (paper: PaperId) => toMark(library.getState().marks.get(paper)).note,
    /** Merges the library with the document, as a start does. */
    join() {
      isJoined = true
      opened.bridge.addMarks(library.getState().marks)
      while (opened.bridge.joinSome());
    },
    /** Sets the clock right, and restarts with the same library. */
    setRight() {
      off = 0
      clock = createClock(`${name}2`, now)
      library = createLibrary(library.getState().marks, clock, now)
      this.restart()
      this.join()
    },
    /** Closes and reopens with the same document or, as after its replica was deleted, an empty one. */
    restart(keepsReplica = true) {
      opened.close()
      const before = doc
      doc = new Y.Doc()
      if (keepsReplica) Y.applyUpdate(doc, Y.encodeStateAsUpdate(before))
      else device = `${device}x`
      isJoined = false
      isContinued = keepsReplica
      bases = createBases(keepsReplica ? bases.all() : undefined)
      opened = open()
    },
  }
}
export type Device = ReturnType<typeof createDevice>

/** Messages between two threads: each arrives a little later, in order. */
function queue<Message>(take: (message: Message) => void, random: () => number) {
  let last = 0
  return (message: Message) => {
    const copy = structuredClone(message)
    last = Math.max(last, Date.now() + 1 + Math.floor(random() * 5))
    setTimeout(() => take(copy), last - Date.now())
  }
}

/** A network between all devices. While it is up it loses nothing, but may delay, repeat and reorder. */
export function connect(devices: readonly Device[], random: () => number) {
  const offline = new Set<Device>()
  const listening = new Map<Y.Doc, Device>()

  const send = (from: Device, to: Device, update: Uint8Array) => {
    const times = random() < 0.1 ? 2 : 1
    for (let i = 0; i < times; i += 1)
      setTimeout(
        () => {
          if (!offline.has(from) && !offline.has(to)) Y.applyUpdate(to.doc, update, 'wire')
        },
        Math.floor(random() * 200),
      )
  }
  const listen = (device: Device) => {
    if (listening.has(device.doc)) return
    listening.set(device.doc, device)
    device.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'wire' || offline.has(device)) return
      for (const other of devices) if (other !== device) send(device, other, update)
    })
  }
  /** Exchanges what either device lacks, as on a new connection. */
  const meet = (one: Device, other: Device) => {
    const [here, there] = [Y.encodeStateVector(one.doc), Y.encodeStateVector(other.doc)]
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc, there), 'wire')
    Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc, here), 'wire')
  }
  for (const device of devices) listen(device)
  return {
    cut: (device: Device) => void offline.add(device),
    mend(device: Device) {
      listen(device)
      offline.delete(device)
      for (const other of devices) if (other !== device && !offline.has(other)) meet(device, other)
      if (!device.isJoined && offline.size < devices.length - 1) device.join()
    },
    /** Reconnects all, and waits until all messages have arrived. */
    async settle() {
      for (const device of devices) listen(device)
      offline.clear()
      for (let round = 0; round < 4; round += 1) {
        for (const one of devices) for (const other of devices) if (one !== other) meet(one, other)
        for (const device of devices) if (!device.isJoined) device.join()
        await vi.advanceTimersByTimeAsync(12_000)
      }
    },
  }
}

/** The cells of a library, sorted. */
export const cellsOf = ({ library }: Device) =>
  [...library.getState().marks]
    .filter(([, kept]) => kept.size > 0)
    .map(([paper, kept]) => [paper, [...kept].toSorted(([a], [b]) => (a < b ? -1 : 1))] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))

export { LOCAL }
