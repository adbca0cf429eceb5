import { readFileSync } from 'node:fs'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { violations } from './axe.ts'
import { chooseFiles, count, METIS, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'

const MARKDOWN = `# Papers for the winter

## Storage

* Flash Caches That Forget
  * \\[[Paper](https://example.org/forget)] \\[[Code](https://github.com/example/forget)]
  * NUS & MIT
  * Evicts by *regret*.
* [x] Logs All the Way Down \\[[Paper](https://example.org/logs)]

## Scheduling

* ${METIS} \\[[Paper](https://www.usenix.org/conference/atc24/presentation/um)]
`
const BIBTEX = `@inproceedings{a, title = {A {GPU} for Everyone}, author = {Lovelace, Ada}, year = 2021, booktitle = {OSDI}}
@article{b, title = {Never Closed, author = {X}
@article{c, title = {Another One}, year = 2020}
`

/** Papers that are here under nearly the same titles. */
const LIKELY = `@misc{m, title = {Metis: Fast Automatic Distributed Training on Many Heterogeneous GPUs}}
@misc{h, title = {HydraRPC: RPC in the New CXL Era}}
`

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Import' })
const add = (page: Page): Locator => dialog(page).getByRole('button', { name: 'Add', exact: true })
const part = (page: Page, name: string): Locator => dialog(page).getByRole('region', { name })

async function choose(page: Page, ...files: readonly (readonly [name: string, text: string])[]) {
  await chooseFiles(
    page,
    files.map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })),
  )
}

test('papers of several files are previewed, added at once, stay after a reload, and can be undone', async ({
  page,
}) => {
  await openApp(page)
  await choose(page, ['winter.md', MARKDOWN], ['refs.bib', BIBTEX])
  await expect(part(page, 'winter.md')).toContainText('Markdown, 3 papers: 2 new, 1 already here')
  await expect(part(page, 'refs.bib')).toContainText(/BibTeX, [23] papers: [23] new/)
  await part(page, 'refs.bib').getByText('to look at').click()
  await expect(part(page, 'refs.bib')).toContainText(/Line 2/)
  await expect(count(page)).toHaveText('23 papers')
  await add(page).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(count(page)).toHaveText(/2[78] papers/)

  await page.getByRole('searchbox').fill('list:"Papers for the winter"')
  await expect(count(page)).toHaveText(/^2 of/)
  await expect(rowOf(page, 'Logs All the Way Down').getByRole('button', { name: 'Status: Read' })).toBeVisible()
  await titleOf(page, 'Flash Caches That Forget').click()
  const paper = page.getByRole('region', { name: 'Flash Caches That Forget', exact: true })
  await expect(paper).toContainText('Evicts by regret.')
  await expect(paper.getByRole('link', { name: 'Code' })).toHaveAttribute('href', 'https://github.com/example/forget')
  await expect(saved(page)).toHaveText(/^Saved/)

  await page.reload()
  await expect(count(page)).toHaveText(/^2 of 2[78] papers/)
  await page.getByRole('searchbox').fill('')
  await expect(count(page)).toHaveText(/^2[78] papers/)
})

test('the encoding that was guessed for a file is shown, and papers follow the choice of another', async ({ page }) => {
  await openApp(page)
  // Czech in Windows-1250, where Windows-1252 has other letters.
  const bytes = Buffer.from(
    '@article{a, title = {Zpracov\u00e1n\u00ed p\u00f8irozen\u00e9ho jazyka}, year = 2020}',
    'latin1',
  )
  await chooseFiles(page, [{ name: 'czech.bib', mimeType: 'text/plain', buffer: bytes }])
  const encoding = dialog(page).getByRole('combobox', { name: 'Encoding' })
  await expect(encoding).toHaveValue('windows-1252')
  await expect(encoding).toHaveAccessibleDescription(/Guessed/)
  await expect(part(page, 'czech.bib').getByText('Zpracování pøirozeného jazyka').first()).toBeVisible()
  await encoding.focus()
  await encoding.selectOption('Central European (Windows-1250)')
  await expect(part(page, 'czech.bib').getByText('Zpracování přirozeného jazyka').first()).toBeVisible()
  await expect(encoding).toBeFocused()
  await expect(encoding).not.toHaveAccessibleDescription(/Guessed/)
  await add(page).click()
  await expect(rowOf(page, 'Zpracování přirozeného jazyka')).toBeVisible()
  await expect(count(page)).toHaveText('24 papers')
})

test('undo removes imported papers, and redo adds them again', async ({ page }) => {
  await openApp(page)
  await choose(page, ['winter.md', MARKDOWN])
  await add(page).click()
  await expect(count(page)).toHaveText('25 papers')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(count(page)).toHaveText('23 papers')
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(count(page)).toHaveText('25 papers')
  await expect(rowOf(page, 'Logs All the Way Down').getByRole('button', { name: 'Status: Read' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(count(page)).toHaveText('23 papers')
  await page.reload()
  await expect(count(page)).toHaveText('23 papers')
})

test('a second import of the same file changes nothing', async ({ page }) => {
  await openApp(page)
  await choose(page, ['winter.md', MARKDOWN])
  await add(page).click()
  await expect(count(page)).toHaveText('25 papers')
  await choose(page, ['winter.md', MARKDOWN])
  await expect(part(page, 'winter.md')).toContainText('3 papers: 0 new, 3 already here')
  await expect(dialog(page)).toContainText('There is nothing to add.')
  await expect(add(page)).toBeDisabled()
})

test('papers can be chosen one by one and added to an existing list', async ({ page }) => {
  await openApp(page)
  await choose(page, ['winter.md', MARKDOWN])
  await part(page, 'winter.md').getByText('Choose one by one').click()
  await part(page, 'winter.md').getByRole('checkbox', { name: 'Flash Caches' }).uncheck()
  await part(page, 'winter.md').getByRole('textbox', { name: 'called' }).fill('Mine')
  await add(page).click()
  await expect(count(page)).toHaveText('24 papers')
  await choose(page, ['winter.md', MARKDOWN])
  await part(page, 'winter.md').getByRole('combobox', { name: 'into' }).selectOption('Mine')
  await add(page).click()
  await expect(count(page)).toHaveText('25 papers')
  await page.getByRole('searchbox').fill('list:Mine')
  await expect(count(page)).toHaveText('2 of 25 papers')
  // The added part is stored beside the list, not within its bytes.
  expect(await preparedPapers(page)).toEqual([1])
  await page.reload()
  await expect(count(page)).toHaveText('2 of 25 papers')
  await page.getByRole('searchbox').fill('regret')
  await expect(titleOf(page, 'Flash Caches That Forget')).toBeVisible()
})

/** The number of papers in each prebuilt index part of the stored own lists. */
const preparedPapers = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error!))
      })
    const database = await done(indexedDB.open('offprint-lists'))
    const kept = await done(database.transaction('records').objectStore('records').getAll())
    database.close()
    const lists = kept as readonly { prepared: readonly { parts: readonly { papers: number }[] }[] }[]
    return lists.flatMap(({ prepared }) => prepared.flatMap(({ parts }) => parts.map(({ papers }) => papers)))
  })

const TABLE = `Ref,What it says,Who
Caches forget on purpose and by regret,Flash Caches That Forget,Ada Lovelace and Grace Hopper
Logs are what remains when all else is gone,Logs All the Way Down,Barbara Liskov
Sleep is a resource like any other,${METIS},Leslie Lamport
`

test('the fields of a table’s columns can be corrected, and the last choice wins', async ({ page }) => {
  await openApp(page)
  await choose(page, ['table.csv', TABLE])
  const table = part(page, 'table.csv')
  await expect(table).toContainText('CSV, 3 papers: 3 new')
  await table.getByText(/^Columns: /).click()
  const holds = (name: string) => table.getByRole('combobox', { name: `What “${name}” holds` })
  await expect(holds('Ref')).toHaveValue('title')
  await holds('Ref').selectOption({ label: 'Year' })
  await holds('Ref').selectOption({ label: 'Highlights' })
  await holds('What it says').selectOption({ label: 'Title' })
  await holds('Who').selectOption({ label: 'Authors' })
  await expect(table).toContainText('CSV, 3 papers: 2 new, 1 already here')
  await expect(holds('Ref')).toHaveValue('highlights')
  await add(page).click()
  await expect(count(page)).toHaveText('25 papers')
  await titleOf(page, 'Flash Caches That Forget').click()
  const paper = page.getByRole('region', { name: 'Flash Caches That Forget', exact: true })
  await expect(paper).toContainText('Caches forget on purpose and by regret')
  await expect(paper).toContainText('Ada Lovelace')
})

test('probable duplicates are linked to each other, become one paper, and are separated again', async ({ page }) => {
  await openApp(page)
  const preprint = METIS.replace('Fast', 'Rapid')
  await choose(page, ['mine.md', `* ${preprint} \\[[arXiv](https://arxiv.org/abs/2401.00001)]\n`])
  await add(page).click()
  await expect(count(page)).toHaveText('24 papers')
  await titleOf(page, METIS).click()
  await noteOf(page).fill('On the published one.')
  await titleOf(page, preprint).click()
  const open = (title: string) => page.getByRole('region', { name: title, exact: true })
  await expect(open(preprint).getByRole('note')).toContainText(METIS)
  // The paper may be among the similar ones as well.
  await open(preprint).getByRole('note').getByRole('button', { name: METIS }).click()
  await expect(open(METIS).getByRole('note')).toContainText(preprint)
  await open(METIS).getByRole('button', { name: 'They are one' }).click()
  await expect(count(page)).toHaveText('23 papers')
  await expect(open(METIS).getByRole('link', { name: 'arXiv' })).toBeVisible()
  await expect(noteOf(page)).toHaveValue('On the published one.')
  await expect(saved(page)).toHaveText(/^Saved/)

  await page.reload()
  await expect(count(page)).toHaveText('23 papers')
  await open(METIS).getByRole('button', { name: 'They are two' }).click()
  await expect(count(page)).toHaveText('24 papers')
  await expect(open(METIS).getByRole('note')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(count(page)).toHaveText('23 papers')
})

test('text pasted outside a text box is shown like a file', async ({ page }) => {
  await openApp(page)
  const paste = (selector: string) =>
    page.evaluate(
      ([selector, text]) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text!)
        document.querySelector(selector!)!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
      },
      [selector, BIBTEX],
    )
  await paste('input[type="search"]')
  await paste('[role="grid"]')
  await expect(part(page, 'Pasted text')).toContainText(/BibTeX, [23] papers/)
  await add(page).click()
  await expect(count(page)).toHaveText(/^2[56] papers/)
})

test('an own list can be renamed and removed, and the marks of its papers stay', async ({ page }) => {
  await openApp(page)
  await choose(page, ['winter.md', MARKDOWN])
  await add(page).click()
  const about = page.getByRole('region', { name: 'About Papers for the winter' })
  await about.getByRole('button', { name: 'Rename' }).click()
  await about.getByRole('textbox').fill('Summer')
  await about.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('searchbox').fill('list:Summer')
  await expect(count(page)).toHaveText('2 of 25 papers')
  await page.getByRole('searchbox').fill('')
  await page.getByRole('region', { name: 'About Summer' }).getByRole('button', { name: 'Remove' }).click()
  await expect(count(page)).toHaveText('24 papers')
  await page.getByRole('searchbox').fill('list:"No longer in any list"')
  await expect(titleOf(page, 'Logs All the Way Down')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('searchbox').fill('')
  await expect(count(page)).toHaveText('25 papers')
})

test('a backup brings own lists and marks to another browser as one step of undo, and only once', async ({
  page,
  browser,
}) => {
  await openApp(page)
  await choose(page, ['winter.md', MARKDOWN])
  await add(page).click()
  await rowOf(page, METIS).getByRole('button', { name: 'Star' }).click()
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'JSON backup' }).click(),
  ])
  const text = readFileSync(await download.path(), 'utf8')

  const there = await (await browser.newContext()).newPage()
  await openApp(there)
  await expect(count(there)).toHaveText('23 papers')
  await choose(there, ['backup.json', text])
  await expect(part(there, 'backup.json')).toContainText('Papers for the winter your list, 2 papers, to add')
  await add(there).click()
  await expect(count(there)).toHaveText('25 papers')
  await expect(rowOf(there, METIS).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  await expect(saved(there)).toHaveText(/^Saved/)
  await there.getByRole('searchbox').fill('list:"Papers for the winter"')
  await expect(count(there)).toHaveText(/^2 of/)
  await there.getByRole('searchbox').fill('')
  await expect(count(there)).toHaveText('25 papers')

  await choose(there, ['backup.json', text])
  await expect(part(there, 'backup.json')).toContainText('your list, here already')
  await expect(add(there)).toBeDisabled()
  await there.keyboard.press('Escape')

  await there.getByRole('button', { name: 'Undo' }).click()
  await expect(count(there)).toHaveText('23 papers')
  await expect(rowOf(there, METIS).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'false')
  await expect(saved(there)).toHaveText(/^Saved/)
  await there.reload()
  await expect(count(there)).toHaveText('23 papers')

  await page.goto('./recover.html')
  const kept = page.getByRole('region', { name: /^Your list “Papers for the winter”/ })
  await expect(kept).toContainText('2 papers')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    kept.getByRole('button', { name: 'Download' }).click(),
  ])
  await choose(there, ['list.json', readFileSync(await file.path(), 'utf8')])
  await expect(part(there, 'list.json')).toContainText('your list, 2 papers, to add')
  await there.context().close()
})

test('marks in a file are merged with the user’s marks', async ({ page }) => {
  await openApp(page)
  await titleOf(page, METIS).click()
  await noteOf(page).fill('Mine.')
  await expect(saved(page)).toHaveText(/^Saved/)
  const text = `title,url,status,note\n"${METIS}",https://www.usenix.org/conference/atc24/presentation/um,read,Theirs.\n`
  await choose(page, ['marks.csv', text])
  await expect(part(page, 'marks.csv')).toContainText('It says something of 1 paper')
  await add(page).click()
  await expect(noteOf(page)).toHaveValue('Mine.\n\nTheirs.')
  await expect(rowOf(page, METIS).getByRole('button', { name: 'Status: Read' })).toBeVisible()
  await choose(page, ['marks.csv', text])
  await expect(dialog(page)).toContainText('There is nothing to add.')
})

test('each unreadable file is named with its reason, and a good one beside them can be added', async ({ page }) => {
  await openApp(page)
  await choose(page, ['empty.bib', ''], ['picture.png', '\u0089PNG\r\n'], ['winter.md', MARKDOWN])
  await expect(part(page, 'empty.bib').getByRole('alert')).toHaveText('The file is empty.')
  await expect(part(page, 'picture.png').getByRole('alert')).toBeVisible()
  await add(page).click()
  await expect(count(page)).toHaveText('25 papers')
})

test('twenty thousand papers are read in a worker while the page responds, and reading can be cancelled', async ({
  page,
}) => {
  await openApp(page)
  const papers = Array.from({ length: 20_000 }, (_, i) => ({
    title: `Paper ${i} of Many`,
    authors: ['A. Author'],
    topics: [[`Topic ${i % 50}`]],
    highlights: [{ text: 'x'.repeat(200) }],
  }))
  const text = JSON.stringify({ id: 'many', title: 'Many', papers })
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { tasks })
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
  })
  await choose(page, ['many.json', text])
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await choose(page, ['many.json', text])
  await expect(part(page, 'many.json')).toContainText('20,000 papers: 20,000 new', { timeout: 40_000 })
  await add(page).click()
  await expect(count(page)).toHaveText('20,023 papers', { timeout: 40_000 })
  await page.getByRole('searchbox').fill('19999')
  await expect(count(page)).toHaveText('1 of 20,023 papers')
})

for (const [width, colorScheme] of [
  [1280, 'light'],
  [375, 'dark'],
] as const) {
  test.describe(`${colorScheme}, ${width} pixels wide`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } })

    test('axe finds no violation in the preview', async ({ page }) => {
      await openApp(page)
      if (width < 720) await page.getByRole('button', { name: 'More' }).click()
      await choose(page, ['winter.md', MARKDOWN], ['refs.bib', BIBTEX], ['table.csv', TABLE])
      await expect(part(page, 'table.csv')).toContainText('CSV')
      for (const summary of await dialog(page).locator('summary').all()) await summary.click()
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    })
  })
}

test('a paper that is likely here is said to be, and is joined with the one here only where the user says so', async ({
  page,
}) => {
  await openApp(page)
  await choose(page, ['likely.bib', LIKELY])
  const file = part(page, 'likely.bib')
  await expect(file).toContainText('BibTeX, 2 papers: 2 new (2 likely here), 0 already here')
  await expect(file).toContainText(`Likely the same as ${METIS}, ATC 2024`)
  expect(await violations(page)).toEqual([])
  await file.getByRole('checkbox', { name: /^Metis: Fast Automatic .* is the paper here$/ }).check()
  await add(page).click()
  await expect(dialog(page)).toHaveCount(0)
  // One is joined, and the other is a paper of its own.
  await expect(count(page)).toHaveText('24 papers')
  await page.getByRole('searchbox').fill('list:likely')
  await expect(count(page)).toHaveText('2 of 24 papers')
  await titleOf(page, METIS).click()
  await expect(page.getByRole('region', { name: METIS, exact: true })).toContainText('another entry is this paper')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(count(page)).toHaveText('0 of 23 papers')
})
