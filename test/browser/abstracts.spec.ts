import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { formats } from '../../src/formats/format.ts'
import { violations } from './axe.ts'
import { chooseFiles, count, openApp, paperOf, saved, search, titleOf } from './journey.ts'

const SENTENCE =
  'Kites were flown above the harbour for a year, and their lines were measured at every change of the wind.'
const LONG = `${Array.from({ length: 10 }, () => SENTENCE).join(' ')}\n\nWe close with a zephyrometer.`
const RIS = `TY  - JOUR
TI  - Kites above the Harbour
AB  - ${LONG.replaceAll('\n', '\n      ')}
ER  -

TY  - JOUR
TI  - Zephyrometer Design
N2  - It is short.
ER  -

TY  - JOUR
TI  - Stones
ER  -
`

async function addList(page: Page) {
  await chooseFiles(page, [{ name: 'kites.ris', mimeType: 'text/plain', buffer: Buffer.from(RIS) }])
  await page.getByRole('dialog', { name: 'Import' }).getByRole('button', { name: 'Add', exact: true }).click()
  await expect(count(page)).toHaveText('26 papers')
  await expect(saved(page)).toHaveText(/^Saved/)
}

const abstractOf = (page: Page) => page.getByRole('region', { name: 'Abstract' })
const titles = (page: Page) => page.getByRole('rowheader')

test('an imported abstract is shown, folded where it is long, and stays after a reload', async ({ page }) => {
  await openApp(page)
  await addList(page)
  await titleOf(page, 'Kites above the Harbour').click()
  const more = abstractOf(page).getByRole('button')
  await expect(more).toHaveAttribute('aria-expanded', 'false')
  const folded = (await abstractOf(page).boundingBox())!.height
  await page.reload()
  await expect(abstractOf(page)).toContainText('We close with a zephyrometer.')
  await more.click()
  await expect(more).toHaveAttribute('aria-expanded', 'true')
  expect((await abstractOf(page).boundingBox())!.height).toBeGreaterThan(folded + 20)
  expect(await violations(page)).toEqual([])

  await titleOf(page, 'Zephyrometer Design').click()
  await expect(abstractOf(page)).toContainText('It is short.')
  await expect(abstractOf(page).getByRole('button')).toHaveCount(0)
  await titleOf(page, 'Stones').click()
  await expect(paperOf(page, 'Stones')).toBeVisible()
  await expect(abstractOf(page)).toHaveCount(0)
})

test('a word is searched in abstracts after all else, and alone with abstract:', async ({ page }) => {
  await openApp(page)
  await addList(page)
  await search(page).fill('zephyrometer')
  await expect(count(page)).toHaveText('2 of 26 papers')
  await expect(titles(page)).toHaveText(['Zephyrometer Design', 'Kites above the Harbour'])
  await titleOf(page, 'Kites above the Harbour').click()
  // The word is below the fold.
  await expect(abstractOf(page).locator('mark')).toHaveText('zephyrometer')
  await expect(abstractOf(page).getByRole('button')).toHaveAttribute('aria-expanded', 'true')
  await search(page).fill('abstract:zephyrometer')
  await expect(count(page)).toHaveText('1 of 26 papers')
  await search(page).fill('list:kites -zephyrometer')
  await expect(titles(page)).toHaveText(['Stones'])
})

test('an exported list keeps the abstracts', async ({ page }) => {
  await openApp(page)
  await addList(page)
  await search(page).fill('list:kites')
  await expect(count(page)).toHaveText('3 of 26 papers')
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'RIS', exact: true }).click(),
  ])
  const { entries } = formats.ris.parse(readFileSync(await download.path(), 'utf8'))
  expect(entries.map(({ title, abstract }) => [title, abstract])).toEqual([
    ['Kites above the Harbour', LONG],
    ['Zephyrometer Design', 'It is short.'],
    ['Stones', ''],
  ])
})
