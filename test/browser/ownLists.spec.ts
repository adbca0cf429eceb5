import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { count, METIS, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'

/** A list of so many papers as a file that Offprint reads. */
const file = (title: string, from: number, papers: number): string =>
  JSON.stringify({
    id: title,
    title,
    papers: Array.from({ length: papers }, (_, i) => ({ title: `Paper number ${from + i} of ${title}` })),
  })

const choose = (page: Page, name: string, text: string) =>
  page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Import' })
const add = (page: Page) => dialog(page).getByRole('button', { name: 'Add', exact: true })
const into = (page: Page) => dialog(page).getByRole('combobox', { name: 'into' })
const notices = (page: Page) => page.getByRole('region', { name: 'Notices' })
const about = (page: Page, title: string) => page.getByRole('region', { name: `About ${title}` })

async function bring(page: Page, title: string, from: number, papers: number, list?: string) {
  await choose(page, `${title}.json`, file(title, from, papers))
  if (list) await into(page).selectOption(list)
  await add(page).click()
  await expect(dialog(page)).toHaveCount(0)
}

/** Two tabs that both show a list of 28 papers beside the 23 bundled ones. */
async function pair(page: Page) {
  await openApp(page)
  await bring(page, 'mine', 0, 28)
  await expect(count(page)).toHaveText('51 papers')
  await expect(saved(page)).toHaveText(/^Saved/)
  const other = await page.context().newPage()
  await openApp(other)
  await expect(count(other)).toHaveText('51 papers')
  return other
}

/** Waits until both tabs show so many papers, also after a reload. */
async function expectBoth(pages: readonly Page[], papers: number) {
  for (const page of pages) await expect(count(page)).toHaveText(`${papers} papers`)
  for (const page of pages) await expect(saved(page)).toHaveText(/^Saved/)
  for (const page of pages) {
    await page.reload()
    await expect(count(page)).toHaveText(`${papers} papers`)
  }
}

test('papers that another tab adds while an import dialog is open are there beside those of the dialog', async ({
  page,
}) => {
  const other = await pair(page)
  await choose(page, 'three.json', file('three', 0, 3))
  await into(page).selectOption('mine')
  await bring(other, 'hundred', 0, 100, 'mine')
  await expect(count(other)).toHaveText('151 papers')
  await add(page).click()
  await expectBoth([page, other], 154)
  await page.getByRole('searchbox').fill('list:mine')
  await expect(count(page)).toHaveText('131 of 154 papers')
})

test('one tab removes a list while the other adds to it: the last wins, and undo reverts its own act', async ({
  page,
}) => {
  const other = await pair(page)
  await choose(page, 'three.json', file('three', 0, 3))
  await into(page).selectOption('mine')
  await about(other, 'mine').getByRole('button', { name: 'Remove' }).click()
  await expect(count(other)).toHaveText('23 papers')
  await add(page).click()
  for (const one of [page, other]) await expect(count(one)).toHaveText('54 papers')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectBoth([page, other], 23)
})

test('an import undone after another tab removed the list leaves it removed, and undo restores it', async ({
  page,
}) => {
  const other = await pair(page)
  await bring(page, 'three', 0, 3, 'mine')
  await expect(count(other)).toHaveText('54 papers')
  await about(other, 'mine').getByRole('button', { name: 'Remove' }).click()
  await expect(count(page)).toHaveText('23 papers')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Redo' })).toBeEnabled()
  await expect(count(page)).toHaveText('23 papers')
  await other.getByRole('button', { name: 'Undo' }).click()
  await expectBoth([page, other], 51)
})

test('a backup put back while another tab types leaves later letters, and both tabs have its list', async ({
  page,
}) => {
  const other = await pair(page)
  await titleOf(page, METIS).click()
  await noteOf(page).fill('As it was.')
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'JSON backup' }).click(),
  ])
  const text = readFileSync(await download.path(), 'utf8')
  await about(page, 'mine').getByRole('button', { name: 'Remove' }).click()
  await expect(count(other)).toHaveText('23 papers')
  await titleOf(other, METIS).click()
  await noteOf(other).pressSequentially('One. ')
  await choose(page, 'backup.json', text)
  await dialog(page)
    .getByRole('radio', { name: /^Put back/ })
    .check()
  await Promise.all([
    dialog(page).getByRole('button', { name: 'Put back', exact: true }).click(),
    noteOf(other).pressSequentially('Two. Three.'),
  ])
  await expect(dialog(page)).toHaveCount(0)
  await noteOf(other).pressSequentially(' Last.')
  await expectBoth([page, other], 51)
  for (const one of [page, other]) await expect(noteOf(one)).toHaveValue('One. Two. Three. Last.As it was.')
})

test('a list of 200 papers comes back from the second copy, and is named, if the database is lost', async ({
  page,
}) => {
  await openApp(page)
  await bring(page, 'mine', 0, 200)
  await expect(count(page)).toHaveText('223 papers')
  await expect(saved(page)).toHaveText(/^Saved/)
  await expect.poll(() => copies(page)).toBe(1)
  await page.goto('./recover.html')
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((done) => {
        indexedDB.deleteDatabase(name!).addEventListener('success', done)
      })
    }
  })
  await openApp(page)
  await expect(count(page)).toHaveText('223 papers')
  await expect(notices(page)).toContainText('Restored a list of 200 papers, “mine”, from the second copy.')
  await page.reload()
  await expect(count(page)).toHaveText('223 papers')
  await expect(notices(page)).not.toContainText('Restored a list')
})

/** How many files the second copy of lists has. */
const copies = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('offprint-lists', { create: true })
    let files = 0
    for await (const name of folder.keys()) {
      // Chromium writes into a swap file beside it, which is no copy until the writer closes it.
      if (name.endsWith('.crswap')) continue
      const { size } = await (await folder.getFileHandle(name)).getFile()
      if (size > 0) files += 1
    }
    return files
  })

test('a list that grows too large for the page is answered about in a worker, with all that was said before', async ({
  page,
}) => {
  const workers = () => page.workers().filter((worker) => /\/worker-[^/]*\.js$/.test(worker.url())).length
  await openApp(page)
  await bring(page, 'small', 0, 10)
  await expect(count(page)).toHaveText('33 papers')
  await page.getByRole('searchbox').fill('is:starred')
  await expect(count(page)).toHaveText('0 of 33 papers')
  await page.getByRole('searchbox').fill('"number 3 of small"')
  await rowOf(page, 'Paper number 3 of small').getByRole('button', { name: 'Star' }).click()
  await page.getByRole('searchbox').fill('')
  expect(workers()).toBe(0)
  await choose(page, 'large.json', file('large', 0, 6000))
  await add(page).click()
  await expect(count(page)).toHaveText('6,033 papers')
  expect(workers()).toBe(1)
  for (const isReloaded of [false, true]) {
    if (isReloaded) await page.reload()
    await expect(count(page)).toHaveText('6,033 papers')
    await page.getByRole('searchbox').fill('is:starred')
    await expect(count(page)).toHaveText('1 of 6,033 papers')
    await page.getByRole('searchbox').fill('')
    await expect(page).not.toHaveURL(/q=/)
  }
  expect(workers()).toBe(1)
})

test('a stored list with an invalid line opens without that line, and the line is named', async ({ page }) => {
  await openApp(page)
  await bring(page, 'mine', 0, 2)
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.addEventListener('success', () => resolve(request.result))
      })
    const database = await done(indexedDB.open('offprint-lists'))
    const store = database.transaction('records', 'readwrite').objectStore('records')
    const head = { id: 'own:bad', title: 'bad', homepage: null, paperList: null, acceptance: null }
    const lines = [head, { aliases: 1, highlights: 1 }].map((line) => JSON.stringify(line))
    await done(store.put({ ...head, papers: 1, addedAt: 1, blob: new Blob([lines.join('\n')]) }, 'own:bad'))
    database.close()
  })
  await page.reload()
  await expect(count(page)).toHaveText('25 papers')
  await expect(notices(page)).toContainText('Something in bad could not be used')
  await expect(titleOf(page, 'Paper number 0 of mine')).toBeVisible()
})

test('recover.html deletes a list for good, also beside the open app, which continues without it', async ({ page }) => {
  const other = await pair(page)
  await other.goto('./recover.html')
  other.on('dialog', (asked) => void asked.accept())
  const kept = other.getByRole('region', { name: 'Your list “mine”' })
  await kept.getByRole('button', { name: 'Remove' }).click()
  await expect(kept.getByRole('status')).toContainText('Removed')
  await expect(count(page)).toHaveText('23 papers')
  await page.reload()
  await expect(count(page)).toHaveText('23 papers')
  await expect(notices(page)).not.toContainText('not in this browser')
})
