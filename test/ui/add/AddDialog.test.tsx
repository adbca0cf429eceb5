import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPaper, startApp } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'

prepareApp(() => import('../../../src/ui/add/AddDialog.tsx'))

const METIS_LINK = 'https://www.usenix.org/conference/atc24/presentation/um'

async function openDialog(text = '') {
  const app = await startApp()
  act(() => app.screen.getState().show('add', [], { text }))
  return app
}
const dialog = () => screen.findByRole('dialog', { name: 'Add papers' })
const value = async (name: string | RegExp) =>
  within(await dialog()).getByRole<HTMLInputElement>('textbox', { name }).value

test('the form is filled with what a typed DOI, link or title says', async () => {
  const { user } = await openDialog()
  const box = within(await dialog()).getByRole('textbox', { name: /^Paste or type/ })
  expect(document.activeElement).toBe(box)
  await user.type(box, 'arXiv:1706.03762')
  expect([await value('Year'), await value('Venue'), await value('Link'), await value('Title')]).toEqual([
    '2017',
    'arXiv',
    'https://arxiv.org/abs/1706.03762',
    '',
  ])
  await user.clear(box)
  await user.type(box, 'On Locks')
  expect([await value('Year'), await value('Title')]).toEqual(['', 'On Locks'])
})

test('a given paper that is here is opened, and no dialog', async () => {
  await openDialog(METIS_LINK)
  expect(await openPaper('Metis')).toBeTruthy()
  expect(screen.queryByRole('dialog', { name: 'Add papers' })).toBeNull()
})

test('of several papers those that are here cannot be added again, and can be opened', async () => {
  const { user } = await openDialog(`${METIS_LINK}\nOn Locks`)
  const papers = within(await dialog())
  expect(await papers.findByText('2 papers: 1 to add, 1 already here')).toBeTruthy()
  expect(papers.getByRole<HTMLInputElement>('checkbox', { name: /presentation\/um/ }).disabled).toBe(true)
  await user.click(papers.getByRole('checkbox', { name: 'On Locks' }))
  expect(papers.getByRole<HTMLButtonElement>('button', { name: 'Add' }).disabled).toBe(true)
  await user.click(papers.getByRole('button', { name: 'Open it' }))
  expect(await openPaper('Metis')).toBeTruthy()
})

test('a form without a title or an address says what is missing, at its field', async () => {
  const { user } = await openDialog()
  await user.click(within(await dialog()).getByRole('button', { name: 'Add' }))
  const title = within(await dialog()).getByRole('textbox', { name: 'Title' })
  expect([title.getAttribute('aria-invalid'), document.activeElement === title]).toEqual(['true', true])
})
