import { expect, test, type Page } from '@playwright/test'
import { count, HYDRA, METIS, openApp, paperOf, saved, search, SUPERBENCH, titleOf } from './journey.ts'

const facet = (page: Page) => page.getByRole('group', { name: 'Tag', exact: true })
const value = (page: Page, name: string) => facet(page).getByRole('checkbox', { name, exact: true })
const actions = (page: Page, tag: string) => page.getByRole('button', { name: `Actions for tag ${tag}`, exact: true })
const newName = (page: Page, tag: string) => page.getByRole('textbox', { name: `New name of ${tag}`, exact: true })
const item = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true })
const tagIn = (page: Page, title: string, tag: string) => titleOf(page, title).getByText(tag, { exact: true })

/** Tags papers as a user does. */
async function tagPaper(page: Page, title: string, ...tags: readonly string[]) {
  await titleOf(page, title).click()
  const box = paperOf(page, title).getByLabel('Tags', { exact: true })
  for (const tag of tags) {
    await box.fill(tag)
    await box.press('Enter')
  }
  await page.keyboard.press('Escape')
  await expect(paperOf(page, title)).toHaveCount(0)
}

test('a tag is merged into another on all papers, undone at once, and the same in another tab and on the next visit', async ({
  page,
  context,
}) => {
  await openApp(page)
  await tagPaper(page, METIS, 'gpu', 'train')
  await tagPaper(page, HYDRA, 'gpus')
  await tagPaper(page, SUPERBENCH, 'gpu')
  await expect(saved(page)).toHaveText('Saved')
  const other = await context.newPage()
  await openApp(other)
  await expect(value(other, 'gpu')).toHaveAccessibleDescription(/^2/)

  await value(page, 'gpu').check()
  await expect(count(page)).toHaveText('2 of 23 papers')
  await actions(page, 'gpu').click()
  await item(page, 'Rename…').click()
  await expect(newName(page, 'gpu')).toBeFocused()
  await page.keyboard.type('gpus')
  await expect(newName(page, 'gpu')).toHaveAccessibleDescription('Merge “gpu” into “gpus” on 2 papers')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Merged “gpu” into “gpus” on 2 papers')).toBeVisible()
  await expect(search(page)).toHaveValue('tag:gpus')
  await expect(count(page)).toHaveText('3 of 23 papers')
  await expect(value(page, 'gpus')).toHaveAccessibleDescription(/^3/)
  await expect(value(page, 'gpu')).toHaveCount(0)
  await expect(value(other, 'gpus')).toHaveAccessibleDescription(/^3/)
  await expect(value(other, 'gpu')).toHaveCount(0)

  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(search(page)).toHaveValue('tag:gpu')
  await expect(count(page)).toHaveText('2 of 23 papers')
  await expect(value(other, 'gpu')).toHaveAccessibleDescription(/^2/)
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(search(page)).toHaveValue('tag:gpus')
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expect(count(page)).toHaveText('3 of 23 papers')
  await expect(tagIn(page, METIS, 'gpus')).toBeVisible()
})

test('a tag with a slash nests, is chosen and renamed with all below it, and folds', async ({ page }) => {
  await openApp(page)
  await tagPaper(page, METIS, 'method/training')
  await tagPaper(page, HYDRA, 'method')
  await tagPaper(page, SUPERBENCH, 'method/testing')
  await value(page, 'method').check()
  await expect(count(page)).toHaveText('3 of 23 papers')
  await value(page, 'method').uncheck()
  await value(page, 'training').check()
  await expect(search(page)).toHaveValue('tag:method/training')
  await expect(count(page)).toHaveText('1 of 23 papers')

  await actions(page, 'method').click()
  await item(page, 'Rename…').click()
  await newName(page, 'method').fill('how we work 🛠')
  await expect(newName(page, 'method')).toHaveAccessibleDescription(
    'Rename “method” and 2 tags below it to “how we work 🛠” on 3 papers',
  )
  await page.keyboard.press('Enter')
  await expect(search(page)).toHaveValue('tag:"how we work 🛠/training"')
  await expect(tagIn(page, METIS, 'how we work 🛠/training')).toBeVisible()

  await facet(page).getByRole('button', { name: 'Below how we work 🛠' }).click()
  await expect(value(page, 'testing')).toHaveCount(0)
  await page.reload()
  await expect(value(page, 'how we work 🛠')).toBeVisible()
  await expect(value(page, 'testing')).toHaveCount(0)
})

test('a tag is deleted from all papers after its count was said, from the command palette with keys alone', async ({
  page,
}) => {
  await openApp(page)
  await tagPaper(page, METIS, 'later', 'kept')
  await tagPaper(page, HYDRA, 'later')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('delete tag')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Tags' })
  await expect(dialog.getByRole('listitem')).toHaveText([/kept1 paper/, /later2 papers/])
  await actions(page, 'later').last().focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu', { name: 'Tag later' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(item(page, 'Rename…')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(item(page, 'Delete “later” from 2 papers')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Deleted “later” from 2 papers')).toBeVisible()
  await expect(dialog.getByRole('listitem')).toHaveText([/kept1 paper/])
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
})

test('a colour is chosen by touch, shown wherever the tag is, and there on the next visit', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    baseURL: baseURL!,
    hasTouch: true,
    isMobile: true,
    viewport: { width: 375, height: 740 },
  })
  const page = await context.newPage()
  await openApp(page)
  await titleOf(page, METIS).tap()
  const box = paperOf(page, METIS).getByLabel('Tags', { exact: true })
  await box.fill('to cite')
  await box.press('Enter')
  await page.goBack()
  await page.getByRole('button', { name: 'Filters' }).tap()
  await actions(page, 'to cite').tap()
  await page.getByRole('menuitemradio', { name: 'Purple' }).tap()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(facet(page).locator('[data-colour="purple"]')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tagIn(page, METIS, 'to cite')).toHaveAttribute('data-colour', 'purple')
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expect(tagIn(page, METIS, 'to cite')).toHaveAttribute('data-colour', 'purple')
  await titleOf(page, METIS).tap()
  await expect(paperOf(page, METIS).locator('[data-colour="purple"]')).toContainText('to cite')
  await context.close()
})
