import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, count, HYDRA, METIS, noteOf, openApp, paperOf, rowOf, saved, search, titleOf } from './journey.ts'

const told = (page: Page) => page.locator('[data-toast]').filter({ hasText: /./ })
const selected = (page: Page) => page.locator('[role="row"][aria-selected="true"]')
const present = (page: Page) => page.locator('[role="row"]:focus').getByRole('rowheader')
const views = (page: Page) => page.getByRole('navigation', { name: 'Views' })
const view = (page: Page, name: string) => views(page).getByRole('link', { name: new RegExp(`^${name}`) })
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
/** The keys that decide each paper in turn: some to read, one being read, one read, most skipped. */
const DECISIONS = ['5', '2', '5', '5', '3', '5', '2', '5', '4', '5'] as const

test('150 papers are triaged by keyboard alone, and those to read are listed afterwards', async ({ page }) => {
  test.slow()
  await openApp(page)
  const entries = Array.from(
    { length: 150 },
    (_, i) => `* Caches of kind ${i + 1} [[Paper](https://example.org/${i + 1})]`,
  )
  const markdown = `# Caches\n\n## Everything\n\n${entries.join('\n')}\n`
  await chooseFiles(page, [{ name: 'caches.md', mimeType: 'text/markdown', buffer: Buffer.from(markdown) }])
  await page.getByRole('dialog', { name: 'Import' }).getByRole('button', { name: 'Add', exact: true }).click()
  await expect(count(page)).toHaveText('173 papers')
  // An open dialog handles keys itself.
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await press(page, '/')
  await page.keyboard.type('caches kind')
  await expect(count(page)).toHaveText('150 of 173 papers')
  await press(page, 'ArrowDown')
  await expect(search(page)).not.toBeFocused()
  await press(page, 't')
  const dialog = page.getByRole('dialog', { name: 'Triage' })
  const place = dialog.getByRole('status').first()
  await expect(place).toHaveText('1 of 150')
  for (let i = 0; i < 150; i += 1) {
    if (i === 60) {
      // The user is interrupted half-way.
      await press(page, 'Escape')
      await expect(dialog).toHaveCount(0)
      await press(page, 't')
      await expect(place).toHaveText('61 of 150')
    }
    if (i % 30 === 1) await press(page, 's')
    await press(page, DECISIONS[i % DECISIONS.length]!)
    await expect(place).toHaveText(i === 149 ? 'All done' : `${i + 2} of 150`)
  }
  await press(page, 'Escape')
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.reload()
  for (const [query, papers] of [
    ['is:to-read', 30],
    ['is:reading', 15],
    ['is:read', 15],
    ['is:skipped', 90],
    ['is:starred', 5],
  ] as const) {
    await search(page).fill(`caches kind ${query}`)
    await expect(count(page)).toHaveText(`${papers} of 173 papers`)
  }
})

test('find, decide, star, note, link, tag, bulk-mark, undo and save a view work by keyboard alone', async ({
  page,
}) => {
  await openApp(page)
  await press(page, '/')
  await page.keyboard.type('metis')
  await expect(count(page)).toHaveText('1 of 23 papers')
  await press(page, 'ArrowDown')
  await expect(present(page)).toHaveAccessibleName(METIS)
  await press(page, '2', 's', 'n')
  await expect(noteOf(page)).toBeFocused()
  await page.keyboard.type('Worth comparing with [[hydr')
  await expect(page.getByRole('option', { name: HYDRA })).toBeVisible()
  await press(page, 'Enter')
  await expect(noteOf(page)).toHaveValue(`Worth comparing with [[${HYDRA}]]`)
  await press(page, 'Escape', 'Escape')
  await expect(paperOf(page, METIS)).toHaveCount(0)
  await expect(present(page)).toHaveAccessibleName(METIS)
  await press(page, '#')
  await expect(page.getByLabel('Add a tag')).toBeFocused()
  await page.keyboard.type('soon')
  await press(page, 'Enter', 'Escape')
  await expect(present(page)).toHaveAccessibleName(METIS)
  await expect(rowOf(page, METIS).getByRole('button', { name: 'Status: To read' })).toBeVisible()

  await press(page, '/')
  await page.keyboard.type('has:code')
  await expect(count(page)).toHaveText('13 of 23 papers')
  await press(page, 'Enter', 'ArrowDown')
  await expect(search(page)).not.toBeFocused()
  await press(page, 'Control+a')
  await expect(selected(page).first()).toBeVisible()
  await press(page, '5')
  await expect(told(page)).toHaveText('13 papers changed')
  await press(page, 'Control+z')
  await expect(told(page)).toHaveText('Undone: 13 papers')
  await press(page, 'Escape', '/')
  await page.keyboard.type('tag:soon')
  await expect(count(page)).toHaveText('1 of 23 papers')
  await press(page, 'Enter', 'ArrowDown')
  await expect(present(page)).toHaveAccessibleName(METIS)
  await press(page, 'v')
  await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused()
  await page.keyboard.type('For the week')
  await press(page, 'Enter')
  await expect(view(page, 'For the week')).toBeVisible()
  await expect(saved(page)).toHaveText(/^Saved/)
  // The address is updated 200 ms after typing.
  await expect(page).toHaveURL(/tag:soon/)

  await page.reload()
  await expect(count(page)).toHaveText('1 of 23 papers')
  await press(page, 'Control+k')
  await page.keyboard.type('All papers')
  await expect(page.getByRole('option', { name: /^All papers/ })).toBeVisible()
  await press(page, 'Enter')
  await expect(count(page)).toHaveText('23 papers')
  await press(page, 'Control+k')
  await page.keyboard.type('for the week')
  await expect(page.getByRole('option', { name: /^For the week/ })).toBeVisible()
  await press(page, 'Enter')
  await expect(count(page)).toHaveText('1 of 23 papers')
  await expect(rowOf(page, METIS).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
})

test('find, decide, star, note, link, tag, bulk-mark, undo and save a view work by roles and names', async ({
  page,
}) => {
  await openApp(page)
  await search(page).fill('metis')
  await expect(count(page)).toHaveText('1 of 23 papers')
  const row = rowOf(page, METIS)
  await row.getByRole('button', { name: 'Status: Unread' }).click()
  await page.getByRole('menuitemradio', { name: 'To read', exact: true }).click()
  await row.getByRole('button', { name: 'Star' }).click()
  await titleOf(page, METIS).click()
  const paper = paperOf(page, METIS)
  await noteOf(page).click()
  await noteOf(page).pressSequentially('Worth comparing with [[hydr')
  await page.getByRole('option', { name: HYDRA }).click()
  await expect(noteOf(page)).toHaveValue(`Worth comparing with [[${HYDRA}]]`)
  await paper.getByRole('combobox', { name: 'Tags' }).fill('soon')
  await paper.getByRole('combobox', { name: 'Tags' }).press('Enter')
  await paper.getByRole('button', { name: 'Close' }).click()

  await search(page).fill('has:code')
  await expect(count(page)).toHaveText('13 of 23 papers')
  await page
    .getByRole('row')
    .nth(1)
    .click({ modifiers: ['Control'], position: { x: 500, y: 5 } })
  const bar = page.getByRole('region', { name: 'Selected papers' })
  await bar.getByRole('button', { name: 'Select all 13' }).click()
  await expect(bar).toContainText('13 selected')
  await bar.getByRole('button', { name: 'Status' }).click()
  await page.getByRole('menuitemradio', { name: 'Skipped', exact: true }).click()
  await expect(told(page)).toHaveText('13 papers changed')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(told(page)).toHaveText('Undone: 13 papers')
  await search(page).fill('tag:soon')
  await expect(count(page)).toHaveText('1 of 23 papers')
  await views(page).getByRole('button', { name: 'Save this view…' }).click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('For the week')
  await views(page).getByRole('button', { name: 'Save', exact: true }).click()
  await view(page, 'All papers').click()
  await expect(count(page)).toHaveText('23 papers')
  await view(page, 'For the week').click()
  await expect(count(page)).toHaveText('1 of 23 papers')
  await expect(rowOf(page, METIS).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
})
