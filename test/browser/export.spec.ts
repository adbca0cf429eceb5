import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import type { Entry } from '../../src/formats/entry/entry.ts'
import { EXPORT_FORMATS } from '../../src/formats/exportFormats.ts'
import { parseList } from '../../src/model/paper/list.ts'
import { READERS } from '../support/exports.ts'
import { count, HYDRA, METIS, noteOf, openApp, paperOf, rowOf, saved, search, SUPERBENCH, titleOf } from './journey.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const BUNDLED = parseList('atc24.json', readFileSync('data/atc24.json', 'utf8')).list!.papers

type Label = keyof typeof READERS

const told = (page: Page) => page.locator('[data-toast]').filter({ hasText: /./ })

async function openMenu(page: Page) {
  const more = page.getByRole('button', { name: 'More' })
  if (page.viewportSize()!.width <= 720) await more.click()
  await page.getByRole('button', { name: 'Export' }).click()
  await expect(page.getByRole('menuitem', { name: 'Offprint list' })).toBeVisible()
}

/** Chooses a format in the open menu, and reads the downloaded file. */
async function choose(page: Page, label: Label) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: label, exact: true }).click(),
  ])
  const text = readFileSync(await download.path(), 'utf8')
  const { entries, notices } = READERS[label].parse(text)
  expect(notices).toEqual([])
  return { name: download.suggestedFilename(), text, entries }
}

const titlesOf = (entries: readonly Entry[]) => entries.map(({ title }) => title)
const facts = ({
  title,
  authors,
  year,
  venue,
  topics,
  affiliations,
  awards,
  highlights,
  notices,
  links,
}: Omit<Entry, 'doi'> | (typeof BUNDLED)[number]) => ({
  title,
  authors,
  year,
  venue,
  topics,
  affiliations,
  awards,
  highlights,
  notices,
  links,
})

test('every format of the menu downloads a file with all the data of the list', async ({ page }) => {
  await openApp(page)
  for (const { label, extension, marks } of Object.values(EXPORT_FORMATS)) {
    // This format is for other applications.
    if (marks === 'always') continue
    await openMenu(page)
    const { name, entries } = await choose(page, label)
    expect(name).toMatch(/^offprint-\d{4}-\d\d-\d\d\./)
    expect(name.slice('offprint-2026-11-23.'.length)).toBe(extension)
    expect(entries.map(facts)).toEqual(BUNDLED.map(facts))
    await expect(told(page)).toHaveText(`23 papers in ${name}`)
  }
})

test('an export has the papers of the view, in its order', async ({ page }) => {
  await openApp(page, './?q=has:code&sort=title')
  await openMenu(page)
  await expect(page.getByText('13 papers shown')).toBeVisible()
  const shown = BUNDLED.filter(({ links }) => links.some(({ label }) => label === 'Code')).map(({ title }) => title)
  const { entries } = await choose(page, 'BibTeX')
  expect(titlesOf(entries).toSorted()).toEqual(shown.toSorted())
  expect(titlesOf(entries)[0]).toBe((await page.getByRole('rowheader').first().getAttribute('aria-label'))!)
  await search(page).fill('nothing is called so')
  await expect(count(page)).toHaveText('0 of 23 papers')
  await openMenu(page)
  await expect(page.getByText('No papers shown')).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'BibTeX' })).toHaveAttribute('aria-disabled', 'true')
})

test('an export has the selected papers if there are any, also after the view has changed', async ({ page }) => {
  await openApp(page)
  for (const title of [METIS, HYDRA]) {
    await titleOf(page, title).click({ position: { x: 4, y: 4 } })
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.keyboard.press('x')
    await expect(rowOf(page, title)).toHaveAttribute('aria-selected', 'true')
  }
  await search(page).fill('superbench')
  await expect(count(page)).toHaveText('1 of 23 papers')
  await openMenu(page)
  await expect(page.getByText('2 selected papers')).toBeVisible()
  expect(titlesOf((await choose(page, 'RIS')).entries).toSorted()).toEqual([HYDRA, METIS])
})

test('an export includes the user’s marks only on request', async ({ page }) => {
  await openApp(page)
  await titleOf(page, METIS).click()
  await noteOf(page).fill('First line\n\n- *second*')
  await paperOf(page, METIS).getByRole('button', { name: 'Star' }).click()
  await expect(saved(page)).toHaveText('Saved')
  const mark = { status: 'unread', starred: true, tags: [], note: 'First line\n\n- *second*' }
  for (const { label, marks } of Object.values(EXPORT_FORMATS)) {
    if (marks === 'always') continue
    await openMenu(page)
    const plain = await choose(page, label)
    expect(plain.entries.every(({ mark }) => mark === null)).toBe(true)
    expect(plain.text).not.toContain('First line')
    await openMenu(page)
    const box = page.getByRole('menuitemcheckbox', { name: 'With my status and notes' })
    await expect(box).toHaveAttribute('aria-checked', 'false')
    await box.click()
    await expect(box).toHaveAttribute('aria-checked', 'true')
    const { entries } = await choose(page, label)
    expect(entries.find(({ title }) => title === METIS)?.mark ?? null).toEqual(marks === 'asked' ? mark : null)
    expect(entries.filter(({ mark }) => mark !== null)).toHaveLength(marks === 'asked' ? 1 : 0)
  }
})

test('notes are exported as one ZIP of Markdown files with the user’s text', async ({ page }) => {
  await openApp(page)
  await titleOf(page, METIS).click()
  await noteOf(page).fill('Ask about *pipelines*.')
  await expect(saved(page)).toHaveText('Saved')
  await search(page).fill('is:unread metis')
  await expect(count(page)).toHaveText('1 of 23 papers')
  await openMenu(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'My notes as files (ZIP)' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^offprint-[\d-]+\.zip$/)
  const files = unzipSync(new Uint8Array(readFileSync(await download.path())))
  const [name = ''] = Object.keys(files)
  expect(Object.keys(files)).toEqual([`${METIS.replace(':', '')}.md`])
  expect(strFromU8(files[name]!)).toContain('Ask about *pipelines*.')
})

for (const [kind, viewport] of [
  ['a desk', { width: 1280, height: 800 }],
  ['a phone', { width: 375, height: 740 }],
] as const) {
  test(`the open paper is copied in four formats, with its BibTeX key, on ${kind}`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await openApp(page)
    await openMenu(page)
    const bibtex = (await choose(page, 'BibTeX')).text
    const key = /\{([^,]+),\s+title = [^\n]*SuperBench/.exec(bibtex)![1]!
    await titleOf(page, SUPERBENCH).click()
    const paper = paperOf(page, SUPERBENCH)
    const copied = async (label: string) => {
      await page.evaluate(() => navigator.clipboard.writeText(''))
      await paper.getByRole('button', { name: 'Copy', exact: true }).click()
      await page.getByRole('menuitem', { name: label, exact: true }).click()
      await expect(told(page).last()).toHaveText('Copied')
      const read = () => page.evaluate(() => navigator.clipboard.readText())
      await expect.poll(read).not.toBe('')
      return read()
    }
    expect(await copied('Title')).toBe(SUPERBENCH)
    const { links } = BUNDLED.find(({ title }) => title === SUPERBENCH)!
    expect(await copied('Markdown link')).toBe(`[${SUPERBENCH}](${links[0]!.url})`)
    expect(bibtex).toContain(await copied('BibTeX'))
    expect(await copied('\\cite{…}')).toBe(`\\cite{${key}}`)
    await expect(paper.getByRole('button', { name: 'Copy', exact: true })).toBeFocused()
  })
}

test('the table as shown is copied and saved in three formats, with the keys of the BibTeX export', async ({
  page,
}) => {
  await openApp(page, './?q=has:code&sort=title&group=status&hide=affiliation,links,changed&order=title,starred')
  await titleOf(page, SUPERBENCH).click()
  await noteOf(page).fill('Speed-up: 2.4×\nIdea: a | b')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Columns' }).click()
  for (const key of ['Speed-up', 'Idea']) await page.getByRole('checkbox', { name: key, exact: true }).check()
  await page.keyboard.press('Escape')
  await openMenu(page)
  const bibtex = (await choose(page, 'BibTeX')).text
  const key = /\{([^,]+),\s+title = [^\n]*SuperBench/.exec(bibtex)![1]!
  await openMenu(page)
  await page.getByRole('menuitem', { name: 'Table as shown…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Table as shown' })
  const text = dialog.getByRole('region')
  await expect(dialog.getByRole('status')).toHaveText('13 rows · 7 columns')
  await expect(text).toContainText('| Title | Star | Status | Topic | Venue | Speed-up | Idea |')
  await expect(text).toContainText('| **Unread** |')
  await expect(text).toContainText('| 2.4× | a \\| b |')

  await dialog.getByRole('radio', { name: 'LaTeX' }).check()
  await expect(dialog.getByRole('status')).toContainText('\\cite has the keys of the BibTeX export')
  await page.evaluate(() => navigator.clipboard.writeText(''))
  await dialog.getByRole('button', { name: 'Copy' }).click()
  await expect(told(page)).toHaveText('Copied')
  const latex = await page.evaluate(() => navigator.clipboard.readText())
  expect(latex).toContain(`${SUPERBENCH}~\\cite{${key}} &`)
  expect(latex.match(/\\cite\{/g)).toHaveLength(13)

  await dialog.getByRole('radio', { name: 'CSV' }).check()
  await expect(text).toContainText('Group,Title')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^offprint-table-\d{4}-\d\d-\d\d\.csv$/)
  const [head, ...rows] = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(head).toBe('Group,Title,Star,Status,Topic,Venue,Speed-up,Idea')
  expect(rows).toHaveLength(13)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // Of a selection only its rows.
  await rowOf(page, SUPERBENCH).click({ position: { x: 4, y: 4 }, modifiers: ['ControlOrMeta'] })
  await openMenu(page)
  await page.getByRole('menuitem', { name: 'Table as shown…' }).click()
  await expect(dialog.getByRole('status')).toHaveText('1 row · 7 columns')
})

test('the palette copies the selection', async ({ page }) => {
  await openApp(page)
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('copy title')
  await page.keyboard.press('Enter')
  await expect(told(page)).toHaveText('Copied 2 papers')
  const [first, second] = BUNDLED
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${first!.title}\n${second!.title}`)
})

test('a copy that the browser refuses is reported', async ({ page }) => {
  await page.addInitScript(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`)
  await openApp(page)
  await titleOf(page, METIS).click()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Title', exact: true }).click()
  await expect(told(page)).toHaveText(/^Not copied: .*secure connection/)
})

test('an export of more than one batch of papers has all of them', async ({ page }) => {
  const papers = Array.from({ length: 1000 }, (_, i) => {
    const { title, authors, links, highlights, affiliations } = BUNDLED[i % BUNDLED.length]!
    return {
      title: `${title} ${i}`,
      authors,
      links: links.map(({ label, url }) => ({ label, url: `${url}?${i}` })),
      highlights,
      affiliations,
    }
  })
  await page.route('**/atc24-*.json', (route) =>
    route.fulfill({ json: { id: 'many', title: 'Many', venue: 'ATC', year: 2024, papers } }),
  )
  await openApp(page)
  await expect(count(page)).toHaveText('1,000 papers')
  for (const label of ['BibTeX', 'CSV', 'RIS', 'CSL-JSON', 'Offprint list'] as const) {
    await openMenu(page)
    const { entries } = await choose(page, label)
    expect(entries).toHaveLength(1000)
  }
})

test('a note may have HTML entities under a policy that forbids innerHTML', async ({ page }) => {
  await openApp(page)
  await titleOf(page, METIS).click()
  await noteOf(page).fill('2 &lt; 3 &copy; ACM')
  await expect(page.getByRole('group', { name: 'Preview' }).locator('p')).toHaveText('2 < 3 © ACM')
})
