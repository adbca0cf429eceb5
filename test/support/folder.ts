import type { Folder, OpenFile } from '../../src/storage/journal/opfs.ts'
import type { Locks } from '../../src/storage/journal/webLocks.ts'

/** What happens to unflushed writes when the browser or the computer stops. */
export type Fate = 'kept' | 'lost' | 'half'

/** A private file system with its disk, on which a test can cut the power. */
export type Files = Folder & {
  /** The content of every file. */
  readonly disk: Map<string, Uint8Array<ArrayBuffer>>
  /** Limits the disk to so many more bytes from now on. */
  leave(bytes: number): void
  /** Of the steps that reach the disk, the one that is so many away fails, and all after it. */
  stopAfter(steps: number): void
  /** The number of steps that reached the disk. */
  readonly steps: number
  /** The same disk for the next browser. */
  restart(fate: Fate): Files
}

/** An error that the app cannot handle, since its process would be dead. */
export class Killed extends Error {}

export function createFiles(found: ReadonlyMap<string, Uint8Array<ArrayBuffer>> = new Map()): Files {
  const disk = new Map(found)
  /** The bytes that survive a power cut. */
  const flushed = new Map(found)
  const open = new Set<string>()
  let room = Number.POSITIVE_INFINITY
  let steps = 0
  let end = Number.POSITIVE_INFINITY

  const step = () => {
    if (steps >= end) throw new Killed('the browser is gone')
    steps += 1
  }
  const bytesOf = (name: string) => disk.get(name) ?? new Uint8Array()

  const openFile = (name: string): OpenFile => ({
    getSize: () => bytesOf(name).length,
    read: (into, { at }) => {
      const part = bytesOf(name).subarray(at, at + into.length)
      into.set(part)
      return part.length
    },
    write: (from, { at }) => {
      step()
      const written = from.subarray(0, room)
      room -= written.length
      const before = bytesOf(name)
      const bytes = new Uint8Array(Math.max(before.length, at + written.length))
      bytes.set(before)
      bytes.set(written, at)
      disk.set(name, bytes)
      return written.length
    },
    truncate: (size) => {
      step()
      disk.set(name, bytesOf(name).slice(0, size))
    },
    flush: () => {
      step()
      flushed.set(name, bytesOf(name))
    },
    close: () => void open.delete(name),
  })

  return {
    disk,
    get steps() {
      return steps
    },
    leave: (bytes) => (room = bytes),
    stopAfter: (more) => (end = steps + more),
    restart(fate) {
      if (fate === 'kept') return createFiles(disk)
      const after = new Map<string, Uint8Array<ArrayBuffer>>()
      for (const [name, bytes] of disk) {
        const safe = flushed.get(name) ?? new Uint8Array()
        const grown = bytes.length - safe.length
        const isAppended = grown > 0 && safe.every((byte, i) => byte === bytes[i])
        after.set(name, fate === 'half' && isAppended ? bytes.slice(0, safe.length + Math.floor(grown / 2)) : safe)
      }
      return createFiles(after)
    },
    names: async () => [...disk.keys()],
    read: async (name) => {
      const bytes = disk.get(name)
      if (!bytes) throw new DOMException('No such file', 'NotFoundError')
      return bytes.slice()
    },
    open: async (name) => {
      if (open.has(name)) throw new DOMException('In use', 'NoModificationAllowedError')
      step()
      open.add(name)
      if (!disk.has(name)) disk.set(name, new Uint8Array())
      return openFile(name)
    },
    remove: async (name) => {
      step()
      if (open.has(name)) throw new DOMException('In use', 'NoModificationAllowedError')
      disk.delete(name)
      flushed.delete(name)
    },
  }
}

/** The locks of one browser. */
export function createLocks(): Locks & { release(name: string): void; take(name: string): void } {
  const held = new Set<string>()
  const alone = new Set<string>()
  const whenFree = async (name: string): Promise<void> => {
    while (alone.has(name)) await new Promise((next) => setImmediate(next))
  }
  return {
    hold: async (name) => void held.add(name),
    held: async () => held,
    async share(name, work) {
      await whenFree(name)
      return work()
    },
    async tryAlone(name, work) {
      if (alone.has(name)) return null
      alone.add(name)
      try {
        return await work()
      } finally {
        alone.delete(name)
      }
    },
    release: (name) => void held.delete(name),
    take: (name) => void alone.add(name),
  }
}
