import { act, configure, screen, waitFor, within } from '@testing-library/react'
import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PaperId } from '../src/model/paper/paper.ts'
import {
  facet,
  focused,
  grid,
  head,
  leaveApp,
  line,
  note,
  openPaper,
  said,
  search,
  star,
  startApp,
  status,
  titles,
} from './support/app.tsx'
import { followChannels } from './support/channels.ts'
import { createDisk, openTab, putOnDisk } from './support/disk.ts'
import { prepareDom, resizeWindow } from './support/dom.ts'
import { atc24, listOf, manyPapers } from './support/lists.ts'
import { kept } from './support/marks.ts'
import { createThread } from './support/thread.ts'
import { HANG_MS } from './support/waiting.ts'

const HYDRA = 'HydraRPC: RPC in the CXL Era'
const HYDRA_ID = 'url:usenix.org/conference/atc24/presentation/ma' as PaperId
const shipped = (JSON.parse(readFileSync('data/atc24.json', 'utf8')) as { papers: { title: string }[] }).papers

let closeChannels = () => {}
let complaints = vi.spyOn(console, 'error')

beforeAll(async () => {
  prepareDom()
  configure({ asyncUtilTimeout: HANG_MS, getElementError: (message) => new Error(message?.split('\n')[0]) })
  // Loads the lazy chunks once: in a test their first import is slow.
  await Promise.all([import('../src/widgets/StatusMenu.tsx'), import('../src/ui/note/preview/MarkdownPreview.tsx')])
}, 60_000)
beforeEach(() => {
  closeChannels = followChannels()
  complaints = vi.spyOn(console, 'error')
})
afterEach(async () => {
  await leaveApp()
  closeChannels()
  localStorage.clear()
  resizeWindow('desk')
  vi.unstubAllGlobals()
  const { calls } = complaints.mock
  complaints.mockRestore()
  if (calls.length > 0) throw new Error(`The page complained: ${calls.map((call) => call.join(' ')).join('\n')}`)
})

describe('the page after it opens', () => {
  test('shows the number of papers, and that all changes are saved', async () => {
    await startApp()
    expect(said()).toEqual(['23 papers', 'Saved'])
    expect(search().value).toBe('')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('shows a grid with a row for every paper, named by its exact title', async () => {
    await startApp()
    expect(grid().getAttribute('aria-rowcount')).toBe('24')
    expect(grid().getAttribute('aria-colcount')).toBe('8')
    for (const [i, { title }] of shipped.entries()) {
      const name = within(grid()).getByRole('rowheader', { name: title })
      expect(name.closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe(`${i + 2}`)
    }
  })

  test('shows a header with a button for every column', async () => {
    await startApp()
    const labels = ['Star', 'Status', 'Title', 'Topic', 'Affiliation', 'Venue', 'Links', 'Changed']
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(labels)
    for (const label of labels) expect(within(head(label)).getByRole('button', { name: label })).toBeTruthy()
  })

  test('shows status, star, links and venue in each row', async () => {
    await startApp()
    const hydra = within(line(HYDRA))
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('false')
    expect(hydra.getByRole('button', { name: 'Status: Unread' })).toBeTruthy()
    expect(hydra.getByText('ATC 2024')).toBeTruthy()
    expect(hydra.getByRole('link', { name: 'Paper' }).getAttribute('href')).toBe(
      'https://www.usenix.org/conference/atc24/presentation/ma',
    )
  })

  test('renders only the rows of a long list that are near the viewport', async () => {
    await startApp({ lists: [listOf(manyPapers(1000))] })
    expect(said()[0]).toBe('1,000 papers')
    expect(grid().getAttribute('aria-rowcount')).toBe('1001')
    expect(titles().length).toBeLessThan(60)
    expect(titles()[0]).toBe('Paper 0001')
  })

  test('says that no list has a paper where there is none', async () => {
    await startApp({ lists: [] })
    expect(said()[0]).toBe('0 papers')
    expect(screen.getByText('No papers yet.')).toBeTruthy()
  })
})

describe('the search', () => {
  test('filters the rows as the user types, shows the count and highlights the matches', async () => {
    const { user } = await startApp()
    await user.type(search(), 'rpc')
    expect(said()[0]).toBe('1 of 23 papers')
    expect(titles()).toEqual([HYDRA])
    const title = screen.getByRole('rowheader', { name: HYDRA })
    // The first is part of “HydraRPC”, the second a word of its own.
    expect(
      within(title)
        .getAllByRole('mark')
        .map(({ textContent }) => textContent),
    ).toEqual(['RPC', 'RPC'])
  })

  test('is part of the address, so that the link restores the same rows', async () => {
    const { user } = await startApp()
    await user.type(search(), 'llm serving')
    await waitFor(() => expect(location.search).toBe('?q=llm+serving'))
    const shown = titles()
    await leaveApp()

    await startApp({ address: 'q=llm+serving' })
    expect(titles()).toEqual(shown)
    expect(search().value).toBe('llm serving')
  })

  test('says that no paper matches, and offers to show all papers', async () => {
    const { user } = await startApp()
    await user.type(search(), 'zebra')
    expect(said()[0]).toBe('0 of 23 papers')
    expect(screen.getByText((_, element) => element?.textContent === 'No paper matches zebra.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show all 23 papers' }))
    expect(said()[0]).toBe('23 papers')
    expect(search().value).toBe('')
    expect(screen.queryByRole('button', { name: 'Show all 23 papers' })).toBeNull()
  })

  test('is cleared by Escape, and loses focus on the next Escape', async () => {
    const { user } = await startApp()
    await user.type(search(), 'rpc')
    await user.keyboard('{Escape}')
    expect(said()[0]).toBe('23 papers')
    expect(focused()).toBe('Search papers')
    await user.keyboard('{Escape}')
    expect(focused()).toBe('')
  })

  test('reports the part that it cannot parse, and applies the rest', async () => {
    const { user } = await startApp()
    await user.type(search(), 'rpc is:great')
    expect(said()[0]).toBe('1 of 23 papers')
    const problem = await screen.findByText(/^is: knows/)
    expect(problem.id).toBe(search().getAttribute('aria-describedby'))
    expect(problem.textContent).toMatch(/^is: knows .*unread.*, not “great”$/)
  })

  test('finds words of the user’s notes', async () => {
    const { user } = await startApp()
    await user.click(screen.getByRole('rowheader', { name: HYDRA }))
    await user.type(await screen.findByRole('textbox', { name: 'Notes' }), 'quorum')
    await user.type(search(), 'quorum')
    expect(titles()).toEqual([HYDRA])
  })

  test('moves focus to the first row on Enter', async () => {
    const { user } = await startApp()
    await user.type(search(), 'serverless{Enter}')
    await waitFor(() => expect(focused()).toBe(titles()[0]))
  })
})

describe('a facet', () => {
  test('adds its value to the query and a chip when checked, and filters the rows', async () => {
    const { user } = await startApp()
    expect(facet('Topic', 'HBM').checked).toBe(false)
    await user.click(facet('Topic', 'HBM'))
    expect(search().value).toBe('topic:HBM')
    expect(facet('Topic', 'HBM').checked).toBe(true)
    expect(said()[0]).toBe('1 of 23 papers')
    const chips = screen.getByRole('list', { name: 'Active filters' })
    expect(within(chips).getByText('HBM')).toBeTruthy()
    expect(location.search).toBe('?q=topic:HBM')
  })

  test('keeps the rest of the query when it is unchecked or its chip is removed', async () => {
    const { user } = await startApp({ address: 'q=hbm' })
    await user.click(facet('Topic', 'HBM'))
    expect(search().value).toBe('topic:HBM hbm')
    await user.click(facet('Topic', 'HBM'))
    expect(search().value).toBe('hbm')
    await user.click(facet('Topic', 'HBM'))
    await user.click(screen.getByRole('button', { name: 'Remove Topic HBM' }))
    expect(search().value).toBe('hbm')
    expect(screen.queryByRole('list', { name: 'Active filters' })).toBeNull()
  })

  test('is cleared together with the others, and Back restores all of them', async () => {
    const { user } = await startApp()
    await user.click(facet('Topic', 'Large Language Models (LLMs)'))
    await user.click(facet('Has', 'Code'))
    expect(said()[0]).toBe('3 of 23 papers')
    await user.click(screen.getByRole('button', { name: 'Clear' }))
    expect(said()[0]).toBe('23 papers')
    expect(search().value).toBe('')
    act(() => history.back())
    await waitFor(() => expect(said()[0]).toBe('3 of 23 papers'))
    expect(facet('Has', 'Code').checked).toBe(true)
  })

  test('counts the papers that each value would leave', async () => {
    const { user } = await startApp()
    const count = (group: string, value: string) =>
      document.getElementById(facet(group, value).getAttribute('aria-describedby')!)?.textContent
    expect(count('Status', 'Unread')).toBe('23')
    expect(count('Award', 'Best Paper Award')).toBe('2')
    await user.click(facet('Award', 'Best Paper Award'))
    expect(count('Award', 'Distinguished Artifact Award')).toBe('1')
    expect(count('Has', 'Code')).toBe('1')
    expect(count('Status', 'Unread')).toBe('2')
  })

  test('shows its first values, and all of them on request', async () => {
    const { user } = await startApp()
    const group = screen.getByRole('group', { name: 'Affiliation' })
    expect(within(group).getAllByRole('checkbox')).toHaveLength(8)
    await user.click(within(group).getByRole('button', { name: /^All \d+$/ }))
    await waitFor(() => expect(within(group).getAllByRole('checkbox').length).toBeGreaterThan(30))
    await user.click(within(group).getByRole('button', { name: 'Fewer' }))
    expect(within(group).getAllByRole('checkbox')).toHaveLength(8)
  })
})

describe('a star', () => {
  test('is set in the row, counted and saved, and survives a reload', async () => {
    const { user, disk } = await startApp()
    await user.click(star(line(HYDRA)))
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true')
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    await user.click(facet('Has', 'Starred'))
    expect(titles()).toEqual([HYDRA])
    await leaveApp()

    // The app reopens the last view.
    const { user: later } = await startApp({ disk })
    expect(titles()).toEqual([HYDRA])
    await later.click(facet('Has', 'Starred'))
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true')
    expect(star(line('Metis')).getAttribute('aria-pressed')).toBe('false')
  })

  test('set in the open paper also shows in its row', async () => {
    const { user } = await startApp()
    await user.click(screen.getByRole('rowheader', { name: HYDRA }))
    await user.click(star(await openPaper(HYDRA)))
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true')
    expect(star(await openPaper(HYDRA)).getAttribute('aria-pressed')).toBe('true')
  })

  test('set in another tab appears in this one', async () => {
    await startApp()
    const channel = new BroadcastChannel('offprint-marks')
    channel.postMessage(new Map([[HYDRA_ID, kept({ starred: true })]]))
    await waitFor(() => expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true'))
    expect(said()[1]).toBe('Saved')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true)
  })
})

describe('the status of a paper', () => {
  test('is chosen from a menu that marks the current one', async () => {
    const { user } = await startApp()
    await user.click(status(line(HYDRA)))
    const menu = await screen.findByRole('menu')
    const choices = within(menu).getAllByRole('menuitemradio')
    for (const [i, name] of ['Unread', 'To read', 'Reading', 'Read', 'Skipped'].entries())
      expect(within(menu).getByRole('menuitemradio', { name })).toBe(choices[i])
    expect(choices.map((choice) => choice.getAttribute('aria-checked'))).toEqual([
      'true',
      'false',
      'false',
      'false',
      'false',
    ])

    await user.click(within(menu).getByRole('menuitemradio', { name: 'Reading' }))
    expect(within(line(HYDRA)).getByRole('button', { name: 'Status: Reading' })).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    await waitFor(() => expect(focused()).toBe('Status: Reading'))
    expect(document.activeElement?.closest('[role="row"]') === line(HYDRA)).toBe(true)
  })

  test('stays the same when the user leaves the menu with Escape', async () => {
    const { user } = await startApp()
    await user.click(status(line(HYDRA)))
    await screen.findByRole('menu')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    expect(within(line(HYDRA)).getByRole('button', { name: 'Status: Unread' })).toBeTruthy()
  })

  test('can be set in the open paper, which shows the date of the change', async () => {
    const { user } = await startApp({ address: `paper=${HYDRA_ID}` })
    const paper = await openPaper(HYDRA)
    await user.click(status(paper))
    await user.click(within(await screen.findByRole('menu')).getByRole('menuitemradio', { name: 'Read' }))
    expect(within(line(HYDRA)).getByRole('button', { name: 'Status: Read' })).toBeTruthy()
    expect(within(paper).getByText(/^Read since /)).toBeTruthy()
  })

  test('keeps its row in place until the next query when it stops matching', async () => {
    const { user } = await startApp()
    await user.click(facet('Status', 'Unread'))
    await user.click(status(line(HYDRA)))
    await user.click(within(await screen.findByRole('menu')).getByRole('menuitemradio', { name: 'Skipped' }))
    expect(titles()).toContain(HYDRA)
    await user.type(search(), ' rpc')
    await waitFor(() => expect(titles()).toEqual([]))
  })
})

describe('a paper', () => {
  test('opens in a region named by its title on a click, and closes again', async () => {
    const { user } = await startApp()
    await user.click(screen.getByRole('rowheader', { name: HYDRA }))
    const paper = screen.getByRole('region', { name: HYDRA })
    expect(within(paper).getByRole('heading', { name: HYDRA })).toBeTruthy()
    expect(within(paper).getByText('Alibaba')).toBeTruthy()
    expect(within(paper).getByRole('link', { name: 'Paper' })).toBeTruthy()
    expect(location.search).toBe('?paper=url:usenix.org/conference/atc24/presentation/ma')

    await user.click(within(paper).getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('region', { name: HYDRA })).toBeNull()
    expect(location.search).toBe('')
  })

  test('opens on Enter and closes on Escape, which returns focus to its row', async () => {
    const { user } = await startApp()
    await user.keyboard('jj{Enter}')
    expect(await openPaper('Quant-LLM')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: /Quant-LLM/ })).toBeNull()
    await waitFor(() => expect(focused()).toMatch(/^Quant-LLM/))
  })

  test('closes on Back', async () => {
    const { user } = await startApp()
    await user.click(screen.getByRole('rowheader', { name: HYDRA }))
    await openPaper(HYDRA)
    act(() => history.back())
    await waitFor(() => expect(screen.queryByRole('region', { name: HYDRA })).toBeNull())
  })

  test('named by a link is open at the start, and j opens the next one', async () => {
    const { user } = await startApp({ address: `paper=${HYDRA_ID}` })
    expect(await openPaper(HYDRA)).toBeTruthy()
    await user.keyboard('j')
    expect(await openPaper('FastCommit')).toBeTruthy()
    expect(screen.queryByRole('region', { name: HYDRA })).toBeNull()
  })

  test('that is in no list is reported as missing', async () => {
    const { user } = await startApp({ address: 'paper=doi:10.1/none' })
    const region = screen.getByRole('region', { name: 'No such paper' })
    expect(within(region).getByText(/in none of your lists/)).toBeTruthy()
    await user.click(within(region).getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('region', { name: 'No such paper' })).toBeNull()
  })

  test('that is still loading is not reported as missing', async () => {
    const thread = createThread()
    const { user } = await startApp({ thread })
    thread.hold()
    await user.click(screen.getByRole('rowheader', { name: HYDRA }))
    expect(screen.queryByText(/in none of your lists/)).toBeNull()
    await act(() => thread.reply())
    expect(screen.getByRole('region', { name: HYDRA })).toBeTruthy()
  })

  test('shows its topics, and a click on one filters the rows', async () => {
    const { user } = await startApp()
    await user.click(screen.getByRole('rowheader', { name: HYDRA }))
    const topics = within(await openPaper(HYDRA)).getByRole('list', { name: 'Topics' })
    await user.click(within(topics).getByRole('button', { name: 'Remote Procedure Call (RPC)' }))
    expect(said()[0]).toBe('1 of 23 papers')
  })

  test('takes tags, which become facets, and the user can remove them', async () => {
    const { user } = await startApp({ address: `paper=${HYDRA_ID}` })
    const paper = await openPaper(HYDRA)
    await user.type(within(paper).getByRole('combobox', { name: 'Tags' }), 'to cite,cxl{Enter}')
    expect(within(paper).getByRole('button', { name: 'Remove tag to cite' })).toBeTruthy()
    await waitFor(() => expect(facet('Tag', 'cxl')).toBeTruthy())
    await user.click(facet('Tag', 'to cite'))
    expect(search().value).toBe('tag:"to cite"')
    expect(titles()).toEqual([HYDRA])
    await user.click(within(paper).getByRole('button', { name: 'Remove tag to cite' }))
    expect(within(paper).queryByRole('button', { name: 'Remove tag to cite' })).toBeNull()
    expect(within(paper).getByRole('button', { name: 'Remove tag cxl' })).toBeTruthy()
  })
})

describe('a note', () => {
  test('shows “Saving…” while the user types, is saved soon after, and survives a reload', async () => {
    const { user, disk } = await startApp({ address: `paper=${HYDRA_ID}` })
    const texts: string[] = []
    const region = screen.getByText('Saved')
    new MutationObserver(() => texts.push(region.textContent)).observe(region, {
      childList: true,
      subtree: true,
      characterData: true,
    })
    await user.type(note(), 'RPC over *CXL*')
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    expect(texts[0]).toBe('Saving…')
    expect(texts.at(-1)).toBe('Saved')
    await leaveApp()

    await startApp({ disk, address: `paper=${HYDRA_ID}` })
    expect(note().value).toBe('RPC over *CXL*')
    expect(said()[1]).toBe('Saved')
  })

  test('is saved when the user leaves the page in the middle of a word', async () => {
    const { user, disk } = await startApp({ address: `paper=${HYDRA_ID}` })
    await user.type(note(), 'half a wo')
    await leaveApp()

    await startApp({ disk, address: `paper=${HYDRA_ID}` })
    expect(note().value).toBe('half a wo')
  })

  test('is rendered as Markdown in the preview, and its first line shows in the row', async () => {
    const { user } = await startApp({ address: `paper=${HYDRA_ID}` })
    await user.type(note(), '# First\nwith *emphasis*')
    const preview = screen.getByRole('group', { name: 'Preview' })
    expect(await within(preview).findByRole('heading', { name: 'First' })).toBeTruthy()
    expect(within(preview).getByRole('emphasis').textContent).toBe('emphasis')
    expect(await within(line(HYDRA)).findByText('First')).toBeTruthy()
  })

  test('is undone and redone as one step', async () => {
    const { user } = await startApp({ address: `paper=${HYDRA_ID}` })
    await user.type(note(), 'several letters')
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(note().value).toBe('')
    await user.click(screen.getByRole('button', { name: 'Redo' }))
    expect(note().value).toBe('several letters')
  })
})

describe('undo and redo', () => {
  const button = (name: 'Undo' | 'Redo') => screen.getByRole<HTMLButtonElement>('button', { name })

  test('are enabled only where there is a step to undo or redo', async () => {
    const { user } = await startApp()
    expect([button('Undo').disabled, button('Redo').disabled]).toEqual([true, true])
    await user.click(star(line(HYDRA)))
    expect([button('Undo').disabled, button('Redo').disabled]).toEqual([false, true])
    await user.click(button('Undo'))
    expect([button('Undo').disabled, button('Redo').disabled]).toEqual([true, false])
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('false')
    await user.click(button('Redo'))
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true')
  })

  test('work by their keyboard shortcuts', async () => {
    const { user } = await startApp()
    await user.click(star(line(HYDRA)))
    await user.keyboard('{Control>}z{/Control}')
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('false')
    await user.keyboard('{Control>}{Shift>}Z{/Shift}{/Control}')
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true')
    await user.keyboard('{Control>}z{/Control}{Control>}y{/Control}')
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true')
  })

  test('leave their shortcuts to a focused text field', async () => {
    const { user } = await startApp()
    await user.click(star(line(HYDRA)))
    await user.click(search())
    await user.keyboard('{Control>}z{/Control}')
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true')
  })
})

describe('the sort order', () => {
  const firstWords = () => titles().map((title) => title!.split(/[\s:]/)[0])
  const sortBy = (label: string) => within(head(label)).getByRole('button', { name: label })

  test('of the title column cycles through ascending, descending and the order of the list', async () => {
    const { user } = await startApp()
    const asListed = titles()
    await user.click(sortBy('Title'))
    expect(head('Title').getAttribute('aria-sort')).toBe('ascending')
    expect(firstWords().slice(0, 3)).toEqual(['A', 'Accelerating', 'ALPS'])
    expect(location.search).toBe('?sort=title')
    await user.click(sortBy('Title'))
    expect(head('Title').getAttribute('aria-sort')).toBe('descending')
    expect(firstWords().slice(-3)).toEqual(['ALPS', 'Accelerating', 'A'])
    await user.click(sortBy('Title'))
    expect(head('Title').getAttribute('aria-sort')).toBeNull()
    expect(titles()).toEqual(asListed)
  })

  test('of two columns shows the priority of each in its header', async () => {
    const { user } = await startApp()
    await user.click(star(line('Starburst')))
    await user.click(star(line('ALPS')))
    await user.click(sortBy('Star'))
    expect(head('Star').textContent).toBe('Star↑')
    await user.keyboard('{Shift>}')
    await user.click(sortBy('Title'))
    await user.keyboard('{/Shift}')
    expect(head('Star').textContent).toBe('Star↑1')
    expect(head('Title').textContent).toBe('Title↑2')
    expect([head('Star'), head('Title')].map((column) => column.getAttribute('aria-sort'))).toEqual([
      'ascending',
      'ascending',
    ])
    expect(firstWords().slice(0, 3)).toEqual(['ALPS', 'Starburst', 'A'])
  })

  test('of the last change starts with the newest', async () => {
    const { user } = await startApp()
    await user.click(star(line(HYDRA)))
    await user.click(sortBy('Changed'))
    expect(head('Changed').getAttribute('aria-sort')).toBe('descending')
    await waitFor(() => expect(titles()[0]).toBe(HYDRA))
  })

  test('does not change on a click on the links column, which cannot be sorted', async () => {
    const { user } = await startApp()
    const asListed = titles()
    await user.click(sortBy('Links'))
    expect(head('Links').getAttribute('aria-sort')).toBeNull()
    expect(titles()).toEqual(asListed)
  })
})

describe('a column', () => {
  const columns = () => screen.getByRole('group', { name: 'Columns' })
  const labels = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent)

  test('can be hidden and shown again by its name, and stays hidden on the next visit', async () => {
    const { user } = await startApp()
    await user.click(screen.getByRole('button', { name: 'Columns' }))
    await user.click(within(columns()).getByRole('checkbox', { name: 'Venue' }))
    expect(screen.queryByRole('columnheader', { name: 'Venue' })).toBeNull()
    expect(within(line(HYDRA)).queryByText('ATC 2024')).toBeNull()
    expect(grid().getAttribute('aria-colcount')).toBe('7')
    await leaveApp()

    await startApp()
    expect(screen.queryByRole('columnheader', { name: 'Venue' })).toBeNull()
    await user.click(within(columns()).getByRole('checkbox', { name: 'Venue' }))
    expect(head('Venue')).toBeTruthy()
  })

  test('with the titles cannot be hidden', async () => {
    await startApp()
    expect(within(columns()).getByRole<HTMLInputElement>('checkbox', { name: 'Title' }).disabled).toBe(true)
  })

  test('can be moved, and a button restores the default order', async () => {
    const { user } = await startApp()
    const usual = labels()
    await user.click(within(columns()).getByRole('button', { name: 'Move Venue left' }))
    expect(labels()).toEqual(['Star', 'Status', 'Title', 'Topic', 'Venue', 'Affiliation', 'Links', 'Changed'])
    await user.click(within(columns()).getByRole('button', { name: 'Move Star right' }))
    expect(labels().slice(0, 2)).toEqual(['Status', 'Star'])
    await user.click(within(columns()).getByRole('button', { name: 'Back to the usual columns' }))
    expect(labels()).toEqual(usual)
  })

  test('can be moved from its header by keyboard', async () => {
    const { user } = await startApp()
    within(head('Venue')).getByRole('button').focus()
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}')
    expect(labels()).toEqual(['Star', 'Status', 'Title', 'Topic', 'Venue', 'Affiliation', 'Links', 'Changed'])
  })

  test('has consecutive indexes in header and rows when another one is hidden', async () => {
    await startApp({ address: 'hide=status,topic' })
    const places = (cells: readonly HTMLElement[]) => cells.map((cell) => cell.getAttribute('aria-colindex'))
    expect(places(screen.getAllByRole('columnheader'))).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(places([...line(HYDRA).children] as HTMLElement[])).toEqual(['1', '2', '3', '4', '5', '6'])
  })
})

describe('the keyboard', () => {
  test('moves down and up the list, and stops at its ends', async () => {
    const { user } = await startApp()
    const here = (start: string) => waitFor(() => expect(focused().slice(0, start.length)).toBe(start))
    await user.keyboard('j')
    await here('Cost-Efficient')
    await user.keyboard('j')
    await here('Quant-LLM')
    await user.keyboard('k')
    await here('Cost-Efficient')
    await user.keyboard('k')
    await here('Cost-Efficient')
    await user.keyboard('{End}')
    await here('An Empirical Study')
    await user.keyboard('j')
    await here('An Empirical Study')
    await user.keyboard('{Home}{ArrowDown}{ArrowDown}{ArrowUp}')
    await here('Quant-LLM')
  })

  test('reaches the end of a list that is rendered only in part', async () => {
    const { user } = await startApp({ lists: [listOf(manyPapers(1000))] })
    await user.keyboard('{End}')
    await waitFor(() => expect(focused()).toBe('Paper 1000'))
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('1001')
    await user.keyboard('k')
    await waitFor(() => expect(focused()).toBe('Paper 0999'))
    await user.keyboard('{Home}')
    await waitFor(() => expect(focused()).toBe('Paper 0001'))
  })

  test('toggles the star, and sets each status by its number', async () => {
    const { user } = await startApp()
    await user.keyboard('j')
    await waitFor(() => expect(focused()).toMatch(/^Cost-Efficient/))
    await user.keyboard('s')
    expect(star(line('Cost-Efficient')).getAttribute('aria-pressed')).toBe('true')
    for (const [key, name] of Object.entries({ 2: 'To read', 3: 'Reading', 4: 'Read', 5: 'Skipped', 1: 'Unread' })) {
      await user.keyboard(key)
      expect(status(line('Cost-Efficient')).getAttribute('aria-label')).toBe(`Status: ${name}`)
    }
    await user.keyboard('s')
    expect(star(line('Cost-Efficient')).getAttribute('aria-pressed')).toBe('false')
  })

  test('selects rows, and changes all of them in one step', async () => {
    const { user } = await startApp()
    await user.keyboard('jxjjx')
    await waitFor(() => expect(line('PUZZLE').getAttribute('aria-selected')).toBe('true'))
    expect(line('Cost-Efficient').getAttribute('aria-selected')).toBe('true')
    expect(line('Quant-LLM').getAttribute('aria-selected')).toBe('false')
    await user.keyboard('4')
    expect(['Cost-Efficient', 'Quant-LLM', 'PUZZLE'].map((title) => status(line(title)).textContent)).toEqual([
      'Read',
      'Unread',
      'Read',
    ])
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(status(line('Cost-Efficient')).textContent).toBe('Unread')
    expect(status(line('PUZZLE')).textContent).toBe('Unread')
    await user.keyboard('{Escape}')
    expect(line('PUZZLE').getAttribute('aria-selected')).toBe('false')
  })

  test('focuses the search on a slash and selects its text', async () => {
    const { user } = await startApp({ address: 'q=rpc' })
    await user.keyboard('/')
    expect(focused()).toBe('Search papers')
    await user.keyboard('hbm')
    expect(search().value).toBe('hbm')
  })

  test('focuses the note on n', async () => {
    const { user } = await startApp()
    await user.keyboard('jn')
    await waitFor(() => expect(focused()).toBe('Notes'))
    expect(note().value).toBe('')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(focused()).toMatch(/^Cost-Efficient/))
  })

  test('focuses the note on n even if its paper loads slowly', async () => {
    const thread = createThread()
    const { user } = await startApp({ thread })
    thread.hold()
    await user.keyboard('jn')
    for (let i = 0; i < 3; i += 1) await act(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    for (let i = 0; i < 3; i += 1) await act(() => thread.reply())
    await waitFor(() => expect(focused()).toBe('Notes'))
  })

  test('changes no mark while no row has focus', async () => {
    const { user } = await startApp()
    await user.keyboard('s4x{Enter}')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true)
    expect(screen.queryByRole('region', { name: 'No such paper' })).toBeNull()
  })

  test('opens a dialog of the shortcuts, which can be closed and reopened', async () => {
    const { user } = await startApp()
    await user.keyboard('?')
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(within(dialog).getByText('Star or unstar')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }))
    // In a browser Escape fires a cancel event.
    act(() => void screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true })))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('runs a command that the user finds by its name', async () => {
    const { user } = await startApp()
    await user.click(screen.getByRole('rowheader', { name: HYDRA }))
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox', { name: 'Command' }), 'mark skip{Enter}')
    await waitFor(() => expect(status(line(HYDRA)).getAttribute('aria-label')).toBe('Status: Skipped'))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('runs no command while the user types into the search', async () => {
    const { user } = await startApp({ address: `paper=${HYDRA_ID}` })
    await user.type(search(), 'jks12345xno/c?')
    expect(search().value).toBe('jks12345xno/c?')
    expect(focused()).toBe('Search papers')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('region', { name: HYDRA })).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true)
    expect(said()).toEqual(['0 of 23 papers', 'Saved'])
  })

  test('runs no command while the user types into a note or a tag', async () => {
    const { user } = await startApp({ address: `paper=${HYDRA_ID}` })
    await user.type(note(), 'jks12345xno/c?{Enter}-')
    expect(note().value).toBe('jks12345xno/c?\n-')
    await user.type(screen.getByRole('combobox', { name: 'Tags' }), 'jks1x?')
    expect(focused()).toBe('Tags')
    expect(screen.queryByRole('dialog')).toBeNull()
    const paper = screen.getByRole('region', { name: HYDRA })
    expect(star(paper).getAttribute('aria-pressed')).toBe('false')
    expect(status(paper).textContent).toBe('Unread')
    expect(line(HYDRA).getAttribute('aria-selected')).toBe('false')
  })

  test('runs no command in an open dialog, nor for shortcuts of the browser', async () => {
    const { user } = await startApp()
    await user.click(screen.getByRole('rowheader', { name: HYDRA }))
    await user.keyboard('{Control>}s{/Control}{Alt>}s{/Alt}{Meta>}s{/Meta}')
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('false')
    await user.keyboard('?')
    within(await screen.findByRole('dialog'))
      .getByRole('button', { name: 'Close' })
      .focus()
    await user.keyboard('s4')
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('false')
  })
})

describe('a notice', () => {
  test('names list, paper and field of each invalid entry, and the rest of the list is shown', async () => {
    const { user } = await startApp({
      lists: [
        listOf([
          { title: 'Good' },
          { title: 'Bad link', links: [{ label: 'Paper', url: 'javascript:alert(1)' }] },
          { authors: ['Nobody'] },
        ]),
      ],
    })
    const notice = screen.getByRole('alert')
    expect(within(notice).getByText('2 things in test.json could not be used.')).toBeTruthy()
    expect(
      within(notice)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'test.json · “Bad link” · links[0].url "javascript:alert(1)" is not a web address (http or https)',
      'test.json · “paper 3” · title is missing, so the paper cannot be shown',
    ])
    expect(titles()).toEqual(['Good', 'Bad link'])
    await user.click(within(notice).getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('reports a list that could not be fetched, and the other lists are shown', async () => {
    await startApp({ lists: [{ name: 'osdi24.json', reason: 'the server answered 404' }, atc24()] })
    const notice = screen.getByRole('alert')
    expect(within(notice).getByText('Something in osdi24.json could not be used.')).toBeTruthy()
    expect(within(notice).getByRole('listitem').textContent).toBe(
      'osdi24.json could not be fetched: the server answered 404',
    )
    expect(said()[0]).toBe('23 papers')
  })

  test('reports marks that could not be read, and that they stay on the disk', async () => {
    const disk = createDisk()
    await putOnDisk(disk, HYDRA_ID, 'strange')
    await putOnDisk(disk, 'doi:10.1/other', { strange: true })
    await startApp({ disk })
    expect(screen.getByRole('alert').textContent).toMatch(/2 saved marks could not be read\. Nothing was thrown away/)
    expect(screen.getByRole('link', { name: 'Open the recovery page' }).getAttribute('href')).toBe('./recover.html')
  })

  test.each([
    ['fewer', /far fewer marks than before/],
    ['newer', /newer version of Offprint/],
    ['full', /no room/],
    ['unverified', /did not stand on the disk/],
  ] as const)(
    'reports that the second copy is not compacted (%s), until it is or the user dismisses it',
    async (refused, words) => {
      const { found, user } = await startApp()
      act(() => found.setState({ refused }))
      expect(screen.getByRole('alert').textContent).toMatch(words)
      act(() => found.setState({ refused: null }))
      expect(screen.queryByRole('alert')).toBeNull()
      act(() => found.setState({ refused }))
      await user.click(screen.getByRole('button', { name: 'Dismiss' }))
      expect(screen.queryByRole('alert')).toBeNull()
    },
  )

  test('reports the part of the address that cannot be read, and the rest applies', async () => {
    const { user } = await startApp({ address: 'q=rpc&sort=fame' })
    expect(screen.getByText(/address was not understood: sort names “fame”, which is no column/)).toBeTruthy()
    expect(titles()).toEqual([HYDRA])
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText(/address was not understood/)).toBeNull()
  })

  test('offers a new version, which starts once all changes are saved', async () => {
    const { user, release, library, keeper } = await startApp()
    const states: string[] = []
    act(() => release.setState({ update: () => states.push(keeper.saving.getState().state) }))
    act(() => library.getState().edit([HYDRA_ID], { note: 'not saved yet' }))
    await user.click(screen.getByRole('button', { name: 'Start it' }))
    await waitFor(() => expect(states).toEqual(['saved']))
  })
})

describe('a failed save', () => {
  test('shows its reason, keeps the changes, and succeeds when the user tries again', async () => {
    const { user, disk } = await startApp({ address: `paper=${HYDRA_ID}` })
    disk.breakDown()
    await user.type(note(), 'precious')
    await user.click(star(line(HYDRA)))
    await waitFor(() => expect(said()[1]).toMatch(/^Not saved: ./))
    expect(note().value).toBe('precious')

    disk.repair()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    await leaveApp()

    await startApp({ disk, address: `paper=${HYDRA_ID}` })
    expect(note().value).toBe('precious')
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true')
  })
})

describe('on a phone', () => {
  test('the open paper is a dialog named by its title, and closing it returns to the list', async () => {
    resizeWindow('phone')
    const { user } = await startApp()
    await user.click(screen.getByRole('rowheader', { name: HYDRA }))
    const paper = screen.getByRole('dialog', { name: HYDRA })
    await user.click(star(paper))
    await user.click(within(paper).getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true')
  })

  test('a button opens the facets in a dialog', async () => {
    resizeWindow('phone')
    const { user } = await startApp()
    expect(screen.queryByRole('group', { name: 'Topic' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Filters' }))
    expect(await screen.findByRole('dialog', { name: 'Filters' })).toBeTruthy()
    await user.click(facet('Topic', 'HBM'))
    expect(search().value).toBe('topic:HBM')
  })
})

test('two tabs that share one disk end with the changes of both', async () => {
  const { user, disk } = await startApp({ address: `paper=${HYDRA_ID}` })
  const there = await openTab(disk, 'there')
  await user.type(note(), 'from here')
  await there.collection.save(new Map([[HYDRA_ID, kept({ starred: true, status: 'read' })]]))
  await waitFor(() => expect(said()[1]).toBe('Saved'))
  await leaveApp()

  await startApp({ disk, address: `paper=${HYDRA_ID}` })
  expect(note().value).toBe('from here')
  expect(status(line(HYDRA)).textContent).toBe('Read')
  expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('true')
})
