import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { focused, grid, line, note, search, star, startApp, status, titles } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'
import { listOf, manyPapers } from '../../support/lists.ts'
import { createThread } from '../../support/thread.ts'

prepareApp(() =>
  Promise.all([
    import('../../../src/ui/list/BelowList.tsx'),
    import('../../../src/ui/paper/BulkTagDialog.tsx'),
    import('../../../src/ui/export/ExportMenu.tsx'),
    import('../../../src/widgets/StatusMenu.tsx'),
  ]),
)

const [A, B, C, D] = ['Cost-Efficient', 'Quant-LLM', 'PUZZLE', 'FwdLLM'] as const
const title = (start: string) => within(line(start)).getByRole('rowheader')
const selected = () =>
  within(grid())
    .getAllByRole('row')
    .flatMap((row, i) => (row.getAttribute('aria-selected') === 'true' ? [titles()[i - 1]!.split(/[: ]/)[0]] : []))
/** Clicks while a key is held down. */
async function clickWith(user: UserEvent, key: 'Control' | 'Meta' | 'Shift', element: Element) {
  await user.keyboard(`{${key}>}`)
  await user.click(element)
  await user.keyboard(`{/${key}}`)
}
const bar = () => screen.findByRole('region', { name: 'Selected papers' })
const past = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' })

describe('a click', () => {
  test('with Ctrl or ⌘ adds or removes a row, and opens nothing', async () => {
    const { user } = await startApp()
    await clickWith(user, 'Control', title(A))
    await clickWith(user, 'Meta', title(C))
    expect(selected()).toEqual(['Cost-Efficient', 'PUZZLE'])
    await clickWith(user, 'Control', line(A))
    expect(selected()).toEqual(['PUZZLE'])
    expect(location.search).toBe('')
    await waitFor(() => expect(focused()).toMatch(A))
  })

  test('with Shift selects up to that row, upwards and downwards, and keeps the rest of the selection', async () => {
    const { user } = await startApp()
    await clickWith(user, 'Control', title('Metis'))
    await clickWith(user, 'Control', title(D))
    await clickWith(user, 'Shift', title(B))
    await waitFor(() => expect(selected()).toEqual(['Quant-LLM', 'PUZZLE', 'FwdLLM', 'Metis']))
    await clickWith(user, 'Shift', title(A))
    await waitFor(() => expect(selected()).toHaveLength(5))
    expect(screen.queryByRole('region', { name: /^Cost/ })).toBeNull()
  })

  test('with Shift also selects rows far outside the viewport', async () => {
    const { user, cursor } = await startApp({ lists: [listOf(manyPapers(1000))] })
    await user.click(within(line('Paper 0003')).getAllByRole('gridcell')[2]!)
    await user.keyboard('{End}')
    await waitFor(() => expect(focused()).toBe('Paper 1000'))
    act(() => cursor.getState().moveTo('title:paper 0003 (2024)' as never, 2))
    await clickWith(user, 'Shift', title('Paper 0990'))
    await waitFor(() => expect(cursor.getState().selected.size).toBe(988))
    expect([...cursor.getState().selected].at(0)).toBe('title:paper 0003 (2024)')
    expect(within(await bar()).getByText('988 selected')).toBeTruthy()
  })

  test('with Shift selects only its row if the anchor is no longer in the list', async () => {
    const { user, cursor } = await startApp()
    await user.keyboard('jjj')
    await waitFor(() => expect(focused()).toMatch(C))
    act(() => cursor.setState({ active: 'doi:10.1/gone' as never }))
    await clickWith(user, 'Shift', title(A))
    await waitFor(() => expect(selected()).toEqual(['Cost-Efficient']))
  })

  test('on a button or a link works there as without a modifier', async () => {
    const { user } = await startApp()
    await clickWith(user, 'Control', star(line(A)))
    expect(star(line(A)).getAttribute('aria-pressed')).toBe('true')
    expect(selected()).toEqual([])
  })

  test('without a modifier opens the paper, also while some are selected', async () => {
    const { user } = await startApp()
    await clickWith(user, 'Control', title(A))
    await user.click(title(B))
    expect(await screen.findByRole('region', { name: /^Quant-LLM/ })).toBeTruthy()
    expect(selected()).toEqual(['Cost-Efficient'])
  })
})

describe('a touch', () => {
  const HELD_MS = 600
  const touch = (element: Element, type: string, more: object = {}) =>
    fireEvent(element, new PointerEvent(type, { bubbles: true, cancelable: true, pointerType: 'touch', ...more }))
  const hold = () => act(() => new Promise((resolve) => setTimeout(resolve, HELD_MS)))

  test('that rests on a row selects it and opens nothing, and taps then add and remove others', async () => {
    await startApp()
    touch(title(A), 'pointerdown')
    await hold()
    expect(selected()).toEqual(['Cost-Efficient'])
    const menu = new MouseEvent('contextmenu', { bubbles: true, cancelable: true })
    fireEvent(title(A), menu)
    expect(menu.defaultPrevented).toBe(true)
    touch(title(A), 'pointerup')
    fireEvent.click(title(A))
    expect(selected()).toEqual(['Cost-Efficient'])
    for (const start of [B, C, B]) {
      touch(title(start), 'pointerdown')
      touch(title(start), 'pointerup')
      fireEvent.click(title(start))
    }
    expect(selected()).toEqual(['Cost-Efficient', 'PUZZLE'])
    expect(screen.queryByRole('region', { name: /^(Cost|Quant|PUZZLE)/ })).toBeNull()
  })

  test('that moves or ends early selects nothing', async () => {
    await startApp()
    touch(title(A), 'pointerdown', { clientX: 5, clientY: 5 })
    touch(title(A), 'pointermove', { clientX: 5, clientY: 40 })
    await hold()
    touch(title(B), 'pointerdown')
    touch(title(B), 'pointerup')
    await hold()
    fireEvent.click(title(B))
    expect(selected()).toEqual([])
    expect(await screen.findByRole('region', { name: /^Quant-LLM/ })).toBeTruthy()
  })
})

describe('the selection', () => {
  /** Selects the first three. */
  async function selectThree(user: UserEvent) {
    await clickWith(user, 'Control', title(A))
    await clickWith(user, 'Shift', title(C))
    return within(await bar())
  }

  test('is counted below the list until it is cleared, and then the list has the focus', async () => {
    const { user } = await startApp()
    expect(screen.queryByRole('region', { name: 'Selected papers' })).toBeNull()
    const { getByText, getByRole } = await selectThree(user)
    await waitFor(() => expect(getByText('3 selected')).toBeTruthy())
    await user.click(getByRole('button', { name: 'Select none' }))
    expect(screen.queryByRole('region', { name: 'Selected papers' })).toBeNull()
    expect(selected()).toEqual([])
    await waitFor(() => expect(focused()).toMatch(C))
  })

  test('receives a status and stars, each as one step of undo', async () => {
    const { user } = await startApp()
    const { getByRole } = await selectThree(user)
    await user.click(getByRole('button', { name: 'Status' }))
    await user.click(within(await screen.findByRole('menu')).getByRole('menuitemradio', { name: 'Reading' }))
    expect([A, B, C, D].map((start) => status(line(start)).textContent)).toEqual([
      'Reading',
      'Reading',
      'Reading',
      'Unread',
    ])
    expect(screen.getByText('3 papers changed')).toBeTruthy()
    await user.click(getByRole('button', { name: 'Star' }))
    expect(star(line(B)).getAttribute('aria-pressed')).toBe('true')
    await user.click(past())
    expect(star(line(B)).getAttribute('aria-pressed')).toBe('false')
    await user.click(past())
    expect(status(line(A)).textContent).toBe('Unread')
    expect(past().disabled).toBe(true)
  })

  test('can be exported', async () => {
    const { user } = await startApp()
    const { getByRole } = await selectThree(user)
    await user.click(getByRole('button', { name: 'Export' }))
    expect(within(await screen.findByRole('menu', { name: 'Export' })).getByText('3 selected papers')).toBeTruthy()
  })

  test('gains and loses tags as one step of undo, with the existing tags to choose from', async () => {
    const { user, library } = await startApp()
    act(() => library.getState().edit(['url:usenix.org/conference/atc24/presentation/ma' as never], { tags: ['cxl'] }))
    act(() => library.setState({ past: [] }))
    const { getByRole } = await selectThree(user)
    await user.click(getByRole('button', { name: 'Tags' }))
    const dialog = await screen.findByRole('dialog', { name: 'Tags of 3 papers' })
    const { getByText, getByLabelText, findByText } = within(dialog)
    expect(getByText('No tags yet.')).toBeTruthy()
    expect(focused()).toBe('Add a tag')
    expect([...dialog.querySelectorAll('option')].map(({ value }) => value)).toEqual(['cxl'])
    await user.type(getByLabelText('Add a tag'), '  to   cite {Enter}')
    await findByText('3 papers changed')
    expect(within(dialog).getByRole('list', { name: 'Their tags' }).textContent).toMatch(/^to citeall/)
    expect(within(line(B)).getByText('to cite')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Remove: to cite' }))
    expect(within(line(B)).queryByText('to cite')).toBeNull()
    expect(focused()).toBe('Add a tag')
    await user.click(within(dialog).getByRole('button', { name: 'Close' }))
    await user.click(past())
    expect([A, B, C].map((start) => within(line(start)).queryByText('to cite') !== null)).toEqual([true, true, true])
    await user.click(past())
    expect(within(line(B)).queryByText('to cite')).toBeNull()
    expect(past().disabled).toBe(true)
  })

  test('shows how many of it have a tag, and gives the tag to the others', async () => {
    const { user } = await startApp()
    await user.keyboard('j#')
    const alone = await screen.findByRole('dialog', { name: 'Tags of 1 paper' })
    await user.type(within(alone).getByLabelText('Add a tag'), 'kv{Enter}')
    await user.click(within(alone).getByRole('button', { name: 'Close' }))
    const { getByRole } = await selectThree(user)
    await user.click(getByRole('button', { name: 'Tags' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Tags of 3 papers' }))
    expect(dialog.getByText('1 of 3')).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Add to all: kv' }))
    expect(dialog.getByText('all')).toBeTruthy()
    expect(dialog.getByText('2 papers changed')).toBeTruthy()
    expect(dialog.queryByRole('button', { name: 'Add to all: kv' })).toBeNull()
  })

  test('stays during another query, and while the user types', async () => {
    const thread = createThread()
    const { user, cursor } = await startApp({ thread })
    await selectThree(user)
    await user.type(search(), 'hydra')
    await user.click(within(grid()).getAllByRole('rowheader')[0]!)
    await user.type(note(), '#x')
    expect(cursor.getState().selected.size).toBe(3)
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
