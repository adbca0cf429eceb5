import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type FileChooser, type Locator, type Page } from '@playwright/test'

/** Opens the app, until it shows its papers and listens to keys. What is done before is tested in order.spec.ts. */
export const openApp = async (page: Page, address = './') => {
  await page.goto(address)
  await expect(count(page)).toHaveText(/paper/)
  await expect(page.getByRole('button', { name: 'Undo' }).first()).toHaveAttribute('title', /Z/)
}

// The page through roles and names, so that journeys read like what a person does.
export const count = (page: Page): Locator => page.getByRole('status').filter({ hasText: /paper/ })
export const saved = (page: Page): Locator => page.getByRole('status').filter({ hasText: /^(Saved|Saving…|Not saved)/ })
export const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search papers' })
export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Papers' })
export const titleOf = (page: Page, title: string): Locator => page.getByRole('rowheader', { name: title, exact: true })
export const rowOf = (page: Page, title: string): Locator => page.getByRole('row').filter({ has: titleOf(page, title) })
export const noteOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Notes' })

/** The open paper: a region beside the table, or a dialog on a phone. */
export const paperOf = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: title, exact: true }).or(page.getByRole('dialog', { name: title, exact: true }))

/** Chooses files by the button for adding papers, as a user does. */
export async function chooseFiles(page: Page, files: Parameters<FileChooser['setFiles']>[0]) {
  // Until papers of a file before are in, its dialog has a button of this name too.
  await expect(page.getByRole('dialog', { name: 'Import' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('dialog', { name: 'Add papers' }).getByRole('button', { name: 'Choose files' }).click(),
  ])
  expect(chooser.isMultiple()).toBe(true)
  await chooser.setFiles(files)
}

export const HYDRA = 'HydraRPC: RPC in the CXL Era'
export const METIS = 'Metis: Fast Automatic Distributed Training on Heterogeneous GPUs'
export const SUPERBENCH = 'SuperBench: Improving Cloud AI Infrastructure Reliability with Proactive Validation'

/** Whether a script that the page has loaded contains a text that minification keeps. */
export async function hasCode(page: Page, text: string): Promise<boolean> {
  const { DIST = 'dist' } = process.env
  const addresses = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  const scripts = addresses.map((address) => new URL(address).pathname).filter((path) => path.endsWith('.js'))
  return scripts.some((path) => readFileSync(join(DIST, path), 'utf8').includes(text))
}
