import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { count, HYDRA, METIS, noteOf, openApp, rowOf, saved, titleOf } from './journey.ts'

// A service worker would answer before the fault could.
type Entry = { title?: string; id?: string; links: { label: string; url: string }[] }
const shipped = () => JSON.parse(readFileSync('data/atc24.json', 'utf8')) as { papers: Entry[] }

const answerList = (page: Page, body: string, status = 200) =>
  page.route('**/atc24-*.json', (route) => route.fulfill({ body, status, contentType: 'application/json' }))

async function problems(page: Page): Promise<string> {
  const notice = page.getByRole('alert')
  await notice.getByText(/could not be used/).click()
  return notice.innerText()
}

test('a list that is not JSON is reported with line and column, and marks stay', async ({ page }) => {
  await openApp(page)
  await rowOf(page, HYDRA).getByRole('button', { name: 'Star' }).click()
  await expect(saved(page)).toHaveText('Saved')

  await answerList(page, '{\n  "id": "atc24",\n  "papers": [,]\n}')
  await page.reload()
  // Only the papers that the user has written about are left, and they are shown.
  await expect(count(page)).toHaveText('1 paper')
  await expect(titleOf(page, HYDRA)).toBeVisible()
  expect(await problems(page)).toMatch(/atc24.*line 3, column 14/)

  await page.unroute('**/atc24-*.json')
  await page.reload()
  await expect(rowOf(page, HYDRA).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
})

test('a list that cannot be fetched is reported with the server’s status', async ({ page }) => {
  await answerList(page, 'gone', 404)
  await openApp(page)
  expect(await problems(page)).toMatch(/atc24\.json.*404/)
})

test('a missing title, a duplicate and a javascript: link are reported, and the other papers are shown', async ({
  page,
}) => {
  const list = shipped()
  delete list.papers[0]!.title
  list.papers.push({ ...list.papers[1]!, id: 'again' })
  list.papers[2]!.links = [{ label: 'Paper', url: 'javascript:alert(1)' }]
  await answerList(page, JSON.stringify(list))
  await openApp(page)

  await expect(count(page)).toHaveText('22 papers')
  const text = await problems(page)
  expect(text).toMatch(/paper 1.*title/)
  expect(text).toMatch(/Quant-LLM.*twice/)
  expect(text).toMatch(/PUZZLE.*links\[0\]\.url.*javascript:alert\(1\)/)
  expect(await page.locator('a[href^="javascript:"]').count()).toBe(0)
})

test('an address with an invalid part reports that part and shows the rest', async ({ page }) => {
  await openApp(page, './?q=hydra&sort=__proto__,-title&width=title:9e9&rows=<img>&hide=venue&%E0%A4%A')
  await expect(count(page)).toHaveText('1 of 23 papers')
  await expect(page.getByText(/address was not understood/)).toContainText('__proto__')
  await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'descending')
  await expect(page.getByRole('columnheader', { name: 'Venue' })).toHaveCount(0)
})

test('a paper in the address that is in no list is reported as such', async ({ page }) => {
  await openApp(page, './?paper=doi:10.1/none')
  await expect(page.getByText(/in none of your lists/)).toBeVisible()
})

for (const [fault, script] of Object.entries({
  'refuses to open': `IDBFactory.prototype.open = () => { throw new DOMException('The operation is insecure.', 'SecurityError') }`,
  'fails to open': `const open = IDBFactory.prototype.open; IDBFactory.prototype.open = function () {
    const request = open.call(this, 'other'); const fail = new Event('error');
    Object.defineProperty(request, 'error', { value: new DOMException('A mutation operation was attempted', 'InvalidStateError') });
    request.addEventListener('success', (event) => { event.stopImmediatePropagation(); request.dispatchEvent(fail) }, true); return request }`,
  'is not there': `Object.defineProperty(globalThis, 'indexedDB', { value: undefined })`,
  'never answers': `IDBFactory.prototype.open = () => new EventTarget()`,
})) {
  test(`a database that ${fault} shows an error with what to do, and nothing looks saved`, async ({ page }) => {
    await page.addInitScript(script)
    await page.goto('./')
    await expect(page.getByRole('heading', { name: /cannot open its storage/ })).toBeVisible()
    await expect(page.getByRole('alert')).not.toBeEmpty()
    await expect(page.getByRole('grid')).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  })
}

test('a database that opens at the second try shows everything', async ({ page }) => {
  await page.addInitScript(`const open = IDBFactory.prototype.open
    IDBFactory.prototype.open = function (...all) { IDBFactory.prototype.open = open; throw new DOMException('not now', 'UnknownError') }`)
  await page.goto('./')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(count(page)).toHaveText('23 papers')
})

test('a failed write is reported, and its text stays and is saved once writing works', async ({ page }) => {
  await openApp(page)
  await page.evaluate(`globalThis.put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function () { throw new DOMException('full', 'QuotaExceededError') }`)
  await titleOf(page, METIS).click()
  await noteOf(page).fill('must not be lost')
  await expect(saved(page)).toHaveText(/^Not saved: .*no more room/)
  await expect(noteOf(page)).toHaveValue('must not be lost')

  await page.evaluate(`IDBObjectStore.prototype.put = globalThis.put`)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expect(noteOf(page)).toHaveValue('must not be lost')
})

test('a write that keeps failing is retried automatically', async ({ page }) => {
  await openApp(page)
  await page.evaluate(`const put = IDBObjectStore.prototype.put; let left = 2
    IDBObjectStore.prototype.put = function (...all) {
      if (left-- > 0) throw new DOMException('FILE_ERROR_NO_SPACE', 'UnknownError'); return put.apply(this, all) }`)
  await rowOf(page, METIS).getByRole('button', { name: 'Star' }).click()
  await expect(saved(page)).toHaveText(/^Not saved: the disk is full/)
  await expect(saved(page)).toHaveText('Saved')
})
