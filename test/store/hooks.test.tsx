import { act, cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { createEngineClient } from '../../src/engine/host/openEngine.ts'
import { createClock } from '../../src/model/mark/clock.ts'
import { createAnswers } from '../../src/store/view/answers.ts'
import { createCursor } from '../../src/store/view/cursor.ts'
import { StoresProvider, useAnswers, useShownView, type Stores } from '../../src/store/hooks.ts'
import { createLibrary } from '../../src/store/library/library.ts'
import { createViewing } from '../../src/store/view/viewStore.ts'
import { createAddress, createSetting } from '../support/address.ts'
import { atc24 } from '../support/lists.ts'

afterEach(cleanup)

test('the view and its answer are painted in one commit where the engine runs in the page', async () => {
  const viewing = createViewing(createAddress(''), createSetting(), createSetting())
  const library = createLibrary(new Map(), createClock('here', Date.now))
  library.getState().load(new Map())
  const noWorker = () => {
    throw new Error('these are few papers')
  }
  const engine = createEngineClient(noWorker, () => library.getState().marks)
  const cursor = createCursor(null)
  const answers = createAnswers(engine, { viewing, library, cursor })
  await answers.getState().openLists([atc24()])
  const drawn: string[] = []
  function Both() {
    const text = useShownView((view) => view.text)
    const total = useAnswers(({ answer }) => answer?.total)
    drawn.push(`${text}: ${total}`)
    return null
  }
  render(
    <StoresProvider value={{ viewing, library, cursor, answers } as Stores}>
      <Both />
    </StoresProvider>,
  )
  act(() => viewing.getState().type('rpc'))
  expect(drawn).toEqual([': 23', 'rpc: 1'])
})
