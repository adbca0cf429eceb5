import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, type Page } from '@playwright/test'
import { serve } from '../support/serve.mjs'
import { count, openApp } from './journey.ts'

test.use({ serviceWorkers: 'allow' })

const DIST = process.env['DIST'] ?? 'dist'

/** A script that runs only if the browser takes this file for a page of the app’s origin. */
const SCRIPT_PAGE = '<!doctype html><title>foreign</title><script>localStorage.setItem("foreign", "ran")</script>'

let app: Awaited<ReturnType<typeof serve>>
let foreign: Server
let foreignUrl: string

/** A page of another site that posts a file to Offprint’s share target, as any form may. */
const foreignPage = (action: string) => `<!doctype html>
  <form action="${action}" method="post" enctype="multipart/form-data"><input type="file" name="files"></form>
  <script>
    const files = new DataTransfer()
    files.items.add(new File([${JSON.stringify(SCRIPT_PAGE).replaceAll('</', '<\\/')}], 'page.html', { type: 'text/html' }))
    document.querySelector('input').files = files.files
  </script>`

test.beforeEach(async ({ page }) => {
  app = await serve(DIST)
  foreign = createServer(({ url }, response) => {
    const hides = url?.includes('hidden') ? { 'referrer-policy': 'no-referrer' } : {}
    response.writeHead(200, { 'content-type': 'text/html', ...hides }).end(foreignPage(`${app.url}share`))
  })
  await new Promise<void>((listening) => foreign.listen(0, '127.0.0.1', listening))
  // A different host name is another site to the browser.
  foreignUrl = `http://localhost:${(foreign.address() as AddressInfo).port}/`
  await openApp(page, app.url)
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
})
test.afterEach(async () => {
  await app.close()
  foreign.closeAllConnections()
  await new Promise((closed) => foreign.close(closed))
})

async function post(page: Page, address: string): Promise<number> {
  await page.goto(address)
  const answered = page.waitForResponse((response) => response.url() === `${app.url}share`)
  await page.evaluate(() => document.forms[0]!.submit())
  const status = (await answered).status()
  // The response to a form replaces this page: nothing else may be opened before it has.
  await page.waitForURL((url) => url.origin === new URL(app.url).origin)
  return status
}

/** The URLs and types of pending shared items in any cache. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('offprint-shared-'))
    const entries = names.map(async (name) => {
      const cache = await caches.open(name)
      const requests = await cache.keys()
      const typeOf = async (request: Request) => (await cache.match(request))?.headers.get('content-type')
      return Promise.all(requests.map(async (request) => ({ url: request.url, type: await typeOf(request) })))
    })
    return (await Promise.all(entries)).flat()
  })

/** A page of the app’s origin that does not start the app, which would take the shared items. */
const standBeside = (page: Page) => page.goto(`${app.url}icon.svg`)

const share = (page: Page, files: readonly string[]) =>
  page.evaluate(
    async ([action, files]) => {
      const form = new FormData()
      for (const text of files) form.append('files', new File([text], 'page.html', { type: 'text/html' }))
      await fetch(action, { method: 'POST', body: form, redirect: 'manual' })
    },
    [`${app.url}share`, files] as const,
  )

test('a form of another site is refused and stores nothing', async ({ page }) => {
  expect(await post(page, foreignUrl)).toBe(403)
  await standBeside(page)
  expect(await kept(page)).toEqual([])
})

test('a form of another site that hides its origin cannot run a script in the origin of Offprint', async ({ page }) => {
  // The app has not yet taken the shared item, which is the moment for an attack.
  await page.addInitScript(() => (CacheStorage.prototype.has = () => Promise.resolve(false)))
  await post(page, `${foreignUrl}hidden`)
  await expect(count(page)).toHaveText('23 papers')
  const items = await kept(page)
  expect(items).toHaveLength(1)
  for (const { url } of items) await page.goto(url)
  await standBeside(page)
  expect(await page.evaluate(() => localStorage.getItem('foreign'))).toBeNull()
})

test('a pending item is never served, whatever type its sender gave it', async ({ page }) => {
  await standBeside(page)
  await share(page, [SCRIPT_PAGE])
  const [item] = await kept(page)
  expect(item?.type).toBe('application/octet-stream')
  const response = await page.goto(item!.url)
  expect(response?.status()).toBe(404)
  await standBeside(page)
  expect(await page.evaluate(() => localStorage.getItem('foreign'))).toBeNull()
})

test('pending items are limited in number, and the refusal names the limits', async ({ page }) => {
  await standBeside(page)
  await share(
    page,
    Array.from({ length: 20 }, () => 'x'),
  )
  await share(page, ['one more'])
  expect(await kept(page)).toHaveLength(20)
  await openApp(page, `${app.url}?shared`)
  await expect(page.getByRole('dialog', { name: 'Import' }).getByRole('region')).toHaveCount(20)
  await openApp(page, `${app.url}?shared=too-large`)
  await expect(page.getByText('Too much was shared at once')).toBeVisible()
  await expect(count(page)).toHaveText('23 papers')
})

test('two tabs opened for shared items receive each item once', async ({ page, context }) => {
  await standBeside(page)
  const titles = Array.from({ length: 12 }, (_, at) => `Paper of the Share ${at + 1}`)
  const bibtex = titles.map((title, at) => `@article{k${at}, title = {${title}}, year = {2024}}`)
  await share(page, bibtex)
  const tabs = [await context.newPage(), await context.newPage()]
  await Promise.all(tabs.map((tab) => openApp(tab, `${app.url}?shared`)))
  await expect.poll(() => kept(page)).toEqual([])
  const dialogs = tabs.map((tab) => tab.getByRole('dialog', { name: 'Import' }))
  const many = async () => Promise.all(dialogs.map((dialog) => dialog.getByRole('region').count()))
  await expect.poll(async () => (await many()).reduce((sum, count) => sum + count)).toBe(12)
  for (const dialog of dialogs)
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  for (const tab of tabs) await expect(count(tab)).toHaveText('35 papers')
})
