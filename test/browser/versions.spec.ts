import { expect, test, type Page } from '@playwright/test'
import { HYDRA, METIS, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'

type Action = 'count' | 'values' | 'put' | 'get' | 'add a cell to all'

/** Changes records as another version of the app does, with the database upgraded to `version` if given. */
const inDatabase = (page: Page, action: Action, version?: number): Promise<unknown> =>
  page.evaluate(
    async ([action, version]) => {
      const done = (request: IDBRequest | IDBTransaction) =>
        new Promise<void>((resolve, reject) => {
          request.addEventListener('success', () => resolve())
          request.addEventListener('complete', () => resolve())
          request.addEventListener('error', () => reject(request.error!))
        })
      const opened = indexedDB.open('offprint-marks', version)
      await done(opened)
      const transaction = opened.result.transaction('records', 'readwrite')
      const store = transaction.objectStore('records')
      let result: { readonly result: unknown } = store.getAll()
      if (action === 'count') result = store.count()
      if (action === 'put') result = store.put('newer', 'made-by-newer')
      if (action === 'get') result = store.get('made-by-newer')
      if (action === 'add a cell to all') {
        const cursor = store.openCursor()
        cursor.addEventListener('success', () => {
          const at = cursor.result
          if (typeof at?.key !== 'string') return
          at.update(new Map(at.value as Map<string, unknown>).set('rating', ['five', '0zzzzzzzz-0000-later']))
          at.continue()
        })
      }
      await done(transaction)
      opened.result.close()
      // Playwright returns maps from a page as objects without their entries.
      return JSON.stringify(result.result, (_, value: unknown) => (value instanceof Map ? [...value] : value))
    },
    [action, version] as const,
  )

test('the cells of a newer version survive a write by an older one', async ({ page }) => {
  await openApp(page)
  await rowOf(page, HYDRA).getByRole('button', { name: 'Star' }).click()
  await expect(saved(page)).toHaveText('Saved')
  await inDatabase(page, 'add a cell to all')
  await page.reload()
  await titleOf(page, HYDRA).click()
  await noteOf(page).fill('written by the older one')
  await expect(saved(page)).toHaveText('Saved')
  expect(await inDatabase(page, 'values')).toContain('"five"')
})

test('an older tab beside a newer database says that it cannot save, keeps its text, overwrites nothing', async ({
  page,
  context,
}) => {
  await openApp(page)
  await titleOf(page, HYDRA).click()
  await noteOf(page).fill('before')
  await expect(saved(page)).toHaveText('Saved')

  const newer = await context.newPage()
  await newer.goto('./manifest.webmanifest')
  await inDatabase(newer, 'put', 7)
  await noteOf(page).fill('before, and after')
  await expect(saved(page)).toHaveText(/^Not saved: .*newer/)
  await expect(noteOf(page)).toHaveValue('before, and after')
  expect(await inDatabase(newer, 'get')).toBe('"newer"')
})

test('an older app that starts on a newer database says so and writes nothing', async ({ page, context }) => {
  await openApp(page)
  await rowOf(page, METIS).getByRole('button', { name: 'Star' }).click()
  await expect(saved(page)).toHaveText('Saved')
  const newer = await context.newPage()
  await newer.goto('./manifest.webmanifest')
  await inDatabase(newer, 'count', 7)
  await page.reload()
  await expect(page.getByRole('alert')).toContainText('newer')
  const before = await inDatabase(newer, 'count')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toContainText('newer')
  expect(await inDatabase(newer, 'count')).toBe(before)
})

test('a database deleted under the page is refilled by the next write and from the second copy', async ({ page }) => {
  await openApp(page)
  await titleOf(page, HYDRA).click()
  await noteOf(page).fill('first')
  await expect(saved(page)).toHaveText('Saved')
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('offprint-marks').addEventListener('success', resolve)
      }),
  )
  await rowOf(page, METIS).getByRole('button', { name: 'Star' }).click()
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expect(rowOf(page, METIS).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  await titleOf(page, HYDRA).click()
  await expect(noteOf(page)).toHaveValue('first')
})

test('an edit is kept when the clock went back a year, and beside an edit made a year ahead', async ({
  page,
  context,
}) => {
  const ahead = await context.newPage()
  await ahead.addInitScript('const now = Date.now; Date.now = () => now() + 365 * 86_400_000')
  await openApp(ahead)
  await titleOf(ahead, HYDRA).click()
  await noteOf(ahead).fill('from a year ahead')
  await expect(saved(ahead)).toHaveText('Saved')
  await ahead.close()

  await openApp(page)
  await titleOf(page, HYDRA).click()
  await expect(noteOf(page)).toHaveValue('from a year ahead')
  await noteOf(page).fill('from now')
  await expect(saved(page)).toHaveText('Saved')
  await page.addInitScript('const now = Date.now; Date.now = () => now() - 365 * 86_400_000')
  await page.reload()
  await expect(noteOf(page)).toHaveValue('from now')
  await noteOf(page).fill('from a year ago')
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expect(noteOf(page)).toHaveValue('from a year ago')
})
