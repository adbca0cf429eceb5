import type { Browser, Page } from '@playwright/test'
import type { Catalog } from './build.ts'
import { createDriver, rendererMemory, type Cost } from './drive.ts'
import type { Answer, Oracle } from './oracle.ts'
import type { Told } from './pages/floor.ts'
import { createFacets } from './pages/facets.ts'
import { installProbe, type Probe, type Wanted } from './probe.ts'
import { keepCatalog } from './setup.ts'

export const PAGES = ['app', 'bare', 'floor', 'tanstack', 'tabulator'] as const
export type PageName = (typeof PAGES)[number]

/** Values by metric, in the order in which they were measured. */
export type Samples = Map<string, number[]>

export type Scene = {
  readonly browser: Browser
  readonly url: string
  readonly size: number
  readonly catalog: Catalog
  readonly oracle: Oracle
}

/** Typed letter by letter and taken back again. Every beginning of them finds something in the shipped list. */
export const QUERIES = ['serving', 'cache', 'gpu memory', 'hydrarpc']
const TOPIC = 'Large Language Models (LLMs)'
const SHIPPED = 23
const MANY_ACTIONS = 500
const NOTE = 'compare this with what we measured here.'
/** What is told to the floor, and compared. */
const TOLD_ROWS = 60
const COMPARED_ROWS = 3
const STARTS_PER_ROUND = 1

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
const address = ({ url, size }: Scene, name: PageName) => (name === 'app' ? url : `${url}bench/${name}.html?${size}`)

/** Measures one page once, in a profile of its own; `withMany` adds five hundred actions, for what they leave in memory. */
export async function measure(scene: Scene, name: PageName, withMany: boolean): Promise<Samples> {
  const samples: Samples = new Map()
  const add = (metric: string, value: number) => samples.set(metric, [...(samples.get(metric) ?? []), value])
  const cost = (metric: string, { painted, cpu }: Cost) => {
    add(`${metric} painted`, painted)
    add(`${metric} cpu`, cpu)
  }
  const context = await scene.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
  try {
    const isApp = name === 'app'
    if (isApp) {
      const setup = await context.newPage()
      await keepCatalog(setup, scene.url, scene.size, scene.size > SHIPPED)
      await setup.close()
    }
    await context.addInitScript(installProbe, scene.size)
    const answers = createAnswers(scene, name)
    const page = await context.newPage()
    for (let start = 0; start < STARTS_PER_ROUND; start += 1) await load(page, 'first', true)
    if (isApp) {
      // The second copy of the marks is made in the first visit: let it come to its end.
      await page
        .getByRole('status')
        .filter({ hasText: /^Saved$/ })
        .waitFor()
      await wait(2000 + scene.size / 20)
      await page.goto('about:blank')
      await load(page, 'second', false)
    }
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    const driver = createDriver(page, session)
    await interact(driver)
    add('renderer MB', await rendererMemory(scene.browser))
    if (withMany) await many(driver)
    return samples

    async function load(page: Page, visit: string, isFirst: boolean) {
      if (name === 'floor') await context.addInitScript((told) => Object.assign(globalThis, { told }), answers.all.told)
      await page.goto(address(scene, name))
      await page.waitForFunction(
        () => {
          const { firstRow, ready } = (globalThis as unknown as { probe: Probe }).probe
          return (firstRow ?? 0) > 0 && (ready ?? 0) > 0
        },
        undefined,
        { timeout: 60_000 },
      )
      const ready = await settle(page)
      const { probe, tasks } = await page.evaluate(() => {
        const { probe } = globalThis as unknown as { probe: Probe }
        return { probe: { firstRow: probe.firstRow!, ready: probe.ready! }, tasks: [...probe.longTasks] }
      })
      add(`${visit} row`, probe.firstRow)
      // The second visit says at once how many papers there were: only an answer tells that they are there.
      add(`${visit} ready`, isFirst ? probe.ready : ready)
      add(
        `${visit} blocked`,
        tasks.reduce((sum, duration) => sum + duration, 0),
      )
      add(`${visit} longest task`, Math.max(0, ...tasks))
    }

    /** Asks until the whole catalog answers; gives when it did. */
    async function settle(page: Page): Promise<number> {
      const search = page.locator('input[type="search"]')
      const { wanted, told } = answers.search(QUERIES[0]!)
      if (name === 'floor') await tell(page, told)
      await search.click()
      const shown = page.evaluate((next) => (globalThis as unknown as { probe: Probe }).probe.shown(next), wanted)
      await page.keyboard.insertText(QUERIES[0]!)
      const at = await shown
      if (name === 'floor') await tell(page, answers.all.told)
      await search.fill('')
      await page.evaluate((next) => (globalThis as unknown as { probe: Probe }).probe.shown(next), answers.all.wanted)
      // What is put off until the first rows have long been there belongs to the load.
      await wait(1500 + scene.size / 50)
      return at
    }

    async function interact(driver: ReturnType<typeof createDriver>) {
      const to = async (answer: { readonly wanted: Wanted; readonly told: Told }) => {
        if (name === 'floor') await tell(page, answer.told)
        return answer.wanted
      }
      const title = '.heads button:nth-child(3), [data-column="title"] button, .tabulator-col[tabulator-field="title"]'
      await page.locator('input[type="search"]').click()
      for (const query of QUERIES) {
        for (let length = 1; length <= query.length; length += 1)
          cost('search', await driver.key(await to(answers.search(query.slice(0, length))), query[length - 1]!))
        for (let length = query.length - 1; length >= 0; length -= 1)
          cost('search', await driver.key(await to(answers.search(query.slice(0, length))), 'Backspace'))
      }
      cost('sort', await driver.click(await to(answers.sorted), title))
      cost('sort', await driver.click(await to(answers.reversed), title))
      await driver.click(await to(answers.all), title)
      const facet = `label:has([aria-label="${TOPIC}"])`
      for (let i = 0; i < 2; i += 1) {
        cost('facet', await driver.click(await to(answers.topic), facet))
        cost('facet', await driver.click(await to(answers.all), facet))
      }
      const { starred } = answers.star
      for (let i = 0; i < 4; i += 1) {
        const next = { ...answers.all.wanted, starred: i % 2 === 0 ? !starred : starred }
        cost('toggle', await driver.click(next, '[aria-label="Star"]'))
      }
      if (name !== 'floor') {
        const { frames, dropped, blank } = await driver.fling('[role="grid"], .tabulator-tableholder')
        add('dropped %', (100 * dropped) / (frames + dropped))
        add('blank %', (100 * blank) / frames)
      }
      if (isApp) await writeNote(driver)
    }

    async function writeNote(driver: ReturnType<typeof createDriver>) {
      await page.locator('[role="rowheader"]').nth(12).click()
      const box = page.locator('textarea[data-note]')
      await box.click()
      const before = await box.inputValue()
      await page.keyboard.press('End')
      const shown = { count: scene.size, titles: [] }
      for (const letter of NOTE) cost('note', await driver.key(shown, letter === ' ' ? 'Space' : letter))
      if ((await box.inputValue()) !== before + NOTE) throw new Error(`the note is “${await box.inputValue()}”`)
      await page.keyboard.press('Escape')
    }

    async function many(driver: ReturnType<typeof createDriver>) {
      add('heap MB', await driver.heap())
      await page.locator('input[type="search"]').click()
      for (let done = 0; done < MANY_ACTIONS;) {
        for (const letter of QUERIES[0]!) await page.keyboard.press(letter)
        for (const _ of QUERIES[0]!) await page.keyboard.press('Backspace')
        done += 2 * QUERIES[0]!.length
      }
      await page.evaluate((next) => (globalThis as unknown as { probe: Probe }).probe.shown(next), answers.all.wanted)
      await wait(1500)
      add('heap MB after 500', await driver.heap())
    }
  } finally {
    await context.close()
  }
}

const tell = (page: Page, told: Told) => page.evaluate((told) => void Object.assign(globalThis, { told }), told)

/** What every action has to bring to the screen of a page. */
function createAnswers({ catalog: { papers, marks }, oracle, size }: Scene, name: PageName) {
  const marked = new Map(marks.map((mark) => [mark.place, mark]))
  const count = name === 'floor' ? createFacets(papers) : () => []
  const toAnswer = (places: Answer) => ({
    wanted: { count: places.length, titles: places.slice(0, COMPARED_ROWS).map((place) => papers[place]!.title) },
    told: {
      total: places.length,
      all: size,
      rows: places.slice(0, TOLD_ROWS).map((place) => ({ paper: papers[place]!, mark: marked.get(place) })),
      facets: count(places),
    },
  })
  const known = new Map<string, ReturnType<typeof toAnswer>>()
  const byTitle = oracle.byTitle()
  return {
    all: toAnswer(papers.map((_, place) => place)),
    sorted: toAnswer(byTitle),
    reversed: toAnswer(byTitle.toReversed()),
    topic: toAnswer(oracle.ofTopic(TOPIC)),
    star: { starred: marked.get(0)?.starred ?? false },
    search(text: string) {
      const answer = known.get(text) ?? toAnswer(oracle.search(text, name === 'app'))
      known.set(text, answer)
      return answer
    },
  }
}
