import { expect, test, type Page } from '@playwright/test'
import { METIS, openApp, rowOf, saved } from './journey.ts'

const section = (page: Page, title: string) =>
  page
    .getByRole('dialog', { name: 'Settings' })
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title }) })

async function openSettings(page: Page) {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('settings')
  await page.keyboard.press('Enter')
}

test('the settings say how much room is used, how many copies there are, and whether the browser keeps them', async ({
  page,
}) => {
  await openApp(page)
  await rowOf(page, METIS).getByRole('button', { name: 'Star' }).click()
  await expect(saved(page)).toHaveText('Saved')
  await openSettings(page)
  const storage = section(page, 'Storage')
  await expect(storage).toContainText('23 papers, 1 with a mark of yours')
  await expect(storage).toContainText(/[\d.,]+ [kM]B used of [\d.,]+ [MG]B/)
  await expect(storage).toContainText('Two copies')
  const isKept = await page.evaluate(() => navigator.storage.persisted())
  await expect(storage).toContainText(isKept ? 'keeps them until you clear them' : 'may delete them')
  await expect(storage.getByRole('button', { name: 'Ask it to keep them' })).toHaveCount(isKept ? 0 : 1)
})

test('a backup is made from the settings, which then say when', async ({ page }) => {
  await openApp(page)
  await rowOf(page, METIS).getByRole('button', { name: 'Star' }).click()
  await openSettings(page)
  const backup = section(page, 'Backup')
  await expect(backup).toContainText('Last backup: never · 1 paper changed since')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    backup.getByRole('button', { name: 'Back up now' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^offprint-backup-.*\.json$/)
  await expect(backup).not.toContainText('changed since')
  await expect(backup).not.toContainText('never')
})
