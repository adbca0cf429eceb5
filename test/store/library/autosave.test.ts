import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClock } from '../../../src/model/mark/clock.ts'
import { toMark, type Mark } from '../../../src/model/mark/mark.ts'
import { merge, NOTHING_KEPT, type Marks } from '../../../src/model/mark/cell.ts'
import { openMarkStore } from '../../../src/storage/marks/markStore.ts'
import { createAutosave } from '../../../src/store/library/autosave.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { createSetting } from '../../support/address.ts'
import { createDisk, openTab, reload } from '../../support/disk.ts'
import { createHeldCopies } from '../../support/held.ts'
import { A, B, kept, START_MS } from '../../support/marks.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: START_MS })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A library over copies whose saves finish when the test says so. */
function start(loaded: Marks = new Map()) {
  const copies = createHeldCopies()
  const library = createLibrary(loaded, createClock('here', Date.now))
  const told: Marks[] = []
  const keeper = createAutosave(library, copies, (saved) => told.push(saved))
  return {
    ...copies,
    library,
    keeper,
    told,
    edit: (change: Partial<Mark>, paper = A) => library.getState().edit([paper], change),
    state: () => keeper.saving.getState(),
    /** The mark of a paper in the latest save. */
    lastSaved: (paper = A) => toMark(copies.saves.at(-1)?.records.get(paper)),
    wait: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  }
}

type Started = ReturnType<typeof start>

/** Types a text letter by letter with a pause after each. */
async function type({ edit, wait }: Started, text: string, pauseMs: number) {
  for (let end = 1; end <= text.length; end += 1) {
    edit({ note: text.slice(0, end) })
    await wait(pauseMs)
  }
}

describe('an edit is saved', () => {
  test('within 300 ms of the first letter of a note, however fast the next letters follow', async () => {
    const app = start()
    await type(app, 'wo', 100)
    app.edit({ note: 'wow' })
    await app.wait(99)
    expect(app.saves).toHaveLength(0)
    await app.wait(1)
    expect(app.saves).toHaveLength(1)
    expect(app.lastSaved().note).toBe('wow')
  })

  test('much less often than once a letter while the user types a note', async () => {
    const app = start()
    const text = 'A note of forty letters, typed in a row.'
    for (let end = 1; end <= text.length; end += 1) {
      app.edit({ note: text.slice(0, end) })
      await app.wait(50)
      await app.saves.at(-1)?.finish()
    }
    await app.wait(1000)
    await app.saves.at(-1)?.finish()
    // Two seconds of typing with a save at most every 300 ms, and the last save.
    expect(app.saves.length).toBeLessThanOrEqual(8)
    expect(app.lastSaved().note).toBe(text)
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
  })

  test.each([
    ['a star', { starred: true }],
    ['a status', { status: 'read' }],
    ['a tag', { tags: ['to cite'] }],
  ] as const)('at once for %s', async (_, change) => {
    const app = start()
    app.edit(change)
    await app.wait(0)
    expect(app.saves).toHaveLength(1)
    expect(app.lastSaved()).toMatchObject(change)
  })

  test('at once when a star is set in the middle of a note', async () => {
    const app = start()
    app.edit({ note: 'w' })
    await app.wait(100)
    app.edit({ starred: true }, B)
    await app.wait(0)
    expect(app.saves).toHaveLength(1)
    expect(app.lastSaved(A).note).toBe('w')
    expect(app.lastSaved(B).starred).toBe(true)
  })

  test('with all papers of its step in one save', async () => {
    const app = start()
    app.library.getState().edit([A, B], { status: 'read' })
    await app.wait(0)
    expect(app.saves).toHaveLength(1)
    expect([...app.saves[0]!.records.keys()]).toEqual([A, B])
  })

  test('when it is undone and redone too', async () => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    await app.saves[0]!.finish()
    app.library.getState().undo()
    await app.wait(0)
    expect(app.lastSaved().starred).toBe(false)
    await app.saves[1]!.finish()
    app.library.getState().redo()
    await app.wait(0)
    expect(app.lastSaved().starred).toBe(true)
  })

  test('only once', async () => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    await app.saves[0]!.finish()
    await app.wait(60_000)
    await app.keeper.flush()
    app.keeper.flushAtOnce()
    expect(app.saves).toHaveLength(1)
  })

  test('without the papers of earlier saves', async () => {
    const app = start(new Map([[A, kept({ note: 'from the disk' })]]))
    app.edit({ starred: true }, B)
    await app.wait(0)
    expect([...app.saves[0]!.records.keys()]).toEqual([B])
  })
})

describe('the save state', () => {
  test('is “saved” at first, “saving” from the first letter, and “saved” after the write has committed', async () => {
    const app = start()
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
    app.edit({ note: 'w' })
    expect(app.state()).toEqual({ state: 'saving' })
    await app.wait(10_000)
    expect(app.saves).toHaveLength(1)
    expect(app.state()).toEqual({ state: 'saving' })
    await app.saves[0]!.finish()
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
  })

  test('stays “saving” while letters typed during a save are unsaved', async () => {
    const app = start()
    app.edit({ note: 'w' })
    await app.wait(300)
    app.edit({ note: 'wo' })
    await app.saves[0]!.finish()
    expect(app.state()).toEqual({ state: 'saving' })
    await app.wait(300)
    await app.saves[1]!.finish()
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
  })

  test('is “saved” again after an undo that had nothing to take back', async () => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    await app.saves[0]!.finish()
    // Another tab takes the star off, so nothing is left to undo.
    app.library.getState().receive(new Map([[A, kept({ starred: false }, 5000, app.library.getState().marks.get(A))]]))
    app.library.getState().undo()
    await app.wait(60_000)
    expect(app.saves).toHaveLength(1)
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
  })

  test.each([
    [new DOMException('', 'QuotaExceededError'), 'the browser gives this page no more room'],
    [new DOMException('FILE_ERROR_NO_SPACE', 'UnknownError'), 'the disk is full'],
    [
      new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError'),
      'the browser cannot open its database; the disk may be full',
    ],
    [new Error('Internal error writing to disk.'), 'the disk is full'],
    [new Error('The database connection is closing.'), 'The database connection is closing.'],
    [new DOMException('', 'AbortError'), 'the browser gave no reason (AbortError)'],
    [new Error(''), 'the browser gave no reason'],
    ['refused', 'refused'],
    // What IndexedDB reports for a transaction that was aborted without an error.
    [null, 'the browser gave no reason'],
  ])('tells why a save failed, for %s', async (error, reason) => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    await app.saves[0]!.fail(error)
    expect(app.state()).toEqual({ state: 'failed', reason })
  })
})

describe('a save that fails', () => {
  const full = new DOMException('', 'QuotaExceededError')

  test('is retried after 1, 2, 5, 10 and 30 seconds, and then every 30', async () => {
    const app = start()
    app.edit({ note: 'kept' })
    await app.wait(300)
    for (const seconds of [1, 2, 5, 10, 30, 30, 30]) {
      const { length } = app.saves
      await app.saves.at(-1)!.fail(full)
      await app.wait(seconds * 1000 - 1)
      expect(app.saves, `before ${seconds} s`).toHaveLength(length)
      await app.wait(1)
      expect(app.saves, `after ${seconds} s`).toHaveLength(length + 1)
      expect(app.lastSaved().note).toBe('kept')
      expect(app.state()).toMatchObject({ state: 'failed' })
    }
    await app.saves.at(-1)!.finish()
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
    await app.wait(100_000)
    expect(app.saves).toHaveLength(8)
  })

  test('resets the delay once a retry works: the next failure is retried after one second', async () => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    await app.saves[0]!.fail(full)
    await app.wait(1000)
    await app.saves[1]!.fail(full)
    await app.wait(2000)
    await app.saves[2]!.finish()

    app.edit({ starred: false })
    expect(app.state()).toEqual({ state: 'saving' })
    await app.wait(0)
    await app.saves[3]!.fail(full)
    await app.wait(1000)
    expect(app.saves).toHaveLength(5)
  })

  test('includes later edits in the retry, and the state is not “saving” until it works', async () => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    await app.saves[0]!.fail(full)
    app.edit({ note: 'written later' }, B)
    expect(app.state()).toMatchObject({ state: 'failed' })
    await app.wait(999)
    expect(app.saves).toHaveLength(1)
    await app.wait(1)
    expect(app.lastSaved(A).starred).toBe(true)
    expect(app.lastSaved(B).note).toBe('written later')
  })

  test('saves edits made during a successful retry soon after it, and then says “saved”', async () => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    await app.saves[0]!.fail(full)
    await app.wait(1000)
    app.edit({ note: 'written during the retry' })
    await app.saves[1]!.finish()
    await app.wait(300)
    expect(app.saves).toHaveLength(3)
    expect(app.lastSaved().note).toBe('written during the retry')
    await app.saves[2]!.finish()
    expect(app.state()).toMatchObject({ state: 'saved' })
  })

  test('is retried at once when the user asks', async () => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    await app.saves[0]!.fail(full)
    void app.keeper.flush()
    await app.wait(0)
    await app.saves[1]!.finish()
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
    await app.wait(60_000)
    expect(app.saves).toHaveLength(2)
  })

  test('says “saved” once the retry has written all unsaved changes', async () => {
    const app = start()
    app.edit({ note: 'a' })
    await app.wait(300)
    app.edit({ note: 'ab' })
    await app.saves[0]!.fail(full)
    expect(app.state()).toMatchObject({ state: 'failed' })
    await app.wait(1000)
    expect(app.lastSaved().note).toBe('ab')
    await app.saves[1]!.finish()
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
  })
})

describe('an edit during a save', () => {
  test('is saved by the next save, which waits for the first', async () => {
    const app = start()
    app.edit({ note: 'w' })
    await app.wait(300)
    app.edit({ note: 'wo' })
    app.edit({ starred: true }, B)
    await app.wait(5000)
    expect(app.saves).toHaveLength(1)
    expect(app.lastSaved().note).toBe('w')

    await app.saves[0]!.finish()
    await app.wait(300)
    expect(app.saves).toHaveLength(2)
    expect(app.lastSaved(A).note).toBe('wo')
    expect(app.lastSaved(B).starred).toBe(true)
  })

  test('is saved within 300 ms of its own first letter, if the first save has ended by then', async () => {
    const app = start()
    app.edit({ note: 'w' })
    await app.wait(300)
    app.edit({ note: 'wo' })
    await app.wait(250)
    await app.saves[0]!.finish()
    await app.wait(50)
    expect(app.saves).toHaveLength(2)
  })

  test('is saved right after it, if it is a star', async () => {
    const app = start()
    app.edit({ note: 'w' })
    await app.wait(300)
    app.edit({ starred: true }, B)
    await app.saves[0]!.finish()
    await app.wait(0)
    expect(app.saves).toHaveLength(2)
  })

  test('is saved by a flush, and only once', async () => {
    const app = start()
    app.edit({ note: 'w' })
    await app.wait(300)
    app.edit({ note: 'wo' })
    const done = vi.fn<() => void>()
    void Promise.all([app.keeper.flush(), app.keeper.flush()]).then(() => done())
    await app.saves[0]!.finish()
    expect(app.saves).toHaveLength(2)
    expect(done).not.toHaveBeenCalled()
    await app.saves[1]!.finish()
    expect(done).toHaveBeenCalledOnce()
    await app.wait(60_000)
    expect(app.saves).toHaveLength(2)
  })
})

describe('a page that is about to unload', () => {
  test('hands over unsaved changes synchronously, and does not save them again', async () => {
    const app = start()
    app.edit({ note: 'w' })
    app.keeper.flushAtOnce()
    expect(app.saves).toMatchObject([{ how: 'saveAtOnce' }])
    expect(app.lastSaved().note).toBe('w')
    expect(app.state()).toEqual({ state: 'saving' })
    await app.saves[0]!.finish()
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
    await app.wait(60_000)
    expect(app.saves).toHaveLength(1)
    expect(app.told).toEqual([app.saves[0]!.records])
  })

  test('hands over what a running save has not yet written', () => {
    const app = start()
    app.edit({ note: 'w' })
    void app.keeper.flush()
    app.keeper.flushAtOnce()
    expect(app.saves.at(-1)).toMatchObject({ how: 'saveAtOnce' })
    expect(app.lastSaved().note).toBe('w')
  })

  test('writes nothing if everything is saved', () => {
    const app = start(new Map([[A, kept({ starred: true })]]))
    app.keeper.flushAtOnce()
    expect(app.saves).toHaveLength(0)
  })

  test('saves what it could not hand over, if it is not unloaded after all', async () => {
    const app = start()
    app.edit({ note: 'w' })
    app.keeper.flushAtOnce()
    await app.saves[0]!.fail(new DOMException('', 'AbortError'))
    expect(app.state()).toMatchObject({ state: 'failed' })
    await app.wait(1000)
    expect(app.saves.at(-1)).toMatchObject({ how: 'save' })
    await app.saves.at(-1)!.finish()
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
  })
})

describe('other tabs', () => {
  test('are told of a save after it is on disk, and not before', async () => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    app.edit({ note: 'not saved yet' })
    expect(app.told).toEqual([])
    await app.saves[0]!.finish()
    expect(app.told).toEqual([app.saves[0]!.records])
    expect(toMark(app.told[0]!.get(A))).toMatchObject({ starred: true, note: '' })
  })

  test('are not told of a save that failed', async () => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    await app.saves[0]!.fail(new Error('no'))
    expect(app.told).toEqual([])
  })

  test('do not have their marks saved here again', async () => {
    const app = start()
    app.library.getState().receive(new Map([[A, kept({ note: 'from there' }, 1)]]))
    await app.wait(60_000)
    await app.keeper.flush()
    app.keeper.flushAtOnce()
    expect(app.saves).toHaveLength(0)
    expect(app.told).toEqual([])
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
  })

  test('that write a paper during its save here do not leave the state at “saving”', async () => {
    const app = start()
    app.edit({ starred: true })
    await app.wait(0)
    app.library.getState().receive(new Map([[A, kept({ note: 'from there' }, 1)]]))
    await app.saves[0]!.finish()
    await app.wait(300)
    await app.saves[1]?.finish()
    expect(app.state()).toMatchObject({ state: 'saved' })
  })

  test('do not make an unsaved mark of this tab look saved', async () => {
    const app = start()
    app.edit({ note: 'w' })
    app.library.getState().receive(new Map([[A, kept({ starred: true }, 1)]]))
    expect(app.state()).toEqual({ state: 'saving' })
    await app.wait(300)
    expect(app.lastSaved()).toMatchObject({ note: 'w', starred: true })
  })
})

describe('the number of copies', () => {
  test('is shown with “saved” as soon as it changes', async () => {
    const app = start()
    app.setCopies(1)
    expect(app.state()).toEqual({ state: 'saved', copies: 1 })
    app.edit({ starred: true })
    app.setCopies(2)
    expect(app.state()).toEqual({ state: 'saving' })
    await app.wait(0)
    await app.saves[0]!.finish()
    expect(app.state()).toEqual({ state: 'saved', copies: 2 })
  })
})

test('two tabs that write one paper at once end with the same mark, on disk and in both', async () => {
  vi.useRealTimers()
  const disk = createDisk()
  const open = async (writer: string, tell: (saved: Marks) => void) => {
    const { collection } = await openTab(disk, writer)
    const { records } = await collection.load()
    const library = createLibrary(records, createClock(writer, Date.now))
    return { library, keeper: createAutosave(library, openMarkStore(collection, null, createSetting()), tell) }
  }
  const here = await open('here', (saved) => there.library.getState().receive(saved))
  const there = await open('there', (saved) => here.library.getState().receive(saved))

  here.library.getState().edit([A], { status: 'read', note: 'here' })
  there.library.getState().edit([A], { starred: true, tags: ['there'] })
  await Promise.all([here.keeper.flush(), there.keeper.flush()])
  await Promise.all([here.keeper.flush(), there.keeper.flush()])

  const both = { status: 'read', note: 'here', starred: true, tags: ['there'] }
  expect(toMark(here.library.getState().marks.get(A))).toEqual(both)
  expect(toMark(there.library.getState().marks.get(A))).toEqual(both)
  expect(toMark((await reload(disk)).records.get(A))).toEqual(both)
  expect(merge(NOTHING_KEPT, here.library.getState().marks.get(A)!)).toEqual(there.library.getState().marks.get(A))
})
