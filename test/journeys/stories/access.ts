import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'vitest'
import type { Journeys } from '../journeys.ts'
import { appears, dialogOf, importFiles, METIS, openApp, sees, writeNote } from '../page/app.ts'
import type { Page } from '../page/page.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The violations that axe finds in the page. */
const violations = (page: Page) =>
  page.evaluate<string[]>(`(async () => {
    if (!('axe' in globalThis)) { ${AXE} }
    const { violations } = await axe.run({ runOnly: ${JSON.stringify(RULES)} })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary))
  })()`)

/** Journeys through the main states of the page, in each of which axe finds no violation. */
export const access: Journeys = {
  'axe finds no violation in the list and in an open paper': async ({ page, site }) => {
    await openApp(page, site.url)
    expect(await violations(page)).toEqual([])
    await writeNote(page, METIS, 'Costs $x^2$.\n\n- [ ] try it')
    await appears(page.find('group', 'Preview').find('checkbox'))
    expect(await violations(page)).toEqual([])
  },

  'axe finds no violation in triage, import and shortcuts': async ({ page, site, file }) => {
    await openApp(page, site.url)
    await page.press('t')
    await sees(
      dialogOf(page, 'Triage')
        .find('status')
        .saying(/of 23$/),
      '1 of 23',
    )
    expect(await violations(page)).toEqual([])
    await page.press('Escape')
    await importFiles(page, file('winter.md', '# Winter\n\n* A Paper \\[[Paper](https://example.org/a)]\n'))
    await sees(dialogOf(page, 'Import').find('region', 'winter.md'), /1 new/)
    expect(await violations(page)).toEqual([])
    await page.press('Escape')
    await page.press('?')
    await appears(dialogOf(page, 'Keyboard shortcuts'))
    expect(await violations(page)).toEqual([])
  },

  'axe finds no violation on a phone': async ({ page, site }) => {
    await page.resize(390, 800)
    await openApp(page, site.url)
    expect(await violations(page)).toEqual([])
    await page.find('rowheader', METIS).click()
    await appears(page.find('dialog', METIS))
    expect(await violations(page)).toEqual([])
  },
}
