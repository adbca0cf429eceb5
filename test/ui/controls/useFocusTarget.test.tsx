import { act, cleanup, render } from '@testing-library/react'
import { useRef } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { StoresProvider, type Stores } from '../../../src/store/hooks.ts'
import { createScreen } from '../../../src/store/screen.ts'
import { useFocusTarget } from '../../../src/ui/controls/useFocusTarget.ts'

afterEach(cleanup)

const PAPER = 'doi:10.1/1' as PaperId
const NOTE = { place: 'note', paper: PAPER, fillsWindow: false } as const

function Box() {
  const box = useRef<HTMLTextAreaElement>(null)
  useFocusTarget(
    (target) => target.place === 'note' && target.paper === PAPER,
    () => box.current!.focus(),
  )
  return <textarea ref={box} />
}

/** A page with a search box, and the note while it is shown. */
function draw() {
  const screen = createScreen()
  const page = (hasNote: boolean) => (
    <StoresProvider value={{ screen } as Stores}>
      <input type="search" />
      {hasNote && <Box />}
    </StoresProvider>
  )
  const { rerender, container } = render(page(false))
  return {
    screen,
    search: container.querySelector('input')!,
    showNote: () => rerender(page(true)),
    focused: () => document.activeElement!.localName,
  }
}

test('the note receives the focus in the same task', () => {
  const { screen, showNote, focused } = draw()
  showNote()
  act(() => screen.getState().sendKeyboard(NOTE))
  expect([focused(), screen.getState().target]).toEqual(['textarea', null])
})

test('a note that mounts later receives the focus, and the waiting caller continues', async () => {
  const { screen, showNote, focused } = draw()
  act(() => screen.getState().sendKeyboard(NOTE))
  const arrival = screen.getState().arrival()
  expect(focused()).toBe('body')
  showNote()
  await arrival
  expect(focused()).toBe('textarea')
  expect(screen.getState().arrival()).toBeUndefined()
})

test('the focus stays where the user is typing by the time the note mounts', async () => {
  const { screen, search, showNote, focused } = draw()
  act(() => screen.getState().sendKeyboard(NOTE))
  const arrival = screen.getState().arrival()
  search.focus()
  showNote()
  await arrival
  expect(focused()).toBe('input')
})

test('the wait for a target that never mounts ends once another is set', async () => {
  const { screen } = draw()
  act(() => screen.getState().sendKeyboard(NOTE))
  const arrival = screen.getState().arrival()
  act(() => screen.getState().show(null))
  await arrival
  expect(screen.getState().target).toBeNull()
})
