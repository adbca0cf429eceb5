import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** The rules of these tags on colours. The other rules find the same in light and in dark. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

type Axe = {
  run(
    options: object,
  ): Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[] }>
}

/** The violations that axe finds in the page, with their elements. */
export const violations = (page: Page): Promise<readonly string[]> => run(page, { type: 'tag', values: TAGS })

/** The same without those in its colours, which take axe the longest. */
export const violationsOfStructure = (page: Page): Promise<readonly string[]> =>
  run(page, { type: 'tag', values: TAGS }, COLOUR_RULES)

/** The violations that axe finds in the colours of the page, with their elements. */
export const colourViolations = (page: Page): Promise<readonly string[]> =>
  run(page, { type: 'rule', values: COLOUR_RULES })

async function run(page: Page, runOnly: object, without: readonly string[] = []): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  return page.evaluate(
    async (options) => {
      const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(options)
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      )
    },
    // Passed checks are not collected.
    {
      runOnly,
      resultTypes: ['violations'],
      rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    },
  )
}
