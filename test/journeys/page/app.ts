import { expect } from 'vitest'
import type { Found, Page } from './page.ts'

export const HYDRA = 'HydraRPC: RPC in the CXL Era'
export const METIS = 'Metis: Fast Automatic Distributed Training on Heterogeneous GPUs'
export const SUPERBENCH = 'SuperBench: Improving Cloud AI Infrastructure Reliability with Proactive Validation'

export const count = (page: Page): Found => page.find('status').saying(/\d papers?$/)
export const saved = (page: Page): Found => page.find('status').saying(/^(Saved|Saving…|Not saved)/)
export const search = (page: Page): Found => page.find('searchbox', 'Search papers')
export const titleOf = (page: Page, title: string): Found => page.find('rowheader', title)
export const rowOf = (page: Page, title: string): Found => page.find('row').having('rowheader', title)
export const starOf = (page: Page, title: string): Found => rowOf(page, title).find('button', 'Star')
export const statusOf = (page: Page, title: string): Found => rowOf(page, title).find('button', /^Status/)
export const noteOf = (page: Page): Found => page.find('textbox', 'Notes')
export const notices = (page: Page): Found => page.find('region', 'Notices')
export const dialogOf = (page: Page, name: string): Found => page.find('dialog', name)

/** Opens the app and waits for its papers, and until it listens to keys. */
export async function openApp(page: Page, address: string) {
  await page.goto(address)
  await sees(count(page), /paper/)
  await expect.poll(() => page.find('button', 'Undo').attribute('title')).toMatch(/Z/)
}

/** Waits until an element has this text: whole, or as a regular expression. */
export async function sees(found: Found, text: string | RegExp) {
  if (typeof text === 'string') await expect.poll(found.text).toBe(text)
  else await expect.poll(found.text).toMatch(text)
}

/** Waits until there is one of it. */
export async function appears(found: Found) {
  await expect.poll(found.count).toBe(1)
}

/** Waits until there is none of it. */
export async function disappears(found: Found) {
  await expect.poll(found.count).toBe(0)
}

/** Waits until an attribute has this value. */
export async function has(found: Found, attribute: string, value: string | null) {
  await expect.poll(() => found.attribute(attribute)).toBe(value)
}

/** Waits until a text box has this value. */
export async function holds(box: Found, text: string) {
  await expect.poll(box.value).toBe(text)
}

export const isSaved = (page: Page): Promise<void> => sees(saved(page), 'Saved')

/** Opens a paper and replaces its note. */
export async function writeNote(page: Page, title: string, text: string) {
  await titleOf(page, title).click()
  await noteOf(page).write(text)
}

/** Chooses files for the app’s import, as a user does. */
export const importFiles = (page: Page, ...paths: readonly string[]): Promise<void> =>
  page.choose('input[aria-label="Choose files"]', paths)

/** Finds a command by typing into the palette, and runs it. */
export async function runCommand(page: Page, words: string) {
  await page.press('Control+k')
  const box = page.find('combobox', 'Command')
  await expect.poll(box.isFocused).toBe(true)
  await page.type(words)
  await expect.poll(page.find('listbox', 'Commands').find('option').count).toBeGreaterThan(0)
  await page.press('Enter')
}
