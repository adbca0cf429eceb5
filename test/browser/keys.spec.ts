import { expect, test, type Page } from '@playwright/test'
import { count, HYDRA, METIS, noteOf, openApp, paperOf, rowOf, saved, search, titleOf } from './journey.ts'

const STAR = 'Star or unstar'
const help = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' })
const lineOf = (page: Page, label: string) =>
  help(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(label, { exact: true }) })
const active = (page: Page) => page.locator('[role="row"]:focus').getByRole('rowheader')

/** Binds keys to a command with the keyboard alone. */
async function give(page: Page, label: string, ...keys: readonly string[]) {
  await help(page)
    .getByRole('button', { name: `Change: ${label}`, exact: true })
    .focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: `New key: ${label}` })).toBeFocused()
  for (const key of keys) await page.keyboard.press(key)
}

test('keys are changed by keyboard, survive a reload, and are undone', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('?')
  await give(page, 'Next paper', 'Shift+J')
  await expect(lineOf(page, 'Next paper').locator('kbd')).toHaveText(['Shift', 'J', '↓'])
  await give(page, STAR, 'Control+e')
  await give(page, 'Mark as Read', '@')
  await page.keyboard.press('Escape')
  await expect(help(page)).toHaveCount(0)
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expect(count(page)).toHaveText('23 papers')
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+J')
  await expect(active(page)).toHaveAccessibleName(/CachedAttention$/)
  const row = page.locator('[role="row"]:focus')
  for (const key of ['s', '4', 'Control+e', 'Shift+@']) await page.keyboard.press(key)
  await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  await expect(row.getByRole('button', { name: 'Status: Read' })).toBeVisible()
  await row.getByRole('button', { name: 'Star' }).hover()
  await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('title', `${STAR} (Ctrl E)`)

  await page.keyboard.press('?')
  await page.getByRole('button', { name: 'Reset all keys' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Shift+J')
  await expect(active(page)).toHaveAccessibleName(/^Quant-LLM/)
})

test('a clash or a reserved key is refused with a reason, and Escape only ends the change', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('?')
  const alert = help(page).getByRole('alert')
  await give(page, STAR, 'j')
  await expect(alert).toHaveText('j is “Next paper”. Take it from there first.')
  await page.keyboard.press('F5')
  await expect(alert).toHaveText('F5 is the browser’s.')
  await page.keyboard.press('Enter')
  await expect(alert).toHaveText(/^Enter always opens/)
  await page.keyboard.press('Escape')
  await expect(help(page)).toBeVisible()
  await expect(help(page).getByRole('button', { name: `Change: ${STAR}` })).toBeFocused()
  await give(page, STAR)
  await page.keyboard.press('Tab')
  await expect(help(page).getByRole('textbox')).toHaveCount(0)
  await expect(lineOf(page, STAR).locator('kbd')).toHaveText(['s'])
  await page.keyboard.press('Escape')
  await expect(help(page)).toHaveCount(0)
})

test('the focus returns to its place once a dialog is closed', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('j')
  await expect(active(page)).toHaveAccessibleName(/CachedAttention$/)
  for (const [key, box] of [
    ['?', help(page).getByRole('button', { name: 'Close', exact: true })],
    ['Control+k', page.getByRole('combobox', { name: 'Command' })],
    ['#', page.getByLabel('Add a tag')],
  ] as const) {
    await page.keyboard.press(key)
    await expect(box).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(active(page)).toHaveAccessibleName(/CachedAttention$/)
  }
})

test('the keyboard goes to the row of a paper that was added by keyboard', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await expect(page.getByRole('dialog', { name: 'Add papers' }).getByRole('textbox').first()).toBeFocused()
  await page.keyboard.type('Cache lines')
  await page.keyboard.press('Enter')
  await expect(count(page)).toHaveText('24 papers')
  await expect(active(page)).toHaveText('Cache lines')
})

test('a key bound in one tab works in the other', async ({ page, context }) => {
  await openApp(page)
  const other = await context.newPage()
  await openApp(other)
  await page.keyboard.press('?')
  await give(page, 'Next paper', 'l')
  await page.keyboard.press('Escape')
  await expect(saved(page)).toHaveText('Saved')
  await expect(async () => {
    await other.keyboard.press('l')
    await expect(active(other)).toHaveCount(1)
  }).toPass()
})

test('no key runs a command while it is typed, composed, or meant for an open dialog', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('?')
  // Closing and the palette with a letter as key: commands that work in text boxes must not take a letter there.
  await give(page, 'Command palette', 'p')
  await give(page, 'Close the paper, or clear the selection', 'q')
  await page.keyboard.press('Escape')
  await titleOf(page, METIS).click()
  const undo = page.getByRole('button', { name: 'Undo' })
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(undo).toBeDisabled()
  await page.getByRole('button', { name: 'Redo' }).click()
  await page.getByRole('button', { name: 'Redo' }).click()

  const keys = 'jks12345xnoct/?pq#'
  await search(page).click()
  await page.keyboard.type(keys)
  await expect(search(page)).toHaveValue(keys)
  await search(page).fill('')
  await noteOf(page).click()
  await page.keyboard.type(keys)
  await expect(noteOf(page)).toHaveValue(keys)
  await expect(paperOf(page, METIS)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Tags' }).click()
  await page.keyboard.type('sqp?')
  await expect(page.getByRole('combobox', { name: 'Tags' })).toHaveValue('sqp?')
  await page.getByRole('combobox', { name: 'Tags' }).fill('')

  const cdp = await page.context().newCDPSession(page)
  await noteOf(page).focus()
  await cdp.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 's', windowsVirtualKeyCode: 229 })
  await cdp.send('Input.insertText', { text: '日本' })
  await expect(noteOf(page)).toHaveValue(`${keys}日本`)

  const row = rowOf(page, METIS)
  await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'false')
  await expect(row.getByRole('button', { name: 'Status: Unread' })).toBeVisible()
  await expect(row).toHaveAttribute('aria-selected', 'false')

  // A click beside the controls of a dialog moves the focus to the body.
  await titleOf(page, METIS).click()
  await page.keyboard.press('?')
  await help(page).getByText('They work outside of text boxes.').click()
  await page.keyboard.type('s4x')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Venue' }).focus()
  await page.keyboard.type('s4xj')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('group', { name: 'Columns' })).toBeHidden()
  await expect(paperOf(page, METIS)).toBeVisible()
  await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'false')
  await expect(row).toHaveAttribute('aria-selected', 'false')
  await page.keyboard.press('q')
  await expect(paperOf(page, METIS)).toHaveCount(0)
})

test('keys are read as the keyboard layout types them', async ({ page }) => {
  await openApp(page)
  const cdp = await page.context().newCDPSession(page)
  const press = async (event: { key: string; code: string; modifiers?: number; text?: string }) => {
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event })
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
  }
  const SHIFT = 8
  // A German keyboard: ? is Shift and ß, / is Shift and 7.
  await press({ key: '?', code: 'Minus', modifiers: SHIFT, text: '?' })
  await expect(help(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await press({ key: '/', code: 'Digit7', modifiers: SHIFT, text: '/' })
  await expect(search(page)).toBeFocused()
  await page.keyboard.press('Escape')
  // A French keyboard types digits with Shift. With Caps Lock on, letters are the same keys.
  await press({ key: 'J', code: 'KeyJ', text: 'J' })
  await expect(active(page)).toHaveCount(1)
  await press({ key: '4', code: 'Digit4', modifiers: SHIFT, text: '4' })
  await expect(page.locator('[role="row"]:focus').getByRole('button', { name: 'Status: Read' })).toBeVisible()
  // A Russian keyboard, whose letters can be bound to commands.
  await page.keyboard.press('?')
  await help(page)
    .getByRole('button', { name: `Change: ${STAR}` })
    .click()
  await press({ key: 'ы', code: 'KeyS', text: 'ы' })
  await expect(lineOf(page, STAR).locator('kbd')).toHaveText(['ы'])
  await page.keyboard.press('Escape')
  await press({ key: 'ы', code: 'KeyS', text: 'ы' })
  await expect(page.locator('[role="row"]:focus').getByRole('button', { name: 'Star' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})

for (const [kind, viewport] of Object.entries({
  'a desk': { width: 1280, height: 800 },
  'a phone': { width: 375, height: 740 },
})) {
  test.describe(`on ${kind}`, () => {
    test.use({ viewport })

    test('the palette finds a paper, opens it, and writes a topic into the query', async ({ page }) => {
      await openApp(page)
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused()
      await page.keyboard.type('hydra')
      await page.keyboard.press('Enter')
      await expect(paperOf(page, HYDRA)).toBeVisible()
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.keyboard.type('#remote proc')
      await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1)
      await page.keyboard.press('Enter')
      await expect(search(page)).toHaveValue('topic:"Remote Procedure Call (RPC)"')
      await expect(count(page)).toHaveText('1 of 23 papers')
    })

    test('the palette and the help fit the screen, and the selected choice is in view', async ({ page }) => {
      await openApp(page)
      const overflow = () =>
        page.evaluate(() => {
          const dialog = document.querySelector('dialog[open]')!
          const { left, right, top, bottom } = dialog.getBoundingClientRect()
          return [dialog.scrollWidth > dialog.clientWidth, left < 0, top < 0, right > innerWidth, bottom > innerHeight]
        })
      await page.keyboard.press('Control+k')
      const box = page.getByRole('dialog')
      const before = await box.boundingBox()
      for (const key of ['End', 'ArrowDown', 'ArrowUp', 'PageUp']) {
        await page.keyboard.press(key)
        const chosen = page.getByRole('listbox').getByRole('option', { selected: true })
        await expect(chosen).toBeInViewport({ ratio: 0.9 })
      }
      expect(await overflow()).toEqual([false, false, false, false, false])
      await page.keyboard.type('se')
      await expect(page.getByRole('group', { name: 'Papers' })).toBeVisible()
      expect(await box.boundingBox()).toEqual(before)
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.getByRole('button', { name: `Change: ${STAR}` }).click()
      await page.keyboard.press('j')
      expect(await overflow()).toEqual([false, false, false, false, false])
    })
  })
}

test('on a phone the palette opens from the menu More', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 })
  await openApp(page)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Commands' }).click()
  await page.getByRole('combobox', { name: 'Command' }).fill('metis')
  await page.getByRole('option', { name: METIS }).click()
  await expect(paperOf(page, METIS)).toBeVisible()
})

test('Space shows the rest of the open paper, and after its end the next paper', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 })
  await openApp(page)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const paper = page.getByRole('region', { name: /CachedAttention$/ })
  await expect(paper).toBeVisible()
  const top = () => paper.evaluate(({ scrollTop }) => scrollTop)
  expect(await top()).toBe(0)
  await page.keyboard.press('Space')
  expect(await top()).toBeGreaterThan(200)
  await page.keyboard.press('Shift+Space')
  expect(await top()).toBe(0)
  await paper.getByRole('button', { name: 'Star' }).press('Space')
  await expect(paper.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  expect(await top()).toBe(0)
  await page.locator('[role="row"][tabindex="0"]').focus()
  const next = page.getByRole('region', { name: /^Quant-LLM/ })
  await expect(async () => {
    await page.keyboard.press('Space')
    await expect(next).toBeVisible({ timeout: 100 })
  }).toPass()
  expect(await next.evaluate(({ scrollTop }) => scrollTop)).toBe(0)
  await page.keyboard.press('n')
  await page.keyboard.type('a b')
  await expect(noteOf(page)).toHaveValue('a b')
})
