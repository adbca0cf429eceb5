import { expect, test, type Page } from '@playwright/test'
import { HYDRA, METIS, noteOf, openApp, paperOf, saved, titleOf } from './journey.ts'

const preview = (page: Page) => page.getByRole('group', { name: 'Preview' })
const open = async (page: Page, title = METIS) => {
  await openApp(page)
  await titleOf(page, title).click()
  await noteOf(page).click()
}
const selected = (page: Page) =>
  noteOf(page).evaluate(({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) =>
    value.slice(selectionStart, selectionEnd),
  )

test('the browser’s undo reverts edits made by keys of the note, and its redo repeats them', async ({ page }) => {
  await open(page)
  const texts = ['']
  const step = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
    texts.push(await noteOf(page).inputValue())
  }
  await page.keyboard.type('1. first')
  await step('Enter')
  await page.keyboard.type('second')
  await step('Tab')
  await step('Shift+Tab')
  await step('Home', 'Control+Shift+ArrowRight', 'Control+b')
  await step('Control+Enter')
  expect(texts.slice(1)).toEqual([
    '1. first\n2. ',
    '1. first\n   1. second',
    '1. first\n2. second',
    '1. first\n**2**. second',
    '1. first\n- [ ] **2**. second',
  ])

  const [seen, again] = [new Set<string>(), new Set<string>()]
  for (let i = 0; i < 40 && (await noteOf(page).inputValue()) !== ''; i += 1) {
    await page.keyboard.press('Control+z')
    seen.add(await noteOf(page).inputValue())
  }
  await expect(noteOf(page)).toHaveValue('')
  for (const text of texts.slice(2, -1)) expect(seen).toContain(text)
  for (let i = 0; i < 40 && (await noteOf(page).inputValue()) !== texts.at(-1); i += 1) {
    await page.keyboard.press('Control+Shift+z')
    again.add(await noteOf(page).inputValue())
  }
  for (const text of texts.slice(2)) expect(again).toContain(text)
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expect(noteOf(page)).toHaveValue(texts.at(-1)!)
})

test('the browser’s undo unticks a task that was ticked in the preview, and the caret stays in place', async ({
  page,
}) => {
  await open(page)
  await page.keyboard.type('- [ ] one')
  await page.keyboard.press('Enter')
  await page.keyboard.type('two')
  await noteOf(page).evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(6, 9))
  const box = preview(page).getByRole('checkbox', { name: 'one' })
  // In the same task, so that no empty box is painted in between.
  expect(await box.evaluate((element: HTMLInputElement) => (element.click(), element.checked))).toBe(true)
  await expect(noteOf(page)).toHaveValue('- [x] one\n- [ ] two')
  const other = preview(page).getByRole('checkbox', { name: 'two' })
  await other.check()
  await expect(other).toBeFocused()
  await noteOf(page).focus()
  expect(await selected(page)).toBe('one')
  await page.keyboard.press('Control+z')
  await expect(noteOf(page)).toHaveValue('- [x] one\n- [ ] two')
  await page.keyboard.press('Control+z')
  await expect(noteOf(page)).toHaveValue('- [ ] one\n- [ ] two')
  await expect(box).not.toBeChecked()
  for (let i = 0; i < 10; i += 1) await page.keyboard.press('Control+z')
  await expect(noteOf(page)).toHaveValue('')
})

test('a URL pasted over words becomes a link, which the browser’s undo reverts', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page)
  await page.keyboard.type('see this')
  await page.evaluate(() => navigator.clipboard.writeText('https://example.org/a_(b)'))
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Control+v')
  await expect(noteOf(page)).toHaveValue('see [this](https://example.org/a_%28b%29)')
  await expect(preview(page).getByRole('link', { name: 'this' })).toHaveAttribute(
    'href',
    'https://example.org/a_%28b%29',
  )
  await page.keyboard.press('Control+z')
  await expect(noteOf(page)).toHaveValue('see this')
})

test('papers are linked, opened and left by keyboard alone', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('j')
  await page.keyboard.press('w')
  await expect(noteOf(page)).toBeFocused()
  await page.keyboard.type('Compare [[hydr')
  const option = page.getByRole('listbox', { name: 'Papers' }).getByRole('option')
  await expect(option).toHaveText([/HydraRPC/])
  await expect(noteOf(page)).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id'))!)
  await page.keyboard.press('Enter')
  await page.keyboard.type('.')
  await expect(noteOf(page)).toHaveValue(`Compare [[${HYDRA}]].`)
  const link = preview(page).getByRole('link', { name: HYDRA })
  await expect(link).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(link).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(paperOf(page, HYDRA)).toBeVisible()
  const back = page.getByRole('region', { name: 'Linked from' }).getByRole('button')
  await back.focus()
  await page.keyboard.press('Enter')
  await expect(noteOf(page)).toHaveValue(`Compare [[${HYDRA}]].`)
  await page.goBack()
  await expect(paperOf(page, HYDRA)).toBeVisible()
})

test('the note fills the whole window alone, and leaves the page as it was', async ({ page }) => {
  await open(page)
  const lines = Array.from({ length: 200 }, (_, i) => `line ${i}`)
  await noteOf(page).fill(lines.join('\n'))
  await noteOf(page).evaluate((box: HTMLTextAreaElement) => {
    const at = box.value.indexOf('line 100')
    box.setSelectionRange(at, at + 7)
  })
  // The browser scrolls there.
  await page.keyboard.press('Shift+ArrowRight')
  const stands = () =>
    page.evaluate(() => {
      const box = document.querySelector<HTMLTextAreaElement>('textarea[data-note]')!
      const page = box.closest('[data-paper]')!
      return { box: box.scrollTop, page: page.scrollTop, from: box.selectionStart, to: box.selectionEnd }
    })
  const before = await stands()
  expect(before.box).toBeGreaterThan(0)
  await page.keyboard.press('Control+Shift+Enter')
  await expect(page.getByRole('dialog', { name: METIS })).toBeVisible()
  await expect(noteOf(page)).toBeFocused()
  expect(await selected(page)).toBe('line 100')
  for (const other of [page.getByRole('grid'), page.getByRole('searchbox'), titleOf(page, METIS)])
    await expect(other).toBeHidden()
  const reached = new Set<string>()
  for (let i = 0; i < 12; i += 1) {
    await page.keyboard.press('Shift+Tab')
    reached.add(
      await page.evaluate(() => {
        const at = document.activeElement!
        return at.closest('[role="dialog"]') ? 'the note' : at.tagName
      }),
    )
  }
  // After the page, Tab reaches the browser itself.
  expect([...reached].filter((where) => where !== 'BODY')).toEqual(['the note'])
  const width = await noteOf(page).evaluate((box) => {
    const style = getComputedStyle(box)
    const canvas = document.createElement('canvas').getContext('2d')!
    canvas.font = style.font
    const letters = 'the quick brown fox jumps over the lazy dog '
    const inside = box.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
    return inside / (canvas.measureText(letters).width / letters.length)
  })
  expect(width).toBeGreaterThan(56)
  expect(width).toBeLessThan(76)
  await noteOf(page).focus()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(noteOf(page)).toBeFocused()
  expect(await selected(page)).toBe('line 100')
  const after = await stands()
  expect(Math.abs(after.page - before.page)).toBeLessThan(3)
  expect(Math.abs(after.box - before.box)).toBeLessThan(60)
  await expect(titleOf(page, METIS)).toBeVisible()
})

test('commands work while the note fills the window, and a key pressed outside the box leaves it alone', async ({
  page,
}) => {
  await open(page)
  await noteOf(page).fill('some text')
  await page.keyboard.press('Control+Shift+Enter')
  const whole = page.getByRole('dialog', { name: METIS })
  await expect(whole).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: 'Command' })).toHaveCount(0)
  await expect(noteOf(page)).toBeFocused()
  await page.getByRole('radio', { name: 'Text' }).check()
  await page.mouse.click(30, 400)
  await page.keyboard.press('s')
  await expect(whole).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(whole).toHaveCount(0)
  await expect(paperOf(page, METIS).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'false')
  await expect(noteOf(page)).toHaveValue('some text')
})

const LONG_CODE = `Said[^a].\n\n\`\`\`\n${'x = 1; '.repeat(60)}\n\`\`\`\n\n[^a]: There.`

test('long code scrolls by itself, and footnotes lead there and back within the paper', async ({ page }) => {
  await open(page)
  await noteOf(page).fill(LONG_CODE)
  const code = preview(page).locator('pre')
  await expect(code).toHaveAttribute('tabindex', '0')
  await noteOf(page).fill('Said[^a].\n\n```\nx = 1\n```\n\n[^a]: There.')
  await expect(code).toHaveAttribute('tabindex', '-1')
  await noteOf(page).fill(LONG_CODE)
  await expect(code).toHaveAttribute('tabindex', '0')
  await code.focus()
  await expect(async () => {
    await code.press('ArrowRight')
    expect(await code.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0)
  }).toPass()
  expect(await preview(page).evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
  const address = page.url()
  await preview(page).getByRole('link', { name: '1', exact: true }).click()
  const back = preview(page).getByRole('link', { name: /^Back to reference/ })
  await expect(back).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(preview(page).getByRole('link', { name: '1', exact: true })).toBeFocused()
  expect(page.url()).toBe(address)
})

test('the text and its preview are side by side where there is room', async ({ page }) => {
  await page.setViewportSize({ width: 2300, height: 900 })
  await open(page)
  await noteOf(page).fill('a **note**')
  const places = async () => {
    const [box, shown] = [(await noteOf(page).boundingBox())!, (await preview(page).boundingBox())!]
    return shown.x >= box.x + box.width ? 'beside' : shown.y >= box.y + box.height ? 'below' : 'over'
  }
  await expect.poll(places).toBe('beside')
  await page.setViewportSize({ width: 1280, height: 900 })
  await expect.poll(places).toBe('below')
  await page.keyboard.press('Control+Shift+Enter')
  await expect.poll(places).toBe('beside')
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true })

  test('the formatting buttons are as large as a thumb, write at the caret, and keep the focus in the box', async ({
    page,
  }) => {
    await openApp(page)
    await titleOf(page, METIS).tap()
    await noteOf(page).tap()
    const signs = page.getByRole('toolbar', { name: 'Signs' }).getByRole('button')
    for (const sign of await signs.all()) {
      const { width, height } = (await sign.boundingBox())!
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
    }
    await page.keyboard.type('read')
    await page.getByRole('button', { name: 'Task' }).tap()
    await page.keyboard.press('Enter')
    await page.keyboard.type('then ')
    await page.getByRole('button', { name: 'Deeper in a list' }).tap()
    await page.getByRole('button', { name: 'Bold' }).tap()
    await page.keyboard.type('x')
    await expect(noteOf(page)).toBeFocused()
    await expect(noteOf(page)).toHaveValue('- [ ] read\n  - [ ] then **x**')
    await page.keyboard.press('End')
    await page.keyboard.type(' ')
    await page.getByRole('button', { name: 'Link a paper' }).tap()
    await page.keyboard.type('hydra')
    await page.getByRole('listbox').getByRole('option').tap()
    await expect(noteOf(page)).toHaveValue(`- [ ] read\n  - [ ] then **x** [[${HYDRA}]]`)
    expect(
      await noteOf(page).evaluate((box) => Number.parseFloat(getComputedStyle(box).fontSize)),
    ).toBeGreaterThanOrEqual(16)
  })

  for (const [how, prepare] of [
    ['in the paper', async () => {}],
    ['in the whole window', (page: Page) => page.getByRole('button', { name: 'Fill the window' }).tap()],
  ] as const) {
    test(`an on-screen keyboard covers neither the current line nor the formatting buttons, ${how}`, async ({
      page,
    }) => {
      await openApp(page)
      await titleOf(page, METIS).tap()
      await prepare(page)
      await noteOf(page).tap()
      // The window shrinks with the keyboard, as index.html asks for.
      await page.setViewportSize({ width: 375, height: 390 })
      for (let i = 0; i < 30; i += 1) {
        await page.keyboard.type(`line ${i}`)
        await page.keyboard.press('Enter')
      }
      const room = await page.evaluate(() => {
        const box = document.querySelector<HTMLTextAreaElement>('textarea[data-note]')!
        const scrolled = box.scrollHeight - box.clientHeight
        const { bottom } = box.getBoundingClientRect()
        const padding = Number.parseFloat(getComputedStyle(box).paddingBottom)
        const tools = document.querySelector('[role="toolbar"]')!.getBoundingClientRect()
        // The caret is in the last line.
        return { caret: bottom - padding + Math.max(0, scrolled - box.scrollTop), tools: tools.top, end: tools.bottom }
      })
      expect(room.caret).toBeLessThanOrEqual(room.tools)
      expect(room.end).toBeLessThanOrEqual(390)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    })
  }
})
