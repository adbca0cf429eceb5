import { expect, test, type Page } from '@playwright/test'
import { count, METIS, openApp, paperOf, search, titleOf } from './journey.ts'

const facet = (page: Page, group: string, name: string) =>
  page.getByRole('group', { name: group, exact: true }).getByRole('checkbox', { name, exact: true })

test('and, or, not and brackets narrow the list to the matching papers', async ({ page }) => {
  await openApp(page)
  const all = await page.getByRole('rowheader').count()
  expect(all).toBeGreaterThan(5)
  await search(page).fill('has:code')
  await expect(count(page)).toHaveText('13 of 23 papers')
  await search(page).fill('-has:code')
  await expect(count(page)).toHaveText('10 of 23 papers')
  await search(page).fill('metis OR superbench')
  await expect(count(page)).toHaveText('2 of 23 papers')
  await search(page).fill('(metis OR superbench) -has:code')
  await expect(count(page)).toHaveText('1 of 23 papers')
  await expect(titleOf(page, METIS)).toBeVisible()
})

test('Alt-click on a facet excludes its papers, as shown by query, facet and chip, and each can revert it', async ({
  page,
}) => {
  await openApp(page)
  const code = facet(page, 'Has', 'Code')
  await code.click({ modifiers: ['Alt'] })
  await expect(search(page)).toHaveValue('-has:code')
  await expect(count(page)).toHaveText('10 of 23 papers')
  await expect(code).not.toBeChecked()
  await expect(code).toHaveAccessibleDescription('left out')
  await page.getByRole('button', { name: 'Remove not Has Code' }).click()
  await expect(count(page)).toHaveText('23 papers')
  await code.click({ modifiers: ['Alt'] })
  await code.click()
  await expect(search(page)).toHaveValue('')
  await code.click()
  await expect(search(page)).toHaveValue('has:code')
  await code.click({ modifiers: ['Alt'] })
  await expect(search(page)).toHaveValue('-has:code')
})

test('the day on which a paper was read finds it, and no other day does', async ({ page }) => {
  await openApp(page)
  await titleOf(page, METIS).click()
  await paperOf(page, METIS).getByRole('button', { name: 'Status: Unread' }).click()
  await page.getByRole('menuitemradio', { name: 'Read', exact: true }).click()
  const year = new Date().getFullYear()
  await search(page).fill(`read:${year}`)
  await expect(count(page)).toHaveText('1 of 23 papers')
  await search(page).fill(`read:>${year}`)
  await expect(count(page)).toHaveText('0 of 23 papers')
  await search(page).fill(`changed:>=${year} year:2024`)
  await expect(count(page)).toHaveText('1 of 23 papers')
  await search(page).fill('year:<2024')
  await expect(count(page)).toHaveText('0 of 23 papers')
})

test('an error in the query is underlined and explained, and the rest applies', async ({ page }) => {
  await openApp(page)
  await search(page).fill('metis is:bogus')
  await expect(count(page)).toHaveText('1 of 23 papers')
  await expect(page.locator('u', { hasText: 'is:bogus' })).toHaveCount(1)
  await expect(search(page)).toHaveAccessibleDescription(/not “bogus”/)
  const [box, line] = await Promise.all([
    search(page).evaluate(
      (input) => input.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(input).paddingLeft),
    ),
    page.locator('u').evaluate((u) => u.parentElement!.getBoundingClientRect().left),
  ])
  expect(Math.abs(box + 1 - line)).toBeLessThan(1.5)
  await search(page).fill('metis is:unread')
  await expect(page.locator('u')).toHaveCount(0)
})

test('the values of a field are suggested while the user types, and accepted by key or click', async ({ page }) => {
  await openApp(page)
  const options = page.getByRole('listbox', { name: 'Values' }).getByRole('option')
  await search(page).pressSequentially('has:code topic:servi')
  await expect(options.first()).toContainText('Serving LLMs')
  await page.keyboard.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await expect(search(page)).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id'))!)
  await page.keyboard.press('Tab')
  await expect(search(page)).toHaveValue('has:code topic:"Serving LLMs" ')
  await expect(options).toHaveCount(0)
  await expect(search(page)).toBeFocused()
  await search(page).pressSequentially('is:')
  await expect(options).not.toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(options).toHaveCount(0)
  await expect(search(page)).toHaveValue('has:code topic:"Serving LLMs" is:')
  await search(page).pressSequentially('u')
  await options.filter({ hasText: 'Unread' }).click()
  await expect(search(page)).toHaveValue('has:code topic:"Serving LLMs" is:unread ')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('row').nth(1)).toBeFocused()
  // Only while the box has the focus.
  await openApp(page, './?q=topic:servi')
  await expect(options).toHaveCount(0)
  await search(page).focus()
  await expect(options).not.toHaveCount(0)
})
