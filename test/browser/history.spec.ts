import { expect, test } from '@playwright/test'
import { HYDRA, noteOf, openApp, saved, titleOf } from './journey.ts'

test('a cleared note can be restored from its history, and that can be undone', async ({ page }) => {
  await openApp(page)
  await titleOf(page, HYDRA).click()
  await noteOf(page).fill('The thought of years')
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()
  await noteOf(page).fill('')
  await expect(saved(page)).toHaveText('Saved')
  await page.reload()

  await page.getByRole('button', { name: 'One earlier version' }).click()
  const versions = page.getByRole('list', { name: 'Earlier versions of the note' })
  await versions.getByText('The thought of years').first().click()
  await expect(versions.getByRole('deletion')).toHaveText('The thought of years')
  await versions.getByRole('button', { name: 'Bring this version back' }).click()
  await expect(noteOf(page)).toHaveValue('The thought of years')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(noteOf(page)).toHaveValue('')
})

test('a note typed in two tabs at once loses no text: the later shows, and the earlier is offered', async ({
  context,
}) => {
  const [here, there] = [await context.newPage(), await context.newPage()]
  await Promise.all([openApp(here), openApp(there)])
  await Promise.all([titleOf(here, HYDRA).click(), titleOf(there, HYDRA).click()])

  await noteOf(here).focus()
  await noteOf(there).focus()
  await noteOf(here).pressSequentially('Mine')
  await noteOf(there).pressSequentially('Theirs')
  // The user who types keeps their own text under the caret.
  await noteOf(here).pressSequentially(', to the end')
  await expect(noteOf(here)).toHaveValue('Mine, to the end')
  for (const page of [here, there]) await expect(saved(page)).toHaveText('Saved')
  await noteOf(there).blur()
  await expect(noteOf(there)).toHaveValue('Mine, to the end')

  await here.reload()
  await expect(noteOf(here)).toHaveValue('Mine, to the end')
  await here.getByRole('button', { name: /earlier version/ }).click()
  await expect(here.getByRole('list', { name: 'Earlier versions of the note' })).toContainText('Theirs')
})
