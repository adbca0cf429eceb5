import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { facet, startApp } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'
import { listOf } from '../../support/lists.ts'

prepareApp(() => import('../../../src/ui/commands/commands.ts'))

const papersOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ title: `Paper ${i}`, authors: [`Author ${i}`, 'Ada Lovelace'] }))
const authors = () => within(screen.getByRole('group', { name: 'Author' }))

test('the authors of few papers are counted at once', async () => {
  await startApp({ lists: [listOf(papersOf(3))] })
  expect(facet('Author', 'Ada Lovelace').checked).toBe(false)
  expect(authors().queryByRole('button', { name: 'Show the most frequent' })).toBeNull()
})

test('the authors of many papers are counted once the user asks for them, and hidden again', async () => {
  const { user } = await startApp({ lists: [listOf(papersOf(2100))] })
  expect(authors().queryAllByRole('checkbox')).toEqual([])
  await user.click(authors().getByRole('button', { name: 'Show the most frequent' }))
  const [first] = await authors().findAllByRole('checkbox')
  expect(first!.closest('label')!.textContent).toMatch(/^Ada Lovelace\s*2,100$/)
  await user.click(authors().getByRole('button', { name: 'Hide' }))
  expect(authors().queryAllByRole('checkbox')).toEqual([])
  await user.click(authors().getByRole('button', { name: 'Show the most frequent' }))
  await user.click((await authors().findAllByRole('checkbox'))[0]!)
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('author:"Ada Lovelace"')
})

test('a key of the notes is a filter once the user adds it, and none with its choices once it is removed', async () => {
  const lists = [listOf([{ title: 'A' }, { title: 'B' }, { title: 'C' }])]
  const { user, answers, library, viewing } = await startApp({ lists })
  const papers = answers.getState().answer!.rows
  const notes = ['Dataset: COCO, ImageNet', 'Dataset: COCO']
  for (const [i, note] of notes.entries()) library.getState().edit([papers[i]!.id], { note })
  await user.click(await screen.findByRole('button', { name: 'Add filter…' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Dataset' }))
  await screen.findByRole('checkbox', { name: 'ImageNet' })
  expect(facet('Dataset', 'COCO').closest('label')!.textContent).toMatch(/COCO\s*2$/)
  expect(screen.queryByRole('menu')).toBeNull()
  await user.click(facet('Dataset', 'ImageNet'))
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('dataset:ImageNet')
  expect(viewing.getState().view.facets).toEqual(['note.dataset'])
  await user.click(screen.getByRole('button', { name: 'Remove filter Dataset' }))
  await waitFor(() => expect(screen.queryByRole('group', { name: 'Dataset' })).toBeNull())
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('')
  expect(viewing.getState().view.facets).toEqual([])
})
