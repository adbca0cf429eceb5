import { expect, test, type Page } from '@playwright/test'
import { middleOf, openFinger } from './finger.ts'
import { grid, METIS, openApp, paperOf, rowOf } from './journey.ts'

// A service worker would show that it is ready, and move the cards.
test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true })

const status = (page: Page, name: string) =>
  rowOf(page, METIS).getByRole('button', { name: `Status: ${name}`, exact: true })

/** The app, and a finger that has moved from the middle of a paper’s card by so many pixels. */
async function touch(page: Page, right: number, down = 0) {
  await openApp(page)
  const finger = await openFinger(page)
  const at = await middleOf(rowOf(page, METIS))
  const away = (right: number, down: number) => [at[0] + right, at[1] + down] as const
  const scrolled = await grid(page).evaluate(({ scrollTop }) => scrollTop)
  await finger.drag(at, away(right, down))
  return { ...finger, at, scrolled, move: (right: number, down = 0) => finger.moveTo(away(right, down)) }
}

test('a swipe to the right marks as read, shows so before, and can be undone', async ({ page }) => {
  const finger = await touch(page, 60)
  await expect(rowOf(page, METIS)).toContainText('Read')
  await finger.move(130)
  await expect(rowOf(page, METIS).locator('[data-far]')).toHaveText('Read')
  await finger.up()
  await expect(status(page, 'Read')).toBeVisible()
  await expect(page.getByText('Marked as Read')).toBeVisible()
  await expect(paperOf(page, METIS)).toHaveCount(0)
  // The browser fires no click for a tap soon after a swipe, so a fast user taps again.
  const undo = page.locator('[data-toast]').getByRole('button', { name: 'Undo' })
  await expect(async () => {
    if (await undo.isVisible()) await undo.tap()
    await expect(status(page, 'Unread')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(page.getByText('Marked as Read')).toHaveCount(0)
  await expect(rowOf(page, METIS).locator('[data-far]')).toHaveCount(0)
})

test('a swipe to the left marks as to read, and a second one as unread', async ({ page }) => {
  const finger = await touch(page, -130)
  await finger.up()
  await expect(status(page, 'To read')).toBeVisible()
  await finger.drag(finger.at, [finger.at[0] - 130, finger.at[1]])
  await expect(rowOf(page, METIS).locator('[data-far]')).toHaveText('Unread')
  await finger.up()
  await expect(status(page, 'Unread')).toBeVisible()
})

for (const [what, act] of Object.entries({
  'goes back before it leaves': async (finger) => {
    await finger.move(20)
    await finger.up()
  },
  'is taken away by the system': async (finger) => {
    await finger.cancel()
  },
} satisfies Record<string, (finger: Awaited<ReturnType<typeof touch>>) => Promise<void>>)) {
  test(`a swipe sets nothing if the finger ${what}`, async ({ page }) => {
    await act(await touch(page, 130))
    await expect(rowOf(page, METIS).locator('[data-far]')).toHaveCount(0)
    await expect(status(page, 'Unread')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
    await expect(rowOf(page, METIS)).not.toHaveAttribute('data-swiped')
  })
}

test('a finger that moves up scrolls, and sets nothing however far it strays', async ({ page }) => {
  const finger = await touch(page, 30, -200)
  await finger.move(150, -200)
  await finger.up()
  await expect.poll(() => grid(page).evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(finger.scrolled)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
})

test('a finger that rests selects the paper, and does not swipe afterwards', async ({ page }) => {
  const finger = await touch(page, 0)
  await expect(rowOf(page, METIS)).toHaveAttribute('aria-selected', 'true')
  await finger.move(150)
  await finger.up()
  await expect(rowOf(page, METIS)).toHaveAttribute('aria-selected', 'true')
  await expect(status(page, 'Unread')).toBeVisible()
})

test('a tap opens the paper', async ({ page }) => {
  await openApp(page)
  await rowOf(page, METIS).getByRole('rowheader').tap()
  await expect(paperOf(page, METIS)).toBeVisible()
})

test('a mouse drag does not swipe', async ({ page }) => {
  await openApp(page)
  const [x, y] = await middleOf(rowOf(page, METIS))
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 150, y, { steps: 5 })
  await expect(rowOf(page, METIS)).not.toHaveAttribute('data-swiped')
  await page.mouse.up()
  await expect(status(page, 'Unread')).toBeVisible()
})

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })
  test('a swiped card shows what will be set, and does not move', async ({ page }) => {
    const finger = await touch(page, 130)
    const [card, title] = [rowOf(page, METIS), rowOf(page, METIS).getByRole('rowheader', { includeHidden: true })]
    await expect(card.locator('[data-far]')).toHaveText('Read')
    await expect(title).toHaveCSS('translate', 'none')
    await expect(card.locator('[data-far]')).toHaveCSS('transition-property', 'none')
    await finger.up()
    await expect(status(page, 'Read')).toBeVisible()
  })
})
