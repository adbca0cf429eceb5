import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { focused, leaveApp, line, note, search, startApp, status, titles } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'
import { createDisk, putOnDisk } from '../../support/disk.ts'
import { kept } from '../../support/marks.ts'

const HYDRA_ID = 'url:usenix.org/conference/atc24/presentation/ma' as PaperId

prepareApp(() =>
  Promise.all([
    import('../../../src/ui/list/BelowList.tsx'),
    import('../../../src/ui/list/Welcome.tsx'),
    import('../../../src/ui/add/AddDialog.tsx'),
  ]),
)

const welcome = () => screen.findByRole('region', { name: 'Welcome' })
const present = () => screen.queryByRole('region', { name: 'Welcome' })
/** Long enough for lazy chunks to load. */
const settled = () => screen.findByRole('button', { name: 'Add' })
const tried = async () =>
  within(await welcome())
    .getAllByRole('listitem')
    .filter(({ textContent }) => textContent.includes('✓'))
    .map(({ textContent }) => textContent.replace(/^.*? (?=\p{Ll}{2})/u, ''))

test('a first visit shows what the app is and which keys to try, and the list can be used meanwhile', async () => {
  const { user } = await startApp()
  expect((await welcome()).textContent).toMatch(
    /^Add a paper, drop a \.bib, \.ris, \.csv or Markdown list, or try it on ATC 2024\. .*no account, no server/,
  )
  const keys = [...(await welcome()).querySelectorAll('kbd')].map(({ textContent }) => textContent)
  expect(keys).toEqual(['j', 'k', '4', 's', 'n', '?'])
  expect(focused()).toBe('')
  await user.type(search(), 'hydra')
  await waitFor(() => expect(titles()).toHaveLength(1))
})

test.each([
  ['the welcome', undefined],
  ['an empty list', []],
] as const)('%s leads to adding a paper', async (_, lists) => {
  const { user } = await startApp(lists && { lists })
  await user.click(await screen.findByRole('link', { name: 'Add a paper' }))
  expect(await screen.findByRole('dialog', { name: 'Add papers' })).toBeTruthy()
})

test('an act that was tried is ticked, and unticked when it is undone', async () => {
  const { user } = await startApp()
  await welcome()
  await user.keyboard('j4')
  await waitFor(async () => expect(await tried()).toEqual(['mark it read ✓']))
  await user.keyboard('s')
  await waitFor(async () => expect(await tried()).toEqual(['mark it read ✓', 'star it ✓']))
  await user.keyboard('n')
  await waitFor(() => expect(focused()).toBe('Notes'))
  await user.type(note(), 'Mine')
  await waitFor(async () => expect((await welcome()).textContent).toContain('That is all it takes.'))
  await user.clear(note())
  await waitFor(async () => expect(await tried()).toEqual(['mark it read ✓', 'star it ✓']))
})

test('the welcome stays away after the user dismisses it', async () => {
  const { user } = await startApp()
  await user.click(within(await welcome()).getByRole('button', { name: 'Dismiss the welcome' }))
  expect(present()).toBeNull()
  await leaveApp()
  await startApp()
  await settled()
  expect(present()).toBeNull()
})

test('the welcome ends once ten papers are marked', async () => {
  const { user } = await startApp()
  await welcome()
  await user.keyboard('js'.repeat(9))
  expect(present()).not.toBeNull()
  await user.keyboard('js')
  await waitFor(() => expect(present()).toBeNull())
})

test('a second visit shows no welcome, even if the user did not dismiss it', async () => {
  await startApp()
  await welcome()
  await leaveApp()
  await startApp()
  await settled()
  expect(present()).toBeNull()
})

test('a user with earlier marks sees no welcome', async () => {
  const disk = createDisk()
  await putOnDisk(disk, HYDRA_ID, kept({ status: 'read' }))
  await startApp({ disk })
  await settled()
  expect(present()).toBeNull()
})

test('a key for a paper, pressed without a current paper, tells how to choose one', async () => {
  const { user } = await startApp()
  await welcome()
  await user.keyboard('4')
  expect(await screen.findByText('No paper is selected yet: press j')).toBeTruthy()
  await user.keyboard('j4')
  await waitFor(() => expect(status(line('Cost-Efficient')).getAttribute('aria-label')).toBe('Status: Read'))
})
