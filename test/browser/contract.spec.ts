import { expect, test, type Page } from '@playwright/test'
import {
  count,
  grid,
  HYDRA,
  METIS,
  noteOf,
  openApp,
  paperOf,
  rowOf,
  saved,
  search,
  SUPERBENCH,
  titleOf,
} from './journey.ts'

const STATUSES = ['Unread', 'To read', 'Reading', 'Read', 'Skipped']

// The names and roles that screen readers, tests and scripts rely on are the same at every width.
for (const [kind, viewport] of Object.entries({
  'a desk': { width: 1280, height: 800 },
  'a phone': { width: 375, height: 740 },
})) {
  test.describe(`on ${kind}`, () => {
    test.use({ viewport })

    test('the list is a grid that counts its papers, columns and rows', async ({ page }) => {
      await openApp(page)
      await expect(count(page)).toHaveText('23 papers')
      await expect(grid(page)).toHaveAttribute('aria-rowcount', '24')
      await expect(grid(page)).toHaveAttribute('aria-colcount', '8')
      await expect(rowOf(page, METIS)).toHaveAttribute('aria-rowindex', /^\d+$/)
      for (const label of ['Star', 'Status', 'Title', 'Topic', 'Affiliation', 'Venue', 'Links', 'Changed']) {
        await expect(page.getByRole('columnheader').getByRole('button', { name: label, exact: true })).toHaveCount(1)
      }
    })

    test('the search box holds the query, and the count shows how many papers match', async ({ page }) => {
      await openApp(page)
      await search(page).fill('has:code serverless')
      await expect(count(page)).toHaveText('3 of 23 papers')
      await expect(grid(page)).toHaveAttribute('aria-rowcount', '4')
      await expect(page.getByRole('row')).toHaveCount(4)
    })

    test('a column header sorts and reports its order', async ({ page }) => {
      await openApp(page)
      const head = page.getByRole('columnheader', { name: 'Title' })
      await head.getByRole('button').click()
      await expect(head).toHaveAttribute('aria-sort', 'ascending')
      await expect(page.getByRole('rowheader').first()).toHaveAccessibleName(/^A Secure/)
      await head.getByRole('button').click()
      await expect(head).toHaveAttribute('aria-sort', 'descending')
      await expect(page.getByRole('rowheader').first()).toHaveAccessibleName(SUPERBENCH)
    })

    test('star and status report their state, in the row and in the open paper', async ({ page }) => {
      await openApp(page)
      const row = rowOf(page, METIS)
      await row.getByRole('button', { name: 'Star' }).click()
      await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
      await row.getByRole('button', { name: 'Status: Unread' }).click()
      await expect(page.getByRole('menu').getByRole('menuitemradio')).toHaveText(
        STATUSES.map((name) => new RegExp(`^${name}`)),
      )
      await expect(page.getByRole('menuitemradio', { name: 'Unread' })).toHaveAttribute('aria-checked', 'true')
      await page.getByRole('menuitemradio', { name: 'To read' }).click()
      await expect(row.getByRole('button', { name: 'Status: To read' })).toBeVisible()

      await titleOf(page, METIS).click()
      const paper = paperOf(page, METIS)
      await expect(paper.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
      await paper.getByRole('button', { name: 'Status: To read' }).click()
      await page.getByRole('menuitemradio', { name: 'Skipped' }).click()
      await expect(paper.getByRole('button', { name: 'Status: Skipped' })).toBeVisible()
    })

    test('the open paper has the note, and shows whether it is saved', async ({ page }) => {
      await openApp(page)
      await titleOf(page, METIS).click()
      await noteOf(page).fill('Which *plans*? $x^2$')
      await expect(saved(page)).toHaveText('Saved')
      await expect(
        paperOf(page, METIS).getByRole('group', { name: 'Preview' }).getByText('plans', { exact: true }),
      ).toHaveCSS('font-style', 'italic')
      await expect(paperOf(page, METIS).locator('math')).toHaveCount(1)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await expect(paperOf(page, METIS)).toHaveCount(0)
    })

    test('undo and redo are enabled when there is a step', async ({ page }) => {
      await openApp(page)
      const [undo, redo] = [page.getByRole('button', { name: 'Undo' }), page.getByRole('button', { name: 'Redo' })]
      await expect(undo).toBeDisabled()
      await expect(redo).toBeDisabled()
      const star = rowOf(page, METIS).getByRole('button', { name: 'Star' })
      await star.click()
      await undo.click()
      await expect(star).toHaveAttribute('aria-pressed', 'false')
      await redo.click()
      await expect(star).toHaveAttribute('aria-pressed', 'true')
    })

    test('facets are groups of checkboxes with counts', async ({ page }) => {
      await openApp(page)
      if (viewport.width < 1100) await page.getByRole('button', { name: 'Filters' }).click()
      for (const name of ['Status', 'Topic', 'Affiliation', 'Venue', 'Award']) {
        await expect(page.getByRole('group', { name, exact: true })).toBeVisible()
      }
      const best = page.getByRole('group', { name: 'Award' }).getByRole('checkbox', { name: 'Best Paper Award' })
      await expect(best).toHaveAccessibleDescription('2')
      await best.check()
      await expect(best).toBeChecked()
      await expect(page.getByRole('searchbox', { includeHidden: true })).toHaveValue('award:"Best Paper Award"')
      await expect(
        page.getByRole('group', { name: 'Award' }).getByRole('checkbox', { name: 'Distinguished Artifact Award' }),
      ).toHaveAccessibleDescription('1')
    })
  })
}

const active = (page: Page) => page.locator('[role="row"]:focus').getByRole('rowheader')

test('every key runs its command, and none does while the user types', async ({ page }) => {
  await openApp(page)
  await page.keyboard.press('j')
  await expect(active(page)).toHaveAccessibleName(/CachedAttention$/)
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('k')
  await expect(active(page)).toHaveAccessibleName(/^Quant-LLM/)
  const row = page.locator('[role="row"]:focus')

  for (const [i, name] of STATUSES.entries()) {
    await page.keyboard.press(String(5 - i))
    await expect(row.getByRole('button', { name: `Status: ${STATUSES[4 - i]}`, exact: true }), name).toBeVisible()
  }
  await page.keyboard.press('s')
  await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Control+z')
  await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('Control+Shift+z')
  await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('x')
  await expect(row).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('x')
  await expect(row).toHaveAttribute('aria-selected', 'false')

  await page.keyboard.press('Enter')
  const paper = page.getByRole('region', { name: /^Quant-LLM/ })
  await expect(paper).toBeVisible()
  await page.keyboard.press('n')
  await expect(noteOf(page)).toBeFocused()
  await page.keyboard.type('js?1/x')
  await expect(noteOf(page)).toHaveValue('js?1/x')
  await expect(row.or(paper).getByRole('button', { name: 'Status: Unread' }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(paper).toHaveCount(0)
  await expect(active(page)).toHaveAccessibleName(/^Quant-LLM/)

  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  await page.keyboard.type('s?x5')
  await expect(search(page)).toHaveValue('s?x5')
  await page.keyboard.press('Escape')
  await expect(search(page)).toHaveValue('')
  await page.keyboard.press('Escape')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('keyb')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('o and c open the paper and its code in a page without an opener', async ({ page, context }) => {
  await context.route(/usenix|github/, (route) =>
    route.fulfill({ body: `<script>document.title = String(opener)</script>`, contentType: 'text/html' }),
  )
  await openApp(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  for (const [key, address] of [
    ['o', 'https://www.usenix.org/conference/atc24/presentation/xia'],
    ['c', 'https://github.com/usyd-fsalab/fp6_llm'],
  ]) {
    const opened = context.waitForEvent('page')
    await page.keyboard.press(key!)
    const other = await opened
    await expect(other).toHaveURL(address!)
    await expect(other).toHaveTitle('null')
  }
})

test('a copied link, a reload, Back and Forward show the same view', async ({ page, context }) => {
  await openApp(page)
  await search(page).fill('serverless')
  await page.getByRole('columnheader', { name: 'Title' }).getByRole('button').click()
  await page
    .getByRole('columnheader', { name: 'Status' })
    .getByRole('button')
    .click({ modifiers: ['Shift'] })
  // Sorting may still be running, and Back would only go back once it is done.
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('title,status')
  await titleOf(page, 'ALPS: An Adaptive Learning, Priority OS Scheduler for Serverless Functions').click()
  await expect(count(page)).toHaveText('4 of 23 papers')
  const shown = () =>
    page.getByRole('rowheader').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label')))
  await expect.poll(shown).toEqual((await shown()).toSorted((a, b) => String(a).localeCompare(String(b))))
  const before = await shown()

  await page.reload()
  await expect(page.getByRole('region', { name: /^ALPS/ })).toBeVisible()
  expect(await shown()).toEqual(before)
  const copy = await context.newPage()
  await copy.goto(page.url())
  await expect(copy.getByRole('region', { name: /^ALPS/ })).toBeVisible()
  await expect(count(copy)).toHaveText('4 of 23 papers')

  await page.goBack()
  await expect(page.getByRole('region', { name: /^ALPS/ })).toHaveCount(0)
  await page.goBack()
  await expect(page.getByRole('columnheader', { name: 'Status' })).not.toHaveAttribute('aria-sort')
  await page.goBack()
  await page.goBack()
  await expect(count(page)).toHaveText('23 papers')
  await page.goForward()
  await expect(search(page)).toHaveValue('serverless')
})

test('an empty result shows how to leave it', async ({ page }) => {
  await openApp(page, './?q=quantum+gravity')
  await expect(count(page)).toHaveText('0 of 23 papers')
  await page.getByRole('button', { name: 'Show all 23 papers' }).click()
  await expect(count(page)).toHaveText('23 papers')
})

test('a row that a mark removes from the view stays in place until the next query', async ({ page }) => {
  await openApp(page, './?q=is:unread+hydra')
  await page.keyboard.press('j')
  await page.keyboard.press('4')
  await expect(rowOf(page, HYDRA).getByRole('button', { name: 'Status: Read' })).toBeVisible()
  const unread = page.getByRole('group', { name: 'Status' }).getByRole('checkbox', { name: 'Unread' })
  await expect(unread).toHaveAccessibleDescription('0')
  await search(page).fill('is:unread hydr')
  await expect(count(page)).toHaveText('0 of 23 papers')
})

test('columns are hidden, moved and resized, also on the next visit', async ({ page }) => {
  await openApp(page)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('group', { name: 'Columns' }).getByRole('checkbox', { name: 'Venue' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'Venue' })).toHaveCount(0)

  const topic = page.getByRole('columnheader', { name: 'Topic' })
  await topic.getByRole('button').focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(topic).toHaveAttribute('aria-colindex', '3')
  const before = (await topic.boundingBox())!.width
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect.poll(async () => (await topic.boundingBox())!.width).toBe(before + 16)

  await page.goto('./')
  await expect(topic).toHaveAttribute('aria-colindex', '3')
  await expect(page.getByRole('columnheader', { name: 'Venue' })).toHaveCount(0)
})
