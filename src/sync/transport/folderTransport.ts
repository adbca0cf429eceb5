import * as Y from 'yjs'
import { deviceOf, fileNameOf, type SharedFolder } from '../../storage/sync/sharedFolder.ts'
import { encodeFullUpdate } from '../document/sharedMarks.ts'
import { createCipher, FileError, ForeignFileError, type SyncFile } from './syncFile.ts'
import type { StoredUpdates } from '../document/replicaWriter.ts'
import type { TransportEvents, Transport } from '../session.ts'
import { errorMessage } from '../../model/errorMessage.ts'

type Options = {
  readonly doc: Y.Doc
  readonly device: () => string
  /** Null where the user carries the files. */
  readonly folder: SharedFolder | null
  readonly key: CryptoKey | null
  readonly events: TransportEvents
  readonly kept: StoredUpdates
}

/** How often the folder is read, and how soon after a change our file is written. */
const LOOK_MS = 20_000
const WRITE_DELAY_MS = 4000

/**
 * Sync through a folder that some other program synchronises: each device writes one file with everything it knows, and
 * reads those of the others. So no two write the same file, and no file has to be complete.
 */
export function shareFolder({ doc, device, folder, key, events, kept }: Options): Transport {
  const locker = createCipher(key)
  const read = new Map<string, string>()
  let written: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let working: Promise<void> | null = null
  let isOver = false

  const stateOf = () => Y.encodeStateVector(doc).join() + deletionsOf(doc)
  const apply = ({ update }: SyncFile) => {
    try {
      // Read as a whole before any of it is merged.
      Y.decodeUpdate(update)
    } catch {
      throw new FileError('is damaged')
    }
    Y.applyUpdate(doc, update, 'folder')
  }
  const print = async () => {
    const update = new Uint8Array(encodeFullUpdate(doc))
    await kept.wait()
    return locker.print({ device: device(), update })
  }

  const look = async (shared: SharedFolder) => {
    if (!(await shared.isOpen())) return events.onState(false, 'The browser wants to be asked again for the folder.')
    const problems: string[] = []
    const left: string[] = []
    for (const file of await shared.list()) {
      if (file.name === fileNameOf(device()) || read.get(file.name) === file.state) continue
      try {
        apply(await locker.parse(await file.read(), deviceOf(file.name)))
        read.set(file.name, file.state)
      } catch (error) {
        const of = error instanceof ForeignFileError ? left : problems
        of.push(`${file.name} ${error instanceof FileError ? error.message : 'could not be read'}.`)
      }
    }
    const said = [...problems, ...left]
    // An unread file may contain a first version: a device that began without it would write it a second time.
    if (problems.length === 0) events.onSynced()
    else if (written === null) return events.onState(true, said.join(' '))
    const state = stateOf()
    if (state !== written && isJoined) {
      await shared.write(fileNameOf(device()), await print())
      written = state
    }
    events.onState(true, said.length > 0 ? said.join(' ') : null)
    if (isJoined && problems.length === 0) events.onSent()
  }
  /** Our file is written after everything in it is in the document. */
  let isJoined = false

  const exchange = () => {
    clearTimeout(timer)
    if (isOver || !folder) return
    working ??= look(folder)
      .catch((error: unknown) => events.onState(false, `The folder could not be used: ${errorMessage(error)}.`))
      .finally(() => {
        working = null
        if (!isOver) timer = setTimeout(exchange, LOOK_MS)
      })
  }
  const onUpdate = (_: Uint8Array, origin: unknown) => {
    if (origin === 'folder' || !folder || isOver) return
    clearTimeout(timer)
    timer = setTimeout(exchange, WRITE_DELAY_MS)
  }
  doc.on('update', onUpdate)
  if (folder) setTimeout(exchange)
  else events.onState(true, null)

  return {
    exchange() {
      isJoined = true
      exchange()
    },
    async save() {
      const bytes = await print()
      events.onSent()
      return { name: fileNameOf(device()), bytes }
    },
    async load(files) {
      const problems: string[] = []
      for (const file of files) {
        try {
          apply(await locker.parse(new Uint8Array(await file.arrayBuffer())))
        } catch (error) {
          problems.push(`${file.name} ${error instanceof FileError ? error.message : 'could not be read'}.`)
        }
      }
      events.onState(true, problems.length > 0 ? problems.join(' ') : null)
      if (problems.length === 0) events.onSynced()
    },
    stop() {
      isOver = true
      clearTimeout(timer)
      doc.off('update', onUpdate)
    },
  }
}

/** Deletions count as changes too, and a state vector does not contain them. */
const deletionsOf = (doc: Y.Doc) => {
  let count = 0
  for (const ranges of Y.createDeleteSetFromStructStore(doc.store).clients.values())
    for (const { len } of ranges) count += len
  return ` ${count}`
}
