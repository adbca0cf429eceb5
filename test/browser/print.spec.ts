import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { violations } from './axe.ts'
import { count, grid, METIS, openApp, rowOf, search } from './journey.ts'

type Bundled = { readonly papers: readonly { readonly title: string }[] }
const BUNDLED = (JSON.parse(readFileSync('data/atc24.json', 'utf8')) as Bundled).papers

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Print the list' })
/** What is on the paper. */
const sheet = (page: Page) => page.locator('[data-printed]')
const papers = (page: Page) => sheet(page).getByRole('listitem')

async function openPrint(page: Page, papers: string) {
  await page.keyboard.press('Control+p')
  await expect(dialog(page).getByRole('status')).toHaveText(papers)
  await page.emulateMedia({ media: 'print' })
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length

test('all papers are on paper with number, title, venue, status, tags and note, and nothing else is', async ({
  page,
}) => {
  await openApp(page)
  await rowOf(page, METIS).focus()
  await page.keyboard.press('4')
  await page.keyboard.press('n')
  await page.keyboard.type('Planner for mixed clusters. ')
  await page.keyboard.type('word '.repeat(120))
  await page.keyboard.press('Escape')
  await openPrint(page, '23 papers')
  await expect(papers(page)).toHaveCount(23)
  expect(await papers(page).locator('strong').allTextContents()).toEqual(BUNDLED.map(({ title }) => title))
  await expect(sheet(page).getByRole('heading')).toHaveText('All papers')
  const metis = papers(page).filter({ hasText: METIS })
  await expect(metis).toContainText('ATC 2024 · Read')
  await expect(metis).toContainText(/Planner for mixed clusters\..*word …$/)
  await expect(dialog(page)).toBeHidden()
  await expect(grid(page)).toBeHidden()
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBeGreaterThan(1)

  await page.emulateMedia({ media: 'screen' })
  await expect(sheet(page)).toBeHidden()
  await dialog(page).getByRole('checkbox', { name: 'With your notes' }).uncheck()
  await page.emulateMedia({ media: 'print' })
  await expect(metis).toContainText('ATC 2024 · Read')
  await expect(metis).not.toContainText('Planner')
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toHaveCount(0)
})

test('1,000 papers are on paper, though the list holds few rows', async ({ page }) => {
  const many = Array.from({ length: 1000 }, (_, i) => ({ title: `Paper number ${i}`, authors: ['Ada L.', 'Alan T.'] }))
  await page.route('**/atc24-*.json', (route) =>
    route.fulfill({ json: { id: 'many', title: 'Many', venue: 'ATC', year: 2024, papers: many } }),
  )
  await openApp(page)
  await expect(count(page)).toHaveText('1,000 papers')
  expect(await grid(page).getByRole('row').count()).toBeLessThan(100)
  await openPrint(page, '1,000 papers')
  await expect(papers(page)).toHaveCount(1000)
  await expect(papers(page).last()).toContainText('Paper number 999')
  await expect(papers(page).last()).toContainText('Ada L., Alan T.')
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBeGreaterThan(30)
})

test('groups are headings, in the order of the list, and the numbers go on', async ({ page }) => {
  await openApp(page, './?q=has:code&group=topic')
  await openPrint(page, '13 papers')
  const [first] = await sheet(page).getByRole('heading', { level: 2 }).allTextContents()
  expect(first).toMatch(/^Large Language Models/)
  await expect(sheet(page).getByRole('heading', { level: 1 })).toHaveText('has:code')
  expect(await papers(page).count()).toBeGreaterThanOrEqual(13)
  const starts = await sheet(page)
    .locator('ol')
    .evaluateAll((lists) => lists.map((list) => [(list as HTMLOListElement).start, list.children.length] as const))
  for (const [i, [start]] of starts.entries()) {
    expect(start).toBe(1 + starts.slice(0, i).reduce((sum, [, papers]) => sum + papers, 0))
  }
})

test('Print opens the browser’s own dialog', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('Control+p')
  await page.evaluate(() => addEventListener('beforeprint', () => (document.body.dataset['asked'] = 'yes')))
  await expect(dialog(page).getByRole('button', { name: 'Print…' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('body')).toHaveAttribute('data-asked', 'yes')
})

test('the browser’s own print of the screen has no bars, and says how to print all papers', async ({ page }) => {
  await openApp(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('To print all of them, choose Export')).toBeVisible()
  await expect(search(page)).toBeHidden()
  await expect(page.getByRole('complementary')).toBeHidden()
  await expect(rowOf(page, METIS)).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`paper is white with black letters in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await openApp(page)
    await openPrint(page, '23 papers')
    await expect(sheet(page)).toHaveCSS('color', 'rgb(0, 0, 0)')
    await expect(sheet(page)).toHaveCSS('background-color', 'rgb(255, 255, 255)')
    expect(await violations(page)).toEqual([])
  })
}
