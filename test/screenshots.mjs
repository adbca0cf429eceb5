// Makes the pictures of public/screenshots from the build in dist, and the icons from public/icon.svg: `npm run screenshots`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { LAUNCH_ARGS, getChromium } from './support/chromium.mjs'
import { fontsEnvironment } from './support/fonts.mjs'
import { shrinkPng } from './support/png.mjs'
import { serve } from './support/serve.mjs'

const FOLDER = 'public/screenshots'
const TODAY = '2026-11-24T16:20:00Z'
const WIDE = { width: 1280, height: 800 }
/** In which every line is there to be marked. */
const TALL = { width: 1280, height: 1800 }
const PHONE = { width: 375, height: 740 }
/** What a reader did on which day, by keys, on the paper whose title begins so. */
const READING = [
  ['2026-10-06', 'PeRF', '2'],
  ['2026-10-08', 'Cost-Efficient', '2', keys('serving', 'caches kept between turns', 'high')],
  ['2026-10-12', 'Quant-LLM', '2'],
  ['2026-10-13', 'Starburst', '4s'],
  ['2026-10-14', 'ALPS', '2', keys('scheduling', 'learned priorities', 'medium')],
  ['2026-10-19', 'Cost-Efficient', '4s'],
  ['2026-10-21', 'PeRF', '4'],
  ['2026-10-22', 'PUZZLE', '5'],
  ['2026-10-28', 'Pecan', '4', keys('training', 'preprocessing of data', 'low')],
  ['2026-11-03', 'Full Lifecycle', '4'],
  ['2026-11-05', 'FwdLLM', '2s'],
  ['2026-11-10', 'Metis', '4', `Planner for mixed GPU clusters.\n\n${keys('training', 'mixed GPUs', 'high', 'Alpa')}`],
  ['2026-11-11', 'ALPS', '4'],
  ['2026-11-12', 'Removing Obstacles', '4'],
  ['2026-11-13', 'FastCommit', '4'],
  ['2026-11-17', 'HydraRPC', '4s', keys('networks', 'RPC over CXL', 'medium')],
  ['2026-11-19', 'Harmonizing', '2'],
  ['2026-11-20', 'An Empirical', '4s'],
  ['2026-11-23', 'Accelerating', '2'],
  ['2026-11-24', 'SuperBench', '3s', superBenchNote()],
]

/** A note that is a row of a survey’s table. */
function keys(section, use, priority, other = '') {
  return [`Section: ${section}`, `Cite for: ${use}`, `Priority: ${priority}`, `Compare with: ${other}`].join('\n')
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

/** How each picture is come to, from the list. */
const ON_DESK = {
  list: async () => {},
  paper: openSuperBench,
  views: async (page) => {
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: /^Up next/ })
      .click()
  },
  triage: async (page) => {
    await page.getByRole('button', { name: 'Triage' }).click()
    await goOn(page)
  },
  matrix: openMatrix,
  statistics: async (page) => {
    await page.getByRole('button', { name: 'Statistics' }).click()
  },
}
const ON_PHONE = {
  list: ON_DESK.list,
  paper: openSuperBench,
  views: async (page) => {
    await page.getByRole('button', { name: 'Filters' }).click()
  },
  triage: async (page) => {
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'Triage' }).click()
    await goOn(page)
  },
  matrix: openMatrix,
  statistics: async (page) => {
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'Statistics' }).click()
  },
}

/** Each icon by its size in pixels, the part of it that the drawing takes, and whether its corners are seen through. */
const ICONS = [
  ['icon-192', 192, 1, true],
  ['icon-512', 512, 1, true],
  ['icon-maskable-512', 512, 0.8, false],
  ['apple-touch-icon', 180, 0.9, false],
]

const server = await serve('dist', { base: '/offprint/' })
const browser = await chromium.launch({
  executablePath: getChromium(),
  args: LAUNCH_ARGS,
  env: { ...process.env, ...fontsEnvironment() },
})
const decoder = await browser.newPage()
mkdirSync(FOLDER, { recursive: true })

for (const [size, viewport] of Object.entries({ wide: WIDE, phone: PHONE })) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport: TALL,
      colorScheme,
      deviceScaleFactor: size === 'phone' ? 2 : 1,
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    })
    const page = await context.newPage()
    await page.addInitScript(() => localStorage.setItem('offprint-welcome', 'shown'))
    // A time that has been stamped never goes back.
    await page.clock.setFixedTime('2026-10-01')
    await page.goto(server.url)
    await page.getByRole('button', { name: 'Export' }).waitFor()
    for (const reading of READING) await read(page, ...reading)
    await page.clock.setFixedTime(TODAY)
    await page.getByText('Saved', { exact: true }).waitFor()
    await backUp(page)
    await page.setViewportSize(viewport)
    for (const [name, show] of Object.entries(size === 'wide' ? ON_DESK : ON_PHONE)) {
      await page.goto(`${server.url}?sort=`)
      await page.getByRole('button', { name: size === 'wide' ? 'Export' : 'More' }).waitFor()
      await page.getByRole('button', { name: 'Status: Reading' }).first().waitFor()
      await show(page)
      await page.evaluate(() => document.activeElement?.blur())
      await page.mouse.move(0, 0)
      await page.waitForTimeout(1200)
      const png = await page.screenshot()
      writeFileSync(`${FOLDER}/${name}-${size}-${colorScheme}.png`, await shrinkPng(decoder, png))
    }
    await context.close()
  }
}
await drawIcons()
await browser.close()
await server.close()

async function read(page, day, start, keys, note) {
  await page.clock.setFixedTime(`${day}T16:00:00Z`)
  const title = page.getByRole('rowheader', { name: new RegExp(`^${start}`) })
  await page.getByRole('row').filter({ has: title }).focus()
  for (const key of keys) await page.keyboard.press(key)
  if (note) {
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: 'Notes' }).fill(note)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
  }
}

async function openSuperBench(page) {
  await page.getByRole('rowheader', { name: /^SuperBench/ }).click()
  await page.locator('math').first().waitFor()
}

async function openMatrix(page) {
  await page.getByRole('searchbox').fill('has:note')
  await page.getByRole('combobox', { name: 'Layout' }).selectOption('Matrix')
  await page.getByRole('columnheader', { name: 'Cite for' }).waitFor()
}

/** So that no picture reminds of a backup. */
async function backUp(page) {
  await page.getByRole('button', { name: 'Export' }).click()
  const made = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'JSON backup' }).click()
  await made
}

/** Some papers on, to the one that is being read. */
async function goOn(page) {
  await page.getByRole('group', { name: /^Cost-Efficient/ }).waitFor()
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowRight')
  await page
    .getByRole('dialog')
    .getByRole('heading', { name: /^SuperBench/ })
    .waitFor()
}

async function drawIcons() {
  const svg = readFileSync('public/icon.svg', 'utf8')
  const background = svg.match(/fill="(#[0-9a-f]{6})"/)[1]
  for (const [name, size, part, isClear] of ICONS) {
    await decoder.setViewportSize({ width: size, height: size })
    await decoder.setContent(
      `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${isClear ? 'none' : background}">` +
        `<div style="width:${size * part}px;height:${size * part}px">${svg}</div>`,
    )
    const png = await decoder.screenshot({ omitBackground: isClear })
    writeFileSync(`public/${name}.png`, await shrinkPng(decoder, png))
  }
}
