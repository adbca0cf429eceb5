import { FOLDERS, LOCKS } from '../names.ts'
/** The second copy of the bases of own lists: one file a base, by its name. */
export type BaseCopies = {
  names(): Promise<ReadonlySet<string>>
  read(name: string): Promise<Blob>
  /** Resolves once the whole base stands in its file, which is not there before. */
  write(name: string, blob: Blob): Promise<void>
  remove(name: string): Promise<void>
}

/** The copies in the browser's private file system; null where it has none that a page can write. */
export async function openBaseCopies(): Promise<BaseCopies | null> {
  if (typeof navigator.storage?.getDirectory !== 'function') return null
  if (typeof FileSystemFileHandle !== 'function' || !('createWritable' in FileSystemFileHandle.prototype)) return null
  try {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle(FOLDERS.lists, { create: true })
    return {
      async names() {
        const names = new Set<string>()
        // What is being written stands there under a name of its own.
        for await (const name of folder.keys()) if (/^[0-9a-f]{64}$/.test(name)) names.add(name)
        return names
      },
      read: async (name) => (await folder.getFileHandle(name)).getFile(),
      async write(name, blob) {
        const writable = await (await folder.getFileHandle(name, { create: true })).createWritable()
        try {
          await writable.write(blob)
          // Until it is closed the file is empty.
          await writable.close()
        } catch (error) {
          await writable.abort().catch(() => {})
          await folder.removeEntry(name).catch(() => {})
          throw error
        }
      },
      remove: (name) => folder.removeEntry(name),
    }
  } catch {
    return null
  }
}

/** Works on the copies while no other page does. */
export const withCopies = <T>(work: () => Promise<T>): Promise<T> =>
  typeof navigator.locks?.request === 'function' ? navigator.locks.request(LOCKS.lists, work) : work()
