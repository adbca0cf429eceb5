import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { buildLater, startSite } from '../support/builds.ts'
import { killServers, makeFolder, startServer } from '../support/syncServer.ts'
import { HYDRA, METIS, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'
import { connected } from './syncing.ts'

/** This version, and a later one with a higher database version and one more cell in its marks. */
const EARLIER = process.env['DIST'] ?? 'dist'
let later = ''
// One worker for the whole file, because each would build the later version.
test.describe.configure({ mode: 'default' })
test.beforeAll(async () => {
  later = mkdtempSync(join(tmpdir(), 'offprint-later-'))
  await buildLater(later)
})
test.afterAll(() => rmSync(later, { recursive: true }))

const starOf = (page: Page, title: string) => rowOf(page, title).getByRole('button', { name: 'Star' })

async function write(page: Page, title: string, note: string) {
  await titleOf(page, title).click()
  await noteOf(page).fill(note)
}

async function star(page: Page, title: string) {
  await starOf(page, title).click()
  await expect(saved(page)).toHaveText('Saved')
}

/** Expects everything as the later version shows it, with the cell that only it knows. */
async function expectAll(page: Page, note: string) {
  await expect(starOf(page, METIS)).toHaveAttribute('aria-pressed', 'true')
  await titleOf(page, HYDRA).click()
  await expect(noteOf(page)).toHaveValue(note)
  await expect.poll(() => page.evaluate(ratings)).toBe(1)
}

/** The number of marks with the cell of the later version. */
async function ratings(): Promise<number> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => {
      request.addEventListener('success', () => resolve(request.result))
    })
  const database = await done(indexedDB.open('offprint-marks'))
  const marks = await done(database.transaction('records').objectStore('records').getAll())
  database.close()
  return marks.filter((mark) => mark instanceof Map && mark.has('rating')).length
}

/** Two tabs on one site that changes from one version to the other, without a service worker. */
async function withTabs(
  browser: Browser,
  work: (here: Page, there: Page, site: Awaited<ReturnType<typeof startSite>>) => Promise<void>,
) {
  const site = await startSite(EARLIER)
  const context = await browser.newContext()
  try {
    await work(await context.newPage(), await context.newPage(), site)
  } finally {
    await context.close()
    await site.stop()
  }
}

test('an open earlier tab beside a later version reports it, keeps its text, and loses none on update', async ({
  browser,
}) => {
  await withTabs(browser, async (here, there, site) => {
    await openApp(here, site.url)
    await write(here, HYDRA, 'from the earlier one')
    await expect(saved(here)).toHaveText('Saved')

    await site.release(later)
    await openApp(there, site.url)
    await titleOf(there, HYDRA).click()
    await expect(noteOf(there)).toHaveValue('from the earlier one')
    await star(there, METIS)
    await expect(starOf(here, METIS)).toHaveAttribute('aria-pressed', 'true')

    await noteOf(here).fill('from the earlier one, and on')
    await expect(saved(here)).toHaveText(/^Not saved: a newer version of Offprint/)
    await expect(noteOf(here)).toHaveValue('from the earlier one, and on')
    // The database lacks it, but the second copy has it, and the later version restores it.
    here.on('dialog', (dialog) => void dialog.accept())
    await here.reload()
    await expectAll(here, 'from the earlier one, and on')
    await there.reload()
    await expectAll(there, 'from the earlier one, and on')
  })
})

test('an earlier tab started beside a later version reports it, writes nothing, and has all on update', async ({
  browser,
}) => {
  await withTabs(browser, async (here, there, site) => {
    await site.release(later)
    await openApp(there, site.url)
    await star(there, METIS)
    await write(there, HYDRA, 'from the later one')
    await expect(saved(there)).toHaveText('Saved')

    await site.release(EARLIER)
    await here.goto(site.url)
    await expect(here.getByRole('alert')).toContainText('a newer version of Offprint')
    await expect(here.getByRole('grid')).toHaveCount(0)
    await noteOf(there).fill('from the later one, and on')
    await expect(saved(there)).toHaveText('Saved')

    await site.release(later)
    await here.reload()
    await expectAll(here, 'from the later one, and on')
  })
})

test('an earlier service worker beside a later database offers the later version, which has everything', async ({
  browser,
}) => {
  const site = await startSite(EARLIER)
  const context = await browser.newContext({ serviceWorkers: 'allow' })
  try {
    const page = await context.newPage()
    await openApp(page, site.url)
    await star(page, METIS)
    await write(page, HYDRA, 'from the earlier one')
    await expect(saved(page)).toHaveText('Saved')
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')

    // The later version was here before, as with a release that was withdrawn. The service worker is the earlier one.
    await site.release(later)
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open('offprint-marks', 2)
          request.addEventListener('success', () => resolve(request.result.close()))
        }),
    )
    await page.reload()
    await expect(page.getByRole('alert')).toContainText('a newer version of Offprint')
    await page.getByRole('button', { name: 'Start it' }).click({ timeout: 30_000 })
    await expect(starOf(page, METIS)).toHaveAttribute('aria-pressed', 'true')
    await star(page, HYDRA)
    await expectAll(page, 'from the earlier one')
  } finally {
    await context.close()
    await site.stop()
  }
})

test('an earlier version that syncs with a later one keeps all cells that only the later one knows', async ({
  browser,
}) => {
  const { folder, remove } = makeFolder()
  const sites = await Promise.all([EARLIER, later, later].map(startSite))
  const contexts = await Promise.all(sites.map(() => browser.newContext()))
  try {
    const server = await startServer(folder)
    const [earlier, newer, newest] = await Promise.all(contexts.map((context) => context.newPage()))
    for (const [i, page] of [earlier!, newer!].entries()) {
      await openApp(page, sites[i]!.url)
      await connected(page, server)
    }
    await star(newer!, METIS)
    await expect(starOf(earlier!, METIS)).toHaveAttribute('aria-pressed', 'true')
    await newer!.close()
    // The earlier version writes the same paper, into the same entry of the document.
    await rowOf(earlier!, METIS)
      .getByRole('button', { name: /^Status/ })
      .click()
    await earlier!.getByRole('menuitemradio', { name: 'Reading', exact: true }).click()
    await write(earlier!, METIS, 'from the earlier one')
    await expect(saved(earlier!)).toHaveText('Saved')

    await openApp(newest!, sites[2]!.url)
    await connected(newest!, server)
    await expect(starOf(newest!, METIS)).toHaveAttribute('aria-pressed', 'true')
    await expect(rowOf(newest!, METIS).getByRole('button', { name: 'Status: Reading', exact: true })).toBeVisible()
    await expect(rowOf(newest!, METIS)).toContainText('from the earlier one')
    for (const page of [earlier!, newest!]) await expect.poll(() => page.evaluate(ratings)).toBe(1)
  } finally {
    for (const context of contexts) await context.close()
    for (const site of sites) await site.stop()
    killServers()
    remove()
  }
})
