// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createClock } from '../../../src/model/mark/clock.ts'
import type { PaperHead } from '../../../src/model/paper/paper.ts'
import { DEFAULT_VIEW } from '../../../src/model/query/view.ts'
import { createCursor } from '../../../src/store/view/cursor.ts'
import { StoresProvider, type Stores } from '../../../src/store/hooks.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { Table } from '../../../src/table/Table.tsx'
import { createQueue } from '../../../src/ui/commands/taskQueue.ts'
import { move } from '../../../src/ui/commands/actions.ts'
import { prepareDom } from '../../support/dom.ts'
import { paper } from '../../support/papers.ts'

const FIRST = paper({ title: 'First' })
const SECOND = paper({ title: 'Second' })

/** The stores as far as moving needs them, the list empty yet; `arrive` is the line that a move waits for. */
function createScene() {
  let arrive: (paper: PaperHead) => void = () => {}
  const asked = new Promise<PaperHead>((resolve) => (arrive = resolve))
  const answers = createStore(() => ({
    answer: { extent: 2 },

    at: () => asked,
    answered() {},
    fit() {},
    look() {},
  }))
  const viewing = createStore(() => ({ view: DEFAULT_VIEW }))
  const scene = {
    cursor: createCursor(null),
    library: createLibrary(
      new Map(),
      createClock('here', () => 1),
    ),
    answers: answers as unknown as Stores['answers'],
    viewing: viewing as unknown as Stores['viewing'],
    queue: createQueue(),
  }
  return { scene, arrive }
}

let [search, name] = [document.createElement('input'), document.createElement('input')]
beforeEach(() => {
  ;[search, name] = [document.createElement('input'), document.createElement('input')]
  document.body.replaceChildren(search, name)
})

describe('a key that moves to a line which is still on its way', () => {
  const press = async (meanwhile: () => void) => {
    const { scene, arrive } = createScene()
    search.focus()
    const moved = move(scene, () => 1)
    meanwhile()
    arrive(SECOND)
    await moved
    return scene.cursor.getState()
  }

  test('leads out of the text box that it was pressed in', async () => {
    expect(await press(() => {})).toMatchObject({ active: SECOND.id, index: 1, moves: 1 })
  })

  test('leads there from whatever else the keyboard is on by then', async () => {
    expect(await press(() => search.blur())).toMatchObject({ active: SECOND.id, moves: 1 })
  })

  test('leaves the keyboard where the reader has begun to write somewhere else', async () => {
    expect(await press(() => name.focus())).toMatchObject({ active: SECOND.id, index: 1, moves: 0 })
  })
})

describe('the row that is moved to', () => {
  beforeAll(prepareDom)
  afterEach(cleanup)

  /** A list that has the first of two papers, and what has it show others of them. */
  const draw = () => {
    const { scene } = createScene()
    const answers = scene.answers as unknown as StoreApi<object>
    const showFrom = (from: number, ...lines: readonly PaperHead[]) =>
      act(() =>
        answers.setState({
          answer: { revision: 1, from, lines, extent: 200, gone: [], words: [], instead: [] },
          at: (index: number) => lines[index - from],
        }),
      )
    const show = (...lines: readonly PaperHead[]) => showFrom(0, ...lines)
    show(FIRST)
    render(
      <StoresProvider value={scene as unknown as Stores}>
        <Table rowHeight={40} givesWay={false} />
      </StoresProvider>,
    )
    return { scene, show, showFrom }
  }
  const focused = () => document.activeElement!.getAttribute('data-paper')

  test('has the keyboard before anything else happens, where it is at hand', () => {
    const { scene, show } = draw()
    show(FIRST, SECOND)
    act(() => {
      void move(scene, () => 1)
      expect(focused()).toBe(SECOND.id)
      void move(scene, (place) => place! - 1)
      expect(focused()).toBe(FIRST.id)
    })
  })

  test('keeps the keyboard when the list is scrolled to where others are at hand', () => {
    const { scene, show, showFrom } = draw()
    show(FIRST, SECOND)
    act(() => void move(scene, () => 1))
    const row = document.activeElement
    showFrom(100, paper({ title: 'Far away' }))
    expect(document.activeElement).toBe(row)
    expect(row!.getAttribute('aria-rowindex')).toBe('3')
  })

  test('takes the keyboard when it comes later', () => {
    const { scene, show } = draw()
    act(() => scene.cursor.getState().moveTo(SECOND.id, 1, true))
    show(FIRST, SECOND)
    expect(focused()).toBe(SECOND.id)
  })

  test('leaves it where the reader writes by then', () => {
    const { scene, show } = draw()
    act(() => scene.cursor.getState().moveTo(SECOND.id, 1, true))
    name.focus()
    show(FIRST, SECOND)
    expect(document.activeElement).toBe(name)
  })
})
