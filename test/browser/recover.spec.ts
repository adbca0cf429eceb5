import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { HYDRA, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'

const copy = (page: Page, name: RegExp) => page.getByRole('region', { name })

async function write(page: Page) {
  await openApp(page)
  await titleOf(page, HYDRA).click()
  await noteOf(page).fill('kept in two places')
  await expect(saved(page)).toHaveText('Saved')
}

test('the recovery page lists and downloads every copy, and restores what the database lost', async ({ page }) => {
  await write(page)
  await page.goto('./recover.html')
  await expect(copy(page, /^Database/)).toContainText('Marks of 1 paper')
  const second = copy(page, /^Second copy/)
    .filter({ hasText: 'Marks of 1 paper' })
    .first()
  await expect(second).toBeVisible()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    copy(page, /^Database/)
      .getByRole('button', { name: 'Download' })
      .click(),
  ])
  expect(readFileSync(await download.path(), 'utf8')).toContain('kept in two places')
  const [raw] = await Promise.all([
    page.waitForEvent('download'),
    second.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(readFileSync(await raw.path()).toString('latin1')).toContain('kept in two places')

  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('offprint-marks').addEventListener('success', resolve)
      }),
  )
  await page.reload()
  await expect(copy(page, /^Database/)).toHaveCount(0)
  await second.getByRole('button', { name: 'Merge' }).click()
  await expect(second.getByRole('status')).toContainText('Done')
  await page.reload()
  await expect(copy(page, /^Database/)).toContainText('Marks of 1 paper')

  await page.getByRole('link', { name: 'Back to Offprint' }).click()
  await rowOf(page, HYDRA).waitFor()
  await titleOf(page, HYDRA).click()
  await expect(noteOf(page)).toHaveValue('kept in two places')
})

test('unreadable data is counted at every visit, and the recovery page shows its bytes', async ({ page }) => {
  await write(page)
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const opened = indexedDB.open('offprint-marks')
        opened.addEventListener('success', () => {
          const transaction = opened.result.transaction('records', 'readwrite')
          const value = new Map<string, unknown>([['note', 'of another shape']])
          transaction.objectStore('records').put(value, 'doi:10.1/strange')
          transaction.objectStore('records').put(value, ['unreadable', 'doi:10.1/aside', 1])
          transaction.addEventListener('complete', () => resolve(opened.result.close()))
        })
      }),
  )
  for (let visit = 0; visit < 2; visit += 1) {
    await openApp(page)
    await expect(page.getByRole('alert')).toContainText('2 saved marks could not be read')
  }
  await page.getByRole('link', { name: 'Open the recovery page' }).click()
  await copy(page, /^Database/)
    .getByText('2 that could not be read')
    .click()
  await expect(copy(page, /^Database/)).toContainText('doi:10.1/strange [["note","of another shape"]]')
  await expect(copy(page, /^Database/)).toContainText('"doi:10.1/aside", put aside [["note","of another shape"]]')
})

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' })
  test('the recovery page opens without a network, and when the app does not start', async ({ page, context }) => {
    await write(page)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await page.reload()
    await context.setOffline(true)
    await page.route(/assets\/index-.*\.js/, (route) => route.abort())
    await page.goto('./recover.html')
    await expect(copy(page, /^Database/)).toContainText('Marks of 1 paper')
  })
})

test('the recovery page says that there is nothing, and creates nothing', async ({ page }) => {
  await page.goto('./recover.html')
  await expect(page.getByText('Nothing was found')).toBeVisible()
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
})

test('the recovery page is small and contains no React', async ({ page }) => {
  const code: string[] = []
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) code.push(await response.text())
  })
  await page.goto('./recover.html')
  await expect(page.getByText('Nothing was found')).toBeVisible()
  expect(code.length).toBeGreaterThan(0)
  expect(code.join('').length).toBeLessThan(25_000)
  expect(code.join('')).not.toContain('react')
})
