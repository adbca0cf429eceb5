import { expect, test, type Page } from '@playwright/test'
import { count, METIS, noteOf, openApp, paperOf, rowOf, saved, search, titleOf } from './journey.ts'

const BIBTEX = `@article{a, title = {Flash Caches That Forgot}, author = {Doe, Jane}, year = 2023, doi = {10.1145/1}}
@article{b, title = {Logs All the Way Down}, year = 2020}
@article{c, title = {Sorting at Sea}, year = 2021}`

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Edit paper' })
const box = (page: Page, name: string) => dialog(page).getByRole('textbox', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The app with three papers of one’s own beside the 23 bundled ones. */
async function openMine(page: Page) {
  await openApp(page)
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'mine.bib', mimeType: 'text/plain', buffer: Buffer.from(BIBTEX) })
  await page.getByRole('dialog', { name: 'Import' }).getByRole('button', { name: 'Add', exact: true }).click()
  await expect(count(page)).toHaveText('26 papers')
}

test('an own paper is edited, with its mark, in every tab and after a reload, and undo takes the edit back', async ({
  page,
}) => {
  await openMine(page)
  await titleOf(page, 'Flash Caches That Forgot').click()
  await noteOf(page).fill('Read the appendix')
  await button(page, 'Edit').click()
  await expect(box(page, 'Title')).toHaveValue('Flash Caches That Forgot')
  await expect(box(page, 'Authors')).toHaveValue('Jane Doe')
  await box(page, 'Year').fill('20244')
  await box(page, 'Title').fill('Flash Caches That Forget')
  await page.keyboard.press('Control+Enter')
  await expect(box(page, 'Year')).toBeFocused()
  await expect(box(page, 'Year')).toHaveAccessibleDescription('“20244” is not a year of four digits')
  await box(page, 'Year').fill('2024')
  await box(page, 'DOI').fill('https://doi.org/10.1145/2')
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(page)).toHaveCount(0)
  const paper = paperOf(page, 'Flash Caches That Forget')
  await expect(paper).toContainText('2024')
  await expect(noteOf(page)).toHaveValue('Read the appendix')
  await expect(saved(page)).toHaveText(/^Saved/)

  const other = await page.context().newPage()
  await openApp(other)
  await titleOf(other, 'Flash Caches That Forget').click()
  await expect(noteOf(other)).toHaveValue('Read the appendix')
  await expect(paperOf(other, 'Flash Caches That Forget').getByRole('link', { name: 'Paper' })).toHaveAttribute(
    'href',
    'https://doi.org/10.1145/2',
  )
  await button(page, 'Undo').first().click()
  await expect(paperOf(page, 'Flash Caches That Forgot')).toBeVisible()
  await expect(noteOf(page)).toHaveValue('Read the appendix')
  await expect(titleOf(other, 'Flash Caches That Forgot')).toBeVisible()
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.reload()
  await expect(titleOf(page, 'Flash Caches That Forgot')).toBeVisible()
  await expect(noteOf(page)).toHaveValue('Read the appendix')
})

test('papers are removed together, those of other lists stay, and a note is kept', async ({ page }) => {
  await openMine(page)
  await titleOf(page, 'Sorting at Sea').click()
  await noteOf(page).fill('Seasick')
  await button(page, 'Close').click()
  await search(page).fill('metis OR sorting OR down')
  for (const title of ['Logs All the Way Down', 'Sorting at Sea', METIS]) {
    await rowOf(page, title).click({ modifiers: ['Control'] })
  }
  await page.getByRole('region', { name: 'Selected papers' }).getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('2 papers removed from “mine”. 1 paper of other lists stays')).toBeVisible()
  await search(page).fill('')
  await expect(count(page)).toHaveText('25 papers')
  await titleOf(page, 'Sorting at Sea').click()
  await expect(page.getByRole('note').filter({ hasText: 'No longer in any list' })).toBeVisible()
  await expect(noteOf(page)).toHaveValue('Seasick')
  await button(page, 'Undo').first().click()
  await expect(count(page)).toHaveText('26 papers')
  await expect(button(page, 'Edit')).toBeVisible()
})

test('a paper of a bundled list is copied, and the copy’s wording is shown', async ({ page }) => {
  await openApp(page)
  await titleOf(page, METIS).click()
  await page.keyboard.press('e')
  await expect(page.getByText('Only papers of your own lists can be edited')).toBeVisible()
  await expect(button(page, 'Remove')).toHaveCount(0)
  await paperOf(page, METIS).getByRole('button', { name: 'Copy to my list' }).click()
  await button(page, 'Edit').click()
  await box(page, 'Title').fill('Metis, mended')
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(paperOf(page, 'Metis, mended')).toContainText('My papers')
  await expect(titleOf(page, METIS)).toHaveCount(0)
  await expect(count(page)).toHaveText('23 papers')
  await paperOf(page, 'Metis, mended').getByRole('button', { name: 'Remove' }).click()
  await expect(titleOf(page, METIS)).toBeVisible()
  await expect(count(page)).toHaveText('23 papers')
})

test('a form with unsaved text asks before it closes, and no dropped file takes its place', async ({ page }) => {
  await openMine(page)
  await titleOf(page, 'Sorting at Sea').click()
  await page.keyboard.press('e')
  await box(page, 'Venue').fill('OSDI')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog', { name: 'Unsaved changes' })).toBeVisible()
  await expect(button(page, 'Keep editing')).toBeFocused()
  await button(page, 'Keep editing').click()
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['@article{x, title = {X}}'], 'x.bib'))
    document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  })
  await expect(box(page, 'Venue')).toHaveValue('OSDI')
  await button(page, 'Discard').click()
  await expect(dialog(page)).toHaveCount(0)
  await button(page, 'Edit').click()
  await expect(box(page, 'Venue')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
})
