import { describe, expect, test } from 'vitest'
import { createCursor } from '../../../src/store/view/cursor.ts'
import { A, B } from '../../support/marks.ts'

test('the reader begins on the paper that is open, or nowhere', () => {
  expect(createCursor(A).getState()).toMatchObject({ active: A, index: 0 })
  expect(createCursor(null).getState().active).toBeNull()
})

describe('a move', () => {
  test('by a key takes the keyboard along, by a click it does not', () => {
    const cursor = createCursor(null)
    cursor.getState().moveTo(A, 4)
    expect(cursor.getState()).toMatchObject({ active: A, index: 4, moves: 0 })
    cursor.getState().moveTo(B, 5, true)
    expect(cursor.getState()).toMatchObject({ active: B, index: 5, moves: 1 })
  })

  test('to the same place takes the keyboard there once more', () => {
    const cursor = createCursor(null)
    cursor.getState().moveTo(A, 0, true)
    cursor.getState().moveTo(A, 0, true)
    expect(cursor.getState().moves).toBe(2)
  })

  test('keeps what is selected', () => {
    const cursor = createCursor(A)
    cursor.getState().toggleSelected(A)
    cursor.getState().moveTo(B, 1)
    expect([...cursor.getState().selected]).toEqual([A])
  })
})

describe('the selection', () => {
  test('takes papers in and lets them go one by one', () => {
    const { getState } = createCursor(null)
    getState().toggleSelected(A)
    getState().toggleSelected(B)
    expect([...getState().selected]).toEqual([A, B])
    getState().toggleSelected(A)
    expect([...getState().selected]).toEqual([B])
  })

  test('as it was before is not changed by what is selected later', () => {
    const { getState } = createCursor(null)
    getState().toggleSelected(A)
    const before = getState().selected
    getState().toggleSelected(B)
    expect([...before]).toEqual([A])
  })

  test('can be let go as a whole, which draws nothing anew where there is none', () => {
    const { getState } = createCursor(null)
    const none = getState().selected
    getState().toggleSelected(A)
    getState().clearSelected()
    expect(getState().selected).toBe(none)
    expect(none.size).toBe(0)
  })
})
