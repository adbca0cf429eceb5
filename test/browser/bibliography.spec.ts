import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { openApp, titleOf } from './journey.ts'

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
