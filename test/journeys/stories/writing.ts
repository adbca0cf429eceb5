import { expect } from 'vitest'
import type { Journeys } from '../journeys.ts'
import {
  appears,
  disappears,
  has,
  holds,
  HYDRA,
  isSaved,
  METIS,
  noteOf,
  openApp,
  runCommand,
  sees,
  starOf,
  statusOf,
  titleOf,
  writeNote,
} from '../page/app.ts'

/** Journeys of a user who marks papers and writes about them. */
export const writing: Journeys = {
  'star, status, tag, note and cells of the matrix are there after a reload': async ({ page, site }) => {
    await openApp(page, site.url)
    await runCommand(page, 'toggle the matrix')
    await page.find('button', 'New key…').click()
    await expect.poll(page.find('textbox', 'New key').isFocused).toBe(true)
    await page.type('Cite for')
    await page.press('Enter')
    await appears(page.find('columnheader', 'Cite for'))
    await page.press('Escape')
    await disappears(page.find('textbox', 'New key'))
    await page.press('j')
    await expect.poll(() => page.evaluate('document.activeElement.role')).toBe('row')
    await page.press('ArrowRight')
    for (const value of ['pooled memory', 'mixed GPUs']) {
      await expect.poll(() => page.evaluate('document.activeElement.dataset.column')).toBe('note.citefor')
      await page.type(value)
      await page.press('Enter')
      await appears(page.find('gridcell').saying(value))
    }
    await starOf(page, HYDRA).click()
    await has(starOf(page, HYDRA), 'aria-pressed', 'true')
    await statusOf(page, HYDRA).click()
    await page.find('menuitemradio', 'Read').click()
    await has(statusOf(page, HYDRA), 'aria-label', 'Status: Read')
    await writeNote(page, HYDRA, 'Ask whether HDM is coherent.')
    await holds(noteOf(page), 'Ask whether HDM is coherent.')
    await has(starOf(page, HYDRA), 'aria-pressed', 'true')
    const tags = page.find('combobox', 'Tags')
    await tags.write('later')
    await page.press('Enter')
    await appears(page.find('button', 'Remove tag later'))
    await isSaved(page)
    await page.reload()
    await has(starOf(page, HYDRA), 'aria-pressed', 'true')
    await has(statusOf(page, HYDRA), 'aria-label', 'Status: Read')
    await holds(noteOf(page), 'Ask whether HDM is coherent.')
    await appears(page.find('button', 'Remove tag later'))
    // The open paper leaves no room for all columns.
    await page.find('button', 'Close').click()
    for (const value of ['pooled memory', 'mixed GPUs']) await appears(page.find('gridcell').saying(value))
  },

  'a note is shown as Markdown with its formula, its table and its tasks': async ({ page, site }) => {
    await openApp(page, site.url)
    await writeNote(page, METIS, 'Costs $x^2$ of *all*.')
    const preview = page.find('group', 'Preview')
    await sees(preview.find('emphasis'), 'all')
    await expect.poll(() => page.evaluate('document.querySelector("math msup") !== null')).toBe(true)
    await page.press('Enter')
    await page.press('Enter')
    await page.type('- [ ] try it')
    await preview.find('checkbox').click()
    await expect.poll(noteOf(page).value).toMatch(/- \[x\] try it$/)
    // The formula must have a size: an engine may know the MathML element and not render it.
    const height = await page.evaluate<number>('document.querySelector("math").getBoundingClientRect().height')
    expect(height).toBeGreaterThan(5)
  },

  'undo and redo work for a change, and the browser’s undo works for typing': async ({ page, site }) => {
    await openApp(page, site.url)
    await starOf(page, HYDRA).click()
    await has(starOf(page, HYDRA), 'aria-pressed', 'true')
    await page.press('Control+z')
    await has(starOf(page, HYDRA), 'aria-pressed', 'false')
    await page.press('Control+Shift+z')
    await has(starOf(page, HYDRA), 'aria-pressed', 'true')
    await page.find('button', 'Undo').click()
    await has(starOf(page, HYDRA), 'aria-pressed', 'false')
    await titleOf(page, METIS).click()
    await noteOf(page).click()
    await page.type('1. first')
    await page.press('Enter')
    await holds(noteOf(page), '1. first\n2. ')
    await page.press('Control+z')
    await expect.poll(noteOf(page).value).not.toBe('1. first\n2. ')
  },

  'the last letters before a reload, and before another page, are kept': async ({ page, site }) => {
    await openApp(page, site.url)
    await writeNote(page, HYDRA, 'first words')
    await page.type(' and the last')
    await page.reload()
    await holds(noteOf(page), 'first words and the last')
    await noteOf(page).click()
    await page.press('Control+a')
    await page.type('then others')
    await page.goto('about:blank')
    await openApp(page, site.url)
    await titleOf(page, HYDRA).click()
    await holds(noteOf(page), 'then others')
  },

  'two tabs that change one paper keep both changes, and show them without a reload': async ({ page, site, tab }) => {
    await openApp(page, site.url)
    const there = await tab()
    await openApp(there, site.url)
    await starOf(there, HYDRA).click()
    await has(starOf(there, HYDRA), 'aria-pressed', 'true')
    await page.show()
    await has(starOf(page, HYDRA), 'aria-pressed', 'true')
    await writeNote(page, HYDRA, 'written here')
    await isSaved(page)
    await there.show()
    await titleOf(there, HYDRA).click()
    await holds(noteOf(there), 'written here')
    await sees(there.find('status').saying(/^Saved/), 'Saved')
  },
}
