import { expect, test, type Page } from '@playwright/test'
import {
  count,
  grid,
  HYDRA,
  METIS,
  noteOf,
  openApp,
  paperOf,
  rowOf,
  saved,
  search,
  SUPERBENCH,
  titleOf,
} from './journey.ts'

const NOTES = [
  [HYDRA, 'A line of prose.\n\nDataset: YCSB\nSpeed-up: 10×'],
  [METIS, '- **Dataset**: ImageNet, LAION\n- **Speed up**: 2.4×'],
  [SUPERBENCH, 'dataset: imagenet\nSpeed-up: 3×'],
] as const

async function writeNotes(page: Page) {
  for (const [title, note] of NOTES) {
    await titleOf(page, title).click()
    await paperOf(page, title).waitFor()
    await noteOf(page).fill(note)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(paperOf(page, title)).toHaveCount(0)
  }
  await expect(saved(page)).toHaveText('Saved')
}

async function showColumns(page: Page, ...labels: readonly string[]) {
  await page.getByRole('button', { name: 'Columns' }).click()
  const keys = page.getByRole('group', { name: 'From your notes' })
  for (const label of labels) await keys.getByRole('checkbox', { name: label, exact: true }).check()
  await page.keyboard.press('Escape')
}

const header = (page: Page, label: string) => page.getByRole('columnheader', { name: label, exact: true })
const cell = (page: Page, title: string, key: string) =>
  rowOf(page, title).locator(`[role="gridcell"][data-column="note.${key}"]`)
const titles = (page: Page) =>
  grid(page)
    .getByRole('rowheader')
    .evaluateAll((all) => all.map((one) => one.ariaLabel))

test('keys of notes are columns to sort, group and filter by, and stay after a reload', async ({ page }) => {
  await openApp(page)
  await writeNotes(page)
  await page.getByRole('button', { name: 'Columns' }).click()
  const keys = page.getByRole('group', { name: 'From your notes' })
  await expect(keys.getByRole('checkbox', { name: 'Dataset', exact: true })).toHaveAccessibleDescription('3 papers')
  await page.keyboard.press('Escape')
  await showColumns(page, 'Dataset', 'Speed-up')
  await expect(header(page, 'Dataset')).toBeVisible()
  await expect(cell(page, METIS, 'dataset')).toHaveText('ImageNet, LAION')
  await expect(page).toHaveURL(/show=note\.dataset,note\.speedup/)

  await header(page, 'Speed-up').getByRole('button').click()
  await expect(header(page, 'Speed-up')).toHaveAttribute('aria-sort', 'ascending')
  expect((await titles(page)).slice(0, 3)).toEqual([METIS, SUPERBENCH, HYDRA])
  await expect(page).toHaveURL(/sort=note\.speedup/)

  await page.getByRole('combobox', { name: 'Group by' }).selectOption('Dataset')
  await expect(grid(page).getByRole('button', { name: 'ImageNet' })).toBeVisible()
  await expect(page).toHaveURL(/group=note\.dataset/)
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('Nothing')

  for (const [query, found] of [
    ['dataset:imagenet', '2 of 23 papers'],
    ['speed-up:>2.5', '2 of 23 papers'],
    ['has:dataset', '3 of 23 papers'],
    ['-has:dataset', '20 of 23 papers'],
  ] as const) {
    await search(page).fill(query)
    await expect(count(page)).toHaveText(found)
  }
  await search(page).fill('dataset:image')
  await page.getByRole('option', { name: /ImageNet/ }).click()
  await expect(search(page)).toHaveValue('dataset:ImageNet ')
  const filters = page.getByRole('list', { name: 'Active filters' })
  await filters.getByRole('button', { name: 'Remove Dataset ImageNet' }).click()
  await expect(count(page)).toHaveText('23 papers')

  await page.reload()
  await expect(header(page, 'Dataset')).toBeVisible()
  await expect(cell(page, HYDRA, 'speedup')).toHaveText('10×')
  expect((await titles(page)).slice(0, 3)).toEqual([METIS, SUPERBENCH, HYDRA])
})

test('the cells of keys are filled by keyboard, paper after paper, each one step of undo', async ({ page }) => {
  await openApp(page)
  await writeNotes(page)
  await showColumns(page, 'Dataset', 'Speed-up')
  await header(page, 'Speed-up').getByRole('button').click()
  await expect(header(page, 'Speed-up')).toHaveAttribute('aria-sort', 'ascending')
  expect((await titles(page)).slice(0, 3)).toEqual([METIS, SUPERBENCH, HYDRA])
  const box = (label: string) => grid(page).getByRole('textbox', { name: label, exact: true })

  await titleOf(page, METIS).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('F2')
  await expect(cell(page, METIS, 'dataset')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(box('Dataset')).toHaveValue('ImageNet, LAION')
  await page.keyboard.type('COCO')
  await page.keyboard.press('Enter')
  await expect(cell(page, SUPERBENCH, 'dataset')).toBeFocused()
  await expect(cell(page, METIS, 'dataset')).toHaveText('COCO')

  await page.keyboard.press('Enter')
  await expect(box('Dataset')).toBeFocused()
  await page.keyboard.type('none')
  await page.keyboard.press('Escape')
  await expect(cell(page, SUPERBENCH, 'dataset')).toHaveText('imagenet')
  await expect(cell(page, SUPERBENCH, 'dataset')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(box('Dataset')).toBeFocused()
  await page.keyboard.type('MLPerf')
  await page.keyboard.press('Tab')
  await expect(cell(page, SUPERBENCH, 'speedup')).toBeFocused()
  await expect(cell(page, SUPERBENCH, 'dataset')).toHaveText('MLPerf')

  await cell(page, HYDRA, 'dataset').dblclick()
  await box('Dataset').fill('')
  await page.keyboard.press('Enter')
  await expect(cell(page, HYDRA, 'dataset')).toHaveText('')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(cell(page, HYDRA, 'dataset')).toHaveText('YCSB')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(cell(page, SUPERBENCH, 'dataset')).toHaveText('imagenet')
  await expect(cell(page, METIS, 'dataset')).toHaveText('COCO')

  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expect(cell(page, METIS, 'dataset')).toHaveText('COCO')
  await titleOf(page, METIS).click()
  await expect(noteOf(page)).toHaveValue('- **Dataset**: COCO\n- **Speed up**: 2.4×')
})
