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

test('one key goes back, another undoes the last decision', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('t')
  await expect(place(page)).toHaveText('1 of 23')
  await page.keyboard.press('4')
  await page.keyboard.press('ArrowLeft')
  await expect(dialog(page).getByRole('button', { name: 'Read', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('1')
  await page.keyboard.press('5')
  await page.keyboard.press('Control+z')
  await expect(place(page)).toHaveText('2 of 23')
  await expect(dialog(page).getByRole('button', { name: 'Unread' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('s')
  await expect(dialog(page).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Control+z')
  await expect(dialog(page).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'false')
  await expect(place(page)).toHaveText('2 of 23')
})

test('note and tags are written in the triage, and Escape returns to deciding', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('t')
  await expect(place(page)).toHaveText('1 of 23')
  const title = (await dialog(page).getByRole('heading').textContent())!.trim()
  await page.keyboard.press('n')
  const note = dialog(page).getByRole('textbox', { name: 'Notes' })
  await expect(note).toBeFocused()
  await page.keyboard.type('4 of 5 stars')
  await page.keyboard.press('Escape')
  await expect(dialog(page).getByRole('group', { name: title })).toBeFocused()
  await expect(note).toHaveValue('4 of 5 stars')
  await page.keyboard.press('#')
  await page.keyboard.type('soon')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(dialog(page).getByRole('button', { name: 'Remove tag soon' })).toBeVisible()
  await expect(place(page)).toHaveText('1 of 23')
  await page.keyboard.press('2')
  await expect(place(page)).toHaveText('2 of 23')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await expect(rowOf(page, title)).toContainText('4 of 5 stars')
  await expect(rowOf(page, title)).toContainText('soon')
  await expect(rowOf(page, title).getByRole('button', { name: 'Status: To read' })).toBeVisible()
})

test('Space shows the rest of a long page, and only after its end the next paper', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 440 })
  await openApp(page)
  await page.keyboard.press('t')
  const sheet = dialog(page).getByRole('group').first()
  const isAtEnd = () => sheet.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop < 2)
  expect(await isAtEnd()).toBe(false)
  const links = dialog(page).getByRole('button', { name: 'Write a note' })
  await expect(links).not.toBeInViewport()
  for (let i = 0; i < 9 && !(await isAtEnd()); i += 1) {
    await expect(place(page)).toHaveText('1 of 23')
    await page.keyboard.press('Space')
  }
  await expect(links).toBeInViewport()
  await page.keyboard.press('Shift+Space')
  expect(await isAtEnd()).toBe(false)
  await page.keyboard.press('Space')
  await page.keyboard.press('Space')
  await expect(place(page)).toHaveText('2 of 23')
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
      await dialog(page).getByRole('button', { name: 'Next' }).click()
      await expect(place(page)).toHaveText('3 of 23')
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    })
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true })

  test('a note is written in the triage, with the decisions away until it is done', async ({ page }) => {
    await openApp(page)
    await page.getByRole('button', { name: 'More' }).tap()
    await page.getByRole('button', { name: 'Triage' }).tap()
    await dialog(page).getByRole('button', { name: 'Write a note' }).tap()
    const note = dialog(page).getByRole('textbox', { name: 'Notes' })
    await expect(note).toBeFocused()
    await expect(note).toBeInViewport({ ratio: 1 })
    await note.pressSequentially('On the train')
    await expect(dialog(page).getByRole('button', { name: 'To read' })).toBeHidden()
    await dialog(page).getByRole('button', { name: 'Done' }).tap()
    await dialog(page).getByRole('button', { name: 'To read' }).tap()
    await expect(place(page)).toHaveText('2 of 23')
    await dialog(page).getByRole('button', { name: 'Back' }).tap()
    await expect(note).toHaveValue('On the train')
  })
})
