import { get, set, del, type UseStore } from 'idb-keyval'
import { LOCKS } from '../names.ts'

/** A file of the user as text, or why it could not be read. */
export type ReadFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly reason: string }

/** JSON of this size blocks the page for a third of a second; ten thousand notes have a tenth of it. */
export const MAX_FILE_BYTES = 100_000_000

/** Reads files that the user chose or dropped, each by itself. */
export const readFiles = (files: readonly File[]): Promise<readonly ReadFile[]> => Promise.all(files.map(readFile))

async function readFile(file: File): Promise<ReadFile> {
  const { name, size } = file
  if (size > MAX_FILE_BYTES)
    return {
      name,
      reason: `The file has more than ${MAX_FILE_BYTES / 1e6} MB, which is more than can be read at once.`,
    }
  try {
    return { name, text: await file.text() }
  } catch {
    // A folder that was dropped, or a file that is gone.
    return { name, reason: 'The file could not be read.' }
  }
}

/** Downloads content as a file. */
export function download(name: string, content: string | Blob, type: string) {
  const href = URL.createObjectURL(new Blob([content], { type }))
  Object.assign(document.createElement('a'), { href, download: name }).click()
  // Some browsers read it a while after the click.
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

// The File System Access API, which not every browser has and TypeScript does not know.
type Permission = { readonly mode: 'readwrite' }
type Handle = FileSystemFileHandle & {
  queryPermission(descriptor: Permission): Promise<PermissionState>
  requestPermission(descriptor: Permission): Promise<PermissionState>
}
type Picker = (options: object) => Promise<Handle>
const picker = () => (globalThis as { readonly showSaveFilePicker?: Picker }).showSaveFilePicker

/** Whether the browser lets a page write files of the user’s choice. */
export const canKeepFiles = (): boolean => picker() !== undefined

const READ_WRITE: Permission = { mode: 'readwrite' }
const KEY = 'backup'

/** A file on the user’s disk that the app may write, on this and on later visits. */
export type KeptFile = {
  /** The name of the file; null while none is chosen. */
  name(): string | null
  /** Opens the file picker, in answer to a click; false where the user cancelled. */
  choose(suggested: string): Promise<boolean>
  forget(): Promise<void>
  mayWrite(): Promise<boolean>
  /** Asks for permission, in answer to a click. */
  ask(): Promise<boolean>
  /** Rewrites the text of the file, whole or not at all. Two tabs do it one after the other. */
  rewrite(change: (text: string) => string): Promise<void>
}

/** The file chosen on an earlier visit, or one to be chosen. Its handle is in a database of its own. */
export async function openKeptFile(transact: UseStore): Promise<KeptFile> {
  let handle = (await get<Handle>(KEY, transact)) ?? null
  return {
    name: () => handle?.name ?? null,
    async choose(suggestedName) {
      const types = [{ description: 'JSON', accept: { 'application/json': ['.json'] } }]
      try {
        handle = await picker()!({ suggestedName, types })
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') return false
        throw error
      }
      await set(KEY, handle, transact)
      return true
    },
    async forget() {
      handle = null
      await del(KEY, transact)
    },
    mayWrite: async () => (await handle?.queryPermission(READ_WRITE)) === 'granted',
    ask: async () => (await handle?.requestPermission(READ_WRITE)) === 'granted',
    async rewrite(change) {
      const file = handle
      if (!file) return
      await oneByOne(async () => {
        const text = change(await (await file.getFile()).text())
        // The new content replaces the file on close. Until then the file is unchanged.
        const writable = await file.createWritable()
        try {
          await writable.write(text)
          await writable.close()
        } catch (error) {
          await writable.abort().catch(() => {})
          throw error
        }
      })
    },
  }
}

const oneByOne = (work: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request(LOCKS.backupFile, work) : work()
