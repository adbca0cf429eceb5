import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { write, type Status } from '../../../src/model/mark/mark.ts'
import { merge, NOTHING_KEPT, type KeptMark } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { openPaper, search, startApp, status, titles } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'
import { createDisk, putOnDisk } from '../../support/disk.ts'
import { listOf } from '../../support/lists.ts'
import { id, stamp } from '../../support/papers.ts'
import { createThread } from '../../support/thread.ts'

prepareApp(() => import('../../../src/ui/statistics/Statistics.tsx'))

const PAPERS = [
  { title: 'Alpha', topics: [['LLM', 'Serving']] },
  { title: 'Beta', topics: [['LLM']] },
  { title: 'Gamma', topics: [['רשתות']] },
  { title: 'Delta', topics: [['LLM']] },
]

type Said = readonly (readonly [daysAgo: number, status: Status])[]

/** A disk with marks of papers by their titles, set so many days ago. */
async function diskOf(said: Readonly<Record<string, Said>>) {
  const disk = createDisk()
  for (const [title, changes] of Object.entries(said)) {
    const kept = changes.reduce<KeptMark>((kept, [daysAgo, status]) => {
      const date = new Date()
      const at = new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime() + kept.size
      return merge(kept, write(kept, { status }, stamp(at)))
    }, NOTHING_KEPT)
    await putOnDisk(disk, `title:${title.toLowerCase()}`, kept)
  }
  return disk
}

/** There are two, for desktop and for phone. CSS shows one of them. */
const button = () => screen.getAllByRole('button', { name: 'Statistics' })[0]!
const page = () => screen.findByRole('dialog', { name: 'Where you stand' })
const open = async (user: { click(element: Element): Promise<void> }) => {
  await user.click(button())
  const dialog = await page()
  await within(dialog).findByRole('heading', { name: 'Where the papers stand' })
  return dialog
}
const plot = (title: string) => within(screen.getByRole('region', { name: title }))
/** The rows of a chart’s table, cell by cell. */
const table = (title: string) =>
  plot(title)
    .getAllByRole('row')
    .map((row) => [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent))
const link = (name: string | RegExp) => screen.getByRole('link', { name })
const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' })

describe('the statistics page', () => {
  test('explains itself when nothing has been read, and shows the papers by status', async () => {
    const { user } = await startApp({ lists: [listOf(PAPERS)] })
    const dialog = await open(user)
    expect(dialog.textContent).toContain('Nothing is marked Read yet.')
    expect(plot('All papers').getByRole('img', { name: '0 of 4 papers are read.' })).toBeTruthy()
    expect(table('All papers')).toEqual([
      ['Status', 'Papers'],
      ['Read', '0'],
      ['Reading', '0'],
      ['To read', '0'],
      ['Unread', '4'],
      ['Skipped', '0'],
    ])
    expect(plot('How long papers have been To read').queryByRole('img')).toBeNull()
    expect(document.activeElement?.textContent).toContain('Where you stand')
  })

  test('says that there are no papers', async () => {
    const { user } = await startApp({ lists: [listOf([])] })
    await user.click(button())
    expect(await within(await page()).findByText('No papers yet.')).toBeTruthy()
  })

  test('opens from the command palette as well', async () => {
    const { user } = await startApp({ lists: [listOf(PAPERS)] })
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox', { name: 'Command' }), 'statistics{Enter}')
    expect(await page()).toBeTruthy()
  })

  test('tells why papers cannot be counted, and shows the rest', async () => {
    const thread = createThread()
    const disk = await diskOf({ Alpha: [[1, 'read']] })
    const { user } = await startApp({ lists: [listOf(PAPERS)], disk, thread })
    thread.breakDown('tally')
    await user.click(button())
    expect((await screen.findByText(/could not be counted/)).textContent).toContain('no tally today')
    expect(screen.getByRole('region', { name: 'Papers read, by week' })).toBeTruthy()
  })
})

describe('the chart of read papers', () => {
  const start = async () => {
    const disk = await diskOf({
      Alpha: [
        [40, 'to-read'],
        [33, 'read'],
      ],
      Beta: [[300, 'read']],
      Gamma: [[20, 'to-read']],
      Delta: [
        [2, 'read'],
        [2, 'unread'],
      ],
    })
    return startApp({ lists: [listOf(PAPERS)], disk })
  }

  test('shows months as an image with a description, and as a table', async () => {
    const { user } = await start()
    await open(user)
    const rows = table('Papers read, by month')
    expect(rows).toHaveLength(13)
    expect(rows.reduce((sum, [, papers]) => sum + (Number(papers) || 0), 0)).toBe(2)
    expect(rows.at(-1)![0]).toBe(`${month.format(Date.now())}, so far`)
    const image = plot('Papers read, by month').getByRole('img')
    expect(image.getAttribute('aria-label')).toMatch(/^2 papers read in the last 12 months: in .* and .*\.$/)
    expect(table('Days from To read to Read')).toContainEqual(['After 3 to 7 days', '1'])
  })

  test('shows the last weeks or all time when the user chooses that', async () => {
    const { user } = await start()
    await open(user)
    await user.click(screen.getByRole('radio', { name: '12 weeks' }))
    expect(plot('Papers read, by week').getByRole('img').getAttribute('aria-label')).toMatch(
      /^1 paper read in the last 12 weeks: all in /,
    )
    await user.click(screen.getByRole('radio', { name: 'All time' }))
    expect(plot('Papers read, by month').getByRole('img').getAttribute('aria-label')).toMatch(/^2 papers read: in /)
  })

  test('begins with the shortest period that shows anything', async () => {
    const disk = await diskOf({ Alpha: [[800, 'read']] })
    const { user } = await startApp({ lists: [listOf(PAPERS)], disk })
    await open(user)
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'All time' }).checked).toBe(true)
  })

  test('opens the list of a bar’s papers by a click on the bar', async () => {
    const { user, viewing } = await start()
    await open(user)
    const when = new Date(new Date().setHours(0, 0, 0, 0))
    when.setDate(when.getDate() - 33)
    const bar = link(`${month.format(when)}: 1 read`)
    const typed = `read:${when.getFullYear()}-${String(when.getMonth() + 1).padStart(2, '0')}`
    expect(bar.getAttribute('href')).toBe(`?q=${typed}`)
    await user.click(bar)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(search().value).toBe(typed)
    await waitFor(() => expect(titles()).toEqual(['Alpha']))
    expect(viewing.getState().view.paper).toBeNull()
  })

  test('counts papers marked Read, and not those undone', async () => {
    const { user, library } = await start()
    await open(user)
    const said = () => plot('All papers').getByRole('img').getAttribute('aria-label')
    expect(said()).toBe('2 of 4 papers are read and 1 is to be read.')
    act(() => library.getState().edit([id('title:gamma (2024)')], { status: 'read' }))
    await waitFor(() => expect(said()).toBe('3 of 4 papers are read.'))
    expect(plot('Papers read, by month').getByRole('img').getAttribute('aria-label')).toMatch(/^3 papers/)
    expect(table('Days from To read to Read')).toContainEqual(['After 15 to 30 days', '1'])
    act(() => library.getState().undo())
    await waitFor(() => expect(said()).toBe('2 of 4 papers are read and 1 is to be read.'))
    expect(plot('Papers read, by month').getByRole('img').getAttribute('aria-label')).toMatch(/^2 papers/)
  })
})

describe('the bars', () => {
  const start = async () => {
    const disk = await diskOf({
      Alpha: [[3, 'read']],
      Beta: [[3, 'to-read']],
      Gamma: [[3, 'skipped']],
    })
    const app = await startApp({ lists: [listOf(PAPERS)], disk })
    await open(app.user)
    return app
  }

  test('open the papers of a status, of a topic, and of both', async () => {
    await start()
    const queries = ['To read: 1 paper', 'LLM: 3 papers', 'LLM: 1 read', 'TEST 2024: 1 skipped', '2024: 4 papers'].map(
      (name) => new URLSearchParams(link(name).getAttribute('href')!).get('q'),
    )
    expect(queries).toEqual([
      'is:to-read',
      'topic:LLM',
      'is:read topic:LLM',
      'is:skipped venue:"TEST 2024"',
      'year:2024',
    ])
  })

  test('are reached by arrow keys, and Tab passes a whole chart', async () => {
    const { user } = await start()
    act(() => link('Read: 1 paper').focus())
    const focused = () => document.activeElement?.getAttribute('aria-label')
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('To read: 1 paper')
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
    expect(focused()).toBe('Skipped: 1 paper')
    await user.keyboard('{Tab}')
    expect(focused()).toBe('Table: All papers')
    await user.keyboard('{Shift>}{Tab}{/Shift}')
    expect(focused()).toBe('Skipped: 1 paper')
    act(() => link('LLM: 3 papers').focus())
    await user.keyboard('{ArrowRight}')
    expect(focused()).toBe('LLM: 1 read')
    await user.keyboard('{End}')
    expect(focused()).toBe('LLM: 1 unread')
    await user.keyboard('{ArrowDown}{Home}')
    expect(focused()).toBe('רשתות: 1 paper')
    await user.keyboard('{ArrowUp}{ArrowRight}')
    expect(focused()).toBe('LLM: 1 read')
  })

  test('have a table beside them, whose rows open the same views', async () => {
    const { user } = await start()
    expect(plot('By topic').queryByRole('link', { name: 'LLM' })).toBeNull()
    expect(table('By topic')).toEqual([
      ['Topic', 'Papers', 'Read', 'Reading', 'To read', 'Unread', 'Skipped'],
      ['LLM', '3', '1', '0', '1', '1', '0'],
      ['רשתות', '1', '0', '0', '0', '0', '1'],
    ])
    expect(plot('By topic').getByRole('rowheader', { name: 'רשתות' }).getAttribute('dir')).toBe('auto')
    await user.click(screen.getByRole('button', { name: 'Table: By topic' }))
    await user.click(plot('By topic').getByRole('link', { name: 'רשתות' }))
    expect(search().value).toBe('topic:רשתות')
    await waitFor(() => expect(titles()).toEqual(['Gamma']))
  })

  test('open a view in a new tab when the user asks the browser for one', async () => {
    const { user } = await start()
    const bar = link('To read: 1 paper')
    bar.addEventListener('click', (event) => event.preventDefault(), { once: true })
    await user.keyboard('{Control>}')
    await user.click(bar)
    await user.keyboard('{/Control}')
    expect(await page()).toBeTruthy()
    expect(search().value).toBe('')
  })
})

test('the statistics count a status that was set in the open paper', async () => {
  const { user, viewing } = await startApp({ lists: [listOf(PAPERS)] })
  act(() => viewing.getState().change({ paper: 'title:alpha' as PaperId }))
  await user.click(status(await openPaper('Alpha')))
  await user.click(await screen.findByRole('menuitemradio', { name: 'To read' }))
  await open(user)
  expect(plot('How long papers have been To read').getByRole('img', { name: 'One paper, since today.' })).toBeTruthy()
  await user.click(link('Up to a week: 1 paper'))
  await waitFor(() => expect(titles()).toEqual(['Alpha']))
  expect(search().value).toMatch(/^is:to-read since:>=\d{4}-\d\d-\d\d$/)
})
