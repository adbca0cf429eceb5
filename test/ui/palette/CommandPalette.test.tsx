import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { saveView } from '../../../src/store/library/savedViews.ts'
import { focused, leaveApp, line, openPaper, said, search, star, startApp, titles } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'
import { createThread } from '../../support/thread.ts'

const HYDRA = 'HydraRPC: RPC in the CXL Era'
const HYDRA_ID = 'url:usenix.org/conference/atc24/presentation/ma' as PaperId

prepareApp(() => import('../../../src/ui/palette/CommandPalette.tsx'))

/** Opens the palette and types into it. */
async function look(user: UserEvent, text = '') {
  await user.keyboard('{Control>}k{/Control}')
  await screen.findByRole('combobox', { name: 'Command' })
  expect(focused()).toBe('Command')
  if (text) await user.keyboard(text)
}
/** The choices under each heading. */
const offered = () =>
  Object.fromEntries(
    screen
      .getAllByRole('group')
      .filter((group) => group.closest('[role="listbox"]'))
      .map((group) => [
        document.getElementById(group.getAttribute('aria-labelledby')!)!.textContent,
        within(group)
          .getAllByRole('option')
          .map((option) => option.querySelector('span')!.textContent),
      ]),
  )
const active = () => {
  const id = screen.getByRole('combobox', { name: 'Command' }).getAttribute('aria-activedescendant')
  const option = document.getElementById(id ?? '')
  expect([...document.querySelectorAll('[role="option"][aria-selected="true"]')]).toEqual([option])
  return option!.querySelector('span')!.textContent
}

describe('the palette finds', () => {
  test('a paper by its title, and opens it, whatever the query is', async () => {
    const { user, cursor } = await startApp({ address: 'q=hbm' })
    await look(user, 'cxl era')
    await waitFor(() => expect(offered()).toEqual({ Papers: [HYDRA] }))
    await user.keyboard('{Enter}')
    expect(await openPaper('HydraRPC')).toBeTruthy()
    expect(search().value).toBe('hbm')
    expect(cursor.getState().active).toBe(HYDRA_ID)
  })

  test('what the user typed, even if Enter comes before the answer', async () => {
    const thread = createThread()
    const { user } = await startApp({ thread })
    await look(user)
    thread.hold()
    await user.keyboard('hydra{Enter}')
    for (let i = 0; i < 12; i += 1) {
      await act(() => thread.reply())
      await act(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    }
    expect(await openPaper('HydraRPC')).toBeTruthy()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('commands while the search for papers is slow or fails', async () => {
    const thread = createThread()
    const { user } = await startApp({ thread })
    thread.breakDown('findByName')
    await look(user, 'undo')
    await waitFor(() => expect(screen.getByText('No matches.')).toBeTruthy())
    await user.click(screen.getByRole('button', { name: 'Close' }))
    await user.click(star(line(HYDRA)))
    thread.breakDown(null)
    thread.hold()
    await look(user, 'undo')
    await waitFor(() => expect(active()).toBe('Undo'))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(star(line(HYDRA)).getAttribute('aria-pressed')).toBe('false'))
  })

  test('topics, tags and lists, and adds them to the query', async () => {
    const { user, library } = await startApp({ address: 'q=llm' })
    act(() => library.getState().edit([HYDRA_ID], { tags: ['large'] }))
    await look(user, 'large')
    await waitFor(() => expect(Object.keys(offered())).toEqual(['Topics', 'Tags', 'Papers']))
    expect(offered()).toMatchObject({ Topics: ['Large Language Models (LLMs)'], Tags: ['large'] })
    await user.keyboard('{Enter}')
    await waitFor(() => expect(search().value).toBe('topic:"Large Language Models (LLMs)" llm'))
  })

  test('topics and tags that no shown paper has, which then replace the query', async () => {
    const { user } = await startApp({ address: 'q=hbm' })
    await look(user, '#remote{Enter}')
    await waitFor(() => expect(search().value).toBe('topic:"Remote Procedure Call (RPC)"'))
    await waitFor(() => expect(titles()).toEqual([HYDRA]))
  })

  test('a topic that the query has already, and leaves the query as it is', async () => {
    const { user } = await startApp({ address: 'q=topic:HBM' })
    await look(user, '#hbm{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(search().value).toBe('topic:HBM')
  })

  test('only commands after >, and only topics and tags after #', async () => {
    const { user, library } = await startApp()
    act(() => library.getState().edit([HYDRA_ID], { tags: ['search me'] }))
    await look(user, 'sear')
    await waitFor(() => expect(Object.keys(offered())).toEqual(['Commands', 'Tags']))
    await user.clear(screen.getByRole('combobox', { name: 'Command' }))
    await user.keyboard('>sear')
    await waitFor(() => expect(offered()).toEqual({ Commands: ['Search'] }))
    await user.clear(screen.getByRole('combobox', { name: 'Command' }))
    await user.keyboard('#')
    await waitFor(() => expect(Object.keys(offered())).toEqual(['Topics', 'Tags']))
    expect(offered()['Topics']![0]).toBe('Large Language Models (LLMs)')
    await user.keyboard('sear')
    await waitFor(() => expect(offered()).toEqual({ Tags: ['search me'] }))
  })

  test('saved views before those that come with the app', async () => {
    const { user, library, viewing } = await startApp()
    act(() => saveView({ library, viewing }, 'Unread of mine'))
    await look(user, 'unread')
    await waitFor(() => expect(Object.keys(offered())).toContain('Views'))
    expect(offered()['Views']).toEqual(['Unread of mine', 'Starred, unread'])
    await user.click(screen.getByRole('option', { name: 'Starred, unread' }))
    await waitFor(() => expect(search().value).toBe('is:starred is:unread'))
  })

  test('commands by initials, and only those that can do something now', async () => {
    const { user } = await startApp()
    await look(user, '>mark')
    await waitFor(() => expect(screen.getByText('No matches.')).toBeTruthy())
    await user.click(screen.getByRole('button', { name: 'Close' }))
    await user.keyboard('j')
    await waitFor(() => expect(focused()).toMatch(/^Cost-Efficient/))
    await look(user, '>cab')
    await waitFor(() => expect(offered()).toEqual({ Commands: ['Copy as BibTeX'] }))
  })
})

test('the empty palette offers recent commands first, also after a reload', async () => {
  const { user, disk } = await startApp()
  await look(user)
  expect(Object.keys(offered())).toEqual(['Commands'])
  await user.keyboard('compact{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await look(user, 'first{Enter}')
  await waitFor(() => expect(focused()).toMatch(/^Cost-Efficient/))
  await leaveApp()
  const again = await startApp({ disk })
  await look(again.user)
  const { Recent, Commands } = offered()
  expect(Recent).toEqual(['First paper', 'Toggle compact rows'])
  expect(Commands).not.toContain('First paper')
  expect(said()[0]).toBe('23 papers')
})

describe('in the palette', () => {
  test('arrows wrap around, Home and End go to the ends, and Page Up and Page Down stop there', async () => {
    const { user } = await startApp()
    await look(user)
    const [first, second] = offered()['Commands']!
    expect(active()).toBe(first)
    await user.keyboard('{ArrowDown}')
    expect(active()).toBe(second)
    await user.keyboard('{ArrowUp}{ArrowUp}')
    expect(active()).toBe('Keyboard shortcuts')
    await user.keyboard('{ArrowDown}')
    expect(active()).toBe(first)
    await user.keyboard('{End}')
    expect(active()).toBe('Keyboard shortcuts')
    await user.keyboard('{PageDown}')
    expect(active()).toBe('Keyboard shortcuts')
    await user.keyboard('{Home}{PageDown}')
    expect(active()).toBe(offered()['Commands']![8])
    await user.keyboard('{PageUp}{PageUp}')
    expect(active()).toBe(first)
  })

  test('the pointer selects a choice, and a click runs it', async () => {
    const { user } = await startApp()
    await look(user, '>keyb')
    await waitFor(() => expect(active()).toBe('Keyboard shortcuts'))
    await user.clear(screen.getByRole('combobox', { name: 'Command' }))
    await waitFor(() => expect(active()).toBe('Next paper'))
    const option = screen.getByRole('option', { name: /^Keyboard shortcuts/ })
    fireEvent.pointerMove(option)
    expect(active()).toBe('Keyboard shortcuts')
    expect(within(option).getByText('?')).toBeTruthy()
    await user.click(option)
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy()
  })

  test('keys of an input method select nothing and run nothing', async () => {
    const { user } = await startApp()
    await look(user)
    const first = active()
    for (const key of ['ArrowDown', 'Enter'])
      fireEvent.keyDown(screen.getByRole('combobox', { name: 'Command' }), { key, isComposing: true })
    expect(active()).toBe(first)
    expect(screen.getByRole('dialog')).toBeTruthy()
  })
})

test('while a search runs, only the last text typed is searched next', async () => {
  const thread = createThread()
  const { user } = await startApp({ thread })
  await look(user)
  thread.hold()
  await user.keyboard('hydra')
  const asked = () => thread.requests.flatMap(({ kind, args }) => (kind === 'findByName' ? [args[0]] : []))
  expect(asked()).toEqual(['h'])
  for (let i = 0; i < 4; i += 1) await act(() => thread.reply())
  expect(asked()).toEqual(['h', 'hydra'])
  await waitFor(() => expect(offered()).toEqual({ Papers: [HYDRA] }))
})
