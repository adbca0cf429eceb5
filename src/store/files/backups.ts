import { createStore, type StoreApi } from 'zustand/vanilla'
import { printBackup } from '../../model/backup/backup.ts'
import { timeOf, type Stamp } from '../../model/mark/clock.ts'
import { lastWritten } from '../../model/mark/mark.ts'
import type { Marks } from '../../model/mark/cell.ts'
import { listRecords, withoutLists } from '../../model/paper/listRecord.ts'
import { latestOf, writtenAfter } from '../../model/mark/markSummaries.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { rewriteBackup } from '../../model/backup/restore.ts'
import { openDatabase } from '../../storage/browser/database.ts'
import { canKeepFiles, download, openKeptFile, type KeptFile } from '../../storage/browser/files.ts'
import { persistence, type Persistence } from '../../storage/browser/persistentStorage.ts'
import { toLines } from '../../storage/lists/ownListLines.ts'
import { openOwnLists } from '../../storage/lists/ownLists.ts'
import { openSetting, type Setting } from '../../storage/browser/localSetting.ts'
import { day } from '../../model/time/day.ts'
import type { Library } from '../library/library.ts'
import { openBackupState, type BackupState } from './backupSettings.ts'
import { errorMessage } from '../../model/errorMessage.ts'
import { isUserRecord } from '../../model/mark/userRecord.ts'
import { DATABASES, SETTINGS } from '../../storage/names.ts'

/** The state of backups. */
export type Backups = {
  /** When the last backup was made, in milliseconds since 1970; null if never. */
  readonly at: number | null
  /** The number of papers changed since. */
  readonly changed: number
  /** Whether lists or settings changed since. */
  readonly hasNewRecords: boolean
  /** Whether the user should be reminded. */
  readonly isDue: boolean
  /** The backup file that the app updates by itself; undefined where the browser cannot, null where none is chosen. */
  readonly file: FileState | null | undefined
  /** Whether storage is persistent; null where the browser does not say. */
  readonly isKept: boolean | null
  /**
   * Makes a backup and downloads it. Where the own lists cannot be read it is made without them, and its name says so:
   * only marks cannot be had again.
   */
  make(): Promise<void>
  /** Postpones the reminder for a week. */
  snooze(): void
  chooseFile(): Promise<void>
  allowFile(): Promise<void>
  forgetFile(): Promise<void>
  askToKeep(): Promise<void>
}

export type FileState = {
  readonly name: string
  /** When it was last written, in milliseconds since 1970; null if not yet. */
  readonly at: number | null
  readonly state: 'kept' | 'locked' | 'failed'
  /** Why it could not be written. */
  readonly reason?: string
}

const DAY_MS = 86_400_000
const DUE_PAPERS = 20
const DUE_MS = 14 * DAY_MS
const SNOOZE_MS = 7 * DAY_MS
/** The longest wait between a change and the update of the file. */
const FILE_DELAY_MS = 5000

type Outside = {
  readonly library: StoreApi<Library>
  readonly setting: Setting
  readonly file: KeptFile | null
  readonly persistence: Persistence
  /** The own lists as lines of a backup; rejects where they cannot be read. */
  readonly lists: () => Promise<readonly string[]>
  readonly download: (name: string, text: string, type: string) => void
  readonly now?: () => number
}

/** Opens `createBackups` over this browser once all marks are loaded: no backup is made of a part. */
export async function openBackups(library: StoreApi<Library>): Promise<StoreApi<Backups>> {
  await whenLoaded(library)
  const file = canKeepFiles()
    ? await openDatabase(DATABASES.backupFile)
        .then(({ transact }) => openKeptFile(transact))
        .catch(() => null)
    : null
  const lists = async () => {
    const { transact, close } = await openDatabase(DATABASES.lists)
    const records = listRecords(library.getState().userRecords)
    return openOwnLists(transact).load(records).then(toLines).finally(close)
  }
  return createBackups({ library, setting: openSetting(SETTINGS.backup), file, persistence, lists, download })
}

const whenLoaded = (library: StoreApi<Library>) =>
  new Promise<void>((done) => {
    const stop = library.subscribe(({ loaded }) => loaded && end())
    const end = () => {
      stop()
      done()
    }
    if (library.getState().loaded) end()
  })

/** Counts changes since the last backup, reminds, and updates the backup file if there is one. */
export function createBackups({
  library,
  setting,
  file,
  persistence,
  lists,
  download,
  now = Date.now,
}: Outside): StoreApi<Backups> {
  const { remembered, remember } = openBackupState(setting)

  /** Papers, lists and settings changed since the last backup, each with the time. */
  let unsaved = new Map<PaperId, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const note = (papers: Iterable<PaperId>, marks: Marks, upTo: Stamp | null | undefined) => {
    for (const paper of papers) {
      const last = lastWritten(marks.get(paper))
      if (last && (!upTo || last > upTo)) unsaved.set(paper, timeOf(last))
      else unsaved.delete(paper)
    }
  }

  const noteAll = (upTo: Stamp | null | undefined) => {
    unsaved = new Map(writtenAfter(library.getState().marks, upTo ?? null))
  }

  /** The state from the setting and the count. */
  const summary = () => {
    const { at = null, snoozedTo = 0, fileAt = null } = remembered()
    const isOld = () => unsaved.size > 0 && now() - (at ?? Math.min(...unsaved.values())) >= DUE_MS
    const isTime = unsaved.size >= DUE_PAPERS || isOld()
    const records = [...unsaved.keys()].filter(isUserRecord).length
    const name = file?.name()
    const present = backups?.getState().file
    return {
      at,
      changed: unsaved.size - records,
      hasNewRecords: records > 0,
      isDue: isTime && now() >= snoozedTo,
      file: file ? (name ? { state: 'kept' as const, ...present, name, at: fileAt } : null) : undefined,
    }
  }

  const done = (marks: Marks, more: BackupState = {}) => {
    const upTo = latestOf(marks)
    remember({ at: now(), ...(upTo && { upTo }), ...more })
    noteAll(upTo)
    backups.setState(summary())
  }

  const setFile = (state: Pick<FileState, 'state' | 'reason'>) => {
    const name = file?.name()
    if (name) backups.setState({ file: { name, at: remembered().fileAt ?? null, ...state } })
  }

  const writeFile = async () => {
    clearTimeout(timer)
    timer = undefined
    if (!file || file.name() === null) return
    try {
      if (!(await file.mayWrite())) return setFile({ state: 'locked' })
      const { marks } = library.getState()
      const own = await lists()
      await file.rewrite((text) => rewriteBackup(text, withoutLists(marks), own, now()))
      setFile({ state: 'kept' })
      done(marks, { fileAt: now() })
    } catch (error) {
      setFile({ state: 'failed', reason: errorMessage(error) })
    }
  }

  const askToKeep = async () => {
    remember({ asked: true })
    backups.setState({ isKept: await persistence.ask().catch(() => null) })
  }

  const backups: StoreApi<Backups> = createStore<Backups>(() => ({
    at: null,
    changed: 0,
    hasNewRecords: false,
    isDue: false,
    file: undefined,
    isKept: null,
    async make() {
      const own = await lists().catch(() => null)
      const { marks } = library.getState()
      const name = `offprint-backup-${day(now())}${own ? '' : '-without-lists'}.json`
      download(name, printBackup(withoutLists(marks), now(), own ?? []), 'application/json')
      done(marks)
    },
    snooze() {
      remember({ snoozedTo: now() + SNOOZE_MS })
      backups.setState(summary())
    },
    async chooseFile() {
      try {
        if (await file?.choose('offprint-backup.json')) await writeFile()
      } catch (error) {
        backups.setState({ file: { name: 'a file', at: null, state: 'failed', reason: errorMessage(error) } })
      }
    },
    async allowFile() {
      if (await file?.ask()) await writeFile()
    },
    async forgetFile() {
      await file?.forget()
      backups.setState({ file: null })
    },
    askToKeep,
  }))

  const { past } = library.getState()
  noteAll(remembered().upTo)
  backups.setState(summary())
  void persistence.isKept().then(
    (isKept) => {
      backups.setState({ isKept })
      if (isKept === false && past.length > 0 && !remembered().asked) void askToKeep()
    },
    () => {},
  )
  // Changes that were made while the file could not be written.
  if (unsaved.size > 0) void writeFile()
  else if (file?.name()) void file.mayWrite().then((may) => may || setFile({ state: 'locked' }))

  library.subscribe(({ marks, changed, past }, before) => {
    if (changed === before.changed) return
    note(changed.papers, marks, remembered().upTo)
    backups.setState(summary())
    if ((changed.here || changed.isSynced) && file?.name()) timer ??= setTimeout(() => void writeFile(), FILE_DELAY_MS)
    const { isKept } = backups.getState()
    if (isKept === false && past.length > before.past.length && !remembered().asked) void askToKeep()
  })
  return backups
}
