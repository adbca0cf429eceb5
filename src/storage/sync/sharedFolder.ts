import { SYNC_FOLDER_PICKER } from '../names.ts'
/** A folder that the user’s devices share by other means. */
export type SharedFolder = {
  /** Whether the browser still allows access; it may want to ask the user again. */
  isOpen(): Promise<boolean>
  list(): Promise<readonly FoundFile[]>
  /** Writes a file as a whole, or not at all. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
}
export type FoundFile = {
  readonly name: string
  /** Differs between two states of the file. */
  readonly state: string
  read(): Promise<Uint8Array<ArrayBuffer>>
}

const ENDING = '.offprint'

export const fileNameOf = (device: string): string => `${device}${ENDING}`
export const deviceOf = (name: string): string => name.slice(0, -ENDING.length)

// The File System Access API, which not every browser has and TypeScript does not know.
type Permission = { readonly mode: 'readwrite' }
type Handle = FileSystemDirectoryHandle & {
  queryPermission?(descriptor: Permission): Promise<PermissionState>
  requestPermission?(descriptor: Permission): Promise<PermissionState>
}
type Picker = (options: object) => Promise<FileSystemDirectoryHandle>
const picker = () => (globalThis as { readonly showDirectoryPicker?: Picker }).showDirectoryPicker
const READ_WRITE: Permission = { mode: 'readwrite' }

/** Whether the browser lets a page write into a folder of the user’s choice. */
export const canShareFolders = (): boolean => picker() !== undefined

/** Opens the folder picker, in answer to a click; null where the user cancelled. */
export async function chooseFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await picker()!({ id: SYNC_FOLDER_PICKER, mode: 'readwrite' })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null
    throw error
  }
}

/** Asks for permission again, in answer to a click. */
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
      // The new content replaces the file on close. Until then the file is unchanged.
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
