import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { count, METIS, openApp, titleOf } from './journey.ts'

const BIB = `@software{Knuth:1984,
  title = {The {TeX} Program of {DNA}},
  author = {Knuth, Donald E.},
  year = 1984,
  month = mar,
  version = {3.141},
  isbn = {978-3-16-148410-0},
  publisher = {Addison {\\&} Sons},
  x-shelf = {{Second} floor}
}
`

test('a BibTeX file is imported, shown under More, cited by its key, and exported as it came', async ({ page }) => {
  await openApp(page)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'mine.bib', mimeType: 'text/plain', buffer: Buffer.from(BIB) })
  await page.getByRole('dialog', { name: 'Import' }).getByRole('button', { name: 'Add', exact: true }).click()
  await titleOf(page, 'The TeX Program of DNA').click()
  await page.getByText('More', { exact: true }).click()
  await expect(page.getByRole('definition').filter({ hasText: 'Knuth:1984' })).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: '{Second} floor' })).toBeVisible()
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'BibTeX' }).click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  for (const part of BIB.split('\n')
    .filter((line) => line.includes('{'))
    .slice(1))
    expect(text).toContain(part.replace(/,$/, ''))
  expect(text).toContain('@software{Knuth:1984,')
  expect(text).toContain('month = mar')
})

test('a paper that is here takes its citation key from a file, where the user takes its entry', async ({ page }) => {
  await openApp(page)
  const bib = `@inproceedings{um24metis, title = {${METIS}}, url = {https://www.usenix.org/conference/atc24/presentation/um}, isbn = {978-1-939133-41-0}}`
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'thesis.bib', mimeType: 'text/plain', buffer: Buffer.from(bib) })
  const dialog = page.getByRole('dialog', { name: 'Import' })
  await expect(dialog).toContainText('0 new, 1 already here')
  await expect(dialog).toContainText('Citation keys and other facts of 1 paper already here are left out')
  const add = dialog.getByRole('button', { name: 'Add', exact: true })
  await expect(add).toBeDisabled()
  await dialog.getByRole('combobox', { name: 'Take' }).selectOption('fuller')
  await add.click()
  await expect(dialog).toHaveCount(0)
  await expect(count(page)).toHaveText('23 papers')
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'BibTeX' }).click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toContain('@inproceedings{um24metis,')
  expect(text).toContain('978-1-939133-41-0')

  // What is known once is not offered again.
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'thesis.bib', mimeType: 'text/plain', buffer: Buffer.from(bib) })
  await expect(dialog).toContainText('0 new, 1 already here')
  await expect(dialog).not.toContainText('Citation keys')
})
