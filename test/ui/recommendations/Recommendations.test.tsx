import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { Mark } from '../../../src/model/mark/mark.ts'
import { focused, openPaper, startApp } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'
import { listOf, manyPapers } from '../../support/lists.ts'
import { id } from '../../support/papers.ts'
import { createThread } from '../../support/thread.ts'

prepareApp(() =>
  Promise.all([
    import('../../../src/ui/recommendations/Recommendations.tsx'),
    import('../../../src/ui/recommendations/SimilarPapers.tsx'),
  ]),
)

const PAPERS = [
  { title: 'Serving with a KV cache' },
  { title: 'KV caches on GPUs' },
  { title: 'Serving models on GPUs' },
  { title: 'Journals of file systems' },
  { title: 'A KV cache for serving', links: [{ label: 'Code', url: 'https://github.com/example/code' }] },
  { title: 'Songs of flash' },
  { title: 'KV caches for models' },
  { title: 'File systems on flash' },
  { title: 'Journals on flash' },
  { title: 'Poems' },
]
const FIRST = 'A KV cache for serving'
const SECOND = 'KV caches for models'

async function start(marked: Partial<Mark> = { status: 'read' }, thread = createThread()) {
  const app = await startApp({ lists: [listOf(PAPERS)], thread })
  const liked = ['serving with a kv cache', 'kv caches on gpus', 'serving models on gpus'].map((title) =>
    id(`title:${title} (2024)`),
  )
  act(() => app.library.getState().edit(liked, marked))
  return app
}

/** There are two, for desktop and for phone. CSS shows one of them. */
const open = async ({ user }: Awaited<ReturnType<typeof start>>) => {
  await user.click(screen.getAllByRole('button', { name: 'What to read next' })[0]!)
  return screen.findByRole('dialog', { name: 'What to read next' })
}
const list = () => screen.findByRole('list', { name: 'Papers to read next' })
const titles = () => screen.queryAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)
const item = (title: string) => within(screen.getByRole('button', { name: title }).closest('li')!)

describe('what to read next', () => {
  test('is a list of unread papers, each with the words that caused it', async () => {
    const app = await start()
    const dialog = await open(app)
    await list()
    expect(titles().slice(0, 2)).toEqual([FIRST, SECOND])
    expect(dialog.textContent).toContain('By the 3 papers you starred or read, and none you skipped')
    const words = item(FIRST).getByRole('list', { name: 'Why' })
    expect(
      within(words)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['KV cache', 'serving'])
  })

  test('is used by keys: a decided paper leaves the list, and returns when undone', async () => {
    const app = await start()
    const dialog = within(await open(app))
    await list()
    const { user, library } = app
    act(() => screen.getByRole('button', { name: FIRST }).focus())
    await user.keyboard('j')
    expect(document.activeElement?.textContent).toBe(SECOND)
    await user.keyboard('{ArrowUp}')
    expect(document.activeElement?.textContent).toBe(FIRST)
    await user.keyboard('2')
    expect(library.getState().marks.get(id('title:a kv cache for serving (2024)'))?.get('status')?.[0]).toBe('to-read')
    expect(titles()).not.toContain(FIRST)
    expect(document.activeElement?.textContent).toBe(SECOND)
    await user.keyboard('5')
    expect(titles()).not.toContain(SECOND)
    await screen.findByText(/and 1 you skipped/)
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(titles()).toContain(SECOND))
    expect(titles()).not.toContain(FIRST)
    await user.click(dialog.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(titles()).toContain(FIRST))
  })

  test('is used by buttons as well, until no paper is left', async () => {
    const app = await start()
    await open(app)
    await list()
    await app.user.click(item(FIRST).getByRole('button', { name: 'Skip' }))
    expect(titles()).not.toContain(FIRST)
    await app.user.click(item(SECOND).getByRole('button', { name: 'To read' }))
    expect(titles()).not.toContain(SECOND)
    expect(app.library.getState().past).toHaveLength(3)
  })

  test('opens the chosen paper', async () => {
    const app = await start()
    await open(app)
    await list()
    act(() => screen.getByRole('button', { name: FIRST }).focus())
    await app.user.keyboard('{Enter}')
    expect(await openPaper(FIRST)).toBeTruthy()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('shows only papers with code when the user asks for that', async () => {
    const app = await start()
    await open(app)
    await list()
    await app.user.click(screen.getByRole('checkbox', { name: 'With code' }))
    await waitFor(() => expect(titles()).toEqual([FIRST]))
    await app.user.click(screen.getByRole('checkbox', { name: 'Awarded' }))
    expect(
      await screen.findByText('No awarded, unread paper with code is much like those you starred or read.'),
    ).toBeTruthy()
  })

  test('learns from marks set meanwhile', async () => {
    const app = await start()
    await open(app)
    await list()
    expect(titles()).not.toContain('File systems on flash')
    act(() =>
      app.library.getState().edit(
        ['journals of file systems', 'journals on flash'].map((title) => id(`title:${title} (2024)`)),
        { starred: true },
      ),
    )
    await waitFor(() => expect(titles()).toContain('File systems on flash'))
  })

  test('is empty while too few papers are marked, and tells how to change that', async () => {
    const app = await start({})
    const dialog = await open(app)
    await screen.findByText(/There is too little to go on: this needs at least 3 papers .* so far there are none/)
    expect(dialog.textContent).not.toContain('With code')
    act(() => app.library.getState().edit([id('title:poems (2024)')], { starred: true }))
    await screen.findByText(/so far there is 1\./)
    await app.user.click(screen.getByRole('button', { name: 'Go through papers one by one' }))
    expect(await screen.findByRole('dialog', { name: 'Triage' })).toBeTruthy()
  })

  test('tells why papers cannot be compared', async () => {
    const thread = createThread()
    const app = await start({ status: 'read' }, thread)
    thread.breakDown('recommend')
    await open(app)
    expect((await screen.findByRole('alert')).textContent).toBe('The papers could not be compared: no recommend today')
  })

  test('opens with one key', async () => {
    const { user } = await start()
    await user.keyboard('r')
    await list()
    expect(document.activeElement?.textContent).toBe('What to read next')
    await user.keyboard('{Escape}')
    expect(focused()).not.toBe('What to read next')
  })
})

describe('papers like the open one', () => {
  test('are below it with the words that both share, of any status, and open', async () => {
    const { user, viewing } = await start()
    act(() => viewing.getState().change({ paper: id(`title:${FIRST.toLowerCase()} (2024)`) }))
    const paper = within(await openPaper(FIRST))
    const section = within(await paper.findByRole('region', { name: 'Papers like this one' }))
    expect(section.getAllByRole('button')[0]!.textContent).toBe('Serving with a KV cache')
    expect(section.getAllByRole('listitem')[0]!.textContent).toBe(
      'Serving with a KV cacheTEST 2024 · ReadKV cacheServing',
    )
    await user.click(section.getByRole('button', { name: SECOND }))
    expect(await openPaper(SECOND)).toBeTruthy()
  })

  test('are absent if there are none', async () => {
    const thread = createThread()
    const { viewing } = await start({ status: 'read' }, thread)
    act(() => viewing.getState().change({ paper: id('title:poems (2024)') }))
    await openPaper('Poems')
    await waitFor(() => expect(thread.requests.some(({ kind }) => kind === 'findSimilar')).toBe(true))
    await act(() => Promise.resolve())
    expect(screen.queryByText('Papers like this one')).toBeNull()
  })

  test('of many papers are searched once the user has scrolled down to them', async () => {
    let comeDown = () => {}
    const thread = createThread()
    const isAsked = () => thread.requests.some(({ kind }) => kind === 'findSimilar')
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
          comeDown = () => tell([{ isIntersecting: true }])
        }
        observe() {}
        disconnect() {}
      },
    )
    const { viewing } = await startApp({ lists: [listOf(manyPapers(5000))], thread })
    act(() => viewing.getState().change({ paper: id('title:paper 0001 (2024)') }))
    await openPaper('Paper 0001')
    await new Promise((done) => setTimeout(done, 600))
    expect(isAsked()).toBe(false)
    act(() => comeDown())
    await waitFor(() => expect(isAsked()).toBe(true))
    vi.unstubAllGlobals()
  })
})
