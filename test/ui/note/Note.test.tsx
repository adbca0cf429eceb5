import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { focused, leaveApp, line, note, openPaper, said, startApp } from '../../support/app.tsx'
import { followChannels } from '../../support/channels.ts'
import { prepareDom } from '../../support/dom.ts'
import { listOf } from '../../support/lists.ts'
import { HANG_MS } from '../../support/waiting.ts'

const HYDRA = 'HydraRPC: RPC in the CXL Era'
const HYDRA_ID = 'url:usenix.org/conference/atc24/presentation/ma' as PaperId
const METIS = 'Metis: Fast Automatic Distributed Training on Heterogeneous GPUs'

let closeChannels = () => {}
let complaints = vi.spyOn(console, 'error')

beforeAll(async () => {
  prepareDom()
  configure({ asyncUtilTimeout: HANG_MS, getElementError: (message) => new Error(message?.split('\n')[0]) })
  await Promise.all([
    import('../../../src/ui/note/preview/MarkdownPreview.tsx'),
    import('../../../src/ui/note/editor/LinkAutocomplete.tsx'),
    import('../../../src/ui/note/templates/TemplatesMenu.tsx'),
    import('../../../src/ui/note/templates/Templates.tsx'),
  ])
}, 60_000)
beforeEach(() => {
  closeChannels = followChannels()
  complaints = vi.spyOn(console, 'error')
})
afterEach(async () => {
  await leaveApp()
  closeChannels()
  localStorage.clear()
  vi.unstubAllGlobals()
  const { calls } = complaints.mock
  complaints.mockRestore()
  if (calls.length > 0) throw new Error(`The page complained: ${calls.map((call) => call.join(' ')).join('\n')}`)
})

const start = () => startApp({ address: `paper=${HYDRA_ID}` })
const preview = () => screen.getByRole('group', { name: 'Preview' })
/** The choices below the note. Those of the selects above the list are none. */
const options = () => [...document.querySelectorAll<HTMLElement>('[role="option"]')]
const choices = () => options().map(({ textContent }) => textContent)

describe('in the note editor', () => {
  test('Enter continues a list, and ends it after an empty item', async () => {
    const { user } = await start()
    await user.type(note(), '- [[ ] one{Enter}two{Enter}{Enter}end')
    expect(note().value).toBe('- [ ] one\n- [ ] two\nend')
    await user.clear(note())
    await user.type(note(), '9. nine{Enter}ten{Shift>}{Enter}{/Shift}plain')
    expect(note().value).toBe('9. nine\n10. ten\nplain')
  })

  test('Tab indents a list item, Shift-Tab outdents it, and Escape, then Tab leaves the box', async () => {
    const { user } = await start()
    await user.type(note(), '- one{Enter}two{Tab}')
    expect(note().value).toBe('- one\n  - two')
    await user.keyboard('{Shift>}{Tab}{/Shift}')
    expect(note().value).toBe('- one\n- two')
    await user.keyboard('{Escape}')
    expect(focused()).toBe('Notes')
    await user.keyboard('{Tab}')
    expect(focused()).not.toBe('Notes')
    expect(note().value).toBe('- one\n- two')
  })

  test('Tab leaves the box outside a list, and in a list that the user has not typed in', async () => {
    const { user } = await start()
    await user.type(note(), 'no list{Tab}')
    expect(focused()).not.toBe('Notes')
    await user.clear(note())
    await user.type(note(), '- one{Enter}two')
    await user.keyboard('{Escape}{Tab}{Shift>}{Tab}{/Shift}')
    expect(focused()).toBe('Notes')
    await user.keyboard('{Tab}')
    expect(focused()).not.toBe('Notes')
    expect(note().value).toBe('- one\n- two')
  })

  test('Escape closes the paper, in a list only after it has released Tab', async () => {
    const { user } = await start()
    await user.type(note(), '- one')
    await user.keyboard('{Escape}')
    expect(await openPaper('HydraRPC')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: HYDRA })).toBeNull()
  })

  test('keys make the selection bold, italic or a link, and create and tick tasks', async () => {
    const { user } = await start()
    await user.type(note(), 'read it')
    note().setSelectionRange(0, 4)
    await user.keyboard('{Control>}b{/Control}')
    expect(note().value).toBe('**read** it')
    await user.keyboard('{Control>}b{/Control}{Control>}i{/Control}')
    expect(note().value).toBe('*read* it')
    await user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
    expect(note().value).toBe('*[read]()* it')
    await user.keyboard('https://example.org{Control>}{Enter}{/Control}')
    expect(note().value).toBe('- [ ] *[read](https://example.org)* it')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(note().value).toBe('- [x] *[read](https://example.org)* it')
  })

  test('a URL pasted over selected words makes a link of them, and is otherwise pasted as it is', async () => {
    const { user } = await start()
    await user.type(note(), 'see this')
    note().setSelectionRange(4, 8)
    await user.paste('https://example.org/')
    expect(note().value).toBe('see [this](https://example.org/)')
    await user.paste(' and more')
    expect(note().value).toBe('see [this](https://example.org/) and more')
  })

  test('each of these edits is saved and undone like typing', async () => {
    const { user } = await start()
    await user.type(note(), '- one{Enter}')
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(note().value).toBe('- one')
    await user.click(screen.getByRole('button', { name: 'Redo' }))
    expect(note().value).toBe('- one\n- ')
  })

  test('the number of words and the save state are shown', async () => {
    const { user } = await start()
    await user.type(note(), 'four words of text')
    expect(await screen.findByText('4 words · saved')).toBeTruthy()
  })
})

describe('a task', () => {
  test('is ticked in the preview, which edits the text and can be undone', async () => {
    const { user } = await start()
    await user.type(note(), 'Before\n\n- [[ ] read *it*{Enter}{Backspace}{Backspace}{Backspace}{Backspace}[[x] done')
    const done = await within(preview()).findByRole<HTMLInputElement>('checkbox', { name: 'done' })
    const task = within(preview()).getByRole<HTMLInputElement>('checkbox', { name: 'read it' })
    expect([task.checked, done.checked]).toEqual([false, true])
    await user.click(task)
    expect(note().value).toBe('Before\n\n- [x] read *it*\n- [x] done')
    expect(task.checked).toBe(true)
    await user.keyboard('{Control>}z{/Control}')
    expect(note().value).toBe('Before\n\n- [ ] read *it*\n- [x] done')
    await waitFor(() => expect(task.checked).toBe(false))
  })

  test('is ticked at its current offset, although the preview is a moment behind', async () => {
    const { user } = await start()
    await user.type(note(), '- [[ ] one')
    const task = await within(preview()).findByRole('checkbox', { name: 'one' })
    note().setSelectionRange(0, 0)
    fireEvent.change(note(), { target: { value: 'New first line\n\n- [ ] one' } })
    fireEvent.click(task)
    expect(note().value).toBe('New first line\n\n- [x] one')
  })
})

describe('a link to another paper', () => {
  test('is chosen by the beginning of a title, by keyboard alone', async () => {
    const { user } = await start()
    await user.type(note(), 'Like [[[[het met')
    await waitFor(() => expect(choices()).toEqual([`${METIS} ATC 2024`]))
    expect(note().getAttribute('aria-activedescendant')).toBe(options()[0]!.id)
    await user.keyboard('{Enter}, but faster')
    expect(note().value).toBe(`Like [[${METIS}]], but faster`)
    expect(choices()).toEqual([])
    expect(note().hasAttribute('aria-activedescendant')).toBe(false)
  })

  test('is chosen with the arrows, and Escape closes the choices', async () => {
    const { user } = await start()
    await user.type(note(), '[[[[serving')
    await waitFor(() => expect(choices().length).toBeGreaterThan(1))
    const active = () => options().findIndex((option) => option.getAttribute('aria-selected') === 'true')
    const places = [active()]
    for (const key of ['{ArrowDown}', '{ArrowUp}', '{ArrowUp}']) {
      await user.keyboard(key)
      places.push(active())
    }
    expect(places).toEqual([0, 1, 0, choices().length - 1])
    await user.keyboard('{Escape}')
    expect(choices()).toEqual([])
    expect(await openPaper('HydraRPC')).toBeTruthy()
    await user.keyboard(' models')
    expect(note().value).toBe('[[serving models')
  })

  test('offers the papers of the list before anything is typed, but not the paper itself', async () => {
    const { user } = await start()
    await user.type(note(), '[[[[')
    await waitFor(() => expect(choices()).toHaveLength(8))
    await user.click(options()[0]!)
    expect(note().value).toMatch(/^\[\[Cost-Efficient Large.*\]\]$/)
    expect(focused()).toBe('Notes')
    await user.clear(note())
    await user.type(note(), '[[[[hydrarpc')
    await waitFor(() => expect(choices()).toEqual([]))
  })

  test('names a paper by its DOI if another has the same title', async () => {
    const papers = [{ title: 'One' }, { title: 'Same title', doi: '10.1/a' }, { title: 'Same title', doi: '10.1/b' }]
    const { user } = await startApp({ lists: [listOf(papers)], address: 'paper=title:one' })
    await user.type(note(), '[[[[same')
    await waitFor(() => expect(choices()).toHaveLength(2))
    await user.keyboard('{ArrowDown}{Enter}')
    expect(note().value).toBe('[[doi:10.1/b|Same title]]')
    await user.click(await within(preview()).findByRole('link', { name: 'Same title' }))
    await waitFor(() => expect(new URLSearchParams(location.search).get('paper')).toBe('doi:10.1/b'))
  })

  test('opens that paper, whose backlinks lead back', async () => {
    const { user } = await start()
    await user.type(note(), `See [[[[metis: fast automatic distributed training on heterogeneous gpus|that]].`)
    await user.click(await within(preview()).findByRole('link', { name: 'that' }))
    const metis = await openPaper('Metis')
    const linked = await within(metis).findByRole('region', { name: 'Linked from' })
    await user.click(within(linked).getByRole('button', { name: HYDRA }))
    expect(note().value).toContain('See [[metis')
    expect(screen.queryByRole('region', { name: 'Linked from' })).toBeNull()
    await user.clear(note())
    await user.click(within(line('Metis')).getByText(METIS))
    await openPaper('Metis')
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Linked from' })).toBeNull())
  })

  test('to an unknown paper looks like one, and leads to a search for it', async () => {
    const { user, viewing } = await start()
    await user.type(note(), 'See [[[[Serving: a (lost) paper]].')
    await user.click(await within(preview()).findByRole('button', { name: 'Serving: a (lost) paper' }))
    expect(viewing.getState().view).toMatchObject({ text: 'serving a lost paper', paper: null })
  })

  test('finds a marked paper whose title was corrected since', async () => {
    const before = await startApp({
      lists: [listOf([{ title: 'One' }, { title: 'An old tilte', doi: '10.1/a' }])],
      address: 'paper=doi:10.1/a',
    })
    before.library.getState().edit(['doi:10.1/a' as PaperId], { starred: true })
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    await leaveApp()

    const { disk } = before
    const lists = [listOf([{ title: 'One' }, { title: 'A new title', doi: '10.1/a' }])]
    const { user } = await startApp({ disk, lists, address: 'paper=title:one' })
    await user.type(note(), '[[[[an old tilte]]')
    const link = await within(preview()).findByRole('link', { name: 'an old tilte' })
    expect(link.getAttribute('href')).toBe('?paper=doi:10.1/a')
    await user.click(link)
    expect(await within(await openPaper('A new title')).findByRole('region', { name: 'Linked from' })).toBeTruthy()
  })
})

describe('templates', () => {
  const menu = async (user: Awaited<ReturnType<typeof start>>['user'], item: string) => {
    await user.click(screen.getByRole('button', { name: 'Templates' }))
    await user.click(await screen.findByRole('menuitem', { name: item }))
  }

  test('fill an empty note by one click, and the next key types the first answer', async () => {
    const { user } = await start()
    await user.click(screen.getByRole('button', { name: 'Three passes' }))
    expect(focused()).toBe('Notes')
    await user.keyboard('a system')
    expect(note().value).toMatch(/^## First pass[^]+the kind of paper: a system\n[^]+## Third pass/)
    expect(screen.queryByText('Begin with')).toBeNull()
  })

  test('can be saved from a note, renamed, deleted and restored', async () => {
    const { user } = await start()
    await user.type(note(), '# Mine\n\n- Idea: ')
    await menu(user, 'Save this note as a template…')
    const dialog = await screen.findByRole('dialog', { name: 'Templates' })
    const name = within(dialog).getByRole<HTMLInputElement>('textbox', { name: 'Save this note as' })
    expect(name.value).toBe('Mine')
    await user.type(name, ' own{Enter}')
    expect(await within(dialog).findByText('“Mine own” is saved.')).toBeTruthy()

    await user.click(within(dialog).getByRole('button', { name: 'Rename Mine own' }))
    const other = within(dialog).getByRole('textbox', { name: 'New name of Mine own' })
    await user.clear(other)
    await user.type(other, 'Quick{Enter}')
    await user.click(within(dialog).getByRole('button', { name: 'Delete Quick' }))
    expect(within(dialog).queryByRole('button', { name: 'Delete Quick' })).toBeNull()
    await user.click(within(dialog).getByRole('button', { name: 'Undo' }))
    expect(within(dialog).getByRole('button', { name: 'Delete Quick' })).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Close' }))

    await user.clear(note())
    await user.click(await screen.findByRole('button', { name: 'Quick' }))
    expect(note().value).toBe('# Mine\n\n- Idea: \n')
  })

  test('are inserted at the caret, as paragraphs of their own', async () => {
    const { user } = await start()
    await user.type(note(), 'before and after')
    note().setSelectionRange(6, 7)
    await menu(user, 'Three passes')
    await waitFor(() => expect(note().value).toMatch(/^before\n\n## First pass[^]+could follow: \n\nand after$/))
    await waitFor(() => expect(focused()).toBe('Notes'))
  })

  test('are there after a reload', async () => {
    const { user, disk } = await start()
    await user.type(note(), 'Idea: ')
    await menu(user, 'Save this note as a template…')
    await user.click(await screen.findByRole('button', { name: 'Save' }))
    await user.clear(note())
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    await leaveApp()

    await startApp({ disk, address: `paper=${HYDRA_ID}` })
    expect(screen.getByRole('button', { name: 'Idea:' })).toBeTruthy()
  })
})

describe('the view of a note', () => {
  const view = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name })

  test('is text, preview or both, and the same on the next visit', async () => {
    const { user, disk } = await start()
    expect(screen.queryByRole('radio')).toBeNull()
    await user.type(note(), 'a **note**')
    expect(view('Both').checked).toBe(true)
    await user.click(view('Text'))
    expect(screen.queryByRole('group', { name: 'Preview' })).toBeNull()
    await user.click(view('Preview'))
    expect(await within(preview()).findByText('note')).toBeTruthy()
    await waitFor(() => expect(said()[1]).toBe('Saved'))
    await leaveApp()

    await startApp({ disk, address: `paper=${HYDRA_ID}` })
    expect(view('Preview').checked).toBe(true)
  })

  test('is the preview until the user begins to write', async () => {
    const { user } = await start()
    await user.type(note(), 'a note')
    await user.click(view('Preview'))
    await user.keyboard('n')
    await waitFor(() => expect(focused()).toBe('Notes'))
    expect(view('Text').checked).toBe(true)
    expect(screen.queryByRole('group', { name: 'Preview' })).toBeNull()
    await user.click(view('Preview'))
    expect(await within(preview()).findByText('a note')).toBeTruthy()
  })

  test('can fill the window, with the same box, caret and text, until Escape', async () => {
    const { user } = await start()
    await user.type(note(), '- some text')
    const box = note()
    box.setSelectionRange(3, 5)
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    const wide = screen.getByRole('dialog', { name: `Notes ${HYDRA}` })
    expect(within(wide).getByRole('textbox', { name: 'Notes' })).toBe(box)
    expect(document.documentElement.dataset['whole']).toBe('')
    expect([focused(), box.selectionStart, box.selectionEnd]).toEqual(['Notes', 3, 5])
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.documentElement.dataset['whole']).toBeUndefined()
    expect([focused(), box.selectionStart, box.selectionEnd]).toEqual(['Notes', 3, 5])
    expect(await openPaper('HydraRPC')).toBeTruthy()
    await user.keyboard('{Tab}')
    expect(focused()).not.toBe('Notes')
  })

  test('is left by its button, and runs no command of the list while it fills the window', async () => {
    const { user } = await start()
    await user.click(screen.getByRole('button', { name: 'Fill the window' }))
    screen.getByRole('button', { name: 'Back beside the list' }).focus()
    await user.keyboard('s4')
    expect(within(line(HYDRA)).getByRole('button', { name: 'Status: Unread' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Back beside the list' }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
