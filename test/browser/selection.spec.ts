import { expect, test, type Page } from '@playwright/test'
import { count, METIS, openApp, paperOf, rowOf, saved, search, SUPERBENCH, titleOf } from './journey.ts'

const bar = (page: Page) => page.getByRole('region', { name: 'Selected papers' })
const selected = (page: Page) => page.locator('[role="row"][aria-selected="true"]')
const told = (page: Page) => page.locator('[data-toast]').filter({ hasText: /./ })

test('rows are selected with the mouse, without their text, and no row moves under the pointer', async ({ page }) => {
  await openApp(page)
  const place = await rowOf(page, METIS).boundingBox()
  await titleOf(page, SUPERBENCH).click({ modifiers: ['Control'] })
  await expect(bar(page)).toContainText('1 selected')
  expect(await rowOf(page, METIS).boundingBox()).toEqual(place)
  await titleOf(page, METIS).click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('4 selected')
  await expect(selected(page)).toHaveCount(4)
  expect(await page.evaluate(() => String(getSelection()))).toBe('')
  await expect(page.locator('[role="row"]:focus').getByRole('rowheader')).toHaveAccessibleName(METIS)
  await rowOf(page, SUPERBENCH).click({ modifiers: ['Control'], position: { x: 600, y: 30 } })
  await expect(selected(page)).toHaveCount(3)
  await expect(paperOf(page, METIS)).toHaveCount(0)
  await page.keyboard.press('4')
  await expect(told(page)).toHaveText('3 papers changed')
  await page.keyboard.press('Escape')
  await expect(bar(page)).toHaveCount(0)
})

test('a row selected at the lower edge stays in view', async ({ page }) => {
  await openApp(page)
  const last = page.getByRole('row').nth(12)
  await last.click({ modifiers: ['Control'], position: { x: 500, y: 5 } })
  await expect(bar(page)).toBeVisible()
  await expect(last).toBeInViewport({ ratio: 1 })
})

test('a row that a key leads to is in view to its last pixel', async ({ page }) => {
  await openApp(page)
  await expect(page.getByRole('region', { name: 'Welcome' })).toBeVisible()
  for (let row = 1; row <= 12; row++) await page.keyboard.press('ArrowDown')
  const last = page.getByRole('row').nth(12)
  await expect(last).toBeFocused()
  // All but a part of a pixel: the list ends between two.
  await expect(last).toBeInViewport({ ratio: 0.99 })
})

test.describe('while the welcome loads', () => {
  test.use({ viewport: { width: 375, height: 740 } })

  test('a pressed row stays under the pointer, even if the welcome covers its lower part', async ({ page }) => {
    let deliver = () => {}
    const isPressed = new Promise<void>((done) => (deliver = done))
    await page.route('**/Welcome-*.js', async (route) => {
      await isPressed
      await route.continue()
    })
    await openApp(page)
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('title', /Z/)
    const titles = await page.getByRole('rowheader').all()
    const boxes = await Promise.all(titles.map((title) => title.locator('..').boundingBox()))
    // The welcome covers the lowest quarter.
    const place = boxes.findIndex((box) => box!.y + box!.height > 740 * 0.75)
    const name = (await titles[place]!.getAttribute('aria-label'))!
    const { x, y } = (await titles[place]!.boundingBox())!
    await page.mouse.move(x + 30, y + 12)
    await page.mouse.down()
    deliver()
    await expect(page.getByRole('region', { name: 'Welcome' })).toBeVisible()
    await page.mouse.up()
    await expect(paperOf(page, name)).toBeVisible()
  })
})

test('all matching papers get a tag in one step, and lose it in one', async ({ page }) => {
  await openApp(page)
  await search(page).fill('has:code')
  await expect(count(page)).toHaveText('13 of 23 papers')
  await page.keyboard.press('ArrowDown')
  await expect(search(page)).not.toBeFocused()
  await page.keyboard.press('Control+a')
  await bar(page).getByRole('button', { name: 'Tags' }).click()
  await page.getByLabel('Add a tag').fill('to run')
  await page.keyboard.press('Enter')
  await expect(told(page)).toHaveText('13 papers changed')
  await page.keyboard.press('Escape')
  await expect(saved(page)).toHaveText('Saved')
  await search(page).fill('tag:"to run"')
  await expect(count(page)).toHaveText('13 of 23 papers')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(told(page)).toHaveText('Undone: 13 papers')
  await search(page).fill('tag:"to run" ')
  await expect(count(page)).toHaveText('0 of 23 papers')
})

test.describe('by touch', () => {
  test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true })

  test('rows are selected, marked and deselected', async ({ page }) => {
    await openApp(page)
    const cdp = await page.context().newCDPSession(page)
    const held = titleOf(
      page,
      'FwdLLM: Efficient Federated Finetuning of Large Language Models with Perturbed Inferences',
    )
    const { x, y, width, height } = (await held.boundingBox())!
    const touchPoints = [{ x: x + width / 2, y: y + height / 2 }]
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    await expect(bar(page)).toContainText('1 selected')
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expect(bar(page)).toContainText('1 selected')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect(await page.evaluate(() => String(getSelection()))).toBe('')
    await page.getByRole('row').nth(1).tap()
    await page.getByRole('rowheader').nth(1).tap()
    await expect(selected(page)).toHaveCount(3)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    for (const button of await bar(page).getByRole('button').all()) {
      const { width, height } = (await button.boundingBox())!
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(40)
    }
    await bar(page).getByRole('button', { name: 'Status' }).tap()
    await page.getByRole('menuitemradio', { name: 'To read' }).tap()
    await expect(told(page)).toHaveText('3 papers changed')
    await bar(page).getByRole('button', { name: 'Select none' }).tap()
    await expect(bar(page)).toHaveCount(0)
    await titleOf(page, 'PUZZLE: Efficiently Aligning Large Language Models through Light-Weight Context Switch').tap()
    await expect(page.getByRole('dialog')).toHaveCount(1)
  })
})
