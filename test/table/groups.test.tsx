import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { facet, focused, grid, leaveApp, line, said, search, star, startApp, status, titles } from '../support/app.tsx'
import { prepareApp } from '../support/appTests.ts'
import { resizeWindow } from '../support/dom.ts'
import { listOf } from '../support/lists.ts'
import type { Question } from '../../src/engine/question.ts'
import { createThread } from '../support/thread.ts'

afterEach(() => {
  resizeWindow('desk')
})
prepareApp(() => import('../../src/ui/commands/commands.ts'))

const PAPERS = [
  { title: 'A', topics: [['LLM', 'Serving'], ['Memory']], venue: 'OSDI', year: 2023, affiliations: ['MIT'] },
  { title: 'B', topics: [['LLM']], venue: 'ATC', affiliations: ['NUS', 'MIT'] },
  { title: 'C', topics: [['LLM', 'Serving']], venue: 'ATC' },
  { title: 'D', venue: 'ATC' },
]
const start = (address = 'group=topic') => startApp({ address, lists: [listOf(PAPERS)] })

/** The rows from top to bottom: papers by their titles, groups by their names. */
const lines = () =>
  within(grid())
    .getAllByRole('row')
    .slice(1)
    .map((row) => {
      const [button] = within(row).queryAllByRole('button', { expanded: true }).filter(isOfGroup)
      const [shut] = within(row).queryAllByRole('button', { expanded: false }).filter(isOfGroup)
      if (button ?? shut) return `${button ? '▾' : '▸'} ${(button ?? shut)!.textContent}`
      return within(row).getByRole('rowheader').getAttribute('aria-label')
    })
const isOfGroup = (button: HTMLElement) => !button.hasAttribute('aria-haspopup')
const group = (name: string) => within(grid()).getByRole('button', { name })
const SHOWN = ['▾ LLM', 'B', '▾ Serving', 'A', 'C', '▾ Memory', 'A', '▾ No topic', 'D']
const shows = (wanted: readonly string[]) => waitFor(() => expect(lines()).toEqual(wanted))

describe('a grouped list', () => {
  test('has a header above each group, and a paper with two topics in both, counted once', async () => {
    await start()
    await shows(SHOWN)
    expect(said()[0]).toBe('4 papers')
    expect(grid().getAttribute('aria-rowcount')).toBe('10')
    const rows = within(grid()).getAllByRole('row').slice(1)
    expect(rows.map((row) => row.getAttribute('aria-rowindex'))).toEqual(SHOWN.map((_, i) => `${i + 2}`))
    expect(description(group('LLM'))).toBe('0 of 3 read')
    expect(description(group('Serving'))).toBe('0 of 2 read (level 2)')
  })

  test('is grouped above the list on a phone and in the address, and Back reverts it', async () => {
    resizeWindow('phone')
    const { user } = await start('')
    expect(titles()).toEqual(['A', 'B', 'C', 'D'])
    const by = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Group by' })
    expect(by.selectedOptions[0]!.textContent).toBe('Nothing')
    for (const [label, address, heads] of [
      ['Venue', 'venue', ['▾ ATC 2024', '▾ OSDI 2023']],
      ['Status', 'status', ['▾ Unread']],
      ['Affiliation', 'affiliation', ['▾ MIT', '▾ NUS', '▾ No affiliation']],
      ['Year', 'year', ['▾ 2024', '▾ 2023']],
      ['Topic', 'topic', ['▾ LLM', '▾ Serving', '▾ Memory', '▾ No topic']],
    ] as const) {
      await user.selectOptions(by, label)
      await waitFor(() => expect(lines().filter((line) => line?.startsWith('▾'))).toEqual(heads))
      expect(location.search).toBe(`?group=${address}`)
    }
    history.back()
    await waitFor(() => expect(lines()[0]).toBe('▾ 2024'))
    await user.selectOptions(by, 'Nothing')
    await shows(['A', 'B', 'C', 'D'])
    expect(location.search).toBe('')
  })

  test('counts the read papers of a group at once, wherever the paper is in it', async () => {
    const { user } = await start()
    await shows(SHOWN)
    await user.click(status(within(grid()).getAllByRole('row')[4]!))
    await user.click(await screen.findByRole('menuitemradio', { name: 'Read' }))
    await waitFor(() => expect(description(group('LLM'))).toBe('1 of 3 read'))
    expect(description(group('Memory'))).toBe('1 of 1 read')
    const box = facet('Topic', 'LLM')
    expect(description(box)).toBe('3 1 of 3 read')
  })
})

describe('a group', () => {
  test('collapses and expands by a click anywhere on its header, or by its button', async () => {
    const { user } = await start()
    await shows(SHOWN)
    await user.click(group('LLM').closest('[role="row"]')!)
    await shows(['▸ LLM', '▾ Memory', 'A', '▾ No topic', 'D'])
    expect(document.activeElement).toBe(group('LLM'))
    await user.keyboard('{Enter}')
    await shows(SHOWN)
    await user.keyboard(' ')
    await shows(['▸ LLM', '▾ Memory', 'A', '▾ No topic', 'D'])
    await user.keyboard('{ArrowLeft}{ArrowRight}')
    await shows(SHOWN)
    expect(document.activeElement).toBe(group('LLM'))
  })

  test('stays collapsed after another grouping in between', async () => {
    const { user, viewing } = await start()
    await shows(SHOWN)
    await user.click(group('LLM'))
    viewing.getState().change({ group: 'venue' })
    await waitFor(() => expect(lines()[0]).toBe('▾ ATC 2024'))
    viewing.getState().change({ group: 'topic' })
    await shows(['▸ LLM', '▾ Memory', 'A', '▾ No topic', 'D'])
  })

  test('has a header that cursor keys stop at, where no key marks a paper', async () => {
    const { user } = await start()
    await shows(SHOWN)
    await user.keyboard('j')
    await waitFor(() => expect(document.activeElement).toBe(group('LLM')))
    await user.keyboard('s4jjj')
    await waitFor(() => expect(focused()).toBe('A'))
    await user.keyboard('s{ArrowUp}{ArrowUp}{ArrowUp}{ArrowLeft}')
    await shows(['▸ LLM', '▾ Memory', 'A', '▾ No topic', 'D'])
    const row = screen.getByRole('rowheader', { name: 'A' }).closest<HTMLElement>('[role="row"]')!
    expect(star(row).getAttribute('aria-pressed')).toBe('true')
    await user.keyboard('jjj')
    await waitFor(() => expect(document.activeElement).toBe(group('No topic')))
  })

  test('has a header that is skipped while a paper is open', async () => {
    const { user } = await start()
    await shows(SHOWN)
    await user.click(screen.getByRole('rowheader', { name: 'C' }))
    await screen.findByRole('region', { name: 'C' })
    await user.keyboard('j')
    await screen.findByRole('region', { name: 'A' })
    await user.keyboard('j')
    await screen.findByRole('region', { name: 'D' })
    await user.keyboard('j')
    await waitFor(() => expect(screen.queryByRole('region', { name: 'D' })).toBeTruthy())
  })
})

test('the cursor stays on its row of a paper that has two rows', async () => {
  const { user, cursor } = await start()
  await shows(SHOWN)
  await user.keyboard('{End}{ArrowUp}{ArrowUp}')
  await waitFor(() => expect(focused()).toBe('A'))
  const row = document.activeElement!.closest('[role="row"]')!
  expect(row.getAttribute('aria-rowindex')).toBe('8')
  await user.keyboard('s')
  await waitFor(() => expect(within(row as HTMLElement).getByRole('button', { pressed: true })).toBeTruthy())
  expect(document.activeElement).toBe(row)
  expect(cursor.getState().index).toBe(6)
  await user.keyboard('x')
  expect(within(grid()).getAllByRole('row', { selected: true })).toHaveLength(2)
  expect(cursor.getState().selected.size).toBe(1)
})

test('a selection with Shift runs over headers and has each paper once', async () => {
  const { user, cursor } = await start()
  await shows(SHOWN)
  await user.keyboard('jj')
  await waitFor(() => expect(focused()).toBe('B'))
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
  await waitFor(() => expect(cursor.getState().selected.size).toBe(2))
  expect(focused()).toBe('A')
  await user.keyboard('{Control>}a{/Control}')
  await waitFor(() => expect(cursor.getState().selected.size).toBe(4))
})

test('a paper that no longer matches stays until the next query, says so and keeps the focus', async () => {
  const { user } = await start('q=is:unread')
  await waitFor(() => expect(titles()).toEqual(['A', 'B', 'C', 'D']))
  await user.keyboard('jj')
  await waitFor(() => expect(focused()).toBe('B'))
  await user.keyboard('4')
  await waitFor(() => expect(line('B').getAttribute('title')).toBe('No longer in this view'))
  expect(line('A').hasAttribute('title')).toBe(false)
  expect(focused()).toBe('B')
  await user.keyboard('1')
  await waitFor(() => expect(line('B').hasAttribute('title')).toBe(false))
  await user.keyboard('4')
  await waitFor(() => expect(line('B').hasAttribute('title')).toBe(true))
  await user.type(search(), ' venue:"ATC 2024"')
  await waitFor(() => expect(titles()).toEqual(['C', 'D']))
})

test('topics among the filters collapse, also on the next visit', async () => {
  const { user } = await start('')
  const names = () =>
    within(screen.getByRole('group', { name: 'Topic' }))
      .getAllByRole('checkbox')
      .map((box) => box.getAttribute('aria-label'))
  expect(names()).toEqual(['LLM', 'Serving', 'Memory'])
  await user.click(screen.getByRole('button', { name: 'Below LLM', expanded: true }))
  expect(names()).toEqual(['LLM', 'Memory'])
  await leaveApp()
  await start('')
  expect(names()).toEqual(['LLM', 'Memory'])
  expect(screen.getByRole('button', { name: 'Below LLM', expanded: false })).toBeTruthy()
})

test('of ten thousand grouped papers only the rows near the viewport are rendered and fetched', async () => {
  const papers = Array.from({ length: 10_000 }, (_, i) => ({
    title: `Paper ${i}`,
    topics: [[`T${i % 40}`, `U${i % 400}`], [`V${i % 7}`]],
  }))
  const thread = createThread()
  const { user } = await startApp({ address: 'group=topic', lists: [listOf(papers)], thread })
  await waitFor(() => expect(lines().slice(0, 3)).toEqual(['▾ T0', '▾ U0', 'Paper 0']))
  expect(grid().getAttribute('aria-rowcount')).toBe(`${20_000 + 40 + 400 + 7 + 1}`)
  const act = async (key: string, first: string) => {
    let added = 0
    const seen = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) added += addedNodes.length
    })
    seen.observe(grid(), { childList: true, subtree: true })
    await user.keyboard(key)
    await waitFor(() => expect(lines()).toContain(first))
    seen.disconnect()
    expect(added).toBeLessThan(400)
    expect(lines().length).toBeLessThan(100)
  }
  await act('j{ArrowLeft}', '▸ T0')
  await act('{End}', 'Paper 9999')
  await act('{Home}', '▸ T0')
  await act('{ArrowRight}', '▾ U0')
  const windows = thread.requests.flatMap(({ kind, args }) => (kind === 'ask' ? [(args[0] as Question).window] : []))
  const sizes = windows.map(([from, to]) => to - from)
  expect(Math.max(...sizes)).toBeLessThan(250)
})

function description(element: HTMLElement): string {
  const ids = element.getAttribute('aria-describedby')!.split(' ')
  return ids
    .map((id) => document.getElementById(id)!)
    .map((one) => one.getAttribute('aria-label') ?? one.textContent)
    .join(' ')
}
