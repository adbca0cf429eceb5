import { expect, test, type Page } from '@playwright/test'
import { HYDRA, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'

test('two tabs that edit different fields of a paper at once keep both edits, and show both without a reload', async ({
  context,
}) => {
  const [here, there] = [await context.newPage(), await context.newPage()]
  await Promise.all([openApp(here), openApp(there)])
  await Promise.all([titleOf(here, HYDRA).click(), titleOf(there, HYDRA).click()])

  await Promise.all([
    noteOf(here).fill('written here'),
    rowOf(there, HYDRA).getByRole('button', { name: 'Star' }).click(),
  ])

  for (const page of [here, there]) {
    await expect(rowOf(page, HYDRA).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
    await expect(noteOf(page)).toHaveValue('written here')
    await expect(saved(page)).toHaveText('Saved')
  }
  await here.reload()
  await expect(rowOf(here, HYDRA).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  await expect(noteOf(here)).toHaveValue('written here')
})

test('a hundred stars set in two tabs at once are all there', async ({ context }) => {
  const [here, there] = [await context.newPage(), await context.newPage()]
  await Promise.all([openApp(here), openApp(there)])
  // Both start each from another row and go round; an odd number of clicks on a row leaves it starred.
  const toggle = async (page: Page, from: number) => {
    for (let i = 0; i < 50; i += 1) {
      await page
        .getByRole('row')
        .nth(1 + ((from + i) % 7))
        .getByRole('button', { name: 'Star' })
        .dispatchEvent('click')
    }
  }
  await Promise.all([toggle(here, 0), toggle(there, 3)])
  await expect(saved(here)).toHaveText('Saved')
  await expect(saved(there)).toHaveText('Saved')
  await expect.poll(async () => (await starred(here)).join() === (await starred(there)).join()).toBe(true)

  const before = await starred(here)
  await here.reload()
  await expect(here.getByRole('row').nth(1)).toBeVisible()
  expect(await starred(here)).toEqual(before)
})

/** Which of the first seven lines have their star. */
const starred = (page: Page): Promise<readonly boolean[]> =>
  page
    .getByRole('grid')
    .getByRole('button', { name: 'Star', exact: true })
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => button.hasAttribute('aria-pressed'))
        .slice(0, 7)
        .map((button) => button.getAttribute('aria-pressed') === 'true'),
    )
