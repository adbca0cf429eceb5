import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { getChromium, LAUNCH_ARGS } from '../support/chromium.mjs'
import { answerAll, QUERIES, scroll, typeMuch, writeNote } from './acts.ts'
import { createAnswers, tell, type Answers } from './answers.ts'
import type { Catalog } from './build.ts'
import { createDriver, rendererMemory } from './drive.ts'
import type { Oracle } from './oracle.ts'
import type { PageName } from './pages.ts'
import { installProbe, type Probe } from './probe.ts'
import type { Samples } from './report.ts'
import { keepCatalog } from './setup.ts'

export type Scene = {
  readonly url: string
  readonly size: number
  readonly catalog: Catalog
  readonly oracle: Oracle
}

const SHIPPED = 23
/** The longest wait until the last paper has been read. */
const LOAD_TIMEOUT_MS = 60_000
/** Work that is deferred until long after the first rows is part of the load. More papers defer more. */
const aftermathMs = (size: number) => 1500 + size / 25

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
const address = ({ url, size }: Scene, name: PageName) => (name === 'app' ? url : `${url}bench/${name}.html?${size}`)

/**
 * Measures one page once, in a browser and a profile of its own. The profile is persistent, as a user’s is: without one
 * Chromium fetches the page’s icon again at every change of the address. `withMany` adds five hundred keys, to measure
 * the memory afterwards.
 */
export async function measure(scene: Scene, name: PageName, withMany: boolean): Promise<Samples> {
  const { url, size, catalog, oracle } = scene
  const [isApp, isTold] = [name === 'app', name === 'floor']
  const samples = new Map<string, number[]>()
  const add = (metric: string, value: number) => samples.set(metric, [...(samples.get(metric) ?? []), value])
  const answers = createAnswers(catalog, oracle, isApp)
  const profile = mkdtempSync(join(tmpdir(), 'offprint-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: getChromium(),
    args: LAUNCH_ARGS,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
  })
  try {
    if (isApp) {
      const setup = await context.newPage()
      await keepCatalog(setup, url, size, size > SHIPPED)
      await setup.close()
    }
    await context.addInitScript(installProbe, size)
    if (isTold) await context.addInitScript((told) => Object.assign(globalThis, { told }), answers.all.told)
    const page = await context.newPage()
    const driver = createDriver(page, await context.newCDPSession(page))
    await driver.open()

    await page.goto(address(scene, name))
    const { firstRow, ready } = await isReady(page)
    add('first row', firstRow)
    add('first ready', ready)
    await wait(aftermathMs(size))
    const tasks = await page.evaluate(() => [...(globalThis as unknown as { probe: Probe }).probe.longTasks])
    add(
      'first blocked',
      tasks.reduce((sum, duration) => sum + duration, 0),
    )
    add('first longest task', Math.max(0, ...tasks))
    if (isApp) {
      // The first visit writes the second copy of the marks: wait until that is done.
      const isSaved = page.getByRole('status').filter({ hasText: /^Saved$/ })
      await isSaved.waitFor()
      await wait(aftermathMs(size))
    }
    // Every page is visited twice, because a first visit leaves memory in the renderer that no page owns.
    await page.goto('about:blank')
    await page.goto(address(scene, name))
    const second = await isReady(page)
    if (isApp) {
      add('second row', second.firstRow)
      add('second ready', await answersSearch(page, answers))
    }
    await wait(aftermathMs(size))
    const acted = { page, driver, answers, isTold, add }
    await answerAll(acted)
    // Such a page received no more than a screen of rows.
    if (!isTold) await scroll(acted)
    if (isApp || isTold) await writeNote(acted)
    add('renderer MB', await rendererMemory(context.browser()!))
    if (isTold) await tell(page, answers.all)
    if (withMany) await typeMuch(acted)
    return samples
  } finally {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/** Waits until the first rows and the number of all papers are shown, and returns when they were. */
async function isReady(page: Page) {
  const found = await page.waitForFunction(
    () => {
      const { firstRow, ready } = (globalThis as unknown as { probe: Probe }).probe
      return firstRow && ready ? { firstRow, ready } : null
    },
    undefined,
    { timeout: LOAD_TIMEOUT_MS },
  )
  return (await found.jsonValue())!
}

/**
 * When a search is answered from all papers: a later visit shows their number at once, and rows before they can be
 * used. Clears the search.
 */
async function answersSearch(page: Page, answers: Answers): Promise<number> {
  await page.waitForFunction(() => {
    const input = document.querySelector<HTMLInputElement>('input[type="search"]')
    input?.focus()
    return input !== null && document.activeElement === input
  })
  const { wanted } = answers.search(QUERIES[0])
  const shown = page.evaluate((next) => (globalThis as unknown as { probe: Probe }).probe.shown(next), wanted)
  await page.keyboard.insertText(QUERIES[0])
  const at = await shown
  await page.locator('input[type="search"]').fill('')
  await page.evaluate((next) => (globalThis as unknown as { probe: Probe }).probe.shown(next), answers.all.wanted)
  return at
}
