import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { parseList } from '../../src/model/paper/list.ts'
import { createReader, keep, putKept } from '../support/histories.ts'
import { colourViolations, violations, violationsOfStructure } from './axe.ts'
import { smallTargets, spills } from './fit.ts'
import { HYDRA, METIS, noteOf, openApp, rowOf, titleOf } from './journey.ts'
import { RARE_STATES } from './states.ts'
import { connect, openSync } from './syncing.ts'

async function switchSyncOn(page: Page, address: string, token: string) {
  await openApp(page)
  await connect(page, address, token)
}

const BUNDLED = parseList('atc24.json', readFileSync('data/atc24.json', 'utf8')).list!.papers

async function openStatistics(page: Page) {
  if (page.viewportSize()!.width <= 720) await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Statistics' }).click()
  await expect(page.getByRole('heading', { name: 'Where the papers stand' })).toBeVisible()
}

const RICH = `# Heading

Like [[${HYDRA}|this one]] and [[Nothing is called so]], see[^1] $x^2$.

- [ ] task
  - [x] with *another*

\`\`\`js
${'one + long + line + '.repeat(20)}0
\`\`\`

| a | b |
|---|---|
| 1 | ${'wide '.repeat(3)} |

> quoted

$$y = ${'x + '.repeat(40)} x$$

[^1]: A footnote with \`code\`.`
/** Recommendations after the first papers of the bundled list were read. */
async function openAdvice(page: Page, read: number) {
  await putKept(
    page,
    keep(BUNDLED, (_, place) => (place < read ? [[1, 'read']] : []), Date.now()),
  )
  await openApp(page)
  if (page.viewportSize()!.width <= 720) await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'What to read next' }).click()
}

const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'the list': (page) => openApp(page),
  'a query with problems': (page) => openApp(page, './?q=is:bogus+has:code&sort=title,-status'),
  'suggested values of a query': async (page) => {
    await openApp(page)
    await page.getByRole('searchbox').pressSequentially('topic:s')
    await expect(page.getByRole('listbox').getByRole('option')).not.toHaveCount(0)
    await page.keyboard.press('ArrowDown')
  },
  'an address with problems': (page) => openApp(page, './?sort=nonsense'),
  'a first visit': async (page) => {
    await openApp(page)
    await expect(page.getByRole('region', { name: 'Welcome' })).toBeVisible()
  },
  'everything read': async (page) => {
    await openApp(page)
    await page.getByRole('row').nth(1).focus()
    await page.keyboard.press('ControlOrMeta+a')
    await expect(page.getByText('23 selected')).toBeVisible()
    await page.keyboard.press('4')
    await expect(page.getByText('Everything here is read.')).toBeVisible()
  },
  'nothing found': (page) => openApp(page, './?q=nothing+is+called+so'),
  'an open paper with a note': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await noteOf(page).fill(
      '# Heading\n\n- [ ] task\n\n| a | b |\n|---|---|\n| 1 | $x^2$ |\n\n`code` [link](https://example.org)',
    )
    await page
      .getByRole('textbox', { name: 'Tags' })
      .or(page.getByRole('combobox', { name: 'Tags' }))
      .fill('later')
    await page.keyboard.press('Enter')
    await expect(page.locator('math')).toHaveCount(1)
  },
  'a note with all Markdown elements': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await noteOf(page).fill(RICH)
    await expect(page.locator('math')).toHaveCount(2)
    await expect(page.getByRole('link', { name: 'this one' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Nothing is called so' })).toBeVisible()
  },
  'a note in preview only': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await noteOf(page).fill(RICH)
    await page.getByRole('radio', { name: 'Preview' }).check()
    await expect(page.locator('math')).toHaveCount(2)
  },
  'papers that a link may lead to': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await noteOf(page).pressSequentially('See [[serv')
    await expect(page.getByRole('listbox').getByRole('option')).not.toHaveCount(0)
  },
  'a note that fills the window': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await noteOf(page).fill(RICH)
    await page.getByRole('button', { name: 'Fill the window' }).click()
    await expect(page.locator('math')).toHaveCount(2)
    await noteOf(page).focus()
  },
  'the menu of templates': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await page.getByRole('button', { name: 'Templates' }).click()
    await expect(page.getByRole('menuitem')).toHaveCount(2)
  },
  'the templates': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await noteOf(page).fill('# Mine')
    for (const name of ['First', 'Second']) {
      await page.getByRole('button', { name: 'Templates' }).click()
      await page.getByRole('menuitem', { name: 'Save this note' }).click()
      await page.getByRole('textbox', { name: 'Save this note as' }).fill(name)
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('button', { name: 'Close', exact: true }).last().click()
    }
    await page.getByRole('button', { name: 'Templates' }).click()
    const change = page.getByRole('menuitem', { name: 'Manage templates…' })
    // By key: the menu moves when it is scrolled into view, and another item could come under the pointer.
    await change.press('Enter')
    await page.getByRole('button', { name: 'Delete First' }).click()
    await page.getByRole('button', { name: 'Rename Second' }).click()
  },
  'a paper that is linked from another': async (page) => {
    await openApp(page, './?q=hydra')
    await titleOf(page, HYDRA).click()
    await noteOf(page).fill(`[[${METIS}]]`)
    await page.getByRole('group', { name: 'Preview' }).getByRole('link', { name: METIS }).click()
    await expect(page.getByRole('region', { name: 'Linked from' })).toBeVisible()
  },
  'the status menu': async (page) => {
    await openApp(page)
    await rowOf(page, METIS).getByRole('button', { name: 'Status: Unread' }).click()
    await expect(page.getByRole('menuitemradio')).toHaveCount(5)
  },
  'the export menu': async (page) => {
    await openApp(page)
    if (page.viewportSize()!.width <= 720) await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitemcheckbox').click()
    await expect(page.getByRole('menuitemcheckbox')).toHaveAttribute('aria-checked', 'true')
  },
  'the copy menu': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await expect(page.getByRole('menuitem')).toHaveCount(4)
  },
  'a toast': async (page) => {
    await page.context().grantPermissions(['clipboard-write'])
    await openApp(page)
    await titleOf(page, METIS).click()
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Title' }).click()
    await expect(page.getByText('Copied')).toBeVisible()
  },
  'the shortcuts': async (page) => {
    await openApp(page)
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  },
  'a key that is being changed, and refused': async (page) => {
    await openApp(page)
    await page.keyboard.press('?')
    await page.getByRole('button', { name: 'Change: Next paper' }).click()
    await page.keyboard.press('l')
    await page.getByRole('button', { name: 'Add: Next paper' }).click()
    await page.keyboard.press('s')
    await expect(page.getByRole('alert')).toHaveText(/Take it from there first/)
  },
  'results in the palette': async (page) => {
    await openApp(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command' }).pressSequentially('se')
    await expect(page.getByRole('group', { name: 'Papers' }).getByRole('option')).toHaveCount(7)
    await page.keyboard.press('End')
  },
  'a palette without results': async (page) => {
    await openApp(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command' }).pressSequentially('#zebra')
    await expect(page.getByText('No matches.')).toBeVisible()
  },
  'the tags of the selection': async (page) => {
    await openApp(page)
    for (const key of ['j', 'x', '#']) await page.keyboard.press(key)
    await page.getByLabel('Add a tag').fill('to cite')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    for (const key of ['j', 'x', '#']) await page.keyboard.press(key)
    await expect(page.getByRole('button', { name: 'Add to all: to cite' })).toBeVisible()
  },
  'the status menu of the selection': async (page) => {
    await openApp(page)
    for (const key of ['j', 'x']) await page.keyboard.press(key)
    await page.getByRole('region', { name: 'Selected papers' }).getByRole('button', { name: 'Status' }).click()
    await expect(page.getByRole('menuitemradio')).toHaveCount(5)
  },
  'the commands': async (page) => {
    await openApp(page)
    await page.keyboard.press('Control+k')
  },
  'sync, before it is switched on': async (page) => {
    await openApp(page)
    await openSync(page)
    await expect(page.getByLabel(/^Passphrase/)).toBeVisible()
  },
  'sync with a server that cannot be reached': async (page) => {
    await switchSyncOn(page, 'ws://127.0.0.1:9', 'me.nobody')
    await expect(page.getByRole('dialog', { name: 'Sync' }).getByText('Not connected')).toBeVisible()
  },
  'sync with an invalid address': async (page) => {
    await switchSyncOn(page, 'ftp://example.org', 'me.nobody')
    await expect(page.getByRole('dialog', { name: 'Sync' }).getByRole('alert')).toBeVisible()
  },
  'sync by hand': async (page) => {
    await page.addInitScript('delete globalThis.showDirectoryPicker')
    await openApp(page)
    await openSync(page)
    await page.getByRole('button', { name: 'Switch on' }).click()
    await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible()
  },
  'a grouped list with a collapsed group and a row that no longer matches': async (page) => {
    await openApp(page, './?q=is:unread&group=topic')
    await page.getByRole('button', { name: 'Serving LLMs', exact: true }).click()
    await page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') })
      .first()
      .focus()
    await page.keyboard.press('4')
    await expect(page.getByTitle('No longer in this view')).not.toHaveCount(0)
  },
  'a selection and dense rows': async (page) => {
    await openApp(page, './?rows=dense&hide=venue')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('s')
    await page.keyboard.press('2')
  },
  'the statistics without read papers': async (page) => {
    await openApp(page)
    await openStatistics(page)
  },
  'the statistics with their tables': async (page) => {
    await putKept(page, keep(BUNDLED, createReader(7), Date.now()))
    await openApp(page)
    await openStatistics(page)
    await page.getByText('All time').click()
    for (const button of await page.getByRole('button', { name: /^Table/ }).all()) await button.click()
    await page.getByText('How this is counted').click()
    await expect(page.getByRole('dialog').getByRole('img')).toHaveCount(7)
  },
  'what to read next': async (page) => {
    await openAdvice(page, 3)
    await expect(page.getByRole('list', { name: 'Papers to read next' })).toBeVisible()
    await page.getByText('How this is worked out').click()
  },
  'what to read next with too few marks': async (page) => {
    await openAdvice(page, 0)
    await expect(page.getByText('There is too little to go on')).toBeVisible()
  },
  'papers like the open one': async (page) => {
    await openApp(page)
    await titleOf(page, METIS).click()
    await expect(page.getByRole('heading', { name: 'Papers like this one' })).toBeVisible()
  },
  'a page that cannot open its storage': async (page) => {
    await page.addInitScript(`Object.defineProperty(globalThis, 'indexedDB', { value: undefined })`)
    await page.goto('./')
    await expect(page.getByRole('alert')).toBeVisible()
  },
}

const ALL_STATES = { ...STATES, ...RARE_STATES }

/** All rules once, then the rules on colours in every other appearance. */
async function expectAccessible(page: Page) {
  expect(await violations(page), 'light').toEqual([])
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ colorScheme: 'dark', forcedColors })
    expect(await colourViolations(page), `dark, forced colours ${forcedColors}`).toEqual([])
  }
}

async function expectInReach(page: Page) {
  expect(await spills(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
}

/** Scrolls open dialogs to the top: a control that is scrolled half below a sticky header has no size to be pressed. */
const scrollToTop = (page: Page) =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll('dialog[open], dialog[open] *')) one.scrollTop = 0
  })

/** The number of open dialogs, menus and suggestion lists. */
const openParts = (page: Page) => page.locator('dialog[open], [role="menu"], [role="listbox"]').count()

// Each state is reached once for all appearances and once for all narrow windows, because reaching it takes longest.
test.describe('on a desk', () => {
  test.use({ viewport: { width: 1280, height: 800 } })
  for (const [state, reach] of Object.entries(ALL_STATES)) {
    test(`axe finds no violation in ${state}`, async ({ page }) => {
      await reach(page)
      await expectAccessible(page)
    })
  }
})

test.describe('at 400 % zoom', () => {
  test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 })
  for (const [state, reach] of Object.entries(ALL_STATES)) {
    test(`all of ${state} can be reached and pressed, also on a phone, without axe violations`, async ({ page }) => {
      await reach(page)
      await expectInReach(page)
      const parts = await openParts(page)
      await page.setViewportSize({ width: 375, height: 740 })
      // A popup at the caret is placed for the window in which it opens.
      if (state === 'papers that a link may lead to') await reach(page)
      await expectInReach(page)
      await scrollToTop(page)
      // Its colours are the same as on a desktop, where every appearance is tested.
      expect(await violationsOfStructure(page)).toEqual([])
      expect(await openParts(page), 'the state is still the same').toBe(parts)
    })
  }

  test('the welcome leaves room to press a paper', async ({ page }) => {
    await openApp(page)
    await expect(page.getByRole('region', { name: 'Welcome' })).toBeVisible()
    await titleOf(page, METIS).click()
    await expect(noteOf(page)).toBeVisible()
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 740 } })
  test('axe finds no violation in the filters', async ({ page }) => {
    await openApp(page)
    await page.getByRole('button', { name: 'Filters' }).click()
    expect(await violations(page)).toEqual([])
  })
})

/** By how many pixels the placeholder of the search box is cut off; at most 0 where it fits. */
const hintOverflow = (page: Page) =>
  page.getByRole('searchbox', { name: 'Search papers' }).evaluate((box: HTMLInputElement) => {
    const { font, paddingInlineStart } = getComputedStyle(box)
    const context = document.createElement('canvas').getContext('2d')!
    context.font = font
    return Math.ceil(context.measureText(box.placeholder).width + parseFloat(paddingInlineStart) - box.clientWidth)
  })

for (const width of [320, 375, 768, 1024, 1280, 2560]) {
  test(`the page fits ${width} pixels without scrolling sideways`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await openApp(page)
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await overflow()).toBe(0)
    expect(await hintOverflow(page)).toBeLessThanOrEqual(0)
    await titleOf(page, METIS).click()
    await expect(noteOf(page)).toBeVisible()
    expect(await overflow()).toBe(0)
    expect(await hintOverflow(page)).toBeLessThanOrEqual(0)
  })
}
