import { describe, expect, test } from 'vitest'
import { createCursor } from '../../../src/store/view/cursor.ts'
import { A, B } from '../../support/marks.ts'

test('the cursor begins on the open paper, or nowhere', () => {
  expect(createCursor(A).getState()).toMatchObject({ active: A, index: 0 })
  expect(createCursor(null).getState().active).toBeNull()
})

describe('a move of the cursor', () => {
  test('takes the focus along by a key, and not by a click', () => {
    const cursor = createCursor(null)
    cursor.getState().moveTo(A, 4)
    expect(cursor.getState()).toMatchObject({ active: A, index: 4, moves: 0 })
    cursor.getState().moveTo(B, 5, true)
    expect(cursor.getState()).toMatchObject({ active: B, index: 5, moves: 1 })
  })

  test('to the same place takes the focus there again', () => {
    const cursor = createCursor(null)
    cursor.getState().moveTo(A, 0, true)
    cursor.getState().moveTo(A, 0, true)
    expect(cursor.getState().moves).toBe(2)
  })

  test('keeps the selection', () => {
    const cursor = createCursor(A)
    cursor.getState().toggleSelected(A)
    cursor.getState().moveTo(B, 1)
    expect([...cursor.getState().selected]).toEqual([A])
  })
})

describe('the selection', () => {
  test('adds and removes papers one by one', () => {
    const { getState } = createCursor(null)
    getState().toggleSelected(A)
    getState().toggleSelected(B)
    expect([...getState().selected]).toEqual([A, B])
    getState().toggleSelected(A)
    expect([...getState().selected]).toEqual([B])
  })

  test('is immutable: a later change leaves an earlier one as it was', () => {
    const { getState } = createCursor(null)
    getState().toggleSelected(A)
    const before = getState().selected
    getState().toggleSelected(B)
    expect([...before]).toEqual([A])
  })

  test('can be cleared, and clearing an empty one repaints nothing', () => {
    const { getState } = createCursor(null)
    const none = getState().selected
    getState().toggleSelected(A)
    getState().clearSelected()
    expect(getState().selected).toBe(none)
    expect(none.size).toBe(0)
  })
})
