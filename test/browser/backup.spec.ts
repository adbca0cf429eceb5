import { readFileSync } from 'node:fs'
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { violations } from './axe.ts'
import { chooseFiles, HYDRA, METIS, noteOf, openApp, rowOf, saved, SUPERBENCH, titleOf } from './journey.ts'

const NOTE = '# CXL\nAsk whether HDM needs *coherence* 😀'
const fixture = readFileSync('test/fixtures/backup-v1.json', 'utf8')

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Import' })
const add = (page: Page): Locator => dialogOf(page).getByRole('button', { name: 'Add', exact: true })
const starOf = (page: Page, title: string): Locator => rowOf(page, title).getByRole('button', { name: 'Star' })
const statusOf = (page: Page, title: string): Locator => rowOf(page, title).getByRole('button', { name: /^Status: / })

async function markPapers(page: Page) {
  await statusOf(page, HYDRA).click()
  await page.getByRole('menuitemradio', { name: 'Read', exact: true }).click()
  await starOf(page, HYDRA).click()
  await titleOf(page, HYDRA).click()
  await noteOf(page).fill(NOTE)
  const tags = page.getByRole('textbox', { name: 'Tags' }).or(page.getByRole('combobox', { name: 'Tags' }))
  await tags.fill('later')
  await tags.press('Enter')
  await starOf(page, METIS).click()
  await expect(saved(page)).toHaveText(/^Saved/)
}

async function expectMarks(page: Page) {
  await expect(statusOf(page, HYDRA)).toHaveAccessibleName('Status: Read')
  await expect(starOf(page, HYDRA)).toHaveAttribute('aria-pressed', 'true')
  await expect(starOf(page, METIS)).toHaveAttribute('aria-pressed', 'true')
  await titleOf(page, HYDRA).click()
  await expect(noteOf(page)).toHaveValue(NOTE)
  await expect(page.getByRole('region', { name: HYDRA, exact: true })).toContainText('later')
}

async function exportBackup(page: Page) {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'JSON backup' }).click(),
  ])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

/** Chooses files with the button, as a user does. */
async function importFiles(page: Page, ...texts: readonly string[]) {
  await chooseFiles(
    page,
    texts.map((text, i) => ({ name: `${i}.json`, mimeType: 'application/json', buffer: Buffer.from(text) })),
  )
}

async function elsewhere(browser: Browser) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await openApp(page)
  return page
}

test('a backup shows its changes first, then brings status, star, tags and note to another browser', async ({
  page,
  browser,
}) => {
  await openApp(page)
  await markPapers(page)
  const { name, text } = await exportBackup(page)
  expect(name).toMatch(/^offprint-backup-\d{4}-\d\d-\d\d\.json$/)

  const there = await elsewhere(browser)
  await starOf(there, SUPERBENCH).click()
  await importFiles(there, text)
  await expect(dialogOf(there)).toContainText('2 new, 0 newer, 0 same, 0 older')
  await expect(dialogOf(there).getByRole('listitem').filter({ hasText: HYDRA })).toContainText(
    'Read, star, tag “later”',
  )
  await expect(starOf(there, HYDRA)).toHaveAttribute('aria-pressed', 'false')

  await dialogOf(there).getByRole('button', { name: 'Cancel' }).click()
  await expect(starOf(there, HYDRA)).toHaveAttribute('aria-pressed', 'false')
  await importFiles(there, text)
  await add(there).click()
  await expect(dialogOf(there)).toHaveCount(0)
  await expectMarks(there)
  await expect(starOf(there, SUPERBENCH)).toHaveAttribute('aria-pressed', 'true')

  await expect(saved(there)).toHaveText(/^Saved/)
  await there.reload()
  await expectMarks(there)
  await importFiles(there, text)
  await expect(dialogOf(there)).toContainText('There is nothing to add.')
  await expect(add(there)).toBeDisabled()
  await there.context().close()
})

test('undo removes all that a backup added, also after a reload, and redo brings it back', async ({
  page,
  browser,
}) => {
  await openApp(page)
  await markPapers(page)
  const { text } = await exportBackup(page)
  const there = await elsewhere(browser)
  await importFiles(there, text)
  await add(there).click()
  await expectMarks(there)
  await there.getByRole('button', { name: 'Undo' }).click()
  await expect(noteOf(there)).toHaveValue('')
  await there.getByRole('button', { name: 'Redo' }).click()
  await expectMarks(there)
  await there.getByRole('button', { name: 'Undo' }).click()
  await expect(noteOf(there)).toHaveValue('')
  await expect(saved(there)).toHaveText(/^Saved/)
  await there.reload()
  await expect(noteOf(there)).toHaveValue('')
  await expect(statusOf(there, HYDRA)).toHaveAccessibleName('Status: Unread')
  await expect(starOf(there, METIS)).toHaveAttribute('aria-pressed', 'false')
  await there.context().close()
})

test('later changes made here survive a backup, and are counted', async ({ page }) => {
  await openApp(page)
  await markPapers(page)
  const { text } = await exportBackup(page)
  await starOf(page, METIS).click()
  await importFiles(page, text)
  await expect(dialogOf(page)).toContainText('0 new, 0 newer, 1 same, 1 older')
  await expect(add(page)).toBeDisabled()
})

test('a backup that is put back wins over later writes, and undo restores them', async ({ page }) => {
  await openApp(page)
  await markPapers(page)
  const { text } = await exportBackup(page)
  await starOf(page, METIS).click()
  await starOf(page, SUPERBENCH).click()
  await titleOf(page, HYDRA).click()
  await noteOf(page).fill('written since')
  await expect(saved(page)).toHaveText(/^Saved/)

  await importFiles(page, text)
  await expect(dialogOf(page)).toContainText('There is nothing to add')
  await dialogOf(page)
    .getByRole('radio', { name: /^Put back/ })
    .check()
  await expect(dialogOf(page)).toContainText('2 papers will change, 1 note among them')
  await expect(dialogOf(page)).toContainText(`${HYDRA} another note`)
  await dialogOf(page).getByRole('button', { name: 'Put back', exact: true }).click()
  await expectMarks(page)
  await expect(starOf(page, SUPERBENCH)).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(noteOf(page)).toHaveValue('written since')
  await expect(starOf(page, METIS)).toHaveAttribute('aria-pressed', 'false')
  await page.getByRole('button', { name: 'Redo', exact: true }).click()
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expectMarks(page)
  await page
    .getByText(/earlier version/i)
    .first()
    .click()
  await expect(page.getByRole('list', { name: 'Earlier versions of the note' })).toContainText('written since')

  await importFiles(page, text)
  await dialogOf(page)
    .getByRole('radio', { name: /^Put back/ })
    .check()
  await expect(dialogOf(page)).toContainText('All is as the backup has it')
  await page.keyboard.press('Escape')
})

test('a backup of the first version can still be read', async ({ page }) => {
  await openApp(page)
  await importFiles(page, fixture)
  await expect(dialogOf(page)).toContainText('3 new, 0 newer, 0 same, 0 older')
  await add(page).click()
  await expect(statusOf(page, HYDRA)).toHaveAccessibleName('Status: Read')
  await titleOf(page, HYDRA).click()
  await expect(noteOf(page)).toHaveValue('# CXL\nAsk whether HDM needs *coherence*.')
})

for (const [what, text, reason] of [
  ['is empty', '', 'The file is empty.'],
  ['is of no format', 'Dear diary', 'This is not a format that Offprint reads'],
  ['holds no papers', '{"items": []}', 'no object of the file has a title'],
  ['is of a newer version', fixture.replace('"version": 1', '"version": 2'), 'update this one first'],
] as const) {
  test(`a file that ${what} is refused with the reason and changes nothing`, async ({ page }) => {
    await openApp(page)
    await importFiles(page, text)
    await expect(dialogOf(page).getByRole('alert')).toContainText(reason)
    await expect(add(page)).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(dialogOf(page)).toHaveCount(0)
  })
}

test('the intact part of a truncated backup can be added, also beside a good file', async ({ page }) => {
  await openApp(page)
  await importFiles(page, fixture.slice(0, fixture.indexOf('["doi:10.1/gone"') + 30), fixture, 'bad')
  await expect(dialogOf(page).getByRole('region', { name: '0.json' })).toContainText('2 new')
  await expect(dialogOf(page).getByRole('region', { name: '0.json' }).getByRole('alert')).toContainText('is damaged')
  await expect(dialogOf(page).getByRole('region', { name: '1.json' })).toContainText('3 new')
  await expect(dialogOf(page).getByRole('region', { name: '2.json' }).getByRole('alert')).toContainText(
    'not a format that Offprint reads',
  )
  await expect(dialogOf(page)).toContainText('3 papers to add to')
  await add(page).click()
  await expect(starOf(page, HYDRA)).toHaveAttribute('aria-pressed', 'true')
})

test('a file dropped anywhere on the page is shown like a chosen one', async ({ page }) => {
  await openApp(page)
  const data = await page.evaluateHandle((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'dropped.json'))
    return data
  }, fixture)
  const list = page.getByRole('grid', { name: 'Papers' })
  await list.dispatchEvent('dragover', { dataTransfer: data })
  await list.dispatchEvent('drop', { dataTransfer: data })
  await expect(dialogOf(page).getByRole('region', { name: 'dropped.json' })).toContainText('3 new')
})

test('export and import of a backup are in the palette', async ({ page }) => {
  await openApp(page)
  const run = async (name: string) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command' }).fill(name)
    await page.keyboard.press('Enter')
  }
  await Promise.all([page.waitForEvent('download'), run('back up')])
  await Promise.all([page.waitForEvent('filechooser'), run('restore')])
})

/** Stars the next papers. */
async function starPapers(page: Page, many: number) {
  for (let i = 0; i < many; i += 1) {
    await page.keyboard.press('j')
    await page.keyboard.press('s')
  }
}

test('the page shows when the last backup was made, and how much changed since', async ({ page }) => {
  await openApp(page)
  const backup = page.getByRole('region', { name: 'Backup' })
  // Nothing is said of backups before the tenth mark.
  await expect(page.getByRole('button', { name: 'Settings' })).toBeVisible()
  await starPapers(page, 9)
  await expect(saved(page)).toHaveText(/^Saved/)
  await expect(backup).toHaveCount(0)
  await starPapers(page, 1)
  await expect(backup).toContainText('never · 10 papers changed since')
  await expect(backup).toContainText(/The browser (may delete|keeps) your marks/)
  await exportBackup(page)
  await expect(backup).toContainText(/Last backup: .*\d/)
  await expect(backup).not.toContainText('changed since')
  await page.reload()
  await expect(backup).toContainText(/Last backup: .*\d/)
})

test('twenty changed papers bring a reminder, which can be dismissed', async ({ page }) => {
  await openApp(page)
  await starPapers(page, 20)
  const notice = page.getByRole('note').filter({ hasText: 'there is no backup yet' })
  await expect(notice).toContainText('20 papers changed')
  const grid = (await page.getByRole('grid', { name: 'Papers' }).boundingBox())!
  expect((await notice.boundingBox())!.y).toBeGreaterThanOrEqual(grid.y + grid.height)
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toHaveCount(0)
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.reload()
  await expect(page.getByRole('region', { name: 'Backup' })).toContainText('20 papers changed since')
  await expect(notice).toHaveCount(0)
})

test('a file chosen for automatic backups is kept up to date, also after a reload', async ({ page }) => {
  // The file picker needs a person. Its handle is replaced by one of the private file system, which works alike.
  await page.addInitScript(() => {
    const options = { create: true }
    const showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle('notes.json', options)
    const ask = () => Promise.resolve(localStorage.getItem('permission') ?? 'granted')
    const requestPermission = () => {
      localStorage.setItem('permission', 'granted')
      return ask()
    }
    Object.assign(globalThis, { showSaveFilePicker })
    Object.assign(FileSystemFileHandle.prototype, { queryPermission: ask, requestPermission })
  })
  const kept = () =>
    page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory()
      const file = await (await folder.getFileHandle('notes.json')).getFile()
      // A write that ends between the two calls invalidates the file.
      return file.text().catch(() => 'is being written')
    })
  await openApp(page)
  const backup = page.getByRole('region', { name: 'Backup' })
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Keep a backup in a file…' }).click()
  await expect(backup).toContainText('Kept in notes.json, just now')
  await starOf(page, METIS).click()
  await expect.poll(kept).toContain('starred')

  await page.evaluate(() => localStorage.setItem('permission', 'prompt'))
  await page.reload()
  await starOf(page, HYDRA).click()
  await backup.getByRole('button', { name: 'Permission needed: click to allow' }).click()
  await expect.poll(kept).toContain('"papers":2')

  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Stop keeping notes.json' }).click()
  await expect(backup).toHaveCount(0)
})

test('the automatic backup is not offered where a page may not write files', async ({ page }) => {
  await page.addInitScript('delete globalThis.showSaveFilePicker')
  await openApp(page)
  await page.getByRole('button', { name: 'Export' }).click()
  await expect(page.getByRole('menuitem', { name: 'backup' })).toHaveText(['JSON backup'])
})

for (const [width, name] of [
  [1280, 'Export'],
  [375, 'More'],
] as const) {
  test(`the menu opens below its button and returns the focus to it, ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await openApp(page)
    const button = page.getByRole('button', { name, exact: true })
    await button.focus()
    await page.keyboard.press('Enter')
    if (name === 'More') await page.getByRole('button', { name: 'Export' }).press('Enter')
    await expect(page.getByRole('menuitem', { name: 'JSON backup' })).toBeVisible()
    const [above, below] = [await button.boundingBox(), await page.getByRole('menu').boundingBox()]
    expect(Math.abs(below!.y - above!.y - above!.height)).toBeLessThan(20)
    expect(Math.abs(below!.x + below!.width - above!.x - above!.width)).toBeLessThan(20)
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()
  })
}

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 320],
] as const) {
  test.describe(`${colorScheme}, ${width} pixels wide`, () => {
    test.use({ colorScheme, viewport: { width, height: 740 } })
    const more = async (page: Page) => {
      if (width < 720) await page.getByRole('button', { name: 'More' }).click()
    }
    const isWide = (page: Page) =>
      page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

    test('axe finds no violation in the menu', async ({ page }) => {
      await openApp(page)
      await more(page)
      expect([await isWide(page), await violations(page)]).toEqual([false, []])
      await page.getByRole('button', { name: 'Export' }).click()
      await expect(page.getByRole('menuitem', { name: 'JSON backup' })).toBeInViewport({ ratio: 1 })
      expect([await isWide(page), await violations(page)]).toEqual([false, []])
    })

    test('axe finds no violation in the dialog', async ({ page }) => {
      await openApp(page)
      await importFiles(page, fixture, fixture.slice(0, -40), 'bad')
      await expect(add(page)).toBeEnabled()
      expect([await isWide(page), await violations(page)]).toEqual([false, []])
    })

    test('axe finds no violation beside the facets', async ({ page }) => {
      await openApp(page)
      await starPapers(page, 10)
      if (width < 720) await page.getByRole('button', { name: 'Filters' }).click()
      await expect(page.getByRole('region', { name: 'Backup' })).toBeVisible()
      expect([await isWide(page), await violations(page)]).toEqual([false, []])
    })
  })
}
