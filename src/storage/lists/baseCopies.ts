import { FOLDERS, LOCKS } from '../names.ts'
/** The second copy of the bases of own lists: one file for each base, by its name. */
export type BaseCopies = {
  names(): Promise<ReadonlySet<string>>
  read(name: string): Promise<Blob>
  /** Resolves once the whole base is in its file, which does not exist before. */
  write(name: string, blob: Blob): Promise<void>
  remove(name: string): Promise<void>
}

/** The copies in the private file system; null where a page cannot write there. */
export async function openBaseCopies(): Promise<BaseCopies | null> {
  if (typeof navigator.storage?.getDirectory !== 'function') return null
  if (typeof FileSystemFileHandle !== 'function' || !('createWritable' in FileSystemFileHandle.prototype)) return null
  try {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle(FOLDERS.lists, { create: true })
    return {
      async names() {
        const names = new Set<string>()
        // A file that is being written has a name of its own.
        for await (const name of folder.keys()) if (/^[0-9a-f]{64}$/.test(name)) names.add(name)
        return names
      },
      read: async (name) => (await folder.getFileHandle(name)).getFile(),
      async write(name, blob) {
        const writable = await (await folder.getFileHandle(name, { create: true })).createWritable()
        try {
          await writable.write(blob)
          // The file is empty until it is closed.
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

/** Works on the copies while no other tab does. */
export const withCopies = <T>(work: () => Promise<T>): Promise<T> =>
  typeof navigator.locks?.request === 'function' ? navigator.locks.request(LOCKS.lists, work) : work()
