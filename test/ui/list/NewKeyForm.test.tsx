import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { toMark } from '../../../src/model/mark/mark.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { leaveApp, line, startApp } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'

prepareApp(() =>
  Promise.all([
    import('../../../src/ui/list/BelowList.tsx'),
    import('../../../src/ui/print/PrintDialog.tsx'),
    import('../../../src/table/notes/NoteValue.tsx'),
    import('../../../src/table/notes/NoteCell.tsx'),
  ]),
)

const SIX = ['Dataset', 'Method', 'Hardware', 'Metric', 'Speed-up', 'Cite for'] as const
const METIS = 'url:usenix.org/conference/atc24/presentation/um' as PaperId

const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'New key' })
const hint = () => document.getElementById(box().getAttribute('aria-describedby') ?? '')?.textContent
const labels = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent)

async function startMatrix() {
  const app = await startApp()
  await app.user.selectOptions(screen.getByRole('combobox', { name: 'Layout' }), 'Matrix')
  await app.user.click(screen.getByRole('button', { name: 'New key…' }))
  await waitFor(() => expect(document.activeElement).toBe(box()))
  return app
}

test('keys that are in no note become empty columns, which are filled under the names that were typed', async () => {
  const { user, library } = await startMatrix()
  for (const key of SIX) await user.keyboard(`${key}{Enter}`)
  expect(labels().slice(0, 7)).toEqual(['Title', ...SIX])
  await waitFor(() => expect(location.search).toContain('keys=Dataset,Method,Hardware,Metric,Speed-up,Cite+for'))

  const row = line('Metis')
  const cell = row.querySelector<HTMLElement>('[data-column="note.citefor"]')!
  cell.focus()
  await user.keyboard('plans{Enter}')
  expect(toMark(library.getState().marks.get(METIS)).note.trim()).toBe('Cite for: plans')
  await leaveApp()

  await startApp({ address: location.search.slice(1) })
  expect(labels().slice(0, 7)).toEqual(['Title', ...SIX])
})

test('a text that is no key is refused with a reason, and stays to be mended', async () => {
  const { user } = await startMatrix()
  const before = labels()
  await user.keyboard('see: https://example.org{Enter}')
  expect(hint()).toBe('A key is one to four words, without a colon.')
  expect(box().getAttribute('aria-invalid')).toBe('true')
  expect(box().value).toBe('see: https://example.org')
  expect(labels()).toEqual(before)
  await user.clear(box())
  expect(hint()).toBeUndefined()
})

test('a key of some notes becomes a column as they write it, and a new one is gone once its column is hidden', async () => {
  const { user, library } = await startMatrix()
  library.getState().edit([METIS], { note: 'Speed-up: 2×' })
  const menu = within(screen.getByRole('group', { name: 'Columns' }))
  const keys = () => within(menu.getByRole('group', { name: 'From your notes' }))
  await waitFor(() => expect(keys().getByRole('checkbox', { name: 'Speed-up' })).toBeDefined())
  await user.keyboard('speed UP{Enter}')
  await user.keyboard('Priority{Enter}')
  expect(labels().slice(1, 3)).toEqual(['Speed-up', 'Priority'])
  await waitFor(() => expect(location.search).toMatch(/keys=Priority$/))

  await user.click(keys().getByRole('checkbox', { name: 'Priority' }))
  expect(labels().slice(1, 3)).not.toContain('Priority')
  await waitFor(() => expect(location.search).not.toContain('keys='))
  expect(keys().queryByRole('checkbox', { name: 'Priority' })).toBeNull()
})
