import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { line, startApp, titles } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'

prepareApp(() =>
  Promise.all([
    import('../../../src/ui/list/BelowList.tsx'),
    import('../../../src/table/notes/NoteValue.tsx'),
    import('../../../src/table/notes/NoteCell.tsx'),
  ]),
)

const firstTitles = () => titles().map((title) => title?.split(/[: ]/)[0])
const again = () => screen.queryByRole('button', { name: 'Sort again' })
const cell = (start: string) => line(start).querySelector<HTMLElement>('[data-column="note.speedup"]')!

test('rows stay while the key that sorts them is filled, and are sorted again when the user asks for it', async () => {
  const { user, answers, library } = await startApp({ address: 'layout=matrix&show=note.speedup&sort=note.speedup' })
  const rows = answers.getState().answer!.rows.slice(0, 3)
  for (const [i, { id }] of rows.entries()) library.getState().edit([id], { note: `Speed-up: ${i + 1}×` })
  const before = firstTitles()
  await user.click(await screen.findByRole('button', { name: 'Sort again' }))
  await waitFor(() => expect(again()).toBeNull())
  expect(firstTitles()).toEqual(before)

  const [first, second, third] = before as [string, string, string]
  cell(first).focus()
  await user.keyboard('9{Enter}')
  expect(document.activeElement).toBe(cell(second))
  await waitFor(() => expect(again()).not.toBeNull())
  await user.keyboard('7{Enter}')
  expect(document.activeElement).toBe(cell(third))
  expect(firstTitles()).toEqual(before)

  await user.click(again()!)
  await waitFor(() => expect(firstTitles().slice(0, 3)).toEqual([third, second, first]))
  expect(again()).toBeNull()
})

test('a key that does not sort the rows leaves nothing to be sorted again', async () => {
  const { user, answers } = await startApp({ address: 'layout=matrix&show=note.speedup,note.metric&sort=note.metric' })
  const before = firstTitles()
  cell(before[0]!).focus()
  await user.keyboard('9{Enter}')
  await waitFor(() => expect(answers.getState().answer!.keys).toHaveLength(1))
  expect(again()).toBeNull()
  // No note has the key that sorts, and the order is named all the same.
  const [sort] = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Sort' }).selectedOptions
  expect(sort?.textContent).toBe('metric')
})
