import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { hasCode, METIS, noteOf, titleOf } from './journey.ts'

const BUDGET_BYTES = 214_500
const { DIST = 'dist' } = process.env

// Strings that only the parsers of notes contain.
const OF_MARKDOWN = 'codeFencedFence'
const OF_FORMULAS = 'temml'

test('a first visit loads at most 214.5 KB of compressed code before the first row', async ({ page }) => {
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('[role="rowheader"]')) return
      performance.mark('first-row')
      seen.disconnect()
    })
    seen.observe(document, { childList: true, subtree: true })
  })
  await page.goto('./')
  await page.getByRole('rowheader').first().waitFor()
  const before = await page.evaluate(() => {
    const { startTime: end } = performance.getEntriesByName('first-row')[0]!
    const fetched = performance.getEntriesByType('resource').filter(({ startTime }) => startTime <= end)
    return [location.href, ...fetched.map(({ name }) => name)]
  })
  const files = before
    .map((url) => new URL(url).pathname.replace(/\/$/, '/index.html'))
    .filter((path) => /\.(?:js|css|html)$/.test(path))
  const shipped = await Promise.all(
    files.map(async (path) => [path, gzipSync(await readFile(join(DIST, path)), { level: 9 }).length] as const),
  )
  const total = shipped.reduce((sum, [, size]) => sum + size, 0)
  console.log(shipped.map(([path, size]) => `${path} ${size}`).join('\n'), `\ntogether ${total}`)
  // The engine runs in the page where papers are few.
  expect(await Promise.all(page.workers().map((worker) => worker.evaluate(() => self.name)))).not.toContain('engine')
  expect(total).toBeLessThanOrEqual(BUDGET_BYTES)
})

test('the preview loads with the first note, and formulas with the first formula', async ({ page }) => {
  const has = () => Promise.all([hasCode(page, OF_MARKDOWN), hasCode(page, OF_FORMULAS)])
  await page.goto('./')
  await titleOf(page, METIS).click()
  await expect(noteOf(page)).toBeVisible()
  expect(await has()).toEqual([false, false])
  await noteOf(page).fill('It costs $5 and $6.')
  await expect(page.getByRole('group', { name: 'Preview' }).locator('p')).toHaveText('It costs $5 and $6.')
  // Until the parser has loaded, the preview shows the text as typed.
  await expect.poll(has).toEqual([true, false])
  await noteOf(page).fill('It costs $5 and $6, or $x^2$.')
  await expect(page.locator('math')).toHaveCount(1)
  await expect(page.getByRole('group', { name: 'Preview' })).toContainText('It costs $5 and $6, or')
  await expect.poll(has).toEqual([true, true])
})

test('no request goes to another origin', async ({ page, baseURL }) => {
  const away: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(`${baseURL}/`)) away.push(request.url())
  })
  await page.goto('./')
  await titleOf(page, METIS).click()
  await noteOf(page).fill('![picture](https://example.org/a.png) <img src="https://example.org/b.png">')
  await expect(page.getByRole('group', { name: 'Preview' }).getByRole('link', { name: 'picture' })).toBeVisible()
  expect(away).toEqual([])
})
