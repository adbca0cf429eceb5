/** A file open for writing in place; nobody else can open it meanwhile. Its calls wait for the disk, so only a worker has it. */
export type OpenFile = {
  getSize(): number
  /** Returns how many bytes were read, or written: fewer than asked for at the end of the file, or of the disk. */
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number
  write(from: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number
  truncate(size: number): void
  /** Returns once all that was written is on the disk. */
  flush(): void
  close(): void
}

export type Folder = {
  names(): Promise<readonly string[]>
  /** All bytes of a file, even of one that somebody has open. */
  read(name: string): Promise<Uint8Array<ArrayBuffer>>
  /** Makes the file if there is none. */
  open(name: string): Promise<OpenFile>
  remove(name: string): Promise<void>
}

// The types of a page do not know what a worker has besides.
type FileInWorker = FileSystemFileHandle & { createSyncAccessHandle(): Promise<OpenFile> }

/** Nobody writes so often for long. */
const MOST_TRIES = 10

/** A folder of the browser's private file system, made if it is not there. Rejects where a browser has none. */
export async function openFolder(name: string): Promise<Folder> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle(name, { create: true })
  return {
    async names() {
      const names: string[] = []
      for await (const name of folder.keys()) names.push(name)
      return names
    },
    async read(name) {
      const handle = await folder.getFileHandle(name)
      for (let tries = 1; ; tries += 1) {
        try {
          return new Uint8Array(await (await handle.getFile()).arrayBuffer())
        } catch (error) {
          // Whoever has it open has written between the two; what was written before is there at the next try.
          const hasChanged = error instanceof DOMException && error.name === 'NotReadableError'
          if (!hasChanged || tries === MOST_TRIES) throw error
        }
      }
    },
    async open(name) {
      const handle = await folder.getFileHandle(name, { create: true })
      return (handle as FileInWorker).createSyncAccessHandle()
    },
    remove: (name) => folder.removeEntry(name),
  }
}

/** Writes all of it, or throws what a full disk is told by. */
export function writeAll(file: OpenFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  if (file.write(bytes, { at }) < bytes.length) throw new DOMException('No more room', 'QuotaExceededError')
}

/** All bytes of an open file. */
export function readOpen(file: OpenFile): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.getSize())
  file.read(bytes, { at: 0 })
  return bytes
}
