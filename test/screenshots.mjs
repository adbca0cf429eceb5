// Makes the pictures of public/screenshots from the build in dist: `npm run screenshots`.
import { mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { LAUNCH_ARGS, getChromium } from './support/chromium.mjs'
import { serve } from './support/serve.mjs'

const FOLDER = 'public/screenshots'
const MARKS = {
  'Cost-Efficient': { status: 4, star: true },
  'Quant-LLM': { status: 2 },
  PUZZLE: { status: 5 },
  FwdLLM: { status: 2, star: true },
  SuperBench: { status: 3, star: true, tag: 'reliability', note: superBenchNote() },
  Metis: { status: 4, note: 'Planner for mixed GPU clusters; compare with Alpa.' },
  Starburst: { status: 2, tag: 'cost' },
}

function superBenchNote() {
  return [
    'Validate **before** the job runs, not after it died.',
    '',
    '- gray failure = hidden degradation; MTBI of a cluster falls as $\\lambda_{node} \\cdot n$',
    '- [x] skim the benchmark suite',
    '- [ ] try it on our A100 nodes',
  ].join('\n')
}

const server = await serve('dist', { base: '/offprint/' })
const browser = await chromium.launch({ executablePath: getChromium(), args: LAUNCH_ARGS })
mkdirSync(FOLDER, { recursive: true })

for (const [size, viewport] of Object.entries({
  wide: { width: 1280, height: 800 },
  phone: { width: 375, height: 740 },
})) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport,
      colorScheme,
      deviceScaleFactor: size === 'phone' ? 2 : 1,
      serviceWorkers: 'block',
    })
    const page = await context.newPage()
    await page.goto(server.url)
    await page.getByRole('row').nth(2).waitFor()
    for (const [start, { status, star, tag, note }] of Object.entries(MARKS)) {
      const title = page.getByRole('rowheader', { name: new RegExp(`^${start}`) })
      await title.click()
      const paper = page.locator('[data-paper]:is(section, dialog)')
      if (star) await paper.getByRole('button', { name: 'Star' }).click()
      if (tag) {
        await paper.getByRole('combobox', { name: 'Tags' }).fill(tag)
        await page.keyboard.press('Enter')
      }
      if (note) await paper.getByRole('textbox', { name: 'Notes' }).fill(note)
      await paper.getByRole('button', { name: 'Close', exact: true }).click()
      await title.click({ position: { x: 4, y: 4 } })
      await paper.getByRole('button', { name: 'Close', exact: true }).click()
      await page.keyboard.press(String(status))
    }
    await page.keyboard.press('Home')
    await page.mouse.move(0, 0)
    await page.screenshot({ path: `${FOLDER}/list-${size}-${colorScheme}.png` })
    await page.getByRole('rowheader', { name: /^SuperBench/ }).click()
    await page.locator('math').first().waitFor()
    await page.evaluate(() => document.activeElement?.blur())
    await page.mouse.move(0, 0)
    await page.screenshot({ path: `${FOLDER}/paper-${size}-${colorScheme}.png` })
    await context.close()
  }
}
await browser.close()
await server.close()
