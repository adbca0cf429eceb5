// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { toMark } from '../../../src/model/mark/mark.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { startApp } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'

prepareApp(() =>
  Promise.all([import('../../../src/ui/list/BelowList.tsx'), import('../../../src/ui/noteKeys/KeysDialog.tsx')]),
)

const METIS = 'url:usenix.org/conference/atc24/presentation/um' as PaperId
/** A paper that no list has any more. */
const GONE = 'title:a paper of long ago' as PaperId

async function start() {
  const app = await startApp()
  const { library } = app
  library.getState().edit([METIS], { note: 'Dataset: A, B\nData: C' })
  library.getState().edit([GONE], { note: 'dataset: a' })
  const noteOf = (paper: PaperId) => toMark(library.getState().marks.get(paper)).note
  app.screen.getState().show('note keys')
  const dialog = within(await screen.findByRole('dialog', { name: 'Keys of your notes' }))
  const said = (box: HTMLElement) => document.getElementById(box.getAttribute('aria-describedby')!)!.textContent
  const type = async (name: string, typed: string) => {
    await app.user.click(dialog.getByRole('button', { name: `Rename ${name}…` }))
    const box = dialog.getByRole('textbox', { name: `New name of ${name}` })
    const before = said(box)
    await app.user.clear(box)
    await app.user.type(box, typed)
    return [before, said(box)]
  }
  return { ...app, dialog, type, noteOf }
}

test('a key is renamed in all notes, after the dialog has said in how many, and comes back by Undo', async () => {
  const { user, dialog, type, noteOf } = await start()
  expect(await type('Dataset', 'Corpus')).toEqual([
    '“Dataset” is in 2 notes',
    'Rename “Dataset” to “Corpus” in 2 notes',
  ])
  await user.keyboard('{Enter}')
  expect([noteOf(METIS), noteOf(GONE)]).toEqual(['Corpus: A, B\nData: C', 'Corpus: a'])
  expect(await dialog.findByText('Renamed “Dataset” to “Corpus” in 2 notes')).toBeDefined()
  await user.click(dialog.getByRole('button', { name: 'Undo' }))
  expect([noteOf(METIS), noteOf(GONE)]).toEqual(['Dataset: A, B\nData: C', 'dataset: a'])
})

test('a key can be merged into another, and is refused a name that is no key', async () => {
  const { user, dialog, type, noteOf } = await start()
  expect((await type('Data', 'a: b'))[1]).toBe('A key is one to four words, without a colon.')
  await user.keyboard('{Enter}')
  const box = dialog.getByRole('textbox', { name: 'New name of Data' })
  expect(noteOf(METIS)).toBe('Dataset: A, B\nData: C')
  await user.clear(box)
  await user.type(box, 'Dataset{Enter}')
  expect(noteOf(METIS)).toBe('Dataset: A, B\nDataset: C')
  expect(await dialog.findByText('Merged “Data” into “Dataset” in 1 note')).toBeDefined()
  await waitFor(() => expect(dialog.queryByRole('button', { name: 'Rename Data…' })).toBeNull())
})

test('a value of a key is renamed in all notes', async () => {
  const { user, dialog, type, noteOf } = await start()
  await user.click(dialog.getByRole('button', { name: 'Values of Dataset' }))
  expect((await type('A', 'ImageNet'))[1]).toBe('Rename “A” to “ImageNet” in 2 notes')
  await user.keyboard('{Enter}')
  expect([noteOf(METIS), noteOf(GONE)]).toEqual(['Dataset: ImageNet, B\nData: C', 'dataset: ImageNet'])
})
