import { expect, test, type Page } from '@playwright/test'
import { count, grid, METIS, openApp, rowOf, search } from './journey.ts'

const group = (page: Page, name: string) => grid(page).getByRole('button', { name, exact: true })
const command = async (page: Page, name: string) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill(name)
  await expect(page.getByRole('option', { name }).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('the palette groups the list and collapses all groups, and a key expands one', async ({ page }) => {
  await openApp(page)
  await command(page, 'Group by topic')
  await expect(group(page, 'Serving LLMs')).toHaveAttribute('aria-expanded', 'true')
  await expect(group(page, 'Serving LLMs')).toHaveAccessibleDescription('0 of 2 read (level 2)')
  await expect(count(page)).toHaveText('23 papers')
  await command(page, 'Collapse all groups')
  await expect(page.getByRole('rowheader')).toHaveCount(0)
  await page.keyboard.press('Home')
  await expect(group(page, 'Large Language Models (LLMs)')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(group(page, 'Serving LLMs')).toHaveAttribute('aria-expanded', 'false')
  await expect(group(page, 'Large Language Models (LLMs)')).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('rowheader')).toHaveCount(2)
  await command(page, 'Expand all groups')
  await expect(rowOf(page, METIS)).toHaveCount(1)
  await command(page, 'No grouping')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '24')
})

test('the columns menu groups the list', async ({ page }) => {
  await openApp(page)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('radiogroup', { name: 'Group by' }).getByText('Year').click()
  await expect(group(page, '2024')).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(/group=venue/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('radiogroup')).toHaveCount(0)
})

test('a saved view keeps its grouping', async ({ page }) => {
  await openApp(page, './?q=has:code&group=venue')
  await expect(group(page, 'ATC 2024')).toHaveAccessibleDescription('0 of 13 read')
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('button', { name: 'Save this view…' }).click()
  await views.getByRole('textbox', { name: 'Name of the view' }).fill('Code by venue')
  await page.keyboard.press('Enter')
  await views.getByRole('link', { name: /^All papers/ }).click()
  await expect(group(page, 'ATC 2024')).toHaveCount(0)
  await views.getByRole('link', { name: /^Code by venue/ }).click()
  await expect(group(page, 'ATC 2024')).toBeVisible()
  await expect(page).toHaveURL(/group=venue/)
  await page.reload()
  await expect(group(page, 'ATC 2024')).toHaveAccessibleDescription('0 of 13 read')
})

test('the first rows of the last grouped view are shown before any list is read, with their headers', async ({
  page,
}) => {
  await openApp(page, './?group=year')
  await expect(group(page, '2024')).toBeVisible()
  await page.route('**/*.json', (route) => new Promise(() => void route))
  await page.reload()
  await expect(group(page, '2024')).toBeAttached()
  await expect(page.getByRole('rowheader').first()).toBeAttached()
})

test('Tab enters the list at the current header or row, and leaves it again', async ({ page }) => {
  await openApp(page, './?group=topic')
  await expect(group(page, 'Serving LLMs')).toBeVisible()
  // The welcome is below the list, where Tab leaves it.
  await expect(page.getByRole('region', { name: 'Welcome' })).toBeVisible()
  await page.getByRole('columnheader', { name: 'Changed' }).getByRole('button').focus()
  await page.keyboard.press('Tab')
  await expect(group(page, 'Large Language Models (LLMs)')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(group(page, 'Serving LLMs')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(grid(page).locator(':focus')).toHaveCount(0)
  await page.keyboard.press('Shift+Tab')
  await expect(group(page, 'Serving LLMs')).toBeFocused()
})

test('a group at the end of the list keeps its position and the focus when it collapses', async ({ page }) => {
  await openApp(page, './?group=affiliation')
  await expect(group(page, 'THU')).toBeVisible()
  // The welcome reduces the height of the list.
  await expect(page.getByRole('region', { name: 'Welcome' })).toBeVisible()
  await page.keyboard.press('End')
  await expect(grid(page).locator('[role="row"]:focus')).toBeVisible()
  const last = grid(page).getByRole('button', { expanded: true }).and(page.locator('[aria-describedby]')).last()
  const name = (await last.textContent())!
  await last.click()
  await expect(group(page, name)).toHaveAttribute('aria-expanded', 'false')
  await expect(group(page, name)).toBeFocused()
  await expect(group(page, name)).toBeInViewport()
})

test('on a phone the filters group the list', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 })
  await openApp(page)
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('radiogroup', { name: 'Group by' }).getByText('Status').click()
  await expect(page.getByRole('radio', { name: 'Status' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(group(page, 'Unread')).toHaveAccessibleDescription('23 papers')
  expect((await group(page, 'Unread').boundingBox())!.height).toBeGreaterThanOrEqual(44)
  await search(page).fill('metis')
  await expect(group(page, 'Unread')).toHaveAccessibleDescription('1 paper')
})
