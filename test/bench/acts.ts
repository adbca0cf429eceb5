import type { Page } from '@playwright/test'
import { tell, TOPIC, type Answers, type Expected } from './answers.ts'
import type { Cost, Driver } from './drive.ts'
import type { Probe } from './probe.ts'

/** Typed letter by letter and deleted again. Every prefix of them finds something in the bundled list. */
export const QUERIES = ['serving', 'cache', 'gpu memory', 'hydrarpc'] as const

const MANY_ACTIONS = 500
const NOTE = 'compare this with what we measured here.'
const SETTLED_MS = 1500

const SEARCH = 'input[type="search"]'
const LIST = '[role="grid"], .tabulator-tableholder'
const TITLE = '.heads button:nth-child(3), [data-column="title"] button, .tabulator-col[tabulator-field="title"]'
const FACET = `label:has([aria-label="${TOPIC}"])`
const STAR = '[aria-label="Star"]'

/** A page under test: the expected answers, and where its results go. */
export type Acted = {
  readonly page: Page
  readonly driver: Driver
  readonly answers: Answers
  /** Whether the page receives every answer beforehand. */
  readonly isTold: boolean
  readonly add: (metric: string, value: number) => void
}

const note = ({ add }: Acted, metric: string, { painted, cpu }: Cost) => {
  add(`${metric} painted`, painted)
  add(`${metric} cpu`, cpu)
}

/** Searches, sorts, filters and stars, which every page can do. Ends with the list as it began. */
export async function answerAll(acted: Acted) {
  const { page, driver, answers, isTold } = acted
  const to = async (expected: Expected) => {
    if (isTold) await tell(page, expected)
    return expected.wanted
  }
  await page.locator(SEARCH).click()
  for (const query of QUERIES) {
    for (const text of beginnings(query))
      note(acted, 'search', await driver.key(await to(answers.search(text)), text.at(-1)!))
    for (const text of ['', ...beginnings(query)].slice(0, -1).toReversed())
      note(acted, 'search', await driver.key(await to(answers.search(text)), 'Backspace'))
  }
  note(acted, 'sort', await driver.click(await to(answers.sorted), TITLE))
  note(acted, 'sort', await driver.click(await to(answers.reversed), TITLE))
  await driver.click(await to(answers.all), TITLE)
  for (const expected of [answers.topic, answers.all, answers.topic, answers.all])
    note(acted, 'facet', await driver.click(await to(expected), FACET))
  for (const isChanged of [true, false, true, false]) {
    const wanted = { ...answers.all.wanted, starred: isChanged !== answers.isStarred }
    note(acted, 'toggle', await driver.click(wanted, STAR))
  }
}

/** Flings the list down. */
export async function scroll({ driver, add }: Acted) {
  const { frames, dropped, blank } = await driver.fling(LIST)
  add('dropped %', (100 * dropped) / (frames + dropped))
  add('blank %', (100 * blank) / frames)
}

/** Opens a paper, or a plain text box in a page without papers to open, and types forty letters. */
export async function writeNote(acted: Acted) {
  const { page, driver, answers, isTold } = acted
  if (isTold) await page.evaluate(openBox)
  else await page.locator('[role="rowheader"]').nth(12).click()
  const box = page.locator('textarea[data-note]')
  await box.click()
  await page.keyboard.press('Control+End')
  const before = await box.inputValue()
  for (const text of beginnings(NOTE)) {
    const wanted = { count: answers.all.wanted.count, titles: [], note: before + text }
    note(acted, 'note', await driver.key(wanted, text.at(-1)!))
  }
  await page.keyboard.press('Escape')
}

function openBox() {
  const box = document.createElement('textarea')
  box.dataset['note'] = ''
  box.style.cssText = 'position: fixed; inset: 48px 0 0 auto; inline-size: 460px'
  document.body.append(box)
}

/** Types five hundred keys, and measures the memory afterwards. */
export async function typeMuch({ page, driver, answers, add }: Acted) {
  const [query] = QUERIES
  add('heap MB', await driver.heap())
  await page.locator(SEARCH).click()
  for (let done = 0; done < MANY_ACTIONS; done += 2 * query.length) {
    for (const letter of query) await page.keyboard.press(letter)
    for (const _ of query) await page.keyboard.press('Backspace')
  }
  await page.evaluate((next) => (globalThis as unknown as { probe: Probe }).probe.shown(next), answers.all.wanted)
  await new Promise((done) => setTimeout(done, SETTLED_MS))
  add('heap MB after 500', await driver.heap())
}

const beginnings = (text: string): readonly string[] => Array.from(text, (_, i) => text.slice(0, i + 1))
