import { get, set, del, type UseStore } from 'idb-keyval'
import { LOCKS } from '../names.ts'

/** A file the reader gave, as text, or why it was not read. */
export type ReadFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly reason: string }

/** JSON of this size keeps the page from answering for a third of a second; ten thousand notes have a tenth of it. */
export const MAX_FILE_BYTES = 100_000_000

/** Reads files that the reader chose or dropped, each for itself. */
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
    // A folder that was dropped, or a file that has gone since.
    return { name, reason: 'The file could not be read.' }
  }
}

/** Hands content to the browser to be downloaded as a file. */
export function download(name: string, content: string | Blob, type: string) {
  const href = URL.createObjectURL(new Blob([content], { type }))
  Object.assign(document.createElement('a'), { href, download: name }).click()
  // Some browsers read it a while after the click.
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

// File System Access, which not every browser has and TypeScript does not know.
type Permission = { readonly mode: 'readwrite' }
type Handle = FileSystemFileHandle & {
  queryPermission(descriptor: Permission): Promise<PermissionState>
  requestPermission(descriptor: Permission): Promise<PermissionState>
}
type Picker = (options: object) => Promise<Handle>
const picker = () => (globalThis as { readonly showSaveFilePicker?: Picker }).showSaveFilePicker

/** Whether the browser lets a page write files of the reader's choice. */
export const canKeepFiles = (): boolean => picker() !== undefined

const READ_WRITE: Permission = { mode: 'readwrite' }
const KEY = 'backup'

/** A file on the reader's disk that they let the app write, now and on later visits. */
export type KeptFile = {
  /** The name of the file; null while none is chosen. */
  name(): string | null
  /** Lets the reader choose a file, in answer to a click; false where they changed their mind. */
  choose(suggested: string): Promise<boolean>
  forget(): Promise<void>
  mayWrite(): Promise<boolean>
  /** Asks the reader, in answer to a click. */
  ask(): Promise<boolean>
  /** Makes the file's text another one, whole or not at all; two pages of the app do it one after the other. */
  rewrite(change: (text: string) => string): Promise<void>
}

/** The file chosen on an earlier visit, or one to be chosen yet; its handle stands in a database of its own. */
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
        // What is written takes the file's place on close; until then the file is as it was.
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
