import { expect, test, type Page } from '@playwright/test'
import { middleOf, openFinger } from './finger.ts'
import { count, grid, METIS, openApp, paperOf, rowOf, saved, titleOf } from './journey.ts'

const UP_NEXT = './?q=is:to-read&sort=next'
const told = (page: Page) => page.locator('[data-toast]').filter({ hasText: /./ })
const titles = (page: Page) =>
  page.locator('[role="rowheader"]').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label')!))
const rows = (page: Page) => page.locator('[role="row"][data-paper]')
const handle = (page: Page, title: string) => rowOf(page, title).locator('[data-handle]')
const focused = (page: Page) => page.locator('[role="row"]:focus').getByRole('rowheader')

/** The list of Up next, of so many papers that were marked To read at once, and their titles in order. */
async function openUpNext(page: Page, papers = 5): Promise<readonly string[]> {
  await openApp(page)
  const all = (await titles(page)).slice(0, papers)
  await page.keyboard.press('j')
  for (let i = 1; i < papers; i += 1) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('2')
  await expect(saved(page)).toHaveText('Saved')
  await page.goto(UP_NEXT)
  await expect(count(page)).toHaveText(new RegExp(`^${papers} of`))
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('title', /Z/)
  expect(await titles(page)).toEqual(all)
  return all
}
const expectOrder = (page: Page, order: readonly (string | undefined)[]) =>
  expect.poll(() => titles(page)).toEqual(order)

test('papers are moved with keys, which stay with their row, undone, seen by another tab and there after a reload', async ({
  context,
  page,
}) => {
  const [a, b, c, d, e] = await openUpNext(page)
  const other = await context.newPage()
  await openApp(other, UP_NEXT)
  await expect(page.getByRole('columnheader', { name: 'Next' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(rowOf(page, c!).locator('[data-column="next"]')).toHaveText('3')

  for (let i = 0; i < 3; i += 1) await page.keyboard.press('j')
  await page.keyboard.press('Alt+ArrowUp')
  await expectOrder(page, [a, c, b, d, e])
  await expect(told(page)).toHaveText('Moved to 2 of 5')
  await expect(focused(page)).toHaveAccessibleName(c!)
  await expect(rowOf(page, c!).locator('[data-column="next"]')).toHaveText('2')
  await expectOrder(other, [a, c, b, d, e])

  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expectOrder(page, [a, b, d, c, e])
  await page.keyboard.press('Alt+Home')
  await expectOrder(page, [c, a, b, d, e])
  await expect(focused(page)).toHaveAccessibleName(c!)
  await page.keyboard.press('Alt+ArrowUp')
  await expect(told(page)).toHaveText('Stays at 1 of 5')
  await page.keyboard.press('Control+z')
  await expectOrder(page, [a, b, d, c, e])

  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Alt+ArrowUp')
  await expectOrder(page, [a, b, c, e, d])
  await expectOrder(other, [a, b, c, e, d])
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expectOrder(page, [a, b, c, e, d])
})

test('a paper of any list comes to the top by the menu of its status, and is To read then', async ({ page }) => {
  const all = await openUpNext(page, 3)
  await page.goto('./?q=')
  const row = rowOf(page, METIS)
  await expect(row).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Next' })).toHaveCount(0)
  await row.getByRole('button', { name: /^Status/ }).click()
  await page.getByRole('menuitem', { name: 'Move to the top of Up next' }).click()
  await expect(told(page)).toHaveText('Moved to 1 of 4')
  await expect(row.getByRole('button', { name: 'Status: To read' })).toBeFocused()
  await page.getByRole('link', { name: /^Up next/ }).click()
  await expectOrder(page, [METIS, ...all])
  await page.keyboard.press('Control+z')
  await expectOrder(page, [METIS, ...all])
  await expect(rowOf(page, METIS).getByRole('button', { name: 'Status: Unread' })).toBeVisible()
})

test('a row is dragged with the mouse to where the line shows it, and Escape puts it back', async ({ page }) => {
  const [a, b, c, d, e] = await openUpNext(page)
  const drag = async (title: string, to: string) => {
    const from = await middleOf(handle(page, title))
    const box = (await rowOf(page, to).boundingBox())!
    await page.mouse.move(...from)
    await page.mouse.down()
    await page.mouse.move(from[0], box.y + 6, { steps: 5 })
    await expect(page.locator('[data-dragging] [class*="landing"]')).toBeVisible()
  }
  await drag(d!, b!)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page.locator('[data-dragging]')).toHaveCount(0)
  await expectOrder(page, [a, b, c, d, e])

  await drag(d!, b!)
  await page.mouse.up()
  await expectOrder(page, [a, d, b, c, e])
  await expect(told(page)).toHaveText('Moved to 2 of 5')
  await expect(paperOf(page, d!)).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expectOrder(page, [a, b, c, d, e])

  await titleOf(page, a!).click({ modifiers: ['Control'] })
  await titleOf(page, b!).click({ modifiers: ['Control'] })
  await drag(b!, e!)
  await page.mouse.up()
  await expectOrder(page, [c, d, a, b, e])
})

test('the list scrolls while a row is dragged to its edge', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 480 })
  const all = await openUpNext(page, 20)
  await page.mouse.move(...(await middleOf(handle(page, all[0]!))))
  await page.mouse.down()
  const box = (await grid(page).boundingBox())!
  await page.mouse.move(box.x + 20, box.y + box.height - 4, { steps: 5 })
  await expect
    .poll(() => grid(page).evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop))
    .toBeLessThanOrEqual(1)
  await page.mouse.up()
  await expect(told(page)).toHaveText('Moved to 20 of 20')
  await expect(rows(page).last().getByRole('rowheader')).toHaveAccessibleName(all[0]!)
})

test('the first of the others is offered when a paper is marked as read, without taking the keyboard', async ({
  page,
}) => {
  const [a, b] = await openUpNext(page)
  await page.keyboard.press('j')
  await page.keyboard.press('4')
  await expect(told(page)).toContainText(`Marked read. Next: ${b}`)
  await expect(focused(page)).toHaveAccessibleName(a!)
  await told(page).getByRole('button', { name: 'Open' }).click()
  await expect(paperOf(page, b!)).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true })

  test('a card is dragged by its number', async ({ page }) => {
    await openApp(page)
    const all = (await titles(page)).slice(0, 3)
    for (const title of all) {
      await rowOf(page, title)
        .getByRole('button', { name: /^Status/ })
        .tap()
      await page.getByRole('menuitemradio', { name: 'To read' }).tap()
      await expect(page.getByRole('menu')).toHaveCount(0)
    }
    await expect(saved(page)).toHaveText('Saved')
    await page.goto(UP_NEXT)
    const finger = await openFinger(page)
    const from = await middleOf(handle(page, all[2]!))
    const box = (await rowOf(page, all[0]!).boundingBox())!
    await finger.drag(from, [from[0], box.y + 10])
    await expect(page.locator('[data-dragging]')).toBeVisible()
    await finger.up()
    await expectOrder(page, [all[2], all[0], all[1]])
    await expect(told(page)).toHaveText('Moved to 1 of 3')
    await expect(rowOf(page, all[2]!).getByRole('button', { name: 'Status: To read' })).toBeVisible()
  })
})
