import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { attacks } from '../support/attacks.ts'
import { count, METIS, noteOf, openApp, titleOf } from './journey.ts'

test.use({ serviceWorkers: 'block' })

/**
 * Fails the test if a script runs, a dialog opens, a request leaves, the page navigates, or the policy blocks something
 * unexpected.
 */
async function guard(page: Page, baseURL: string) {
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(`${baseURL}/`))
      seen.push(`request ${request.url()}`)
  })
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) seen.push(message.text())
  })
  return async () => {
    const ran = await page.evaluate(() => ({ ran: '__ran' in globalThis, polluted: '__ran' in Object.prototype }))
    expect(ran).toEqual({ ran: false, polluted: false })
    expect(seen).toEqual([])
  }
}

/** A list with every attack in every field of a paper. */
const attackList = JSON.stringify({
  id: 'atc24',
  title: attacks[0],
  papers: attacks.map((attack, i) => ({
    id: attack,
    title: `${attack} ${i}`,
    authors: [attack],
    venue: attack,
    topics: [[attack, 'below']],
    affiliations: [attack],
    links: [
      { label: attack, url: attack },
      { label: attack, url: `https://example.org/${encodeURIComponent('x' + i)}` },
    ],
    awards: [attack],
    notices: [attack],
    highlights: [{ text: attack, children: [{ text: `*${attack}*` }] }],
  })),
})

test(`${attacks.length} attacks in every field of a list run nothing, fetch nothing and navigate nowhere`, async ({
  page,
  baseURL,
}) => {
  const check = await guard(page, baseURL!)
  await page.route('**/atc24-*.json', (route) => route.fulfill({ body: attackList, contentType: 'application/json' }))
  await openApp(page)
  await expect(count(page)).toHaveText(`${attacks.length} papers`)
  for (let i = 0; i < attacks.length; i += 1) {
    await page.keyboard.press(i === 0 ? 'j' : 'ArrowDown')
    if (i === 0) await page.keyboard.press('Enter')
    await expect(page.locator('[role="row"]:focus')).toHaveAttribute('aria-rowindex', String(i + 2))
  }
  const schemes = await page
    .locator('a')
    .evaluateAll((links) => [...new Set(links.map((link) => (link as HTMLAnchorElement).protocol))])
  expect(schemes.filter((scheme) => !['http:', 'https:'].includes(scheme))).toEqual([])
  await check()
})

test(`${attacks.length} attacks in notes and tags run nothing, and their text is unchanged`, async ({
  page,
  baseURL,
}) => {
  const check = await guard(page, baseURL!)
  await openApp(page)
  await titleOf(page, METIS).click()
  const tags = page.getByRole('combobox', { name: 'Tags' })
  const preview = page.getByRole('group', { name: 'Preview' })
  for (const [i, attack] of attacks.entries()) {
    await noteOf(page).fill(`attack ${i}.\n\n${attack}`)
    // The preview updates a moment later, and until then shows the previous attack.
    await expect(preview, attack).toContainText(`attack ${i}.`)
    const links = await preview
      .locator('a')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol))
    expect(
      links.filter((scheme) => !['http:', 'https:', 'mailto:'].includes(scheme)),
      attack,
    ).toEqual([])
    await tags.fill(attack)
    await tags.press('Enter')
  }
  const all = attacks.filter((attack) => attack !== '\ud800').join('\n\n')
  await noteOf(page).fill(all)
  await noteOf(page).blur()
  await check()
  await page.reload()
  await expect(noteOf(page)).toHaveValue(all)
  await check()
})

test(`${attacks.length} attacks in the address run nothing and write nothing`, async ({ page, baseURL }) => {
  const check = await guard(page, baseURL!)
  for (const attack of attacks) {
    const text = encodeURIComponent(attack.replace('\ud800', '\ufffd'))
    await openApp(
      page,
      `./?q=${text}&sort=${text}&hide=${text}&order=${text}&width=${text}&rows=${text}&paper=${text}#${text}`,
    )
  }
  await check()
  const databases = await page.evaluate(async () => (await indexedDB.databases()).length)
  expect(databases).toBeGreaterThan(0)
  await page.goto('./')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
})

test('the policy is first in the page and blocks inline code, eval and foreign scripts', async ({ page }) => {
  expect(readFileSync(`${process.env.DIST ?? 'dist'}/index.html`, 'utf8')).toMatch(
    /<head>\s*<meta http-equiv="Content-Security-Policy"/,
  )
  await openApp(page)
  const results = await page.evaluate(async () => {
    const tried = async (run: () => unknown) => {
      try {
        await run()
        return 'went through'
      } catch {
        return 'refused'
      }
    }
    const inline = document.createElement('script')
    return {
      inline: await tried(() => {
        inline.textContent = 'globalThis.__ran = 1'
        document.body.append(inline)
      }),
      html: await tried(() => (document.createElement('div').innerHTML = '<b>x</b>')),
      fetch: await tried(() => fetch('http://127.0.0.1:9/')),
      worker: await tried(() => new Worker('https://example.org/x.js')),
      ran: '__ran' in globalThis,
    }
  })
  expect(results).toEqual({
    inline: 'refused',
    html: 'refused',
    fetch: 'refused',
    worker: 'refused',
    ran: false,
  })
})

test('the page itself connects to no other host, by fetch or socket, with sync on or off', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('sync')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: /A server/ }).check()
  await page.getByLabel('Address').fill('ws://127.0.0.1:9')
  await page.getByLabel('Token').fill('me.nobody')
  await page.getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByRole('dialog', { name: 'Sync' }).getByText('Not connected')).toBeVisible()
  const refused = await page.evaluate(
    () =>
      new Promise<readonly string[]>((done) => {
        const blocked: string[] = []
        addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
          blocked.push(`${effectiveDirective} ${blockedURI}`)
          if (blocked.length === 2) done(blocked)
        })
        void fetch('http://127.0.0.1:9/').catch(() => {})
        try {
          new WebSocket('ws://127.0.0.1:9/').addEventListener('error', () => {})
        } catch {
          // Some browsers throw, and report the violation as well.
        }
      }),
  )
  expect(refused.toSorted()).toEqual(['connect-src http://127.0.0.1:9/', 'connect-src ws://127.0.0.1:9/'])
})

/** The servers that workers may reach: those of sync, doi.org, and the agencies that it redirects to. */
const WORKER_SERVERS = [
  'wss: ws://localhost:* ws://127.0.0.1:*',
  'https://doi.org https://api.crossref.org https://data.crossref.org',
  'https://data.crosscite.org https://data.datacite.org https://data.medra.org',
].join(' ')

test('the policy of the _headers file equals the page’s, and lets workers reach the servers of sync and lookup', () => {
  const read = (policy: string) =>
    new Map(
      policy
        .replaceAll('&#39;', "'")
        .split('; ')
        .map((rule) => [rule.split(' ')[0]!, rule]),
    )
  const { DIST = 'dist' } = process.env
  const header = read(/Content-Security-Policy: (.+)/.exec(readFileSync(join(DIST, '_headers'), 'utf8'))![1]!)
  const meta = read(
    /Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(join(DIST, 'index.html'), 'utf8'))![1]!,
  )
  expect(header.get('connect-src')).toBe(`${meta.get('connect-src')} ${WORKER_SERVERS}`)
  // A page cannot set frame-ancestors in a meta element.
  expect(header.get('frame-ancestors')).toBe("frame-ancestors 'none'")
  for (const name of ['connect-src', 'frame-ancestors']) [header, meta].forEach((rules) => rules.delete(name))
  expect([...header]).toEqual([...meta])
})
