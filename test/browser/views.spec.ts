import { expect, test, type Page } from '@playwright/test'
import { count, METIS, openApp, rowOf, search } from './journey.ts'

const views = (page: Page) => page.getByRole('navigation', { name: 'Views' })
const view = (page: Page, name: string) => views(page).getByRole('link', { name: new RegExp(`^${name}`) })
const names = (page: Page) =>
  views(page)
    .getByRole('listitem')
    .evaluateAll((items) => items.map((item) => item.querySelector('a > span')!.textContent))
const act = async (page: Page, name: string, label: string) => {
  const more = views(page).getByRole('button', { name: `Actions for ${name}`, exact: true })
  if ((await more.getAttribute('aria-expanded')) === 'false') await more.click()
  await views(page).getByRole('button', { name: label, exact: true }).click()
}
const save = async (page: Page, name: string) => {
  await views(page).getByRole('button', { name: 'Save this view…' }).click()
  await views(page).getByRole('textbox', { name: 'Name of the view' }).fill(name)
  await page.keyboard.press('Enter')
  await expect(view(page, name)).toBeVisible()
}

test('a view is saved under a name, shown again, counted live, and there on the next visit', async ({ page }) => {
  await openApp(page)
  await expect(view(page, 'All papers')).toHaveText(/23$/)
  // The statuses are filters, and no views beside them.
  expect(await names(page)).not.toContain('Unread')
  await view(page, 'Starred, unread').click()
  await expect(count(page)).toHaveText('0 of 23 papers')
  await expect(view(page, 'Starred, unread')).toHaveAttribute('aria-current', 'page')
  await search(page).fill('gpu is:unread')
  await save(page, 'GPUs to come')
  await expect(view(page, 'GPUs to come')).toHaveAttribute('aria-current', 'page')
  const found = Number(/^\d+/.exec((await count(page).textContent())!)![0])
  await expect(view(page, 'GPUs to come')).toHaveText(new RegExp(`${found}$`))
  await view(page, 'All papers').click()
  await rowOf(page, METIS)
    .getByRole('button', { name: /^Status/ })
    .click()
  await page.getByRole('menuitemradio', { name: 'Read', exact: true }).click()
  await expect(view(page, 'GPUs to come')).toHaveText(new RegExp(`${found - 1}$`))
  await page.reload()
  await view(page, 'GPUs to come').click()
  await expect(search(page)).toHaveValue('gpu is:unread')
  await expect(count(page)).toHaveText(`${found - 1} of 23 papers`)
})

test('saved views are renamed, moved, replaced and deleted, and each step can be undone', async ({ page }) => {
  await openApp(page)
  for (const [text, name] of [
    ['gpu', 'One'],
    ['llm', 'Two'],
  ] as const) {
    await search(page).fill(text)
    await save(page, name)
  }
  expect((await names(page)).slice(-2)).toEqual(['One', 'Two'])
  await act(page, 'Two', 'Up')
  expect((await names(page)).slice(-2)).toEqual(['Two', 'One'])
  await act(page, 'Two', 'Rename')
  await views(page).getByRole('textbox', { name: 'New name of Two' }).fill('2')
  await page.keyboard.press('Enter')
  await expect(view(page, '2')).toBeVisible()
  await search(page).fill('rpc')
  await act(page, '2', 'Set to what is shown')
  await view(page, 'One').click()
  await view(page, '2').click()
  await expect(search(page)).toHaveValue('rpc')
  await act(page, '2', 'Delete')
  expect((await names(page)).slice(-1)).toEqual(['One'])
  const undo = page.getByRole('button', { name: 'Undo' })
  for (let step = 0; step < 4; step += 1) await undo.click()
  await expect.poll(async () => (await names(page)).slice(-2)).toEqual(['One', 'Two'])
  await view(page, 'Two').click()
  await expect(search(page)).toHaveValue('llm')
})

test('a link to a saved view has its query, and not its name', async ({ page }) => {
  await openApp(page)
  await search(page).fill('gpu')
  await save(page, 'My secret plan')
  const href = await view(page, 'My secret plan').getAttribute('href')
  expect(href).toBe('?q=gpu')
  await page.goto(`./${href}`)
  await expect(search(page)).toHaveValue('gpu')
})

test('a user who returns without a link continues in the last view', async ({ page, context }) => {
  await openApp(page)
  await view(page, 'With notes').click()
  await expect(count(page)).toHaveText('0 of 23 papers')
  await page.goto('about:blank')
  const next = await context.newPage()
  await openApp(next)
  await expect(search(next)).toHaveValue('has:note')
  await view(next, 'All papers').click()
  await expect(count(next)).toHaveText('23 papers')
})

test('on a phone the saved views are above the filters, and a tap shows one', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 })
  await openApp(page)
  await page.getByRole('button', { name: 'Filters' }).click()
  await view(page, 'Awarded').click()
  await expect(page.getByRole('dialog', { name: 'Filters' })).toBeHidden()
  await expect(search(page)).toHaveValue('has:award')
  await expect(count(page)).toHaveText(/^\d of 23 papers/)
})
