import { expect, test, type Page } from '@playwright/test'
import { count, openApp, saved, search } from './journey.ts'

/** Moves from the search box into the list, which receives the focus a moment later. */
async function enterList(page: Page) {
  await page.keyboard.press('ArrowDown')
  await expect(search(page)).not.toBeFocused()
}

const told = (page: Page) => page.locator('[data-toast]').filter({ hasText: /./ })

test('all matching papers are selected, marked in one step, and undone in one', async ({ page }) => {
  await openApp(page)
  await search(page).fill('has:code')
  await expect(count(page)).toHaveText('13 of 23 papers')
  await enterList(page)
  await page.keyboard.press('Control+a')
  await expect(told(page)).toHaveText('13 papers selected')
  await page.keyboard.press('2')
  await expect(told(page)).toHaveText('13 papers changed')
  await expect(saved(page)).toHaveText(/^Saved/)
  await search(page).fill('is:to-read')
  await expect(count(page)).toHaveText('13 of 23 papers')
  await enterList(page)
  await page.keyboard.press('Control+z')
  await expect(told(page)).toHaveText('Undone: 13 papers')
  await search(page).fill('is:to-read ')
  await expect(count(page)).toHaveText('0 of 23 papers')
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(told(page)).toHaveText('Redone: 13 papers')
})

test('Shift and arrows select row by row, and Escape clears the selection', async ({ page }) => {
  await openApp(page)
  await expect(count(page)).toHaveText('23 papers')
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  const selected = page.locator('[role="row"][aria-selected="true"]')
  await expect(selected).toHaveCount(3)
  await page.keyboard.press('s')
  await search(page).fill('is:starred')
  await expect(count(page)).toHaveText('3 of 23 papers')
  await enterList(page)
  await page.keyboard.press('Escape')
  await expect(selected).toHaveCount(0)
})

test('Ctrl A in a text box selects its text, not the papers', async ({ page }) => {
  await openApp(page)
  await search(page).fill('metis')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('hydra')
  await expect(search(page)).toHaveValue('hydra')
})
