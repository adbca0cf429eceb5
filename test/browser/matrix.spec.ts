import { expect, test, type Page } from '@playwright/test'
import { count, grid, METIS, noteOf, openApp, paperOf, rowOf, saved, titleOf } from './journey.ts'

/** The six keys of a survey, as they are written, and as an address names them. */
const KEYS = ['Dataset', 'Method', 'Hardware', 'Metric', 'Speed-up', 'Cite for'] as const
const IDS = ['dataset', 'method', 'hardware', 'metric', 'speedup', 'citefor'] as const
const SHOWN = `show=${IDS.map((id) => `note.${id}`).join()}`

const titles = (page: Page) =>
  grid(page)
    .getByRole('rowheader')
    .evaluateAll((all) => all.map((one) => one.ariaLabel!))
const cell = (page: Page, title: string, key: (typeof IDS)[number]) =>
  rowOf(page, title).locator(`[role="gridcell"][data-column="note.${key}"]`)
/** The rows of the list that do not begin where the one above them ends. */
const gaps = (page: Page) =>
  grid(page).evaluate((list) => {
    const rows = [...list.querySelectorAll('[role="row"][aria-rowindex]')]
    const next = rows.toSorted((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
    return next.flatMap((row, i) => {
      const above = next[i - 1]?.getBoundingClientRect().bottom
      const { top } = row.getBoundingClientRect()
      return above === undefined || Math.abs(top - above) < 1 ? [] : [`${row.textContent} ${top - above}`]
    })
  })
const header = (page: Page, label: string) => page.getByRole('columnheader', { name: label, exact: true })
const layout = (page: Page) => page.getByRole('combobox', { name: 'Layout' })

/** Writes the six keys, without values, into the note of a paper, as a template does. */
async function writeKeys(page: Page, title: string) {
  await titleOf(page, title).click()
  await noteOf(page).fill(KEYS.map((key) => `- **${key}**:`).join('\n'))
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(paperOf(page, title)).toHaveCount(0)
}

test('a survey’s table is filled in the matrix by keyboard alone, sorted, grouped and undone', async ({ page }) => {
  await openApp(page)
  const [first, second, third] = (await titles(page)) as [string, string, string]
  await writeKeys(page, first)
  // The matrix begins with the keys of the notes. Without it they are columns that the user chooses.
  await layout(page).selectOption('Matrix')
  await expect(page).toHaveURL(/layout=matrix/)
  for (const key of KEYS) await expect(header(page, key)).toHaveCount(1)
  await page.goBack()
  await expect(layout(page)).toHaveValue('list')
  await expect(header(page, 'Dataset')).toHaveCount(0)
  await page.getByRole('button', { name: 'Columns' }).click()
  const ofNotes = page.getByRole('group', { name: 'From your notes' })
  for (const key of KEYS) await ofNotes.getByRole('checkbox', { name: key, exact: true }).check()
  await page.keyboard.press('Escape')
  await layout(page).selectOption('Matrix')
  await expect(page).toHaveURL(/layout=matrix/)

  // The keys follow the title, which stays where the others are scrolled.
  const heads = await page.getByRole('columnheader').allTextContents()
  expect(heads.slice(0, 7)).toEqual(['Title', ...KEYS])
  const left = async () => (await titleOf(page, first).boundingBox())!.x
  const before = await left()
  await grid(page).evaluate((list) => list.scrollTo({ left: 200 }))
  await expect.poll(async () => (await cell(page, first, 'dataset').boundingBox())!.x).toBeLessThan(before + 200)
  expect(await left()).toBe(before)

  // From the row into its cells, and from key to key, paper after paper.
  await rowOf(page, first).focus()
  await page.keyboard.press('ArrowRight')
  await expect(cell(page, first, 'dataset')).toBeFocused()
  const rows = [
    ['YCSB', 'RDMA over CXL', 'Xeon', 'latency', '10×', 'first CXL RPC'],
    ['ImageNet, LAION', 'plan search', 'A100', 'throughput', '2.4×', 'mixed GPUs'],
  ]
  for (const row of rows) {
    for (const value of row) {
      await page.keyboard.type(value)
      await page.keyboard.press('Tab')
    }
  }
  await expect(cell(page, third, 'dataset')).toBeFocused()
  for (const [i, title] of [first, second].entries()) {
    for (const [k, id] of IDS.entries()) await expect(cell(page, title, id)).toHaveText(rows[i]![k]!)
  }
  // Down a column, as in a spreadsheet: Enter saves and goes to the next paper.
  await page.keyboard.type('imagenet')
  await page.keyboard.press('Enter')
  for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
  await expect(cell(page, third, 'speedup')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('3×')
  await page.keyboard.press('Shift+Tab')
  await expect(cell(page, third, 'metric')).toBeFocused()
  await page.keyboard.type('never')
  await page.keyboard.press('Escape')
  await expect(cell(page, third, 'metric')).toHaveText('')
  // No letter was taken for a command, and Escape leads out, where they are commands again.
  await page.keyboard.press('Escape')
  await expect(rowOf(page, third)).toBeFocused()
  await expect(rowOf(page, third).getByRole('button', { name: /^Status/ })).toHaveAccessibleName('Status: Unread')
  await page.keyboard.press('4')
  await expect(rowOf(page, third).getByRole('button', { name: /^Status/ })).toHaveAccessibleName('Status: Read')

  await header(page, 'Speed-up').getByRole('button').click()
  await expect.poll(async () => (await titles(page)).slice(0, 3)).toEqual([second, third, first])
  // No row leaves its place while the key that sorts them is filled.
  await cell(page, second, 'speedup').dblclick()
  await page.keyboard.type('20×')
  await page.keyboard.press('Enter')
  await expect(cell(page, third, 'speedup')).toBeFocused()
  const again = page.getByRole('button', { name: 'Sort again' })
  await expect(again).toBeVisible()
  expect((await titles(page)).slice(0, 3)).toEqual([second, third, first])
  await again.click()
  await expect.poll(async () => (await titles(page)).slice(0, 3)).toEqual([third, first, second])
  await expect(again).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('Dataset')
  await expect(grid(page).getByRole('button', { name: 'ImageNet' })).toBeVisible()
  await expect.poll(() => gaps(page)).toEqual([])
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('Nothing')

  // Each cell is one step: the status, two cells of the third paper, and the last of the second.
  for (let i = 0; i < 4; i += 1) await page.getByRole('button', { name: 'Undo' }).click()
  await expect(cell(page, third, 'speedup')).toHaveText('')
  await expect(cell(page, second, 'citefor')).toHaveText('')
  await expect(cell(page, second, 'speedup')).toHaveText('2.4×')
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(cell(page, second, 'citefor')).toHaveText('mixed GPUs')
  await cell(page, second, 'citefor').click()
  await page.keyboard.press('Delete')
  await expect(cell(page, second, 'citefor')).toHaveText('')
  await expect(count(page)).toHaveText('23 papers')

  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await expect(layout(page)).toHaveValue('matrix')
  await expect(cell(page, first, 'method')).toHaveText('RDMA over CXL')
  await layout(page).selectOption('List')
  await expect(page).not.toHaveURL(/layout=/)
  await page.goBack()
  await expect(layout(page)).toHaveValue('matrix')
})

test('keys go into the cells as soon as the first row is there', async ({ page }) => {
  await page.goto('./?layout=matrix&show=note.dataset,note.metric')
  await rowOf(page, METIS).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('coco')
  await page.keyboard.press('Tab')
  await page.keyboard.type('mAP')
  await page.keyboard.press('Enter')
  await expect(cell(page, METIS, 'dataset')).toHaveText('coco')
  await expect(cell(page, METIS, 'metric')).toHaveText('mAP')
  await expect(page.getByRole('button', { name: 'Star', pressed: true })).toHaveCount(0)
})

test('the matrix is printed as a table on landscape paper', async ({ page }) => {
  await openApp(page, `./?${SHOWN}&layout=matrix&group=topic`)
  const [first] = (await titles(page)) as [string]
  await rowOf(page, first).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('YCSB')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+p')
  await expect(page.getByRole('dialog', { name: 'Print the list' }).getByRole('status')).toHaveText('23 papers')
  await page.emulateMedia({ media: 'print' })
  const table = page.locator('[data-printed]').getByRole('table')
  await expect(table.getByRole('columnheader')).toHaveText(['Title', ...IDS])
  const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: first }) })
  await expect(row.first().getByRole('cell').first()).toHaveText('YCSB')
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
  const [, width, height] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!
  expect(Number(width)).toBeGreaterThan(Number(height))
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 740 }, hasTouch: true })

  test('cards show the chosen keys, and a tap on one edits it', async ({ page }) => {
    await openApp(page, `./?${SHOWN}&layout=matrix`)
    const [first, second] = (await titles(page)) as [string, string]
    await cell(page, first, 'dataset').tap()
    const box = grid(page).getByRole('textbox', { name: 'dataset' })
    await expect(box).toBeFocused()
    await page.keyboard.type('YCSB')
    await page.keyboard.press('Enter')
    await expect(cell(page, first, 'dataset')).toHaveText('YCSB')
    await expect(cell(page, second, 'dataset')).toBeFocused()

    // In the list a card shows the keys that have a value.
    await layout(page).selectOption('List')
    await expect(cell(page, first, 'dataset')).toBeVisible()
    await expect(cell(page, first, 'method')).toBeHidden()
    await expect(cell(page, second, 'dataset')).toBeHidden()
    const [one, two] = [(await rowOf(page, first).boundingBox())!, (await rowOf(page, second).boundingBox())!]
    expect(two.y).toBeCloseTo(one.y + one.height, 0)
  })

  test('cards are sorted again by a button once their key is filled', async ({ page }) => {
    await openApp(page, `./?${SHOWN}&layout=matrix&sort=note.dataset`)
    const [first, second] = (await titles(page)) as [string, string]
    await cell(page, second, 'dataset').tap()
    await page.keyboard.type('YCSB')
    await page.keyboard.press('Enter')
    const again = page.getByRole('button', { name: 'Sort again' })
    await expect(again).toBeInViewport({ ratio: 1 })
    expect((await titles(page)).slice(0, 2)).toEqual([first, second])
    await again.tap()
    await expect.poll(async () => (await titles(page)).slice(0, 2)).toEqual([second, first])
    await expect(again).toHaveCount(0)
  })
})
