import { expect, test, type Page } from '@playwright/test'
import { count, grid, openApp, rowOf, search, titleOf } from './journey.ts'

const VASWANI = 'Attention Is All You Need'
const SHAZEER = 'Fast Transformer Decoding'
const BIBTEX = `
@article{a, title = {${VASWANI}}, author = {Vaswani, Ashish and Shazeer, Noam and Parmar, Niki and Uszkoreit, Jakob and
  Polosukhin, Illia}, year = 2017}
@article{b, title = {${SHAZEER}}, author = {Shazeer, Noam}, year = 2019}
@article{c, title = {On Computable Numbers}, author = {Turing, Alan}, year = 1936}`

/** Brings three papers with authors. */
async function importPapers(page: Page) {
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([text], 'mine.bib'))
    document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  }, BIBTEX)
  const dialog = page.getByRole('dialog', { name: 'Import' })
  await dialog.getByRole('button', { name: /^Add/ }).click()
  await expect(dialog).toHaveCount(0)
  await expect(count(page)).toHaveText('26 papers')
}

const facet = (page: Page) => page.getByRole('group', { name: 'Author', exact: true })
const shownTitles = (page: Page) => grid(page).getByRole('rowheader')

test.beforeEach(async ({ page }) => {
  await openApp(page)
  await importPapers(page)
})

test('a row shows the first authors and the last, and the search finds and marks them', async ({ page }) => {
  await expect(rowOf(page, VASWANI)).toContainText('Ashish Vaswani, Noam Shazeer, Niki Parmar, …, Illia Polosukhin')
  const height = async () => (await rowOf(page, VASWANI).boundingBox())!.height
  await search(page).fill('shaz')
  await expect(shownTitles(page)).toHaveCount(2)
  await expect(rowOf(page, SHAZEER).locator('mark')).toHaveText('Shaz')
  const before = await height()
  await search(page).fill('author:shazeer')
  await expect(shownTitles(page)).toHaveCount(2)
  expect(await height()).toBe(before)
})

test('the facet counts authors, a choice becomes a chip, and the chip takes it back', async ({ page }) => {
  await expect(facet(page).getByRole('checkbox', { name: 'Noam Shazeer' })).toHaveAccessibleDescription('2')
  await facet(page).getByRole('checkbox', { name: 'Noam Shazeer' }).check()
  await expect(shownTitles(page)).toHaveText([new RegExp(VASWANI), new RegExp(SHAZEER)])
  await expect(search(page)).toHaveValue('author:"Noam Shazeer"')
  await page.getByRole('list', { name: 'Active filters' }).getByRole('button', { name: 'Remove Author Noam' }).click()
  await expect(count(page)).toHaveText('26 papers')
})

test('a word of a name is completed to the name', async ({ page }) => {
  await search(page).fill('author:tur')
  await page.getByRole('option', { name: /Alan Turing/ }).click()
  await expect(search(page)).toHaveValue('author:"Alan Turing" ')
  await expect(shownTitles(page)).toHaveCount(1)
})

test('a name in the open paper asks for the papers of its author', async ({ page }) => {
  await titleOf(page, SHAZEER).click()
  await page.getByRole('region', { name: SHAZEER }).getByRole('button', { name: 'Noam Shazeer' }).click()
  await expect(search(page)).toHaveValue('author:"Noam Shazeer"')
  await expect(shownTitles(page)).toHaveCount(2)
})

test('the columns of authors and of the time added are shown when asked for, and sort', async ({ page }) => {
  const head = (name: string) => page.getByRole('columnheader', { name })
  await expect(head('Authors')).toHaveCount(0)
  await page.getByRole('button', { name: 'Columns' }).click()
  const menu = page.getByRole('group', { name: 'Columns' })
  await menu.getByRole('checkbox', { name: 'Authors' }).check()
  await menu.getByRole('checkbox', { name: 'Added' }).check()
  await page.keyboard.press('Escape')
  await search(page).fill('list:mine')
  await head('Authors').getByRole('button', { name: 'Authors' }).click()
  await expect(head('Authors')).toHaveAttribute('aria-sort', 'ascending')
  await expect(shownTitles(page)).toHaveText([new RegExp(SHAZEER), /Computable/, new RegExp(VASWANI)])
  await expect(rowOf(page, SHAZEER).locator('time')).toHaveCount(1)
  await page.reload()
  await expect(head('Added')).toBeVisible()
})

test('“Added lately” has what was added, and its months are groups', async ({ page }) => {
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: /^Added lately/ })
    .click()
  await expect(shownTitles(page)).toHaveCount(3)
  await expect(page.getByRole('columnheader', { name: 'Added' })).toHaveAttribute('aria-sort', 'descending')
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('Added')
  const month = await page.evaluate(() =>
    new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' }).format(new Date()),
  )
  await expect(grid(page).getByRole('button', { name: month })).toHaveAccessibleDescription('0 of 3 read')
})

test('where “or” finds nothing, OR is offered', async ({ page }) => {
  await search(page).fill('computable or decoding')
  await expect(shownTitles(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Search with OR instead' }).click()
  await expect(search(page)).toHaveValue('computable OR decoding')
  await expect(shownTitles(page)).toHaveCount(2)
})
