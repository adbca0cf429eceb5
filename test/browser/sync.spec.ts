import { expect, test, type Browser, type Page } from '@playwright/test'
import { killServers, makeFolder, startServer } from '../support/syncServer.ts'
import { violations } from './axe.ts'
import { chooseFiles, hasCode, HYDRA, METIS, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'
import { close, connect, connected, dialogOf, openSync, stateOf } from './syncing.ts'

/** A text that only the sync chunk contains. */
const OF_SYNC = 'The part of the app that syncs could not be started.'

let folder = ''
let remove = () => {}
test.beforeEach(() => void ({ folder, remove } = makeFolder()))
test.afterEach(() => {
  killServers()
  remove()
})

const starOf = (page: Page, title: string) => rowOf(page, title).getByRole('button', { name: 'Star' })

async function elsewhere(browser: Browser) {
  const page = await (await browser.newContext()).newPage()
  await openApp(page)
  return page
}
/** Reloads the page, and waits until it has all that the server has. */
async function exchangeAgain(page: Page) {
  await page.reload()
  await openSync(page)
  await expect(stateOf(page)).toHaveText(/^Exchanged just now$/)
  await close(page)
}
async function write(page: Page, title: string, note: string) {
  await titleOf(page, title).click()
  await noteOf(page).fill(note)
  await expect(saved(page)).toHaveText(/^Saved/)
}

test('marks sync in both directions, also after a reload, and stay when sync is off again', async ({
  page,
  browser,
}) => {
  const server = await startServer(folder)
  const there = await elsewhere(browser)
  await openApp(page)
  await expect(page.getByRole('button', { name: 'Sync with your other devices' })).toBeVisible()
  expect(await hasCode(page, OF_SYNC)).toBe(false)
  await connected(page, server)
  expect(await hasCode(page, OF_SYNC)).toBe(true)
  await connected(there, server)
  await starOf(page, HYDRA).click()
  await expect(starOf(there, HYDRA)).toHaveAttribute('aria-pressed', 'true')
  await rowOf(there, METIS)
    .getByRole('button', { name: /^Status/ })
    .click()
  await there.getByRole('menuitemradio', { name: 'Read', exact: true }).click()
  await expect(rowOf(page, METIS).getByRole('button', { name: 'Status: Read', exact: true })).toBeVisible()
  await expect(saved(page)).toHaveText(/^Saved/)
  await page.reload()
  await expect(rowOf(page, METIS).getByRole('button', { name: 'Status: Read', exact: true })).toBeVisible()
  await starOf(page, METIS).click()
  await expect(starOf(there, METIS)).toHaveAttribute('aria-pressed', 'true')

  await openSync(page)
  await dialogOf(page).getByRole('button', { name: 'Switch off' }).click()
  await expect(dialogOf(page).getByRole('button', { name: 'Choose the folder' })).toBeVisible()
  await close(page)
  await page.reload()
  await expect(rowOf(page, METIS).getByRole('button', { name: 'Status: Read', exact: true })).toBeVisible()
  await expect(starOf(page, HYDRA)).toHaveAttribute('aria-pressed', 'true')
  await starOf(page, HYDRA).click()
  await expect(saved(page)).toHaveText(/^Saved/)
  await exchangeAgain(there)
  await expect(starOf(there, HYDRA)).toHaveAttribute('aria-pressed', 'true')
  await there.context().close()
})

test('two users typing in one note get one text, each with the caret in place', async ({ page, browser }) => {
  const server = await startServer(folder)
  const there = await elsewhere(browser)
  await openApp(page)
  await write(page, HYDRA, 'Middle')
  await connected(page, server)
  await connected(there, server)
  await titleOf(there, HYDRA).click()
  await expect(noteOf(there)).toHaveValue('Middle')
  await noteOf(page).press('Control+End')
  await noteOf(there).press('Control+Home')
  await Promise.all([
    page.keyboard.type(' and then the end.', { delay: 60 }),
    there.keyboard.type('First the start, ', { delay: 70 }),
  ])
  for (const box of [noteOf(page), noteOf(there)])
    await expect(box).toHaveValue('First the start, Middle and then the end.')
  await page.keyboard.type('!')
  await expect(noteOf(there)).toHaveValue('First the start, Middle and then the end.!')
  for (const one of [page, there]) await expect(one.getByText('Something else was written here')).toHaveCount(0)
  await expect(page.getByRole('button', { name: /earlier version/ })).toHaveText(/^(One|2|3) earlier/)
  await there.context().close()
})

test('a dialog returns the focus to the note after a click in it', async ({ page }) => {
  await openApp(page)
  await write(page, HYDRA, 'one three')
  for (let i = 0; i < 5; i += 1) await noteOf(page).press('ArrowLeft')
  await openSync(page)
  await close(page)
  await page.keyboard.type('two ')
  await expect(noteOf(page)).toHaveValue('one two three')
})

/** Imports a list of one paper. */
async function bringList(page: Page) {
  const bibtex = '@article{a, title = {A Paper of My Own Choice}, author = {Doe, Jane}, year = {2020}}'
  await chooseFiles(page, { name: 'mine.bib', mimeType: 'text/plain', buffer: Buffer.from(bibtex) })
  await page.getByRole('dialog', { name: 'Import' }).getByRole('button', { name: 'Add', exact: true }).click()
  await expect(titleOf(page, 'A Paper of My Own Choice')).toBeVisible()
}

/** A device that syncs and one that does not yet, with different texts in the same note and a starred paper. */
async function writeApart(page: Page, browser: Browser) {
  const server = await startServer(folder)
  const there = await elsewhere(browser)
  await openApp(page)
  await write(page, HYDRA, 'Written there.')
  await connected(page, server)
  await write(there, HYDRA, 'Written here.')
  await starOf(there, METIS).click()
  return { server, there }
}

test('the first merge of two libraries is previewed, and changes nothing before the user agrees', async ({
  page,
  browser,
}) => {
  const { server, there } = await writeApart(page, browser)
  await bringList(page)
  await connect(there, server.url, server.token)
  await expect(dialogOf(there).getByRole('button', { name: 'Join' })).toBeVisible()
  await expect(dialogOf(there)).toContainText('Newer here1 paper')
  await expect(dialogOf(there)).toContainText('Notes on both sides1 paper')
  await expect(dialogOf(there)).toContainText('Lists there1 list: they come here, and yours go there: mine')
  await expect(dialogOf(there).getByRole('listitem')).toHaveText([HYDRA])
  expect(await violations(there)).toEqual([])
  await exchangeAgain(page)
  await expect(starOf(page, METIS)).toHaveAttribute('aria-pressed', 'false')
  await expect(noteOf(there)).toHaveValue('Written here.')

  await dialogOf(there).getByRole('button', { name: 'Cancel' }).click()
  await expect(dialogOf(there).getByRole('radio', { name: /A server/ })).toBeVisible()
  await close(there)
  await exchangeAgain(page)
  await expect(noteOf(page)).toHaveValue('Written there.')

  await connect(there, server.url, server.token)
  await dialogOf(there).getByRole('button', { name: 'Join' }).click({ timeout: 30_000 })
  for (const one of [page, there]) await expect(noteOf(one)).toHaveValue('Written here.\n\nWritten there.')
  await expect(starOf(page, METIS)).toHaveAttribute('aria-pressed', 'true')
  await expect(titleOf(there, 'A Paper of My Own Choice')).toBeVisible()
  await there.context().close()
})

test('a first merge interrupted by a reload continues, and no word is lost or doubled', async ({ page, browser }) => {
  const { server, there } = await writeApart(page, browser)
  await connect(there, server.url, server.token)
  const join = dialogOf(there).getByRole('button', { name: 'Join' })
  await join.click()
  await there.reload()
  await openSync(there)
  // The reload comes before the merge or during it, and both are valid.
  await expect(join.or(stateOf(there).filter({ hasText: /^Exchanged just now$/ }))).toBeVisible()
  if (await join.isVisible()) await join.click()
  for (const one of [page, there]) await expect(noteOf(one)).toHaveValue('Written here.\n\nWritten there.')
  await expect(starOf(page, METIS)).toHaveAttribute('aria-pressed', 'true')
  await exchangeAgain(page)
  await expect(noteOf(page)).toHaveValue('Written here.\n\nWritten there.')
  await there.context().close()
})

test('a list imported on one device is on the other, and removed there when it is removed here', async ({
  page,
  browser,
}) => {
  const server = await startServer(folder)
  const there = await elsewhere(browser)
  await openApp(page)
  await connected(page, server)
  await connected(there, server)
  await bringList(page)
  await expect(titleOf(there, 'A Paper of My Own Choice')).toBeVisible()
  const about = page.getByRole('region', { name: /^About mine/ })
  await about.getByRole('button', { name: 'Remove' }).click()
  await expect(titleOf(there, 'A Paper of My Own Choice')).toHaveCount(0)
  await there.context().close()
})

test('while the server is down, the page counts waiting edits without an alert, and sends them later', async ({
  page,
  browser,
}) => {
  const server = await startServer(folder)
  const there = await elsewhere(browser)
  await openApp(page)
  await connected(page, server)
  await connected(there, server)
  await server.kill()
  await starOf(page, HYDRA).click()
  await starOf(there, METIS).click()
  await openSync(page)
  await expect(stateOf(page)).toHaveText(/1 paper to go · not connected now/)
  expect(await violations(page)).toEqual([])
  await expect(dialogOf(page).getByRole('alert')).toHaveCount(0)
  await startServer(folder, { port: Number(new URL(server.url).port) })
  await dialogOf(page).getByRole('button', { name: 'Exchange now' }).click()
  await expect(stateOf(page)).toHaveText('Exchanged just now', { timeout: 40_000 })
  await close(page)
  await expect(starOf(page, METIS)).toHaveAttribute('aria-pressed', 'true', { timeout: 40_000 })
  await expect(starOf(there, HYDRA)).toHaveAttribute('aria-pressed', 'true', { timeout: 40_000 })
  await there.context().close()
})

test('a token unknown to the server is reported with what to do, and changes nothing', async ({ page }) => {
  const server = await startServer(folder)
  await openApp(page)
  await starOf(page, HYDRA).click()
  await connect(page, server.url, 'me.wrong')
  await expect(dialogOf(page).getByRole('alert')).toContainText('The server does not know this token')
  await dialogOf(page)
    .getByRole('button', { name: /Cancel|Switch off/ })
    .click()
  await expect(dialogOf(page).getByRole('radio', { name: /A server/ })).toBeVisible()
  await close(page)
  await connect(page, 'not an address', 'me.x')
  await expect(dialogOf(page).getByRole('alert')).toContainText('this is no address of a server')
  await close(page)
  await expect(starOf(page, HYDRA)).toHaveAttribute('aria-pressed', 'true')
})

test('only the visible tab connects to the server, and the others follow', async ({ page, context }) => {
  const server = await startServer(folder)
  await openApp(page)
  await connected(page, server)
  const second = await context.newPage()
  await openApp(second)
  await openSync(second)
  await expect(stateOf(second)).toHaveText('Exchanged just now')
  await close(second)
  await starOf(second, HYDRA).click()
  await expect(starOf(page, HYDRA)).toHaveAttribute('aria-pressed', 'true')
  await openSync(second)
  await dialogOf(second).getByRole('button', { name: 'Switch off' }).click()
  await openSync(page)
  await expect(dialogOf(page).getByRole('radio', { name: /A server/ })).toBeVisible()
})

// A test cannot answer the folder picker. The browser’s private file system has folders of the same kind.
const withFolder = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(globalThis, {
      showDirectoryPicker: async () =>
        (await navigator.storage.getDirectory()).getDirectoryHandle('shared', { create: true }),
    })
  })
const filesOf = (page: Page) =>
  page.evaluate(async () => {
    const shared = await (await navigator.storage.getDirectory()).getDirectoryHandle('shared', { create: true })
    const files: [string, number[]][] = []
    for await (const [name, handle] of shared.entries())
      files.push([name, [...new Uint8Array(await (await (handle as FileSystemFileHandle).getFile()).arrayBuffer())]])
    return files
  })
const carry = async (from: Page, to: Page) =>
  to.evaluate(
    async (files) => {
      const shared = await (await navigator.storage.getDirectory()).getDirectoryHandle('shared', { create: true })
      for (const [name, bytes] of files) {
        const writable = await (await shared.getFileHandle(name, { create: true })).createWritable()
        await writable.write(new Uint8Array(bytes))
        await writable.close()
      }
    },
    await filesOf(from),
  )

async function chooseFolder(page: Page, passphrase = '') {
  await openSync(page)
  if (passphrase !== '') await page.getByLabel(/^Passphrase/).fill(passphrase)
  await page.getByRole('button', { name: 'Choose the folder' }).click()
}
const exchanged = (page: Page) => expect(stateOf(page)).toHaveText(/^Exchanged just now$/)

test('devices that share a folder exchange their edits, encrypted with one passphrase', async ({ page, browser }) => {
  const there = await (await browser.newContext()).newPage()
  await Promise.all([withFolder(page), withFolder(there)])
  await Promise.all([openApp(page), openApp(there)])
  await write(page, HYDRA, 'A secret of mine.')
  await chooseFolder(page, 'one passphrase')
  await exchanged(page)
  const [[name, bytes]] = (await filesOf(page)) as [[string, number[]]]
  expect(name).toMatch(/\.offprint$/)
  expect(Buffer.from(bytes).toString('latin1')).toMatch(/"rounds":600000/)

  await carry(page, there)
  await chooseFolder(there, 'another phrase')
  await expect(dialogOf(there).getByRole('alert')).toContainText('its passphrase is another')
  await expect(rowOf(there, HYDRA)).not.toContainText('A secret')
  expect(await violations(there)).toEqual([])
  await dialogOf(there).getByRole('button', { name: 'Cancel' }).click()
  await there.getByLabel(/^Passphrase/).fill('one passphrase')
  await there.getByRole('button', { name: 'Choose the folder' }).click()
  await exchanged(there)
  await close(there)
  await expect(rowOf(there, HYDRA)).toContainText('A secret of mine.')
  await starOf(there, METIS).click()
  await openSync(there)
  await expect(stateOf(there)).toHaveText(/1 paper to go/)
  await exchanged(there)
  expect(await filesOf(there)).toHaveLength(2)
  await carry(there, page)
  await dialogOf(page).getByRole('button', { name: 'Exchange now' }).click()
  await close(page)
  await expect(starOf(page, METIS)).toHaveAttribute('aria-pressed', 'true')
  await there.context().close()
})

test('sync files are saved and loaded by hand where the browser has no folder access', async ({ page, browser }) => {
  const there = await (await browser.newContext()).newPage()
  const without = (one: Page) => one.addInitScript('delete globalThis.showDirectoryPicker')
  await Promise.all([without(page), without(there)])
  await Promise.all([openApp(page), openApp(there)])
  await write(page, HYDRA, 'By hand.')
  for (const one of [page, there]) {
    await openSync(one)
    await one.getByRole('button', { name: 'Switch on' }).click()
  }
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialogOf(page).getByRole('button', { name: 'Save changes' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.offprint$/)
  await dialogOf(there)
    .getByLabel('Load changes')
    .setInputFiles(await download.path())
  await close(there)
  await expect(rowOf(there, HYDRA)).toContainText('By hand.')
  await there.context().close()
})
