import { expect, type Locator, type Page } from '@playwright/test'
import type { SyncServer } from '../support/syncServer.ts'

export const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Sync' })
export const stateOf = (page: Page): Locator => dialogOf(page).getByRole('status')
export const close = (page: Page) => dialogOf(page).getByRole('button', { name: 'Close' }).click()

export async function openSync(page: Page) {
  // Keys work once the first papers are shown.
  await expect(page.getByRole('status').filter({ hasText: /paper/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('sync')
  await page.keyboard.press('Enter')
  await expect(dialogOf(page)).toBeVisible()
}

export async function connect(page: Page, url: string, token: string) {
  await openSync(page)
  await page.getByRole('radio', { name: /A server/ }).check()
  await page.getByLabel('Address').fill(url)
  await page.getByLabel('Token').fill(token)
  await page.getByRole('button', { name: 'Connect' }).click()
}

export async function connected(page: Page, { url, token }: Pick<SyncServer, 'url' | 'token'>) {
  await connect(page, url, token)
  await expect(stateOf(page)).toHaveText(/^Exchanged just now$/)
  await close(page)
}
