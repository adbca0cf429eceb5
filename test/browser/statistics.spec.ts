import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { expect, test, type Page } from '@playwright/test'
import { parseList } from '../../src/model/paper/list.ts'
import { createPapers } from '../bench/papers.ts'
import { createReader, keep, putKept, toPapers } from '../support/histories.ts'
import { count, openApp, search, titleOf } from './journey.ts'

test.use({ viewport: { width: 1280, height: 800 } })

const BUNDLED = parseList('atc24.json', readFileSync('data/atc24.json', 'utf8')).list!.papers

/** The accent of tokens.css in a light page, or on paper. */
const TEAL = [15, 92, 110]

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Where you stand' })
const plot = (page: Page, title: string) => dialog(page).getByRole('region', { name: title, exact: true })
const standing = (page: Page) => dialog(page).getByRole('heading', { name: 'Where the papers stand' })

/**
 * Opens the app with marks in the bundled list: one paper read three days ago, one to read for forty days, and one
 * slip.
 */
async function openAsReader(page: Page) {
  const marks = keep(
    BUNDLED,
    (_, place) => {
      if (place === 0) return [[50, 'to-read'], [3, 'read']] // prettier-ignore
      if (place === 1) return [[40, 'to-read']]
      return place === 2 ? [[3, 'read'], [2.99, 'unread']] : [] // prettier-ignore
    },
    new Date().setHours(12, 0, 0, 0),
  )
  await putKept(page, marks)
  await openApp(page)
}

async function openStatistics(page: Page) {
  if (page.viewportSize()!.width <= 720) await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Statistics' }).click()
  await expect(standing(page)).toBeVisible()
}

test('a bar of read papers opens the papers behind it, by the keyboard too', async ({ page }) => {
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  await openAsReader(page)
  await page.waitForLoadState('networkidle')
  expect(fetched.filter((path) => /Statistics|tally/.test(path))).toEqual([])
  await openStatistics(page)
  await expect(dialog(page).getByRole('img', { name: /^1 paper read in the last 12 weeks: all in / })).toBeVisible()
  await expect(plot(page, 'How long papers have been To read').getByRole('img')).toHaveAccessibleName(
    'One paper, for 40 days.',
  )
  const bar = plot(page, 'Papers read, by week').getByRole('link')
  await expect(bar).toHaveAccessibleName(/: 1 read$/)
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
  await bar.focus()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true)
  await expect(search(page)).toHaveValue(/^read:\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$/)
  await expect(count(page)).toHaveText('1 of 23 papers')
  await expect(titleOf(page, BUNDLED[0]!.title)).toBeVisible()

  await page.goBack()
  await expect(count(page)).toHaveText('23 papers')
  await openStatistics(page)
  await plot(page, 'How long papers have been To read').getByRole('link', { name: 'Up to a quarter: 1 paper' }).click()
  await expect(titleOf(page, BUNDLED[1]!.title)).toBeVisible()
  await expect(count(page)).toHaveText('1 of 23 papers')
})

test('every bar of every chart is reached by keys, and every chart has its numbers as a table', async ({ page }) => {
  await openAsReader(page)
  await openStatistics(page)
  const plots = dialog(page)
    .getByRole('region')
    .filter({ hasNot: page.getByRole('heading', { level: 3 }) })
  await expect(plots).toHaveCount(7)
  for (const plot of await plots.all()) {
    await expect(plot.getByRole('table')).toHaveCount(1)
    const bars = await plot.getByRole('link').all()
    await bars[0]!.focus()
    const reached = new Set<string>()
    for (const key of [
      'Home',
      ...Array.from({ length: 15 }, () => ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Home', 'ArrowDown']).flat(),
    ]) {
      await page.keyboard.press(key)
      reached.add(await page.evaluate(() => document.activeElement!.getAttribute('aria-label')!))
    }
    // Columns are all in one row.
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('ArrowRight')
      reached.add(await page.evaluate(() => document.activeElement!.getAttribute('aria-label')!))
    }
    const names = await Promise.all(bars.map((bar) => bar.getAttribute('aria-label')))
    expect(reached).toEqual(new Set(names))
  }
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in a ${colorScheme} page`, () => {
    test.use({ colorScheme })

    test('a chart can be downloaded as an SVG that needs no other file, in light colours', async ({ page }) => {
      await openAsReader(page)
      await openStatistics(page)
      for (const [title, file] of [
        ['Papers read, by week', 'read-by-week'],
        ['By topic', 'by-topic'],
      ] as const) {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: `Download SVG: ${title}` }).click(),
        ])
        expect(download.suggestedFilename()).toBe(`offprint-${file}.svg`)
        const text = readFileSync(await download.path(), 'utf8')
        expect(text).not.toMatch(/var\(|url\(|href|class=|style=|<style|<script|data-|aria-|NaN|undefined/)
        expect(text.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg'])
        // The app’s own pages refuse text as a document, because of Trusted Types.
        const blank = await page.context().newPage()
        const found = await blank.evaluate((text) => {
          const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
          const all = [...parsed.querySelectorAll('rect, text, path')]
          return {
            errors: parsed.querySelectorAll('parsererror').length,
            root: parsed.documentElement.tagName,
            title: parsed.querySelector('title')?.textContent,
            words: [...parsed.querySelectorAll('text')].map(({ textContent }) => textContent),
            fills: [...new Set(all.map((element) => element.getAttribute('fill')))],
            fonts: [...new Set([...parsed.querySelectorAll('text')].map((text) => text.getAttribute('font-family')))],
          }
        }, text)
        await blank.close()
        expect(found).toMatchObject({ errors: 0, root: 'svg', fonts: ['Helvetica, Arial, sans-serif'] })
        expect(found.title).toMatch(new RegExp(`^${title}\\. .+\\.$`))
        expect(found.words).toContain(title)
        expect(found.fills).toContain(`rgb(${TEAL.join(', ')})`)
        expect(found.fills).toContain('rgb(255, 255, 255)')
      }
      await expect(page.getByText('Written: offprint-by-topic.svg')).toBeVisible()
    })

    test('the page prints as a report with every chart and its table, and no buttons', async ({ page }) => {
      await openAsReader(page)
      await openStatistics(page)
      const pdf = await page.pdf({ format: 'A4' })
      const text = pdf.toString('latin1')
      const pages = [...text.matchAll(/\/Type \/Page\b/g)].length
      expect(pages).toBeGreaterThanOrEqual(2)
      expect(pages).toBeLessThanOrEqual(6)
      // The drawing commands, as far as they are in plain streams: bars are filled with the accent.
      const streams = [...text.matchAll(/\/FlateDecode[^]*?stream\r?\n([^]*?)endstream/g)].flatMap(([, bytes]) => {
        try {
          return [inflateSync(Buffer.from(bytes!, 'latin1')).toString('latin1')]
        } catch {
          return []
        }
      })
      const colours = streams.flatMap((stream) => [...stream.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) rg/g)])
      const isTeal = (colour: readonly string[]) =>
        TEAL.every((part, i) => Math.abs(Number(colour[i + 1]) * 255 - part) < 1)
      expect(colours.filter(isTeal).length).toBeGreaterThan(3)

      // The same in the print layout.
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      await page.emulateMedia({ media: 'print', colorScheme })
      await expect(page.getByText('What I read')).toBeVisible()
      await expect(page.getByText('Where you stand', { exact: true })).toBeHidden()
      await expect(dialog(page).getByRole('button')).toHaveCount(0)
      await expect(dialog(page).getByRole('radio')).toHaveCount(0)
      await expect(page.getByRole('grid', { name: 'Papers' })).toBeHidden()
      const images = dialog(page).getByRole('img')
      await expect(images).toHaveCount(7)
      const boxes = await Promise.all(
        (await dialog(page).getByRole('table').all()).map(async (table) => (await table.boundingBox())!),
      )
      expect(boxes).toHaveLength(7)
      for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThan(40)
      await expect(dialog(page)).toHaveCSS('background-color', 'rgb(255, 255, 255)')
      for (const table of await dialog(page).getByRole('table').all()) {
        const whole = table.locator('xpath=ancestor::section[1]')
        await expect(whole).toHaveCSS('break-inside', 'avoid')
      }
    })
  })
}

test('at ten thousand papers the chart has the largest topics, and one row for all others', async ({ page }) => {
  const own = createPapers(10_000)
  await putKept(page, keep([...BUNDLED, ...toPapers(own)], createReader(3), Date.now()), own)
  await page.goto('./')
  await expect(count(page)).toHaveText('10,023 papers', { timeout: 60_000 })
  await openStatistics(page)
  await expect(plot(page, 'By topic').getByRole('row')).toHaveCount(14)
  await expect(plot(page, 'By venue').getByRole('row')).toHaveCount(14)
  const name = 'All others: '
  const others = plot(page, 'By venue').getByRole('link', { name })
  const papers = Number((await others.first().getAttribute('aria-label'))!.slice(name.length).replace(/\D/g, ''))
  expect(papers).toBeGreaterThan(1000)
  await others.first().click()
  await expect(count(page)).toHaveText(`${papers.toLocaleString('en-US')} of 10,023 papers`)
})

for (const width of [320, 375, 768, 1280, 2560]) {
  test(`the page fits ${width} pixels, and its drawings stay inside`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await openAsReader(page)
    await openStatistics(page)
    await expect(dialog(page).getByRole('img')).toHaveCount(7)
    const wide = await dialog(page).evaluate((dialog) => ({
      overflow: dialog.scrollWidth - dialog.clientWidth,
      // Letters may be wider than estimated.
      beyond: [...dialog.querySelectorAll('svg text')]
        .filter((text) => {
          const [box, sheet] = [text.getBoundingClientRect(), text.closest('svg')!.getBoundingClientRect()]
          return box.right > sheet.right + 1 || box.left < sheet.left - 1
        })
        .map(({ textContent }) => textContent),
    }))
    expect(wide).toEqual({ overflow: 0, beyond: [] })
  })
}

test('on a phone the controls are as large as a thumb', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 })
  await openAsReader(page)
  await openStatistics(page)
  await page.getByRole('button', { name: 'Table: By topic' }).click()
  const small = await dialog(page).evaluate((dialog) =>
    [...dialog.querySelectorAll('button, label, summary, table a')]
      .map((element) => [element.textContent, element.getBoundingClientRect().height] as const)
      .filter(([, height]) => height < 40),
  )
  expect(small).toEqual([])
})

test.describe('with forced colours', () => {
  test.use({ forcedColors: 'active' })
  test('bars differ from the page and from each other', async ({ page }) => {
    await openAsReader(page)
    await openStatistics(page)
    const looks = await dialog(page).evaluate((dialog) => {
      const looksOf = (status: string) => {
        const { fill, stroke } = getComputedStyle(dialog.querySelector(`rect[data-status="${status}"]`)!)
        return stroke === 'none' || stroke === fill ? fill : `${fill} in ${stroke}`
      }
      return ['read', 'to-read', 'unread'].map(looksOf)
    })
    expect(new Set(looks).size).toBe(3)
    expect(looks).not.toContain('rgb(255, 255, 255)')
  })
})
