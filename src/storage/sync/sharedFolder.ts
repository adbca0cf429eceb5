import { SYNC_FOLDER_PICKER } from '../names.ts'
/** The files of a folder that the reader's devices share, by some means of their own. */
export type SharedFolder = {
  /** Whether the browser still lets us; it may want the reader asked again. */
  isOpen(): Promise<boolean>
  list(): Promise<readonly FoundFile[]>
  /** Writes a file as a whole, or not at all. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
}
export type FoundFile = {
  readonly name: string
  /** Tells one state of the file from another. */
  readonly state: string
  read(): Promise<Uint8Array<ArrayBuffer>>
}

const ENDING = '.offprint'

export const fileNameOf = (device: string): string => `${device}${ENDING}`
export const deviceOf = (name: string): string => name.slice(0, -ENDING.length)

// File System Access, which not every browser has and TypeScript does not know.
type Permission = { readonly mode: 'readwrite' }
type Handle = FileSystemDirectoryHandle & {
  queryPermission?(descriptor: Permission): Promise<PermissionState>
  requestPermission?(descriptor: Permission): Promise<PermissionState>
}
type Picker = (options: object) => Promise<FileSystemDirectoryHandle>
const picker = () => (globalThis as { readonly showDirectoryPicker?: Picker }).showDirectoryPicker
const READ_WRITE: Permission = { mode: 'readwrite' }

/** Whether the browser lets a page write into a folder of the reader's choice. */
export const canShareFolders = (): boolean => picker() !== undefined

/** Lets the reader choose a folder, in answer to a click; null where they changed their mind. */
export async function chooseFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await picker()!({ id: SYNC_FOLDER_PICKER, mode: 'readwrite' })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null
    throw error
  }
}

/** Asks the reader for the folder again, in answer to a click. */
export const askForFolder = async (folder: FileSystemDirectoryHandle): Promise<boolean> =>
  ((await (folder as Handle).requestPermission?.(READ_WRITE)) ?? 'granted') === 'granted'

export function openSharedFolder(folder: FileSystemDirectoryHandle): SharedFolder {
  return {
    isOpen: async () => ((await (folder as Handle).queryPermission?.(READ_WRITE)) ?? 'granted') === 'granted',
    async list() {
      const found: FoundFile[] = []
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind !== 'file' || !name.endsWith(ENDING)) continue
        const file = await handle.getFile()
        const read = async () => new Uint8Array(await file.arrayBuffer())
        found.push({ name, state: `${file.size} ${file.lastModified}`, read })
      }
      return found
    },
    async write(name, bytes) {
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable()
      // What is written takes the file's place on close; until then the file is as it was.
      try {
        await writable.write(bytes)
        await writable.close()
      } catch (error) {
        await writable.abort().catch(() => {})
        throw error
      }
    },
  }
}
