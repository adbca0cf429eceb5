import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { count, grid, noteOf, openApp, paperOf, rowOf, titleOf } from './journey.ts'

// A service worker would serve the list from its cache.
type Entry = Readonly<Record<string, unknown>>

/** The app with other papers in the bundled list. */
async function openWith(page: Page, papers: readonly Entry[], address = './') {
  const list = JSON.parse(readFileSync('data/atc24.json', 'utf8')) as { papers: Entry[] }
  await page.route('**/atc24-*.json', (route) => route.fulfill({ json: { ...list, papers } }))
  await openApp(page, address)
}

const many = Array.from({ length: 12_345 }, (_, i) => ({ title: `Paper ${i}`, links: [] }))

for (const [locale, all] of [
  ['en-US', '12,345'],
  ['de-DE', '12.345'],
  ['ar-EG', '١٢٬٣٤٥'],
] as const) {
  test.describe(`in the locale ${locale}`, () => {
    test.use({ locale })

    test('numbers are formatted for the locale, and the page is in English', async ({ page }) => {
      await openWith(page, many)
      await expect(count(page)).toHaveText(`${all} papers`)
      const unread = page.getByRole('group', { name: 'Status' }).getByRole('checkbox', { name: 'Unread' })
      await expect(unread).toHaveAccessibleDescription(all)
      await page.getByRole('searchbox').fill('paper 11')
      await expect(count(page)).toHaveText(new RegExp(` of ${all} papers$`))
      await page.getByRole('searchbox').fill('')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+a')
      await expect(page.getByText(`${all} papers selected`)).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    })

    test('dates are formatted for the locale', async ({ page }) => {
      await page.clock.setFixedTime(new Date('2026-11-25T12:00:00'))
      await openWith(page, many.slice(0, 3))
      await rowOf(page, 'Paper 1').getByRole('button', { name: 'Star' }).click()
      const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(
        new Date('2026-11-25T12:00:00'),
      )
      await expect(rowOf(page, 'Paper 1').getByRole('time')).toHaveText(day)
    })
  })
}

for (const [locale, sorted] of [
  ['de-DE', ['Apfel', 'Ärmel', 'Zebra']],
  ['sv-SE', ['Apfel', 'Zebra', 'Ärmel']],
] as const) {
  test.describe(`sorting in the locale ${locale}`, () => {
    test.use({ locale })
    test('titles are sorted by the rules of the locale', async ({ page }) => {
      await openWith(page, [{ title: 'Zebra' }, { title: 'Ärmel' }, { title: 'Apfel' }], './?sort=title')
      await expect(page.getByRole('rowheader')).toHaveText(sorted)
    })
  })
}

const ARABIC = 'تعلم الآلة: نظرة عامة (2024)!'
const HEBREW = ['דוד לוי', 'רות כהן']

test('a right-to-left title reads so, and does not affect the text beside it', async ({ page }) => {
  await openWith(page, [
    { title: ARABIC, authors: HEBREW, topics: [['أنظمة']], affiliations: ['MIT', 'جامعة'], links: [] },
    { title: 'Left to Right (2024)!', links: [] },
  ])
  const directions = (title: string) =>
    rowOf(page, title)
      .locator('[data-column] [dir]')
      .evaluateAll((all) => all.filter((one) => one.textContent).map((one) => getComputedStyle(one).direction))
  // The title; the line below it, and the authors in that; topic, institutions and venue.
  expect(await directions(ARABIC)).toEqual(['rtl', 'ltr', 'rtl', 'rtl', 'ltr', 'ltr'])
  expect(await directions('Left to Right (2024)!')).toContain('ltr')
  await expect(grid(page)).toHaveCSS('direction', 'ltr')
  await titleOf(page, ARABIC).click()
  const paper = paperOf(page, ARABIC)
  await expect(paper.getByRole('heading', { name: ARABIC })).toHaveCSS('direction', 'rtl')
  // Authors are in the order of the list, from left to right, because the row is English.
  const places = await paper
    .locator('bdi')
    .evaluateAll(
      (all, names) => names.map((name) => all.find((one) => one.textContent === name)!.getBoundingClientRect().x),
      HEBREW,
    )
  expect(places[0]).toBeLessThan(places[1]!)
  await noteOf(page).fill('ملاحظة مهمة (مسودة)')
  await expect(noteOf(page)).toHaveCSS('direction', 'rtl')
  await noteOf(page).fill('A note')
  await expect(noteOf(page)).toHaveCSS('direction', 'ltr')
})
