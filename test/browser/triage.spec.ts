import { expect, test, type Page } from '@playwright/test'
import { violations } from './axe.ts'
import { count, openApp, rowOf, saved, search } from './journey.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Triage' })
const place = (page: Page) => dialog(page).getByRole('status').first()

test('every shown paper is decided by a key, and the decisions are stored', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('t')
  await expect(place(page)).toHaveText('1 of 23')
  for (let i = 0; i < 23; i += 1) {
    await expect(place(page)).toHaveText(`${i + 1} of 23`)
    await page.keyboard.press(i % 3 === 0 ? '2' : '5')
  }
  await expect(place(page)).toHaveText('All done')
  await expect(dialog(page)).toContainText('8 to read')
  await expect(dialog(page)).toContainText('15 skipped')
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.reload()
  await search(page).fill('is:to-read')
  await expect(count(page)).toHaveText('8 of 23 papers')
})

test('a triage can be left and continued, also if the decided papers are no longer in the view', async ({ page }) => {
  await openApp(page)
  await search(page).fill('is:unread')
  await expect(count(page)).toHaveText('23 papers')
  await page.getByRole('button', { name: 'Triage' }).click()
  await expect(place(page)).toHaveText('1 of 23')
  for (const key of ['2', 'ArrowRight', '5', 's']) await page.keyboard.press(key)
  const title = await dialog(page).getByRole('heading').textContent()
  await expect(place(page)).toHaveText('4 of 23')
  await expect(dialog(page).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.reload()
  await expect(count(page)).toHaveText('21 of 23 papers')
  await page.keyboard.press('t')
  await expect(dialog(page).getByRole('heading')).toHaveText(title!)
  await expect(place(page)).toHaveText('2 of 21')
})

test('one key goes back, another undoes the last decision, and a note is written in the open paper', async ({
  page,
}) => {
  await openApp(page)
  await page.keyboard.press('t')
  await expect(place(page)).toHaveText('1 of 23')
  const title = (await dialog(page).getByRole('heading').textContent())!.trim()
  await page.keyboard.press('4')
  await page.keyboard.press('ArrowLeft')
  await expect(dialog(page).getByRole('button', { name: 'Read', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('1')
  await page.keyboard.press('5')
  await page.keyboard.press('Control+z')
  await expect(place(page)).toHaveText('2 of 23')
  await expect(dialog(page).getByRole('button', { name: 'Unread' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('k')
  await page.keyboard.press('n')
  await expect(dialog(page)).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Notes' }).fill('Worth it.')
  await expect(page.getByRole('region', { name: title, exact: true })).toBeVisible()
  await expect(rowOf(page, title)).toBeVisible()
})

for (const [width, colorScheme] of [
  [1280, 'light'],
  [375, 'dark'],
] as const) {
  test.describe(`${colorScheme}, ${width} pixels wide`, () => {
    test.use({ colorScheme, viewport: { width, height: 720 } })

    test('buttons decide as well, and axe finds no violation', async ({ page }) => {
      await openApp(page)
      if (width < 720) await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('button', { name: 'Triage' }).click()
      await dialog(page).getByRole('button', { name: 'To read' }).click()
      await dialog(page).getByRole('button', { name: 'Not now' }).click()
      await expect(place(page)).toHaveText('3 of 23')
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    })
  })
}
