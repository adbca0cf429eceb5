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

/** The stores that moving needs, with an empty list. `arrive` delivers the row that a move waits for. */
function createScene() {
  let arrive: (paper: PaperHead) => void = () => {}
  const asked = new Promise<PaperHead>((resolve) => (arrive = resolve))
  const answers = createStore(() => ({
    answer: { extent: 2 },

    rowAt: () => asked,
    answered() {},
    setPageSize() {},
    setWindow() {},
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

describe('a move by key to a row that is still loading', () => {
  const press = async (meanwhile: () => void) => {
    const { scene, arrive } = createScene()
    search.focus()
    const moved = move(scene, () => 1)
    meanwhile()
    arrive(SECOND)
    await moved
    return scene.cursor.getState()
  }

  test('takes the focus out of the text box in which the key was pressed', async () => {
    expect(await press(() => {})).toMatchObject({ active: SECOND.id, index: 1, moves: 1 })
  })

  test('takes the focus from wherever it has gone in between', async () => {
    expect(await press(() => search.blur())).toMatchObject({ active: SECOND.id, moves: 1 })
  })

  test('leaves the focus in another text box that the user has entered', async () => {
    expect(await press(() => name.focus())).toMatchObject({ active: SECOND.id, index: 1, moves: 0 })
  })
})

describe('the row of the cursor', () => {
  beforeAll(prepareDom)
  afterEach(cleanup)

  /** A list that shows the first of two papers, and a function to show others. */
  const draw = () => {
    const { scene } = createScene()
    const answers = scene.answers as unknown as StoreApi<object>
    const showFrom = (from: number, ...lines: readonly PaperHead[]) =>
      act(() =>
        answers.setState({
          answer: { revision: 1, from, lines, extent: 200, gone: [], words: [], instead: [] },
          rowAt: (index: number) => lines[index - from],
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

  test('has the focus at once where it is loaded', () => {
    const { scene, show } = draw()
    show(FIRST, SECOND)
    act(() => {
      void move(scene, () => 1)
      expect(focused()).toBe(SECOND.id)
      void move(scene, (place) => place! - 1)
      expect(focused()).toBe(FIRST.id)
    })
  })

  test('keeps the focus when the list scrolls to other rows', () => {
    const { scene, show, showFrom } = draw()
    show(FIRST, SECOND)
    act(() => void move(scene, () => 1))
    const row = document.activeElement
    showFrom(100, paper({ title: 'Far away' }))
    expect(document.activeElement).toBe(row)
    expect(row!.getAttribute('aria-rowindex')).toBe('3')
  })

  test('takes the focus when it loads later', () => {
    const { scene, show } = draw()
    act(() => scene.cursor.getState().moveTo(SECOND.id, 1, true))
    show(FIRST, SECOND)
    expect(focused()).toBe(SECOND.id)
  })

  test('leaves the focus in a text box that the user has entered', () => {
    const { scene, show } = draw()
    act(() => scene.cursor.getState().moveTo(SECOND.id, 1, true))
    name.focus()
    show(FIRST, SECOND)
    expect(document.activeElement).toBe(name)
  })
})
