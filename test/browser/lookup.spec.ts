import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { startAgencies } from '../support/agencies.ts'
import { serve } from '../support/serve.mjs'
import { count, openApp, paperOf, rowOf, titleOf } from './journey.ts'

const { DIST = 'dist' } = process.env

type Agencies = Awaited<ReturnType<typeof startAgencies>>

/** A key and a certificate of its own, for servers that answer to the names of others. */
function createIdentity() {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const options = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=doi.org', '-days', '2']
  execFileSync('openssl', ['req', ...options, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  const identity = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  rmSync(folder, { recursive: true })
  return identity
}

/**
 * A browser for which doi.org and api.crossref.org are servers of the test, over https, and the app from a host that
 * sends the policy of `_headers`, which holds for workers.
 */
const test = base.extend<{ site: string }, { agencies: Agencies }>({
  agencies: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from it
    async ({}, provide) => {
      const agencies = await startAgencies({ agency: 'https://api.crossref.org', identity: createIdentity() })
      await provide(agencies)
      agencies.close()
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, agencies: { ports } }, provide) => {
      const to = (name: string, port: number) => `MAP ${name} 127.0.0.1:${port}`
      const rules = [
        to('doi.org', ports.resolver),
        to('api.crossref.org', ports.agency),
        to('agency.example', ports.agency),
      ].join(', ')
      const args = [...(launchOptions.args ?? []), `--host-resolver-rules=${rules}`, '--ignore-certificate-errors']
      await provide({ ...launchOptions, args })
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from it
  site: async ({}, provide) => {
    const policy = /Content-Security-Policy: (.+)/.exec(readFileSync(join(DIST, '_headers'), 'utf8'))![1]!
    const server = await serve(DIST, { headers: { 'content-security-policy': policy } })
    await provide(server.url)
    await server.close()
  },
})
test.beforeEach(({ agencies }) => void agencies.asked.splice(0))

const DOI = '10.1145/3690001.3690042'
const TITLE = 'Tidewater: Write-Ahead Logging for Far Memory & Flash'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Add papers' })
const field = (page: Page, name: string) => dialog(page).getByRole('textbox', { name, exact: true })
const lookUp = (page: Page) => dialog(page).getByRole('status', { name: 'Look-up' })
const press = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click()

/** Pastes a text where no text box has the focus. */
const paste = (page: Page, text: string) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, text)

/** Every address outside the app that the browser has asked for. */
function followRequests(page: Page, site: string) {
  const hosts: string[] = []
  page.context().on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'data:' && protocol !== 'blob:' && `${origin}/` !== site) hosts.push(origin)
  })
  return hosts
}

test('nobody is asked anything before the user says yes; then the form is filled in, looked over and added', async ({
  page,
  site,
  agencies,
}) => {
  const hosts = followRequests(page, site)
  await openApp(page, site)
  await paste(page, `doi:${DOI}`)
  await expect(lookUp(page)).toContainText(
    'doi.org, and Crossref or DataCite behind it, learn which paper you ask for and your address on the internet.',
  )
  await expect(field(page, 'DOI')).toHaveValue(DOI)
  expect(page.workers().map((worker) => worker.url())).not.toContainEqual(expect.stringContaining('lookup'))
  expect([agencies.asked, hosts]).toEqual([[], []])

  await press(page, 'Look up')
  await expect(lookUp(page)).toContainText('Filled in. Look it over, then add it.')
  await expect(field(page, 'Title')).toHaveValue(TITLE)
  await expect(field(page, 'Authors')).toHaveValue('Ilse van der Meer\nJózef Nowak Jr.\nThe Tidewater Collaboration')
  await expect(field(page, 'Year')).toHaveValue('2024')
  await expect(field(page, 'Venue')).toHaveValue(/30th Symposium on Operating Systems Principles$/)
  await expect(field(page, 'Abstract')).toHaveValue(/^Far memory is slow to reach\. We log ahead of it\.\n\nTidewater/)
  // doi.org redirected to Crossref, and the policy of the worker let both be asked.
  expect(agencies.asked.map(({ path }) => path)).toEqual([`/${DOI}`, `/v1/works/${encodeURIComponent(DOI)}/transform`])
  await page.keyboard.press('Enter')
  await expect(paperOf(page, TITLE)).toContainText('Ilse van der Meer')
  await expect(count(page)).toHaveText('24 papers')
})

test('after the first yes a pasted arXiv id is looked up at once, and what the user writes meanwhile stays', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => localStorage.setItem('offprint-look-up', 'on'))
  await openApp(page, site)
  await page.keyboard.press('a')
  await field(page, 'Venue').fill('Our workshop')
  await dialog(page)
    .getByRole('textbox', { name: /^Paste or type/ })
    .fill('arXiv:2403.11111v2')
  await press(page, 'Look up')
  await expect(field(page, 'Title')).toHaveValue('What Learned Indexes Forget')
  await expect(field(page, 'Venue')).toHaveValue('Our workshop')
  await expect(field(page, 'Link')).toHaveValue('https://arxiv.org/abs/2403.11111')
  await page.keyboard.press('Escape')

  await paste(page, 'arXiv:2403.11111v2')
  await expect(field(page, 'Title')).toHaveValue('What Learned Indexes Forget')
  await expect(field(page, 'Authors')).toHaveValue('Adaeze Okonkwo\nPer Lindqvist')
})

test('a DOI that does not exist, and a server that is down, are named, and the paper can be added as it is', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => localStorage.setItem('offprint-look-up', 'on'))
  await openApp(page, site)
  await paste(page, '10.5555/nothing-here')
  await expect(lookUp(page)).toContainText('DOI 10.5555/nothing-here does not exist.')
  await page.keyboard.press('Escape')
  await paste(page, '10.5555/down')
  await expect(lookUp(page)).toContainText('The server answered with an error (503) for DOI 10.5555/down.')
  await press(page, 'Add')
  await expect(paperOf(page, 'https://doi.org/10.5555/down')).toBeVisible()
})

test('a host that the policy does not name is not reached by the worker, and the user is told', async ({
  page,
  site,
  agencies,
}) => {
  await page.addInitScript(() => localStorage.setItem('offprint-look-up', 'on'))
  await openApp(page, site)
  await paste(page, '10.5555/elsewhere')
  await expect(lookUp(page)).toContainText('DOI 10.5555/elsewhere exists, but nothing about it can be read from here.')
  expect(agencies.asked.map(({ path }) => path)).toEqual([
    '/10.5555/elsewhere',
    '/api/handles/10.5555/elsewhere?type=URL',
  ])
})

test('of several pasted papers the titles come one after the other, once the user has pressed a button', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => localStorage.setItem('offprint-look-up', 'on'))
  await openApp(page, site)
  await paste(page, `${DOI}\narXiv:2403.11111\n10.5555/down`)
  await expect(lookUp(page)).toContainText('The titles of 3 papers can be looked up.')
  await press(page, 'Look up')
  const papers = dialog(page).getByRole('list', { name: 'Papers to add' })
  await expect(papers.getByRole('checkbox', { name: TITLE })).toBeChecked()
  await expect(papers.getByRole('checkbox', { name: 'What Learned Indexes Forget' })).toBeChecked()
  await expect(lookUp(page)).toContainText('(503) for DOI 10.5555/down')
  await press(page, 'Add')
  await expect(dialog(page)).toHaveCount(0)
  await expect(count(page)).toHaveText('26 papers')
  await expect(titleOf(page, 'What Learned Indexes Forget')).toBeVisible()
})

test('papers that were added without a title are looked up later, keep their marks, and are one step of undo', async ({
  page,
  site,
  agencies,
}) => {
  await openApp(page, site)
  for (const text of [DOI, 'arXiv:2403.11111']) {
    await paste(page, text)
    await press(page, 'Add')
    await expect(dialog(page)).toHaveCount(0)
  }
  await expect(count(page)).toHaveText('25 papers')
  const address = 'https://arxiv.org/abs/2403.11111'
  await rowOf(page, address).getByRole('button', { name: 'Star' }).click()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog(page)).toContainText('2 papers wait for their titles.')
  await press(page, 'Look up…')
  const missing = page.getByRole('dialog', { name: 'Look up missing titles' })
  await expect(missing).toContainText(address)
  expect(agencies.asked).toEqual([])
  await missing.getByRole('button', { name: 'Look up', exact: true }).click()
  await expect(page.locator('[data-toast]')).toContainText('2 titles looked up')
  await expect(missing).toHaveCount(0)

  await expect(titleOf(page, TITLE)).toBeVisible()
  const star = (title: string) => rowOf(page, title).getByRole('button', { name: 'Star' })
  await expect(star('What Learned Indexes Forget')).toHaveAttribute('aria-pressed', 'true')
  await page.locator('[data-toast]').getByRole('button', { name: 'Undo' }).click()
  await expect(star(address)).toHaveAttribute('aria-pressed', 'true')
  await expect(titleOf(page, TITLE)).toHaveCount(0)
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(titleOf(page, TITLE)).toBeVisible()
  await page.reload()
  await expect(titleOf(page, TITLE)).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('missing titles')
  await page.keyboard.press('Enter')
  await expect(missing).toContainText('No paper waits for its title.')
})
