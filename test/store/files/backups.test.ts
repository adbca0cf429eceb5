import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseBackup, printBackup } from '../../../src/model/backup/backup.ts'
import { printListHead } from '../../../src/model/backup/backupLists.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import { toMark } from '../../../src/model/mark/mark.ts'
import { recordId } from '../../../src/model/mark/userRecord.ts'
import type { Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import type { KeptFile } from '../../../src/storage/browser/files.ts'
import { createBackups, openBackups } from '../../../src/store/files/backups.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { createSetting } from '../../support/address.ts'
import { paper } from '../../support/papers.ts'
import { A, B, kept, START_MS } from '../../support/marks.ts'

const DAY_MS = 86_400_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: START_MS })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A file on the user’s disk; the test decides whether it is chosen and writable. */
function createFile(chosen: string | null = null, text = '') {
  const disk = { text, writes: 0, isAllowed: true }
  let name = chosen
  const file: KeptFile = {
    name: () => name,
    choose: (suggested) => {
      name = suggested
      return Promise.resolve(true)
    },
    forget: () => {
      name = null
      return Promise.resolve()
    },
    mayWrite: () => Promise.resolve(disk.isAllowed),
    ask: () => Promise.resolve((disk.isAllowed = true)),
    rewrite: async (change) => {
      await Promise.resolve()
      disk.text = change(disk.text)
      disk.writes += 1
    },
  }
  return { file, disk }
}

function start({
  loaded = new Map() as Marks,
  setting = createSetting(),
  file = null as KeptFile | null,
  isKept = null as boolean | null,
  lists = (): Promise<readonly string[]> => Promise.resolve([]),
} = {}) {
  const library = createLibrary(loaded, createClock('here', Date.now))
  const downloads: { name: string; text: string }[] = []
  const ask = vi.fn<() => Promise<boolean>>(() => Promise.resolve(true))
  const backups = createBackups({
    library,
    setting,
    file,
    persistence: { isKept: () => Promise.resolve(isKept), ask },
    lists,
    download: (name, text) => downloads.push({ name, text }),
  })
  return { library, backups, setting, downloads, ask, is: () => backups.getState(), ...library.getState() }
}

const papers = (count: number) => Array.from({ length: count }, (_, i) => `doi:10.1/${i}` as PaperId)
const marksOf = (text: string) => {
  const parsed = parseBackup(text)
  return 'marks' in parsed ? parsed.marks : expect.fail(parsed.problem)
}

describe('the state of backups', () => {
  test('covers all marks, also when asked before they are loaded', async () => {
    // Only the marks of the last screen, until the rest is loaded.
    const first = new Map([[A, kept({ starred: true })]])
    const library = createLibrary(first, createClock('here', Date.now))
    let isOpen = false
    const opening = openBackups(library).then((backups) => {
      isOpen = true
      return backups
    })
    library.getState().edit([A], { status: 'read' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(isOpen).toBe(false)
    library.getState().load(new Map(papers(30).map((paper) => [paper, kept({ starred: true })])))
    expect((await opening).getState()).toMatchObject({ changed: 31, isDue: true })
  })

  test('tells that there was none, and how many papers one would save', () => {
    const { is, edit } = start({ loaded: new Map([[A, kept({ starred: true })]]) })
    expect(is()).toMatchObject({ at: null, changed: 1, isDue: false, file: undefined })
    vi.setSystemTime(START_MS + 1)
    edit([B], { starred: true })
    expect(is().changed).toBe(2)
    expect(is().hasNewRecords).toBe(false)
    edit([recordId('list', 'mine')], { note: 'x' })
    expect(is()).toMatchObject({ changed: 2, hasNewRecords: true })
  })

  test('tells when the last was made and what changed since, on the next visit too', async () => {
    const first = start({ loaded: new Map([[A, kept({ starred: true })]]) })
    await first.is().make()
    expect(first.downloads).toMatchObject([{ name: 'offprint-backup-2024-07-10.json' }])
    expect(marksOf(first.downloads[0]!.text)).toEqual(new Map(first.library.getState().marks))
    expect(first.is()).toMatchObject({ at: START_MS, changed: 0 })
    vi.setSystemTime(START_MS + DAY_MS)
    first.edit([B], { note: 'x' })
    first.edit([B], { note: 'xy' })
    expect(first.is().changed).toBe(1)
    const second = start({ loaded: first.library.getState().marks, setting: first.setting })
    expect(second.is()).toMatchObject({ at: START_MS, changed: 1 })
  })

  test('includes own lists, and the file name says that they are missing where they cannot be read', async () => {
    const lines = [printListHead({ id: 'own:1', title: 'Mine', addedAt: 5, papers: 1 }), JSON.stringify(paper())]
    const whole = start({ lists: () => Promise.resolve(lines) })
    await whole.is().make()
    expect(parseBackup(whole.downloads[0]!.text)).toMatchObject({ lists: lines, unread: [] })
    const marks: Marks = new Map([[A, kept({ starred: true })]])
    const poorer = start({ loaded: marks, lists: () => Promise.reject(new Error('the database does not open')) })
    await poorer.is().make()
    expect(poorer.downloads[0]!.name).toBe('offprint-backup-2024-07-10-without-lists.json')
    expect(marksOf(poorer.downloads[0]!.text)).toEqual(marks)
  })

  test('does not count what the app itself adds to a mark', async () => {
    const { is, adopt } = start({ loaded: new Map([[A, kept({ starred: true })]]) })
    await is().make()
    vi.setSystemTime(START_MS + 1)
    adopt([{ id: A, title: 'A title', aliases: [A] }], [])
    expect(is().changed).toBe(0)
  })

  test('survives an invalid stored setting', () => {
    const setting = createSetting()
    setting.write('{')
    expect(start({ setting }).is().at).toBeNull()
  })
})

describe('the reminder', () => {
  test('appears once 20 papers have changed, and not before', async () => {
    const { is, edit } = start()
    edit(papers(19), { starred: true })
    expect(is().isDue).toBe(false)
    edit(papers(20), { status: 'read' })
    expect(is().isDue).toBe(true)
    await is().make()
    expect(is().isDue).toBe(false)
  })

  test('appears for one change two weeks after the last backup, or after the change if there is none', async () => {
    const { is, setting, library } = start({ loaded: new Map([[A, kept({ starred: true })]]) })
    const visit = (ms: number) => {
      vi.setSystemTime(START_MS + ms)
      return start({ loaded: library.getState().marks, setting }).is().isDue
    }
    expect([visit(13 * DAY_MS), visit(14 * DAY_MS)]).toEqual([false, true])
    await is().make()
    expect(visit(100 * DAY_MS)).toBe(false)
  })

  test('stays away for a week after the user dismisses it', () => {
    const { is, edit, setting, library } = start()
    edit(papers(20), { starred: true })
    is().snooze()
    expect(is().isDue).toBe(false)
    vi.setSystemTime(START_MS + 7 * DAY_MS - 1)
    expect(start({ setting, loaded: library.getState().marks }).is().isDue).toBe(false)
    vi.setSystemTime(START_MS + 7 * DAY_MS)
    expect(start({ setting, loaded: library.getState().marks }).is().isDue).toBe(true)
  })
})

describe('an automatic backup file', () => {
  const settle = () => vi.advanceTimersByTimeAsync(0)

  test('is written when it is chosen, and seconds after the first of many changes', async () => {
    const { file, disk } = createFile()
    const { is, edit } = start({ file })
    expect(is().file).toBeNull()
    edit([A], { starred: true })
    await is().chooseFile()
    expect(disk.writes).toBe(1)
    expect(is()).toMatchObject({ changed: 0, at: START_MS, file: { name: 'offprint-backup.json', state: 'kept' } })
    for (let i = 0; i < 6; i += 1) {
      edit([A], { note: `${i}` })
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(disk.writes).toBe(2)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(disk.writes).toBe(3)
    expect(toMark(marksOf(disk.text).get(A)).note).toBe('5')
  })

  test('is not written for a change of another tab, which writes it itself', async () => {
    const { file, disk } = createFile('notes.json')
    const { receive } = start({ file })
    receive(new Map([[A, kept({ starred: true })]]))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(disk.writes).toBe(0)
  })

  test('is brought up to date on the next visit, and left alone if nothing changed', async () => {
    const { file, disk } = createFile('notes.json')
    const loaded = new Map([[A, kept({ starred: true })]])
    const { setting } = start({ file, loaded })
    await settle()
    expect([disk.writes, marksOf(disk.text)]).toEqual([1, loaded])
    start({ file, loaded, setting })
    await settle()
    expect(disk.writes).toBe(1)
  })

  test('says that it needs permission, and is written once the user grants it', async () => {
    const { file, disk } = createFile('notes.json')
    disk.isAllowed = false
    const { is } = start({ file })
    await settle()
    expect(is().file).toMatchObject({ name: 'notes.json', state: 'locked' })
    await is().allowFile()
    expect(is().file).toMatchObject({ state: 'kept', at: START_MS })
    expect(disk.writes).toBe(1)
  })

  test('is not touched before its permission is known, at the start and after a change', async () => {
    const { file, disk } = createFile('notes.json')
    disk.isAllowed = false
    const { is, edit } = start({ file, loaded: new Map([[A, kept({ note: 'from before' })]]) })
    edit([B], { starred: true })
    await vi.advanceTimersByTimeAsync(5000)
    expect(disk.writes).toBe(0)
    expect(is()).toMatchObject({ changed: 2, file: { state: 'locked', at: null } })
  })

  test('tells why it could not be written, and keeps its content', async () => {
    const { file, disk } = createFile('thesis.json', '{"chapters": []}')
    const { is, edit } = start({ file })
    edit([A], { starred: true })
    await vi.advanceTimersByTimeAsync(5000)
    expect(is().file).toMatchObject({ state: 'failed', reason: expect.stringMatching(/not a backup/) as string })
    expect(disk.text).toBe('{"chapters": []}')
    expect(is().changed).toBe(1)
  })

  test('never loses marks that the browser has lost', async () => {
    const { file, disk } = createFile('notes.json', printBackup(new Map([[A, kept({ note: 'here only' })]]), START_MS))
    const { edit } = start({ file })
    edit([B], { starred: true })
    await vi.advanceTimersByTimeAsync(5000)
    expect([...marksOf(disk.text).keys()]).toEqual([A, B])
  })

  test('is forgotten on demand', async () => {
    const { file, disk } = createFile('notes.json')
    const { is, edit } = start({ file })
    await is().forgetFile()
    expect(is().file).toBeNull()
    edit([A], { starred: true })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(disk.writes).toBe(0)
  })
})

describe('the browser is asked for persistent storage', () => {
  const settle = () => vi.advanceTimersByTimeAsync(0)

  test('after the first edit, and only once', async () => {
    const { is, edit, ask, setting, library } = start({ isKept: false })
    await settle()
    expect([is().isKept, ask.mock.calls.length]).toEqual([false, 0])
    edit([A], { starred: true })
    edit([A], { starred: false })
    await settle()
    expect([is().isKept, ask.mock.calls.length]).toEqual([true, 1])
    const again = start({ isKept: false, setting, loaded: library.getState().marks })
    await settle()
    again.edit([A], { starred: true })
    await settle()
    expect(again.ask).not.toHaveBeenCalled()
    await again.is().askToKeep()
    expect(again.is().isKept).toBe(true)
  })

  test('only where it can tell and has not granted it', async () => {
    for (const isKept of [true, null]) {
      const { is, edit, ask } = start({ isKept })
      await settle()
      edit([A], { starred: true })
      await settle()
      expect([is().isKept, ask.mock.calls.length]).toEqual([isKept, 0])
    }
  })
})
