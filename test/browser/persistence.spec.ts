import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { startProfile } from '../support/profile.ts'
import { serve } from '../support/serve.mjs'
import { count, HYDRA, METIS, noteOf, openApp, paperOf, rowOf, saved, search, titleOf } from './journey.ts'

const NOTE = '# CXL\nAsk whether HDM needs *coherence*; costs $5.'

async function expectMarks(page: Page) {
  const row = rowOf(page, HYDRA)
  await expect(row.getByRole('button', { name: 'Status: Read' })).toBeVisible()
  await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  await titleOf(page, HYDRA).click()
  await expect(noteOf(page)).toHaveValue(NOTE)
}

test('a read, starred and annotated paper survives a killed browser, also without a server', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-profile-'))
  const server = await serve('dist', { base: '/lists/' })
  try {
    const first = await startProfile(folder)
    await openApp(first.page, server.url)
    await search(first.page).fill('hydra')
    await expect(count(first.page)).toHaveText('1 of 23 papers')
    await rowOf(first.page, HYDRA).getByRole('button', { name: 'Status: Unread' }).click()
    await first.page.getByRole('menuitemradio', { name: 'Read', exact: true }).click()
    await rowOf(first.page, HYDRA).getByRole('button', { name: 'Star' }).click()
    await titleOf(first.page, HYDRA).click()
    await noteOf(first.page).fill(NOTE)
    await expect(saved(first.page)).toHaveText('Saved')
    await first.kill()

    const second = await startProfile(folder)
    await openApp(second.page, server.url)
    await expectMarks(second.page)
    await second.page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await second.kill()

    await server.close()
    const third = await startProfile(folder)
    await openApp(third.page, server.url)
    await expect(count(third.page)).toHaveText('23 papers')
    await expectMarks(third.page)
    await third.kill()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the last letters before a reload are there after it', async ({ page }) => {
  await openApp(page)
  await titleOf(page, METIS).click()
  await noteOf(page).pressSequentially('typed to the very end')
  await page.reload()
  await expect(noteOf(page)).toHaveValue('typed to the very end')
})

/** Types a note, leaves for another site right after the last letter, and comes back. */
async function leaveWhileTyping(page: Page, baseURL: string | undefined) {
  await openApp(page)
  await titleOf(page, METIS).click()
  await noteOf(page).pressSequentially('and away')
  await page.goto(`${baseURL!.replace('127.0.0.1', 'localhost')}/manifest.webmanifest`)
  await openApp(page)
  await titleOf(page, METIS).click()
}

test('the last letters before leaving for another site are there on return', async ({ page, baseURL }) => {
  await leaveWhileTyping(page, baseURL)
  await expect(noteOf(page)).toHaveValue('and away')
})

// As Chromium does with a page that is busy for half a second while another site loads.
test('the last letters are there though the browser ends the page without pagehide', async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    const drop = (event: Event) => event.stopImmediatePropagation()
    for (const type of ['pagehide', 'visibilitychange']) addEventListener(type, drop, true)
  })
  await leaveWhileTyping(page, baseURL)
  await expect(noteOf(page)).toHaveValue('and away')
})

test('every change of status keeps its time', async ({ page }) => {
  await openApp(page)
  await titleOf(page, METIS).click()
  const paper = paperOf(page, METIS)
  for (const [before, after] of [
    ['Unread', 'To read'],
    ['To read', 'Reading'],
  ]) {
    await paper.getByRole('button', { name: `Status: ${before}` }).click()
    await page.getByRole('menuitemradio', { name: after!, exact: true }).click()
  }
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await paper.getByText(/^Reading since/).click()
  await expect(paper.getByRole('listitem').filter({ hasText: /^(To read|Reading) .*\d/ })).toHaveCount(2)
})
