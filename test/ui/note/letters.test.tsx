import { act, cleanup, render, screen } from '@testing-library/react'
import { Profiler, type ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { StoresProvider } from '../../../src/store/hooks.ts'
import { Table } from '../../../src/table/Table.tsx'
import { TopBar } from '../../../src/ui/TopBar.tsx'
import { Backlinks } from '../../../src/ui/note/Backlinks.tsx'
import { Note } from '../../../src/ui/note/Note.tsx'
import { createQueue } from '../../../src/ui/commands/taskQueue.ts'
import { grid, leaveApp, note, startApp } from '../../support/app.tsx'
import { followChannels } from '../../support/channels.ts'
import { prepareDom } from '../../support/dom.ts'

const HYDRA_ID = 'url:usenix.org/conference/atc24/presentation/ma'
const LETTERS = 'twenty letters typed'

let closeChannels = () => {}
beforeAll(prepareDom)
beforeEach(() => {
  closeChannels = followChannels()
})
afterEach(async () => {
  vi.useRealTimers()
  await leaveApp()
  closeChannels()
})

test('a letter typed into a note repaints only its text box, and not the table or the rest', async () => {
  const { user: _, disk: __, ...stores } = await startApp({ address: `paper=${HYDRA_ID}` })
  const paper = stores.answers.getState().answer!.paper!
  cleanup()
  const drawn = new Map<string, number>()
  const counted = (id: string, part: ReactNode) => (
    <Profiler id={id} onRender={() => drawn.set(id, (drawn.get(id) ?? 0) + 1)}>
      {part}
    </Profiler>
  )
  const scene = {
    ...stores,
    queue: createQueue(),
  }
  render(
    <StoresProvider value={stores}>
      {counted('bar', <TopBar scene={scene} hasFilters={false} />)}
      {counted('table', <Table rowHeight={64} givesWay />)}
      {counted('note', <Note paper={paper} />)}
      {counted('links', <Backlinks paper={paper} />)}
    </StoresProvider>,
  )
  act(() => note().focus())
  type('-')
  await act(() => new Promise((resolve) => setTimeout(resolve, 1000)))

  const written = new MutationObserver(() => {})
  written.observe(grid(), { subtree: true, childList: true, attributes: true, characterData: true })
  vi.useFakeTimers()
  drawn.clear()
  for (const letter of LETTERS) type(letter)
  expect(note().value).toBe(`-${LETTERS}`)
  // The bar shows once that the note is being saved.
  expect(Object.fromEntries(drawn)).toEqual({ bar: 1, note: LETTERS.length })
  expect(written.takeRecords()).toEqual([])
  act(() => void vi.advanceTimersByTime(1000))
  expect(written.takeRecords()).not.toEqual([])
  expect(screen.getByRole('rowheader', { name: /^HydraRPC/ }).textContent).toContain(LETTERS)
})

/** As a keyboard does: the letter is in the box first, then the page gets the event. */
function type(letter: string) {
  const box = note()
  const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!
  act(() => {
    set!.call(box, box.value + letter)
    box.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
}
