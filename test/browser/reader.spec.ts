import { expect, test } from '@playwright/test'
import { count, grid, METIS, noteOf, openApp, paperOf, rowOf, saved, search, titleOf } from './journey.ts'

// What a screen reader relies on: roles, names, states, focus and live regions.

for (const [kind, viewport] of Object.entries({
  'a desk': { width: 1280, height: 800 },
  'a phone': { width: 375, height: 740 },
})) {
  test.describe(`on ${kind}`, () => {
    test.use({ viewport })

    test('the page has landmarks and headings with names, and every control has a name', async ({ page }) => {
      await openApp(page)
      await expect(page.getByRole('banner')).toHaveCount(1)
      await expect(page.getByRole('main')).toHaveCount(1)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Offprint')
      if (viewport.width > 1100) {
        await expect(page.getByRole('complementary', { name: 'Views and filters' })).toBeVisible()
        await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible()
      }
      for (const role of ['button', 'link', 'checkbox', 'searchbox', 'columnheader', 'rowheader'] as const) {
        await expect(page.getByRole(role, { name: /^\s*$/ })).toHaveCount(0)
      }
    })

    test('a paper is found, opened, marked and left by keyboard, and each result is announced', async ({ page }) => {
      await openApp(page)
      await page.keyboard.press('/')
      await expect(search(page)).toBeFocused()
      await page.keyboard.type('metis')
      await expect(count(page)).toHaveText('1 of 23 papers')
      await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
      await page.keyboard.press('Escape')
      await search(page).fill('metis')
      await search(page).blur()
      await page.keyboard.press('j')
      await expect(rowOf(page, METIS)).toBeFocused()

      await page.keyboard.press('4')
      await expect(rowOf(page, METIS).getByRole('button', { name: 'Status: Read', exact: true })).toBeVisible()
      await expect(saved(page)).toHaveText('Saved')
      await page.keyboard.press('Enter')
      const paper = paperOf(page, METIS)
      await expect(paper).toBeVisible()
      await expect(paper.getByRole('heading', { name: METIS })).toBeVisible()
      await expect(paper.getByRole('list', { name: 'Topics' })).toBeVisible()
      await page.keyboard.press('n')
      await expect(noteOf(page)).toBeFocused()
      await page.keyboard.type('words')
      await expect(saved(page).first()).toHaveText('Saved')
      await page.keyboard.press('Escape')
      if (await paper.count()) await page.keyboard.press('Escape')
      await expect(paper).toHaveCount(0)
      await expect(rowOf(page, METIS)).toBeFocused()
    })

    test('menus and dialogs take the focus, and return it to its place', async ({ page }) => {
      await openApp(page)
      const status = rowOf(page, METIS).getByRole('button', { name: /^Status/ })
      await status.click()
      await expect(page.getByRole('menu', { name: 'Status' })).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('menu')).toHaveCount(0)
      await expect(status).toBeFocused()
      await titleOf(page, METIS).click()
      await expect(paperOf(page, METIS)).toBeVisible()
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
      await expect(help).toBeVisible()
      expect(await help.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
      await page.keyboard.press('Escape')
      await expect(help).toHaveCount(0)
      expect(await page.evaluate(() => document.activeElement?.closest('[role="row"]') !== null)).toBe(true)
    })
  })
}

test('announcements are polite, in live regions that existed before', async ({ page }) => {
  await openApp(page)
  const told = page.locator('[data-toast]')
  await expect(told).toHaveAttribute('aria-live', 'polite')
  await expect(told).toHaveText('')
  await page.keyboard.press('Control+a')
  await expect(told).toHaveText('23 papers selected')
})

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })
  test('nothing moves by itself', async ({ page }) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await expect(noteOf(page)).toBeVisible()
    const moving = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('*')]
            .map((one) => getComputedStyle(one))
            .filter(
              ({ transitionProperty, transitionDuration, animationName, scrollBehavior }) =>
                (transitionProperty !== 'none' && transitionDuration !== '0s') ||
                animationName !== 'none' ||
                scrollBehavior === 'smooth',
            ).length,
      )
    expect(await moving()).toBe(0)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  })
})

test.describe('above an on-screen keyboard', () => {
  test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true })
  test('the current line stays in view, at the top and at the end of a long note', async ({ page }) => {
    await openApp(page)
    await expect(page.locator('meta[name="viewport"]')).toHaveAttribute('content', /interactive-widget=resizes-content/)
    await titleOf(page, METIS).tap()
    await noteOf(page).fill(Array.from({ length: 60 }, (_, i) => `Line ${i}`).join('\n'))
    for (const key of ['Control+End', 'Control+Home']) {
      await page.setViewportSize({ width: 375, height: 740 })
      await noteOf(page).focus()
      await page.keyboard.press(key)
      // As the browser shrinks the page for the keyboard, where the page asks for it.
      await page.setViewportSize({ width: 375, height: 340 })
      await page.waitForFunction(() => innerHeight === 340)
      await page.keyboard.type('x')
      const lineOf = () =>
        noteOf(page).evaluate((box) => {
          const { value, selectionEnd } = box as HTMLTextAreaElement
          const style = getComputedStyle(box)
          const before = value.slice(0, selectionEnd).split('\n').length
          const top = box.getBoundingClientRect().top + parseFloat(style.paddingTop) - box.scrollTop
          const height = parseFloat(style.lineHeight)
          return { top: top + (before - 1) * height, bottom: top + before * height }
        })
      await expect.poll(async () => (await lineOf()).top).toBeGreaterThanOrEqual(0)
      await expect.poll(async () => (await lineOf()).bottom).toBeLessThanOrEqual(340)
      const line = await lineOf()
      const { x, y } = { x: 60, y: (line.top + line.bottom) / 2 }
      expect(await page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)?.tagName, [x, y])).toBe('TEXTAREA')
    }
  })
})
