import { expect } from 'vitest'
import type { Journeys } from '../journeys.ts'
import {
  appears,
  count,
  has,
  HYDRA,
  isSaved,
  METIS,
  noteOf,
  notices,
  holds,
  openApp,
  search,
  sees,
  starOf,
  writeNote,
} from '../page/app.ts'
import type { Page } from '../page/page.ts'

async function isControlled(page: Page) {
  await expect.poll(() => page.evaluate('navigator.serviceWorker.controller?.state')).toBe('activated')
}

/** Journeys without a server, and journeys about the content security policy and the workers of the page. */
export const offline: Journeys = {
  'after one visit everything works without the server': async ({ page, site }) => {
    await openApp(page, site.url)
    await isControlled(page)
    await starOf(page, METIS).click()
    await isSaved(page)
    await site.stop()
    await page.reload()
    await sees(count(page), '23 papers')
    await has(starOf(page, METIS), 'aria-pressed', 'true')
    await search(page).write('hydra')
    await sees(count(page), '1 of 23 papers')
    await writeNote(page, HYDRA, 'Written $offline$.')
    await expect.poll(() => page.evaluate('document.querySelector("math") !== null')).toBe(true)
    await isSaved(page)
    await page.goto(`${site.url}?q=metis`)
    await sees(count(page), '1 of 23 papers')
    await page.goto(`${site.url}recover.html`)
    await sees(page.find('region', /^Database/), /Marks of 2 papers/)
  },

  'the policy blocks inline code, eval and other hosts': async ({ page, site }) => {
    await openApp(page, site.url)
    const results = await page.evaluate(`(async () => {
      const tried = async (run) => { try { await run(); return 'went through' } catch { return 'refused' } }
      const inline = document.createElement('script')
      return {
        inline: await tried(() => { inline.textContent = 'globalThis.__ran = 1'; document.body.append(inline) }),
        html: await tried(() => (document.createElement('div').innerHTML = '<b>x</b>')),
        fetch: await tried(() => fetch('http://127.0.0.1:9/')),
        worker: await tried(() => new Worker('https://example.org/x.js')),
        ran: '__ran' in globalThis,
      }
    })()`)
    expect(results).toEqual({ inline: 'refused', html: 'refused', fetch: 'refused', worker: 'refused', ran: false })
  },

  'the first visit fetches no file twice, and module workers start': async ({ page, site }) => {
    await openApp(page, site.url)
    await search(page).write('gpu')
    await sees(count(page), /of 23 papers/)
    const names = await page.evaluate<string[]>(
      `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\\.(js|css)$/.test(name))`,
    )
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  },

  'a new version waits until the user starts it, and then replaces the old one': async ({ page, site, next }) => {
    const icon = () => page.evaluate<string>(`fetch('icon.svg').then((answer) => answer.text())`)
    await openApp(page, site.url)
    await isControlled(page)
    await writeNote(page, HYDRA, 'written before')
    await isSaved(page)
    await site.release(next('<!-- next -->'))
    await page.evaluate('navigator.serviceWorker.ready.then((registration) => void registration.update())')
    const start = notices(page).find('button', 'Start it')
    await appears(start)
    expect(await icon()).not.toContain('next')
    await page.evaluate('document.documentElement.dataset.version = "old"')
    await start.click()
    // Nothing is fetched until the page has restarted: Chromium replaces no version that has pending requests.
    await expect.poll(() => page.evaluate<string>('document.documentElement.dataset.version ?? "new"')).toBe('new')
    expect(await icon()).toContain('next')
    await sees(count(page), '23 papers')
    await holds(noteOf(page), 'written before')
  },
}
