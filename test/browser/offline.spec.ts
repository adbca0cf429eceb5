import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test, type Page } from '@playwright/test'
import { serve } from '../support/serve.mjs'

const PROJECT = resolve(import.meta.dirname, '../..')
const DIST = join(PROJECT, 'dist')
const BASE = '/some/path/'

test.use({ serviceWorkers: 'allow' })
let temporary = ''
test.beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'offprint-offline-'))
})
test.afterEach(() => rm(temporary, { recursive: true }))

/** A server that can be stopped and restarted at the same address with another folder: the next release. */
async function startSite(folder: string) {
  let server = await serve(folder, { base: BASE })
  const { url } = server
  const stop = () => server.close()
  const release = async (next: string) => {
    await stop()
    server = await serve(next, { base: BASE, port: Number(new URL(url).port) })
  }
  return { url, stop, release }
}

const cacheNames = (page: Page) => page.evaluate(() => caches.keys())
const hash = (content: string | Uint8Array) => createHash('sha256').update(content).digest('base64')

async function isControlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

async function isWaiting(page: Page): Promise<void> {
  await page.waitForFunction(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))
}

/**
 * Waits until the service workers have handled the messages of all started pages. They handle messages in order, and
 * these are the questions that they ask the browser before they delete a cache.
 */
async function haveTidied(page: Page): Promise<void> {
  const ask = async () => {
    const { clients } = globalThis as unknown as { clients: { matchAll(options: object): Promise<unknown> } }
    await clients.matchAll({ type: 'window', includeUncontrolled: true })
    await caches.match('none')
    return caches.keys()
  }
  const workers = page.context().serviceWorkers()
  expect(workers.length).toBeGreaterThan(0)
  await Promise.all(workers.map((worker) => worker.evaluate(ask)))
}

async function checkForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
}

/** The hash of the bytes that the page gets for a file of the site, or the error. */
function fetched(page: Page, file: string): Promise<string> {
  return page.evaluate(async (file) => {
    const response = await fetch(new URL(file, document.baseURI)).catch(() => null)
    if (!response?.ok) return response === null ? 'no answer' : `status ${response.status}`
    const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer())
    return btoa(String.fromCharCode(...new Uint8Array(digest)))
  }, file)
}

test.describe('the built app', () => {
  test('opens without a server after one visit, with every file', async ({ page }) => {
    const site = await startSite(DIST)
    await page.goto(site.url)
    await isControlled(page)
    await site.stop()

    await page.reload()
    await expect(page).toHaveTitle(/Offprint/)
    await page.goto(`${site.url}?q=kv`)
    await expect(page).toHaveTitle(/Offprint/)
    expect(page.url()).toBe(`${site.url}?q=kv`)
    await page.goto(`${site.url}index.html?q=kv#top`)
    await expect(page).toHaveTitle(/Offprint/)
    expect(new URL(page.url()).pathname).toBe(`${BASE}index.html`)

    const files = (await readdir(DIST, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(DIST.length + 1))
      .filter((file) => !/^(?:sw\.js|performance\.svg|licenses\.md)$|^screenshots\/|^[._]|\.map$/.test(file))
    expect(files.length).toBeGreaterThan(8)
    for (const file of files) {
      const address = file === 'index.html' ? './' : file
      expect.soft(await fetched(page, address), file).toBe(hash(await readFile(join(DIST, file))))
    }
    expect(await fetched(page, 'no-such-file.json')).toBe('no answer')
  })

  test('says that it is ready without moving a row of the list', async ({ page }) => {
    const site = await startSite(DIST)
    await page.addInitScript(() => {
      // Each position of the first row from its first paint on.
      const places: number[] = []
      Object.assign(globalThis, { places })
      const look = () => {
        const top = document.querySelector('[role="row"] [role="rowheader"]')?.getBoundingClientRect().top
        if (top !== undefined && top !== places.at(-1)) places.push(top)
        requestAnimationFrame(look)
      }
      look()
    })
    await page.goto(site.url)
    await expect(page.getByText('Offprint is ready to work offline.')).toBeInViewport()
    const places = await page.evaluate(() => (globalThis as unknown as { places: number[] }).places)
    expect(places).toHaveLength(1)
    await site.stop()
  })

  test('redirects an unknown page to the start when the server is down', async ({ page }) => {
    const site = await startSite(DIST)
    await page.goto(site.url)
    await isControlled(page)
    expect((await page.goto(`${site.url}no/such/page`))?.status()).toBe(404)
    await site.stop()
    await page.goto(`${site.url}no/such/page`)
    await expect(page).toHaveURL(site.url)
    await expect(page).toHaveTitle(/Offprint/)
  })

  test('offers a new version, keeps the open one until the user accepts, then deletes the old one', async ({
    page,
  }) => {
    const site = await startSite(DIST)
    await page.goto(site.url)
    await isControlled(page)
    const [old = ''] = await cacheNames(page)
    const oldIcon = hash(await readFile(join(DIST, 'icon.svg')))

    const next = join(temporary, 'next')
    await cp(DIST, next, { recursive: true })
    await writeFile(join(next, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg" />')
    const newIcon = hash(await readFile(join(next, 'icon.svg')))
    const worker = await readFile(join(next, 'sw.js'), 'utf8')
    const version = old.slice(old.indexOf('@') + 1)
    await writeFile(join(next, 'sw.js'), worker.replace(oldIcon, newIcon).replace(version, 'next'))
    await site.release(next)

    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
    await checkForUpdate(page)
    await isWaiting(page)
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true)
    expect(await fetched(page, 'icon.svg')).toBe(oldIcon)

    await page.reload()
    await expect(page.getByRole('button', { name: 'Start it' })).toBeVisible()
    expect(await fetched(page, 'icon.svg')).toBe(oldIcon)
    // The service worker cleans up for the reloaded page, and must keep the waiting version.
    await haveTidied(page)
    expect(await cacheNames(page)).toHaveLength(2)

    // Chromium may install the same version again after a reload, and either one may be waiting. Nothing is fetched
    // meanwhile, because Chromium activates no version while the old one has pending requests.
    await page.evaluate(() =>
      navigator.serviceWorker.addEventListener('controllerchange', () =>
        Object.assign(globalThis, { isReplaced: true }),
      ),
    )
    const tell = () =>
      page.evaluate(async () => {
        ;(await navigator.serviceWorker.getRegistration())?.waiting?.postMessage('skip-waiting')
        return 'isReplaced' in globalThis
      })
    await expect.poll(tell).toBe(true)
    expect(await fetched(page, 'icon.svg')).toBe(newIcon)
    await isControlled(page)
    await site.stop()
    await page.reload()
    expect(await fetched(page, 'icon.svg')).toBe(newIcon)
    await expect.poll(() => cacheNames(page)).toEqual([old.replace(version, 'next')])
  })
})

/** Builds a page of its own with the project’s settings, which shows and answers every event of register.ts. */
async function buildPage(version: number): Promise<string> {
  const root = join(temporary, `source-${version}`)
  await mkdir(join(root, 'public'), { recursive: true })
  await writeFile(join(root, 'public/recover.html'), '<!doctype html><title>Recovery</title>')
  await writeFile(join(root, 'lazy.js'), `export const text = 'late part of version ${version}'`)
  await writeFile(
    join(root, 'index.html'),
    '<!doctype html><title>-</title><script type="module" src="/main.js"></script>',
  )
  await writeFile(
    join(root, 'main.js'),
    `import { registerOffline } from ${JSON.stringify(join(PROJECT, 'src/offline/register.ts'))}
    import { installTrustedTypes } from ${JSON.stringify(join(PROJECT, 'src/storage/browser/trustedTypes.ts'))}
    document.title = 'Version ${version}'
    installTrustedTypes()
    // The page has the app's policy, under which no text becomes HTML.
    const late = Object.assign(document.createElement('button'), { id: 'late', textContent: 'Late part' })
    const log = document.createElement('p')
    log.setAttribute('role', 'log')
    document.body.append(document.createElement('textarea'), late, log)
    const say = (text) => document.querySelector('p').append(text + '. ')
    document.querySelector('#late').onclick = async () => say((await import('./lazy.js')).text)
    registerOffline({
      onReady: () => say('Ready'),
      onUpdate: (apply) => {
        const button = document.createElement('button')
        button.textContent = 'Update'
        button.onclick = apply
        document.body.append(button)
      },
      onError: (error) => say(String(error)),
    })`,
  )
  const vite = join(PROJECT, 'node_modules/vite/bin/vite.js')
  const outDir = join(temporary, `version-${version}`)
  const settings = ['--config', join(PROJECT, 'vite.config.ts'), '--outDir', outDir]
  await promisify(execFile)(process.execPath, [vite, 'build', root, ...settings], {
    cwd: PROJECT,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  return outDir
}

test.describe('registration', () => {
  test('leaves a copy under another path of the same host alone', async ({ page }) => {
    const [stable, preview] = await Promise.all([buildPage(1), buildPage(2)])
    await cp(stable, join(temporary, 'host'), { recursive: true })
    await cp(preview, join(temporary, 'host/preview'), { recursive: true })
    const site = await startSite(join(temporary, 'host'))
    for (const address of [site.url, `${site.url}preview/`, site.url, `${site.url}preview/`]) {
      await page.goto(address)
      await isControlled(page)
    }
    await haveTidied(page)
    expect(await cacheNames(page)).toHaveLength(2)
    await site.stop()
    await page.reload()
    await expect(page).toHaveTitle('Version 2')
    await page.goto(site.url)
    await expect(page).toHaveTitle('Version 1')
  })

  test('reports once that everything is stored', async ({ page }) => {
    const site = await startSite(await buildPage(1))
    await page.goto(site.url)
    await expect(page.getByRole('log')).toHaveText('Ready.')
    await page.reload()
    await isControlled(page)
    await expect(page.getByRole('log')).toHaveText('')
    await site.stop()
  })

  test('opens another page of the build at its own address without a server', async ({ page }) => {
    const site = await startSite(await buildPage(1))
    await page.goto(site.url)
    await expect(page.getByRole('log')).toHaveText('Ready.')
    await site.stop()
    await page.goto(`${site.url}recover.html?from=start`)
    await expect(page).toHaveTitle('Recovery')
  })

  test('reports a site that cannot be stored whole', async ({ page }) => {
    const folder = await buildPage(1)
    const [lazy = ''] = (await readdir(join(folder, 'assets'))).filter((name) => name.startsWith('lazy'))
    await rm(join(folder, 'assets', lazy))
    const site = await startSite(folder)
    await page.goto(site.url)
    await expect(page.getByRole('log')).toHaveText('Error: Not every file could be stored for offline use.')
    await site.stop()
  })

  test('updates the page that asks and leaves the others as they are', async ({ page, context }) => {
    const [first, second] = await Promise.all([buildPage(1), buildPage(2)])
    const site = await startSite(first)
    const other = await context.newPage()
    await other.goto(site.url)
    await expect(other.getByRole('log')).toHaveText('Ready.')
    await other.getByRole('textbox').fill('not saved yet')
    await page.goto(site.url)
    await isControlled(page)

    await site.release(second)
    await checkForUpdate(page)
    await page.getByRole('button', { name: 'Update' }).click()
    await expect(page).toHaveTitle('Version 2')

    // The other page is now served by the new version, and the server no longer has the chunks that it has not loaded.
    await haveTidied(page)
    await expect(other).toHaveTitle('Version 1')
    await expect(other.getByRole('textbox')).toHaveValue('not saved yet')
    await other.getByRole('button', { name: 'Late part' }).click()
    await expect(other.getByRole('log')).toContainText('late part of version 1')

    await other.getByRole('button', { name: 'Update' }).click()
    await expect(other).toHaveTitle('Version 2')
    await page.close()
    await site.stop()
    await other.reload()
    await expect(other).toHaveTitle('Version 2')
    await expect.poll(() => cacheNames(other)).toHaveLength(1)
    await other.getByRole('button', { name: 'Late part' }).click()
    await expect(other.getByRole('log')).toHaveText('late part of version 2.')
  })

  test('checks for a new version when the page is shown again, at most once an hour', async ({ page }) => {
    const site = await startSite(await buildPage(1))
    await page.clock.install()
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    // Counted at the call, because the browser also checks by itself. It fails, as it does without a network.
    await page.addInitScript(() => {
      ServiceWorkerRegistration.prototype.update = () => {
        document.documentElement.dataset['checks'] += '+'
        return Promise.reject(new TypeError('No network'))
      }
    })
    await page.goto(site.url)
    await expect(page.getByRole('log')).toHaveText('Ready.')
    const checksAfter = async (time: string) => {
      await page.clock.fastForward(time)
      return page.evaluate(() => {
        document.documentElement.dataset['checks'] = ''
        for (const _ of ['shown', 'shown again']) document.dispatchEvent(new Event('visibilitychange'))
        return document.documentElement.dataset['checks']
      })
    }
    expect(await checksAfter('00:59:00')).toBe('')
    expect(await checksAfter('00:02:00')).toBe('+')
    expect(await checksAfter('00:59:00')).toBe('')
    expect(await checksAfter('00:02:00')).toBe('+')
    expect(errors).toEqual([])
    await site.stop()
  })

  test('keeps its version while only half of a new one is on the server', async ({ page }) => {
    const [first, second] = await Promise.all([buildPage(1), buildPage(2)])
    const site = await startSite(first)
    await page.goto(site.url)
    await expect(page.getByRole('log')).toHaveText('Ready.')
    await cp(join(second, 'index.html'), join(temporary, 'index.html'))
    await cp(join(first, 'index.html'), join(second, 'index.html'))
    await site.release(second)
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      await registration.update()
      const worker = registration.installing
      await new Promise((done) => worker?.addEventListener('statechange', done))
    })
    await page.reload()
    await expect(page).toHaveTitle('Version 1')
    await expect(page.getByRole('button', { name: 'Update' })).toHaveCount(0)

    await cp(join(temporary, 'index.html'), join(second, 'index.html'))
    await page.reload()
    await page.getByRole('button', { name: 'Update' }).click()
    await expect(page).toHaveTitle('Version 2')
    await site.stop()
  })
})
