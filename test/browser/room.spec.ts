import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { startProfile } from '../support/profile.ts'
import { mountSmallDisk } from '../support/room.ts'
import { serve } from '../support/serve.mjs'
import { HYDRA, METIS, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'

const DIST = process.env['DIST'] ?? 'dist'
const NOTE = 'written while there was no room'
/** Too long for the free part of the last block of a file that the browser has open. */
const LONG_NOTE = `${NOTE}, `.repeat(2_000)

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' })
const oneCopy = (page: Page) => page.getByText('one copy', { exact: true })
const starOf = (page: Page) => rowOf(page, METIS).getByRole('button', { name: 'Star' })

/** Writes while nothing can be saved, and expects a message with what to do and the text to stay. */
async function writeInVain(page: Page, reason: RegExp, note = NOTE) {
  await titleOf(page, HYDRA).click()
  await noteOf(page).fill(note)
  await expect(saved(page)).toHaveText(reason)
  const alert = notices(page).getByRole('alert').filter({ hasText: 'not saved yet' })
  await expect(alert).toContainText(/make room .* tried again by itself/)
  await starOf(page).click()
  await expect(saved(page)).toHaveText(/^Not saved/)
  await expect(noteOf(page)).toHaveValue(note)
  await expect(starOf(page)).toHaveAttribute('aria-pressed', 'true')
  return alert
}

async function expectMarks(page: Page, note = NOTE) {
  await titleOf(page, HYDRA).click()
  await expect(noteOf(page)).toHaveValue(note)
  await expect(starOf(page)).toHaveAttribute('aria-pressed', 'true')
}

test('a full disk is reported with what to do, a backup works, and all is saved once there is room', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-profile-'))
  const server = await serve(DIST)
  try {
    const first = await startProfile(folder)
    await openApp(first.page, server.url)
    await titleOf(first.page, HYDRA).click()
    await noteOf(first.page).fill('before')
    await expect(saved(first.page)).toHaveText('Saved')
    await first.kill()

    // Before the page asks, because Chromium caches the answer about free space for half a minute.
    const { page, kill } = await startProfile(folder)
    const session = await page.context().newCDPSession(page)
    const { origin } = new URL(server.url)
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
    await openApp(page, server.url)
    const alert = await writeInVain(page, /^Not saved: the browser gives this page no more room/)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      alert.getByRole('button', { name: 'download a backup' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^offprint-backup-.*\.json$/)

    await session.send('Storage.overrideQuotaForOrigin', { origin })
    await expect(saved(page)).toHaveText('Saved')
    await expect(alert).toHaveCount(0)
    await page.reload()
    await expectMarks(page)
    await expect(oneCopy(page)).toHaveCount(0)
    await kill()
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Makes the files of the second copy full, or not, by a message to the worker that writes them. */
const setFull = (page: Page, isFull: boolean) =>
  page.evaluate((isFull) => new BroadcastChannel('fault').postMessage(isFull), isFull)

test('where only the second copy is full there is one copy, and two once there is room', async ({ browser }) => {
  const context = await browser.newContext()
  const server = await serve(DIST)
  try {
    const page = await context.newPage()
    await page.route('**/journalWorker-*.js', async (route) => {
      const code = readFileSync(join(DIST, new URL(route.request().url()).pathname), 'utf8')
      const fault = `let isFull = false; new BroadcastChannel('fault').onmessage = ({ data }) => { isFull = data }
        const { write } = FileSystemSyncAccessHandle.prototype
        FileSystemSyncAccessHandle.prototype.write = function (...all) { return isFull ? 0 : write.apply(this, all) };`
      await route.fulfill({ contentType: 'text/javascript', body: fault + code })
    })
    await openApp(page, server.url)
    await titleOf(page, HYDRA).click()
    await noteOf(page).fill('before')
    await expect(saved(page)).toHaveText('Saved')
    await expect(oneCopy(page)).toHaveCount(0)

    await setFull(page, true)
    await noteOf(page).fill(NOTE)
    await expect(oneCopy(page)).toBeVisible()
    await expect(saved(page)).toHaveText('Saved')
    await setFull(page, false)
    await starOf(page).click()
    await expect(oneCopy(page)).toHaveCount(0)
    await page.reload()
    await expectMarks(page)
  } finally {
    await server.close()
    await context.close()
  }
})

// Only root may mount a disk. For all other users the two tests above must do.
const disk = mountSmallDisk()
disk?.unmount()
if (disk) {
  test('a disk that is full to the last byte loses nothing, and all is saved once there is room', async () => {
    const disk = mountSmallDisk()!
    const server = await serve(DIST)
    try {
      const { page, kill } = await startProfile(disk.folder)
      await openApp(page, server.url)
      await titleOf(page, HYDRA).click()
      await noteOf(page).fill('before')
      await expect(saved(page)).toHaveText('Saved')
      disk.fill()
      expect(disk.free()).toBe(0)
      // Chromium deletes files of its own, and may be faster than what fills the disk again: then it really saves.
      await expect(async () => {
        await noteOf(page).fill('')
        await noteOf(page).fill(LONG_NOTE)
        await expect(saved(page)).toHaveText(/^Not saved/, { timeout: 10_000 })
      }).toPass()
      await writeInVain(page, /^Not saved: .*disk/, LONG_NOTE)
      disk.empty()
      await expect(saved(page)).toHaveText('Saved', { timeout: 40_000 })
      await expect(oneCopy(page)).toHaveCount(0)
      await kill()

      const next = await startProfile(disk.folder)
      await openApp(next.page, server.url)
      await expectMarks(next.page, LONG_NOTE)
      await next.kill()
    } finally {
      await server.close()
      disk.unmount()
    }
  })
}
