import { expect } from 'vitest'
import type { Journeys } from '../journeys.ts'
import {
  appears,
  count,
  disappears,
  has,
  holds,
  HYDRA,
  METIS,
  openApp,
  runCommand,
  search,
  sees,
  starOf,
  statusOf,
  titleOf,
} from '../page/app.ts'

/** Journeys of a user who looks for papers. */
export const finding: Journeys = {
  'a first visit shows all papers, and search, sort and an open paper work': async ({ page, site }) => {
    await openApp(page, site.url)
    await sees(count(page), '23 papers')
    await search(page).write('hydra')
    await sees(count(page), '1 of 23 papers')
    await titleOf(page, HYDRA).click()
    await appears(page.find('region', HYDRA))
    await search(page).write('')
    await sees(count(page), '23 papers')
  },

  'a sort, a facet and its chip narrow the list, and Back takes each step back': async ({ page, site }) => {
    await openApp(page, site.url)
    const head = page.find('columnheader', /^Title/)
    await head.find('button', 'Title').click()
    await has(head, 'aria-sort', 'ascending')
    await expect.poll(async () => (await page.find('rowheader').texts())[0]).toMatch(/^A Secure/)
    await page.find('group', 'Has').find('checkbox', 'Code').click()
    await sees(count(page), '13 of 23 papers')
    await holds(search(page), 'has:code')
    await page.back()
    await sees(count(page), '23 papers')
    await has(head, 'aria-sort', 'ascending')
    await page.find('group', 'Has').find('checkbox', 'Code').click()
    await sees(count(page), '13 of 23 papers')
    await page.find('button', 'Remove Has Code').click()
    await sees(count(page), '23 papers')
    await holds(search(page), '')
  },

  'a typing error finds the intended word, and papers can be grouped': async ({ page, site }) => {
    await openApp(page, site.url)
    await search(page).write('serivng')
    await sees(count(page), /^[1-9]\d* of 23 papers$/)
    await openApp(page, `${site.url}?group=topic`)
    await expect
      .poll(() =>
        page
          .find('row')
          .saying(/Serving LLMs.*of \d+/)
          .count(),
      )
      .toBeGreaterThan(0)
  },

  'the keyboard alone finds, opens, marks and stars a paper': async ({ page, site }) => {
    await openApp(page, site.url)
    await page.press('/')
    await expect.poll(search(page).isFocused).toBe(true)
    await page.type('metis')
    await sees(count(page), '1 of 23 papers')
    await page.press('ArrowDown')
    await expect.poll(search(page).isFocused).toBe(false)
    for (const key of ['4', 's']) await page.press(key)
    await has(statusOf(page, METIS), 'aria-label', 'Status: Read')
    await has(starOf(page, METIS), 'aria-pressed', 'true')
    await page.press('Enter')
    await appears(page.find('region', METIS))
    await page.press('Escape')
    await disappears(page.find('region', METIS))
    await runCommand(page, 'keyboard shortcuts')
    await appears(page.find('dialog', 'Keyboard shortcuts'))
    await page.press('Escape')
    await disappears(page.find('dialog', 'Keyboard shortcuts'))
  },

  'keys without a pause from the first row on each act on the paper of the keys before them': async ({
    page,
    site,
  }) => {
    await page.goto(site.url)
    await expect.poll(page.find('rowheader').count).toBe(23)
    // Without a pause: down to each paper, which is marked as read, and then to the search box.
    await page.type(`${'j4'.repeat(23)}/`)
    await expect.poll(search(page).isFocused).toBe(true)
    await search(page).write('-is:read')
    await sees(count(page), '0 of 23 papers')
    await search(page).write('')
    await page.press('Escape')
    await page.type('kxkxs')
    await expect.poll(() => page.evaluate(`document.querySelectorAll('[role=row] [aria-pressed=true]').length`)).toBe(2)
  },

  'on a phone a tap opens a paper, and the roles and names are the same': async ({ page, site }) => {
    await page.resize(390, 800)
    await openApp(page, site.url)
    await titleOf(page, METIS).tap()
    const paper = page.find('dialog', METIS)
    await appears(paper)
    await paper.find('button', 'Star').tap()
    await has(paper.find('button', 'Star'), 'aria-pressed', 'true')
    await paper.find('button', 'Close').tap()
    await disappears(paper)
    await has(starOf(page, METIS), 'aria-pressed', 'true')
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  },

  'all papers are decided in a triage, and the decisions are stored': async ({ page, site }) => {
    await openApp(page, site.url)
    await page.press('t')
    const place = page
      .find('dialog', 'Triage')
      .find('status')
      .saying(/of 23$|All done/)
    await sees(place, '1 of 23')
    for (let i = 0; i < 23; i += 1) {
      await page.press(i % 3 === 0 ? '2' : '5')
      await sees(place, i === 22 ? 'All done' : `${i + 2} of 23`)
    }
    await page.find('dialog', 'Triage').find('button', 'Done').click()
    await search(page).write('is:to-read')
    await sees(count(page), '8 of 23 papers')
  },

  'the search box is never narrower than its placeholder': async ({ page, site }) => {
    await openApp(page, site.url)
    for (const width of [1280, 1024, 800]) {
      await page.resize(width, 800)
      await expect
        .poll(() => page.evaluate<number>('document.querySelector("input[type=search]").clientWidth'))
        .toBeGreaterThan(110)
    }
  },
}
