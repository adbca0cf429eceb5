import { act, configure, fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { toMark } from '../src/model/mark/mark.ts'
import type { PaperId } from '../src/model/paper/paper.ts'
import { line, pass, said, star } from './support/app.tsx'
import { followChannels } from './support/channels.ts'
import { createDisk, openTab, putOnDisk, readDisk, reload, type Disk } from './support/disk.ts'
import { prepareDom } from './support/dom.ts'
import { atc24 } from './support/lists.ts'
import { kept, START_MS } from './support/marks.ts'
import { createThread } from './support/thread.ts'
import { HANG_MS } from './support/waiting.ts'

const HYDRA = 'HydraRPC'
const HYDRA_ID = 'url:usenix.org/conference/atc24/presentation/ma' as PaperId

let disk: Disk
let thread: ReturnType<typeof createThread>
/** Spaces appended to the list: millions of them make it as large as a list that needs a worker. */
let blanks = 0
let closeChannels = () => {}

beforeAll(() => {
  prepareDom()
  configure({ asyncUtilTimeout: HANG_MS })
})
beforeEach(() => {
  disk = createDisk()
  thread = createThread()
  closeChannels = followChannels()
  // Each test has its own: the previous page may still write settings.
  vi.stubGlobal('localStorage', createStorage())
  history.replaceState(null, '', '/')
  document.body.innerHTML = '<div id="root"></div>'
  vi.stubGlobal('indexedDB', disk.factory)
  vi.stubGlobal('IDBKeyRange', IDBKeyRange)
  vi.stubGlobal('fetch', () => {
    const list = atc24()
    const bytes = new Uint8Array('bytes' in list ? list.bytes : [])
    const padded = new Uint8Array(bytes.length + blanks).fill(' '.charCodeAt(0))
    padded.set(bytes)
    return Promise.resolve({ ok: true, arrayBuffer: () => Promise.resolve(padded.buffer) })
  })
  blanks = 0
  // The engine, in place of the worker that main.tsx starts.
  vi.stubGlobal('Worker', function Worker() {
    return Object.assign(thread, { terminate: () => {} })
  })
})
afterEach(async () => {
  dispatchEvent(new Event('pagehide'))
  // Waits until its saves are done. The next page would hear of them otherwise.
  for (let before = -1; before < disk.transactions.length;) {
    before = disk.transactions.length
    await vi.waitUntil(() => !document.body.textContent.includes('Saving…'), { timeout: HANG_MS })
    // Longer than the debounce of notes, and than the delay before a page checks the second copy.
    await pass(1200)
  }
  closeChannels()
  vi.unstubAllGlobals()
})

/** The part of Storage that settings need. */
function createStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

let loads = 0

/** Runs main.tsx as a page load does. The query makes each import a new module. */
async function load() {
  const page = `../src/main.tsx?load=${(loads += 1)}`
  await act(() => import(/* @vite-ignore */ page))
  return userEvent.setup()
}

const hasLists = () => waitFor(() => expect(said()[0]).toBe('23 papers'))
const starred = () => star(line(HYDRA)).getAttribute('aria-pressed')

describe('the loaded page', () => {
  test('shows the lists with the marks on the disk', async () => {
    await putOnDisk(disk, HYDRA_ID, kept({ starred: true }))
    await load()
    await hasLists()
    expect(starred()).toBe('true')
    await waitFor(() => expect(said()[1]).toBe('Saved'))
  })

  test('shows how many marks it could not read', async () => {
    await putOnDisk(disk, HYDRA_ID, 'strange')
    await load()
    await hasLists()
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/^One saved mark could not be read/)
  })

  test('says why it cannot open its storage, writes nothing, and recovers when the user tries again', async () => {
    await putOnDisk(disk, HYDRA_ID, kept({ starred: true }))
    const before = await readDisk(disk)
    const { open } = disk.factory
    disk.factory.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
    const user = await load()
    expect((await screen.findByRole('alert')).textContent).toMatch(/The operation is insecure\./)
    expect(screen.queryByRole('grid')).toBeNull()

    disk.factory.open = open
    expect(await readDisk(disk)).toEqual(before)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await hasLists()
    expect(starred()).toBe('true')
    expect(screen.queryByRole('heading', { name: /cannot open its storage/ })).toBeNull()
  })

  test('says why it cannot show its lists, changes no mark, and recovers when the user tries again', async () => {
    await putOnDisk(disk, HYDRA_ID, kept({ starred: true }))
    blanks = 5_000_000
    thread.breakDown('ask')
    const user = await load()
    expect(await screen.findByRole('heading', { name: 'Offprint cannot show its lists' })).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toMatch(/no ask today/)
    expect(screen.queryByRole('grid')).toBeNull()
    thread = createThread()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await hasLists()
    expect(starred()).toBe('true')
    expect((await reload(disk)).records.get(HYDRA_ID)?.get('starred')).toEqual(kept({ starred: true }).get('starred'))
  })

  test('says that the list could not follow a query, and recovers when the user tries again', async () => {
    blanks = 5_000_000
    const user = await load()
    await hasLists()
    await screen.findByRole('region', { name: 'Notices' })
    thread.breakDown('ask')
    await user.type(screen.getByRole('searchbox'), 'rpc')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/^The list could not follow your last step: no ask today/)
    thread.breakDown(null)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(said()[0]).toMatch(/of 23 papers/))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('reports missing marks until the user dismisses the notice, and not again later', async () => {
    const papers = Array.from({ length: 12 }, (_, i) => `doi:10.1/${i}` as PaperId)
    const stamp = kept({ starred: true }).get('starred')![1]
    localStorage.setItem('offprint-sentinel', JSON.stringify({ marks: papers.length, stamp, at: START_MS }))
    const user = await load()
    await hasLists()
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/^12 marks that were here at the last visit are missing/)
    await user.click(star(line(HYDRA)))
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    expect(localStorage.getItem('offprint-sentinel')).toMatch(/"lost"/)
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('alert')).toBeNull()
    expect(localStorage.getItem('offprint-sentinel')).not.toMatch(/"lost"/)
  })

  test('shows an error and no list when the marks cannot be read', async () => {
    vi.stubGlobal('indexedDB', { open: () => new EventTarget() })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await load()
    await act(() => vi.advanceTimersByTimeAsync(5000))
    vi.useRealTimers()
    expect((await screen.findByRole('alert')).textContent).toMatch(/did not open in time/)
    expect(screen.queryByRole('grid')).toBeNull()
  })

  test('starts by itself when a slow database opens after all', async () => {
    const slow: (EventTarget & { result: unknown })[] = []
    const open = () => {
      const request = Object.assign(new EventTarget(), { result: { close() {} } })
      slow.push(request)
      return request
    }
    const { indexedDB } = globalThis
    vi.stubGlobal('indexedDB', { open })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await load()
    await act(() => vi.advanceTimersByTimeAsync(5000))
    vi.useRealTimers()
    expect((await screen.findByRole('alert')).textContent).toMatch(/did not open in time/)
    vi.stubGlobal('indexedDB', indexedDB)
    await act(async () => slow.forEach((request) => void request.dispatchEvent(new Event('success'))))
    await hasLists()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('writes later stamps than those on the disk, even if the wall clock is behind them', async () => {
    const inAnHour = Date.now() - START_MS + 3_600_000
    await putOnDisk(disk, HYDRA_ID, kept({ starred: true }, inAnHour))
    const user = await load()
    await hasLists()
    // In a browser nothing can be clicked before the marks are loaded.
    await waitFor(() => expect(starred()).toBe('true'))
    await user.click(star(line(HYDRA)))
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    const { records } = await reload(disk)
    expect(toMark(records.get(HYDRA_ID)).starred).toBe(false)
  })

  test('sends its saves to other tabs, and shows theirs', async () => {
    const user = await load()
    await hasLists()
    const told = vi.fn<(marks: unknown) => void>()
    const channel = new BroadcastChannel('offprint-marks')
    channel.addEventListener('message', ({ data }) => told(data))
    await user.click(star(line(HYDRA)))
    await waitFor(() => expect(told).toHaveBeenCalledOnce())
    channel.postMessage(
      new Map([[HYDRA_ID, kept({ starred: false }, Date.now() - START_MS + 1000, kept({ starred: true }))]]),
    )
    await waitFor(() => expect(starred()).toBe('false'))
  })
})

describe('the page', () => {
  const type = async () => {
    history.replaceState(null, '', `/?paper=${HYDRA_ID}`)
    await load()
    await hasLists()
    const note = await screen.findByRole('textbox', { name: 'Notes' })
    fireEvent.change(note, { target: { value: 'x' } })
    return disk.transactions.length
  }
  const written = (before: number) => disk.transactions.slice(before)
  const atOnce = [{ mode: 'readwrite', durability: 'strict', wasCommitted: true }]

  test('has saved the last letters when pagehide fires', async () => {
    const before = await type()
    dispatchEvent(new Event('pagehide'))
    expect(written(before)).toEqual(atOnce)
    expect(toMark((await reload(disk)).records.get(HYDRA_ID)).note).toBe('x')
  })

  test('saves the last letters when it is hidden, because it may never come back', async () => {
    const before = await type()
    const isHidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(written(before)).toEqual(atOnce)
    isHidden.mockRestore()
  })

  test('asks the user to stay only while a change could not be saved', async () => {
    const leaves = () => dispatchEvent(new Event('beforeunload', { cancelable: true }))
    const user = await load()
    await hasLists()
    expect(leaves()).toBe(true)
    disk.breakDown()
    await user.click(star(line(HYDRA)))
    await waitFor(() => expect(said()[1]).toMatch(/^Not saved/))
    expect(leaves()).toBe(false)
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/not saved yet: .* tried again by itself/)
    disk.repair()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    expect(screen.queryByRole('alert')).toBeNull()
    expect(leaves()).toBe(true)
  })

  test('shows what other tabs saved when it comes back from the cache', async () => {
    await load()
    await hasLists()
    // After the check of the second copy, which would load the change too.
    await act(() => new Promise((later) => setTimeout(later, 500)))
    const there = await openTab(disk, 'there')
    await there.collection.save(new Map([[HYDRA_ID, kept({ starred: true })]]))
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    await waitFor(() => expect(starred()).toBe('true'))
  })
})
