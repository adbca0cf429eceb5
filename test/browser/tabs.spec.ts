import { expect, test, type Page } from '@playwright/test'
import { editAll, type Wrote } from '../support/tabs.ts'
import { HYDRA, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'

test('two tabs editing different fields of a paper keep both edits, and show them without a reload', async ({
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

test('a hundred stars set in two tabs at once are all kept', async ({ context }) => {
  const [here, there] = [await context.newPage(), await context.newPage()]
  await Promise.all([openApp(here), openApp(there)])
  // Both start from different rows and wrap around. An odd number of clicks leaves a row starred.
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

const PAPERS = 50
// `npm run test:crash` sets ROUNDS, and takes long.
const EDITS = process.env['ROUNDS'] ? 500 : 100

/** The state of each row, by the id of its paper. */
const shown = (page: Page) =>
  page.getByRole('row').evaluateAll((rows) =>
    rows.flatMap((row) => {
      const star = row.querySelector('button[aria-label="Star"]')?.getAttribute('aria-pressed')
      const status = row.querySelector('button[aria-label^="Status"]')?.getAttribute('aria-label')
      return star ? [`${row.getAttribute('data-paper')} ${star} ${status}`] : []
    }),
  )

/** Every cell in the database, by paper. */
const kept = (page: Page): Promise<Record<string, Record<string, string>>> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.addEventListener('success', () => resolve(request.result))
      })
    const database = await done(indexedDB.open('offprint-marks'))
    const store = database.transaction('records').objectStore('records')
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
    database.close()
    const entries = keys.map((key, i) => {
      const cells = [...(values[i] as Map<string, readonly [unknown, string]>)]
      return [key, Object.fromEntries(cells.map(([cell, [value]]) => [cell, String(value)]))]
    })
    return Object.fromEntries(entries) as Record<string, Record<string, string>>
  })

/** The mark shown in the open paper. */
async function read(page: Page, place: number): Promise<string> {
  await page.getByRole('rowheader').nth(place).click()
  const title = (await page.getByRole('rowheader').nth(place).getAttribute('aria-label'))!
  const region = page.getByRole('region', { name: title, exact: true })
  await region.getByRole('textbox', { name: 'Notes' }).waitFor()
  const removes = await region
    .getByRole('button', { name: /^Remove tag/ })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')))
  return JSON.stringify([await region.getByRole('textbox', { name: 'Notes' }).inputValue(), removes])
}

test(`two tabs making ${2 * EDITS} edits to the same ${PAPERS} papers lose none and show the same`, async ({
  browser,
}) => {
  test.setTimeout(60_000 + EDITS * 200)
  const context = await browser.newContext({ viewport: { width: 1280, height: 3800 } })
  const papers = Array.from({ length: PAPERS }, (_, i) => ({ title: `Paper ${i + 1}` }))
  const list = { id: 'fifty', title: 'Fifty', venue: 'X', year: 2024, papers }
  await context.route('**/atc24-*.json', (route) => route.fulfill({ json: list }))
  const [here, there] = [await context.newPage(), await context.newPage()]
  await Promise.all([openApp(here), openApp(there)])
  const wrote: readonly Wrote[] = await Promise.all([
    here.evaluate(editAll, { tab: 'here', edits: EDITS, papers: PAPERS }),
    there.evaluate(editAll, { tab: 'there', edits: EDITS, papers: PAPERS }),
  ])
  await expect(saved(here)).toHaveText('Saved')
  await expect(saved(there)).toHaveText('Saved')

  const cells = await kept(here)
  for (const { tags, notes } of wrote) {
    for (const [paper, all] of Object.entries(tags)) {
      for (const tag of all) expect(cells[paper], `${tag} of ${paper}`).toHaveProperty([`tag:${tag}`], 'true')
    }
    for (const [paper, note] of Object.entries(notes)) expect(Object.values(cells[paper]!)).toContain(note)
  }
  expect(wrote.flatMap(({ tags }) => Object.values(tags).flat())).toHaveLength(EDITS / 2)

  await expect.poll(async () => (await shown(here)).join() === (await shown(there)).join()).toBe(true)
  expect(await shown(here)).toHaveLength(PAPERS)
  for (const place of [0, 7, 20, 33, 49]) expect(await read(here, place)).toBe(await read(there, place))
  const [before, note] = [await shown(here), await read(here, 20)]
  await Promise.all([here.reload(), there.reload()])
  for (const page of [here, there]) {
    await expect.poll(() => shown(page)).toEqual(before)
    expect(await read(page, 20)).toBe(note)
  }
  await context.close()
})

/** Which of the first seven rows have a star. */
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
