import { expect, test, type Browser, type Page } from '@playwright/test'
import { createModel, lookAtPage, recordMacro, type Marks, type Seen } from '../support/macro.ts'
import { openHands } from './burst.ts'
import { count, HYDRA, METIS, noteOf, openApp, paperOf, rowOf, saved, search, titleOf } from './journey.ts'

/** The slowdown that makes the test machine as slow as a phone of some years ago. */
const SLOW = Number(process.env['SLOW'] ?? 4)
const SEED = Number(process.env['SEED'] ?? 16)

const firstRow = (page: Page) => page.locator('[role="rowheader"]').first()
/** A page that has just shown its first row, on a slow processor. */
async function openAtFirstRow(page: Page) {
  const hands = await openHands(page)
  await hands.slow(SLOW)
  await page.goto('./', { waitUntil: 'commit' })
  await firstRow(page).waitFor()
  return hands
}
/** The same on a later visit. */
async function comeBack(page: Page) {
  await page.reload({ waitUntil: 'commit' })
  await firstRow(page).waitFor()
}
const settled = async (page: Page) => {
  await expect(count(page)).toHaveText(/papers/)
  await expect(saved(page)).toHaveText(/^Saved/)
}
/** The stored mark of every paper, as the next visit shows it. */
async function readMarks(page: Page): Promise<Marks> {
  await settled(page)
  await page.reload()
  await expect(count(page)).toHaveText('23 papers')
  return (await page.evaluate(lookAtPage)).marks
}
/** Waits until the page is in the state of the model. Each look costs the page some time. */
const see = async (page: Page, seen: Seen, intervals: number[]) => {
  await expect.poll(() => page.evaluate(lookAtPage), { intervals, timeout: 90_000 }).toMatchObject(seen)
}

test.slow()

let titles: readonly string[] = []
test.beforeAll(async ({ browser }: { browser: Browser }) => {
  const page = await browser.newPage()
  await openApp(page)
  titles = Object.keys((await page.evaluate(lookAtPage)).marks)
  await page.close()
})

const keys = recordMacro(SEED)
/** What the keys make of the state before them. */
function model(before: Marks = {}) {
  const made = createModel(titles, before)
  for (const key of keys) made.press(key)
  return made.seen()
}

test('200 keys at a pace that waits for each result do what they are for', async ({ page }) => {
  await openApp(page)
  const made = createModel(titles)
  for (const key of keys) {
    await page.keyboard.press(key)
    made.press(key)
    await see(page, made.seen(), [5, 10, 20, 50])
  }
  expect(await readMarks(page)).toEqual(model().marks)
})

test('the same keys without pauses give the same marks, on a first and on a later visit', async ({ page }) => {
  const hands = await openAtFirstRow(page)
  await hands.press(keys.join(' '))
  await see(page, model(), [500])
  const marks = await readMarks(page)
  expect(marks).toEqual(model().marks)
  await comeBack(page)
  await hands.press(keys.join(' '))
  await see(page, model(marks), [500])
  expect(await readMarks(page)).toEqual(model(marks).marks)
})

test('keys still count if the search box takes the focus right after them', async ({ page }) => {
  const hands = await openAtFirstRow(page)
  const pressed = hands.press(`j${' 4 j'.repeat(23)}`)
  await page.evaluate(() => document.querySelector<HTMLElement>('[type="search"]')!.focus())
  await pressed
  await expect(search(page)).toHaveValue('')
  expect(Object.values(await readMarks(page))).toEqual(titles.map(() => 'Read'))
})

test('a move right after leaving the search goes from row to row', async ({ page }) => {
  const hands = await openAtFirstRow(page)
  await hands.press('/ m e t i s Escape Escape j x j x s')
  const marks = await readMarks(page)
  expect(titles.filter((title) => marks[title] === 'Unread ★')).toEqual(titles.slice(0, 2))
})

test('a key after a move to a far row applies to that row', async ({ page }) => {
  const hands = await openHands(page)
  await openApp(page)
  const entries = Array.from({ length: 400 }, (_, i) => `* Caches of kind ${i + 1} [[Paper](https://example.org/${i})]`)
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles([
      {
        name: 'caches.md',
        mimeType: 'text/markdown',
        buffer: Buffer.from(`# Caches\n\n## All\n\n${entries.join('\n')}\n`),
      },
    ])
  await page.getByRole('dialog', { name: 'Import' }).getByRole('button', { name: 'Add', exact: true }).click()
  await expect(count(page)).toHaveText('423 papers')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await settled(page)
  await hands.slow(SLOW)
  await comeBack(page)
  await hands.press(`End 4 k 4 Home 2${' PageDown'.repeat(12)} 3 j s End s`)
  await settled(page)
  // Text typed into the search box meanwhile does not redirect the keys.
  const shown = async (query: string) => {
    await search(page).fill(query)
    await expect(count(page)).toHaveText(/ of 423/)
    return Object.keys((await page.evaluate(lookAtPage)).marks)
  }
  await expect(async () => {
    expect(await shown('is:read')).toEqual(['Caches of kind 399', 'Caches of kind 400'])
    expect(await shown('is:to-read')).toEqual([titles[0]])
    expect(await shown('is:reading')).toEqual(['Caches of kind 98'])
    expect(await shown('is:starred')).toEqual(['Caches of kind 99', 'Caches of kind 400'])
  }).toPass()
})

test('letters go where the key before them leads: to a note, a tag, the palette or triage', async ({ page }) => {
  const hands = await openAtFirstRow(page)
  const [first, second] = titles as [string, string]
  await hands.press('j n s 4 j x')
  await expect(noteOf(page)).toHaveValue('s4jx')
  await expect(paperOf(page, first)).toBeVisible()
  await hands.press('Escape j # s 4 Enter Escape 4')
  await expect(rowOf(page, second).getByRole('button', { name: 'Status: Read' })).toBeVisible()
  await expect(rowOf(page, second)).toContainText('s4')
  await hands.press('Control+k h y d r a Enter')
  await expect(paperOf(page, HYDRA)).toBeVisible()
  await hands.press('Escape t 5 2 Escape Home s')
  // The last key has acted: those before it are not waiting for the triage to load.
  await expect(rowOf(page, first).getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const marks = await readMarks(page)
  expect([marks[first], marks[second]]).toEqual(['Skipped ★', 'To read'])
  expect(Object.values(marks).filter((mark) => mark !== 'Unread')).toHaveLength(2)
})

/** Makes the page run `click` when its first row is painted. */
const clickAtFirstRow = (page: Page, click: () => void) =>
  page.addInitScript(`new MutationObserver((_, seen) => {
    if (!document.querySelector('[role="rowheader"]')) return
    seen.disconnect()
    ;(${click.toString()})()
  }).observe(document, { childList: true, subtree: true })`)

test('a click on a star at its first paint counts once, on a first and on later visits', async ({ page }) => {
  const hands = await openHands(page)
  await hands.slow(SLOW)
  await clickAtFirstRow(page, () => document.querySelectorAll<HTMLElement>('[aria-label="Star"]')[1]!.click())
  await page.goto('./')
  for (const isStarred of [true, false, true]) {
    await settled(page)
    const star = rowOf(page, titles[1]!).getByRole('button', { name: 'Star' })
    await expect(star).toHaveAttribute('aria-pressed', String(isStarred))
    if (isStarred) await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled()
    await page.reload()
  }
})

test('a click on a column header or a title at its first paint counts once', async ({ page }) => {
  const hands = await openHands(page)
  await hands.slow(SLOW)
  await clickAtFirstRow(page, () => {
    document.querySelector<HTMLElement>('[role="columnheader"][data-column="title"] button')!.click()
    document.querySelectorAll<HTMLElement>('[role="rowheader"]')[2]!.click()
  })
  await page.goto('./')
  for (const order of ['ascending', 'descending']) {
    await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', order)
    await expect(page.locator('section[data-paper]')).toBeVisible()
    await settled(page)
    await page.reload()
  }
})

test('a click on a status at its first paint opens the menu, and the next keys choose in it', async ({ page }) => {
  const hands = await openHands(page)
  await hands.slow(SLOW)
  await page.goto('./', { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Status: Unread' }).first().click()
  await page.getByRole('menuitemradio', { name: 'Read', exact: true }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(Object.values(await readMarks(page))).toEqual(titles.map(() => 'Unread'))
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true })

  test('a tap on a title at its first paint opens the paper, on a first and on a later visit', async ({ page }) => {
    const hands = await openHands(page)
    await hands.slow(SLOW)
    await page.goto('./', { waitUntil: 'commit' })
    await titleOf(page, METIS).tap()
    await expect(paperOf(page, METIS)).toBeVisible()
    await page.goto('./?q=', { waitUntil: 'commit' })
    await titleOf(page, HYDRA).tap()
    await expect(paperOf(page, HYDRA)).toBeVisible()
  })

  test('a tap while the page is busy opens its paper and selects none', async ({ page }) => {
    await openApp(page)
    await titleOf(page, METIS).scrollIntoViewIfNeeded()
    const { x, y } = (await titleOf(page, METIS).boundingBox())!
    // The page sees the touch start, and is then busy for longer than a long press before it sees the touch end.
    await page.evaluate(() => {
      const beBusy = () => {
        const end = performance.now() + 900
        while (performance.now() < end);
      }
      document.addEventListener('pointerdown', () => setTimeout(beBusy), { once: true })
      addEventListener('pointerdown', beBusy, { once: true, capture: true })
    })
    await page.touchscreen.tap(x + 40, y + 10)
    await expect(paperOf(page, METIS)).toBeVisible()
    await expect(page.locator('[role="row"][aria-selected="true"]')).toHaveCount(0)
  })
})
