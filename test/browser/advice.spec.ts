import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { parseList } from '../../src/model/paper/list.ts'
import { createPapers } from '../bench/papers.ts'
import { keep, putKept, toPapers } from '../support/histories.ts'
import { count, openApp, paperOf, saved, search } from './journey.ts'

test.use({ viewport: { width: 1280, height: 800 } })

const BUNDLED = parseList('atc24.json', readFileSync('data/atc24.json', 'utf8')).list!.papers

const dialog = (page: Page) => page.getByRole('dialog', { name: 'What to read next' })
const papers = (page: Page) => dialog(page).getByRole('list', { name: 'Papers to read next' })
const titles = (page: Page) => dialog(page).getByRole('heading', { level: 3 })

/** Opens the app after the first three papers, which are about large language models, were read. */
async function openAsReader(page: Page) {
  await putKept(
    page,
    keep(BUNDLED, (_, place) => (place < 3 ? [[3, 'read']] : []), Date.now()),
  )
  await openApp(page)
}

test('recommendations show reasons, and a decided paper leaves the list and returns when undone', async ({ page }) => {
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  await openAsReader(page)
  await page.waitForLoadState('networkidle')
  expect(fetched.filter((path) => /advi|alike/i.test(path))).toEqual([])
  await page.keyboard.press('r')
  await expect(papers(page)).toBeVisible()
  const first = (await titles(page).first().textContent())!
  expect(first).toMatch(/Large Language Models/)
  await expect(papers(page).getByRole('list', { name: 'Why' }).first()).toContainText('Large Language Models')
  await dialog(page).getByRole('button', { name: first }).focus()
  await page.keyboard.press('2')
  await expect(titles(page).filter({ hasText: first })).toHaveCount(0)
  await expect(titles(page).first().getByRole('button')).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(titles(page).filter({ hasText: first })).toHaveCount(1)
  await dialog(page).getByRole('button', { name: first }).focus()
  await page.keyboard.press('2')
  await page.keyboard.press('Escape')
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.reload()
  await search(page).fill('is:to-read')
  await expect(count(page)).toHaveText('1 of 23 papers')
})

test('a paper opens from the recommendations, and similar papers open from it', async ({ page }) => {
  await openAsReader(page)
  await page.getByRole('button', { name: 'What to read next' }).click()
  await expect(papers(page)).toBeVisible()
  const title = (await titles(page).first().textContent())!
  await titles(page).first().getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  const alike = paperOf(page, title).getByRole('region', { name: 'Papers like this one' }).getByRole('button')
  await expect(alike).not.toHaveCount(0)
  const other = (await alike.first().textContent())!
  await alike.first().click()
  await expect(paperOf(page, other)).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 740 } })

  test('the recommendations fit, and their controls are as large as a thumb', async ({ page }) => {
    await openAsReader(page)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'What to read next' }).click()
    await expect(papers(page)).toBeVisible()
    for (const button of await papers(page).getByRole('button').all())
      expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44)
    expect(await dialog(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    const first = (await titles(page).first().textContent())!
    await papers(page).getByRole('button', { name: 'Skip' }).first().click()
    await expect(titles(page).filter({ hasText: first })).toHaveCount(0)
  })
})

test('twenty thousand papers are compared while the search keeps answering', async ({ page }) => {
  const own = createPapers(20_000)
  const marks = keep(
    toPapers(own),
    (_, place) => (place % 10 < 3 ? [[place % 300, place % 10 === 0 ? 'skipped' : 'read']] : []),
    Date.now(),
  )
  await putKept(page, marks, own)
  await openApp(page)
  await expect(count(page)).toHaveText('20,023 papers')
  await page.keyboard.press('r')
  await expect(dialog(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await search(page).fill('is:unread caching')
  await expect(count(page)).toHaveText(/^[\d,]+ of 20,023 papers$/)
  await page.getByRole('button', { name: 'What to read next' }).click()
  await expect(titles(page)).toHaveCount(10)
  await dialog(page).getByRole('button', { name: 'Ten more' }).click()
  await expect(titles(page)).toHaveCount(20)
})
