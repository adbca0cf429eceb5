import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { createClock } from '../../src/model/mark/clock.ts'
import { write } from '../../src/model/mark/mark.ts'
import { NOTHING_KEPT, toPlain } from '../../src/model/mark/cell.ts'
import { startProfile } from '../support/profile.ts'
import { serve } from '../support/serve.mjs'
import { HYDRA, METIS, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'

/** The built app; a test can use another build. */
const DIST = process.env['DIST'] ?? 'dist'
const NOTE = 'Must outlive its database.'

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' })
const starOf = (page: Page, title: string) => rowOf(page, title).getByRole('button', { name: 'Star' })

async function writeMarks(page: Page) {
  await starOf(page, HYDRA).click()
  await titleOf(page, METIS).click()
  await noteOf(page).fill(NOTE)
  await expect(saved(page)).toHaveText('Saved')
}

async function expectMarks(page: Page) {
  await expect(starOf(page, HYDRA)).toHaveAttribute('aria-pressed', 'true')
  await titleOf(page, METIS).click()
  await expect(noteOf(page)).toHaveValue(NOTE)
}

const DATABASE = 'Default/IndexedDB'
const JOURNALS = 'Default/File System'

/** Writes marks into the app’s database. */
async function fill(marks: readonly (readonly [string, readonly (readonly [string, unknown, string])[]])[]) {
  const database = await new Promise<IDBDatabase>((done, fail) => {
    const request = indexedDB.open('offprint-marks', 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore('records'))
    request.addEventListener('success', () => done(request.result))
    request.addEventListener('error', () => fail(new Error('the database did not open')))
  })
  const transaction = database.transaction('records', 'readwrite')
  for (const [id, cells] of marks) {
    const kept = new Map(cells.map(([cell, value, at]) => [cell, [value, at]]))
    transaction.objectStore('records').put(kept, id)
  }
  await new Promise((done) => transaction.addEventListener('complete', done))
  database.close()
}

/** Overwrites the files of the browser’s database with invalid bytes. */
function damage(folder: string) {
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || !/\.(log|ldb)$|^MANIFEST/.test(file.name)) continue
    const path = join(file.parentPath, file.name)
    truncateSync(path, 0)
    writeFileSync(path, 'not what it was '.repeat(100))
  }
}

const faults: Readonly<Record<string, (profile: string) => void>> = {
  'was deleted': (profile) => rmSync(join(profile, DATABASE), { recursive: true }),
  'was damaged': (profile) => damage(join(profile, DATABASE)),
}

for (const [fault, strike] of Object.entries(faults)) {
  test(`a database that ${fault} is restored from the second copy, which is reported once`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'offprint-profile-'))
    const server = await serve(DIST)
    try {
      const first = await startProfile(folder)
      await openApp(first.page, server.url)
      await writeMarks(first.page)
      await first.kill()

      strike(folder)
      const second = await startProfile(folder)
      await openApp(second.page, server.url)
      await expect(notices(second.page)).toContainText('Restored 2 papers’ marks from the second copy')
      await expectMarks(second.page)
      await expect(saved(second.page)).toHaveText('Saved')
      await second.kill()

      // Now without the journals: the database alone must have everything.
      rmSync(join(folder, JOURNALS), { recursive: true })
      const third = await startProfile(folder)
      await openApp(third.page, server.url)
      await expectMarks(third.page)
      await expect(notices(third.page)).not.toContainText(/Restored|missing/)
      await third.kill()
    } finally {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

test('marks that are in neither copy are reported as missing', async ({ page, context }) => {
  const server = await serve(DIST)
  try {
    await openApp(page, server.url)
    await writeMarks(page)
    await page.goto('about:blank')
    const session = await context.newCDPSession(page)
    const origin = new URL(server.url).origin
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,file_systems' })

    await openApp(page, server.url)
    await expect(notices(page).getByRole('alert')).toContainText('2 marks that were here at the last visit are missing')
  } finally {
    await server.close()
  }
})

test('many marks and their second copy are read by workers that are terminated afterwards', async ({ context }) => {
  const server = await serve(DIST)
  try {
    const clock = createClock('before', Date.now)
    const marks = Array.from({ length: 6000 }, (_, i) => {
      const kept = write(NOTHING_KEPT, { note: `note ${i}` }, clock.tick())
      return [`doi:10.1/${i}`, toPlain(kept)] as const
    })
    const page = await context.newPage()
    await page.goto(new URL('icon.svg', server.url).href)
    await page.evaluate(fill, marks)
    const threads: string[] = []
    context.on('request', (request) => {
      // The service worker fetches every file as well.
      if (!request.serviceWorker()) threads.push(/(?:marks|journalSet)Worker/.exec(request.url())?.[0] ?? '')
    })
    await openApp(page, server.url)
    await expect.poll(() => page.evaluate(snapshots).catch(() => '')).toContain('note 5999')
    expect(threads.filter((name) => name === 'marksWorker')).toHaveLength(1)
    expect(threads.filter((name) => name === 'journalSetWorker').length).toBeGreaterThan(1)
    expect(page.workers().filter((worker) => /(?:marks|journalSet)Worker/.test(worker.url()))).toEqual([])
    await starOf(page, HYDRA).click()
    await expect(saved(page)).toHaveText('Saved')

    await page.goto('about:blank')
    const session = await context.newCDPSession(page)
    await session.send('Storage.clearDataForOrigin', { origin: new URL(server.url).origin, storageTypes: 'indexeddb' })
    await openApp(page, server.url)
    await expect(notices(page)).toContainText('Restored 6,001 papers’ marks from the second copy')
  } finally {
    await server.close()
  }
})

test('a browser without a private file system reports one copy, and keeps it', async ({ page }) => {
  const server = await serve(DIST)
  try {
    await page.addInitScript(() => {
      Object.defineProperty(StorageManager.prototype, 'getDirectory', { value: undefined })
    })
    await openApp(page, server.url)
    await expect(saved(page)).toHaveText('Saved')
    await expect(page.getByText('one copy', { exact: true })).toBeVisible()
    await starOf(page, HYDRA).click()
    await expect(saved(page)).toHaveText('Saved')
    await expect(page.getByText('one copy', { exact: true })).toBeVisible()
    await page.reload()
    await expect(starOf(page, HYDRA)).toHaveAttribute('aria-pressed', 'true')
  } finally {
    await server.close()
  }
})

test('the last letters before a tab is closed are in both copies', async ({ context }) => {
  const server = await serve(DIST)
  try {
    const here = await context.newPage()
    await openApp(here, server.url)
    await titleOf(here, METIS).click()
    await noteOf(here).pressSequentially(NOTE)
    await expect(saved(here)).toHaveText('Saved')
    await here.close()

    const there = await context.newPage()
    await openApp(there, server.url)
    // The journal of a closed tab is compacted into a snapshot.
    await expect.poll(() => there.evaluate(snapshots)).toContain(NOTE)
    const journals = async () => (await there.evaluate(files)).filter((name) => name.startsWith('journal-')).length
    await expect.poll(journals).toBe(1)
  } finally {
    await server.close()
  }
})

async function files(): Promise<readonly string[]> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('offprint')
  const names: string[] = []
  for await (const name of folder.keys()) names.push(name)
  return names.toSorted()
}

async function snapshots(): Promise<string> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('offprint')
  let text = ''
  for await (const handle of folder.values()) {
    if (handle.name.startsWith('snapshot-')) text += await (await (handle as FileSystemFileHandle).getFile()).text()
  }
  return text
}
