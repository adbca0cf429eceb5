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

test('sort and grouping are chosen beside each other above the list, at a desk and on a phone', async ({ page }) => {
  const sort = page.getByRole('combobox', { name: 'Sort' })
  const by = page.getByRole('combobox', { name: 'Group by' })
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 740 })
    await openApp(page, './?q=')
    await by.selectOption('Year')
    await expect(group(page, '2024')).toBeVisible()
    await expect(page).toHaveURL(/group=year/)
    await sort.selectOption('Title')
    await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'ascending')
    await page.getByRole('button', { name: 'Sort descending' }).click()
    await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'descending')
    await sort.selectOption('Changed')
    await expect(page).toHaveURL(/sort=-changed/)
    await sort.selectOption('List order')
    await by.selectOption('Nothing')
    await expect(group(page, '2024')).toHaveCount(0)
    await expect(page.getByRole('columnheader', { name: 'Title' })).not.toHaveAttribute('aria-sort')
    const [one, other] = [(await sort.boundingBox())!, (await by.boundingBox())!]
    expect([one.y, one.height >= 28, other.x > one.x]).toEqual([other.y, true, true])
    await search(page).fill('gpu')
    await expect(sort).toHaveValue('')
    await expect(sort.locator('option:checked')).toHaveText('Relevance')
  }
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

test('on a phone the headers of groups can be pressed, and stay during a search', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 })
  await openApp(page)
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('Status')
  await expect(group(page, 'Unread')).toHaveAccessibleDescription('23 papers')
  expect((await group(page, 'Unread').boundingBox())!.height).toBeGreaterThanOrEqual(44)
  await search(page).fill('metis')
  await expect(group(page, 'Unread')).toHaveAccessibleDescription('1 paper')
})
