import { expect } from 'vitest'
import { EXPORT_FORMATS } from '../../../src/formats/exportFormats.ts'
import { READERS } from '../../support/exports.ts'
import type { Journeys } from '../journeys.ts'
import {
  appears,
  count,
  dialogOf,
  disappears,
  has,
  holds,
  HYDRA,
  importFiles,
  isSaved,
  METIS,
  openApp,
  search,
  sees,
  statusOf,
  titleOf,
} from '../page/app.ts'

const MARKDOWN = `# Papers for the winter

* Flash Caches That Forget \\[[Paper](https://example.org/forget)]
* [x] Logs All the Way Down \\[[Paper](https://example.org/logs)]
`

/** Journeys of papers as files. */
export const files: Journeys = {
  'papers of a file are previewed, added, there after a reload, and undone': async ({ page, site, file }) => {
    await openApp(page, site.url)
    await importFiles(page, file('winter.md', MARKDOWN))
    const dialog = dialogOf(page, 'Import')
    await sees(dialog.find('region', 'winter.md'), /Markdown, 2 papers: 2 new/)
    await dialog.find('button', 'Add').click()
    await disappears(dialog)
    await sees(count(page), '25 papers')
    await isSaved(page)
    await page.reload()
    await sees(count(page), '25 papers')
    await search(page).write('list:"Papers for the winter"')
    await sees(count(page), '2 of 25 papers')
    await has(statusOf(page, 'Logs All the Way Down'), 'aria-label', 'Status: Read')
  },

  'a paper of a file is edited, removed, and back after undo': async ({ page, site, file }) => {
    await openApp(page, site.url)
    await importFiles(page, file('winter.md', MARKDOWN))
    const dialog = dialogOf(page, 'Import')
    await dialog.find('button', 'Add').click()
    await disappears(dialog)
    await search(page).write('list:"Papers for the winter"')
    await titleOf(page, 'Flash Caches That Forget').click()
    await page.find('button', 'Edit').click()
    const form = dialogOf(page, 'Edit paper')
    await form.find('textbox', 'Venue').write('OSDI')
    await form.find('button', 'Save').click()
    await disappears(form)
    const paper = page.find('region', 'Flash Caches That Forget')
    await sees(paper, /OSDI/)
    await paper.find('button', 'Remove').click()
    await sees(count(page), '1 of 24 papers')
    await page.find('button', 'Undo').click()
    await sees(count(page), '2 of 25 papers')
    await isSaved(page)
    await page.reload()
    await titleOf(page, 'Flash Caches That Forget').click()
    await sees(page.find('region', 'Flash Caches That Forget'), /OSDI/)
  },

  'an entry pasted outside a text box is a paper to add': async ({ page, site }) => {
    await openApp(page, site.url)
    await search(page).write('@article{a, title = {Pasted Along}, year = 2020}')
    await page.press('Control+a')
    await page.press('Control+x')
    await sees(count(page), '23 papers')
    await titleOf(page, METIS).click()
    await page.find('button', 'Close').click()
    await page.press('Control+v')
    const dialog = dialogOf(page, 'Add papers')
    await holds(dialog.find('textbox', 'Title'), 'Pasted Along')
    await dialog.find('button', 'Add').click()
    await sees(count(page), '24 papers')
    await appears(titleOf(page, 'Pasted Along'))
  },

  'a pasted arXiv link is a paper of one’s own after two keys, and there after a reload': async ({ page, site }) => {
    await openApp(page, site.url)
    await search(page).write('https://arxiv.org/abs/1706.03762')
    await page.press('Control+a')
    await page.press('Control+x')
    await sees(count(page), '23 papers')
    await titleOf(page, METIS).click()
    await page.find('button', 'Close').click()

    await page.press('Control+v')
    const dialog = dialogOf(page, 'Add papers')
    await expect.poll(dialog.find('textbox', /^Paste or type/).isFocused).toBe(true)
    await holds(dialog.find('textbox', 'Year'), '2017')
    await page.press('Enter')

    await disappears(dialog)
    await sees(count(page), '24 papers')
    await appears(page.find('region', 'https://arxiv.org/abs/1706.03762'))
    await isSaved(page)
    await page.reload()
    await sees(count(page), '24 papers')
    await search(page).write('list:"My papers"')
    await sees(count(page), '1 of 24 papers')
    await titleOf(page, 'https://arxiv.org/abs/1706.03762').click()
    await appears(page.find('link', 'Paper'))
  },

  'every export format downloads a file with the data of the list': async ({ page, site, download }) => {
    await openApp(page, `${site.url}?q=has:code`)
    await sees(count(page), '13 of 23 papers')
    for (const { label, extension, marks } of Object.values(EXPORT_FORMATS)) {
      // This format is for other applications, and the app does not read it.
      if (marks === 'always') continue
      await page.find('button', 'Export').click()
      const { name, bytes } = await download(() => page.find('menuitem', label).click())
      const { entries, notices } = READERS[label].parse(bytes.toString())
      expect({ label, isNamed: name.endsWith(extension), notices, papers: entries.length }).toEqual({
        label,
        isNamed: true,
        notices: [],
        papers: 13,
      })
      expect(entries.map(({ title }) => title)).not.toContain(HYDRA)
    }
  },
}
