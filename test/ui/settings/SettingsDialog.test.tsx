import { act, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { followTheme } from '../../../src/ui/settings/theme.ts'
import { startApp } from '../../support/app.tsx'
import { prepareApp } from '../../support/appTests.ts'

prepareApp(() => import('../../../src/ui/settings/SettingsDialog.tsx'))

const HYDRA = 'url:usenix.org/conference/atc24/presentation/ma' as PaperId
const METIS = 'url:usenix.org/conference/atc24/presentation/um' as PaperId

const root = document.documentElement
const bar = () => document.head.querySelector<HTMLMetaElement>('meta[name="theme-color"]')!

afterEach(() => {
  delete root.dataset['theme']
  document.head.innerHTML = ''
  document.body.style.background = ''
})

async function openSettings() {
  document.head.innerHTML = '<meta name="theme-color" content="#111111">'
  const { user, screen: store, library } = await startApp()
  store.getState().show('settings')
  const dialog = await screen.findByRole('dialog', { name: 'Settings' })
  const radio = (name: string) =>
    within(within(dialog).getByRole('radiogroup', { name: 'Theme' })).getByRole<HTMLInputElement>('radio', { name })
  return { user, dialog, radio, library }
}

describe('the theme', () => {
  test('is that of the system until the user chooses one, which the page shows and the next visit too', async () => {
    const { user, radio } = await openSettings()
    expect([radio('System').checked, root.dataset['theme']]).toEqual([true, undefined])
    document.body.style.background = 'rgb(1, 2, 3)'
    await user.click(radio('Dark'))
    expect([radio('Dark').checked, root.dataset['theme'], bar().content]).toEqual([true, 'dark', 'rgb(1, 2, 3)'])

    delete root.dataset['theme']
    followTheme()
    expect(root.dataset['theme']).toBe('dark')
  })

  test('is that of the system again when the user chooses it', async () => {
    const { user, radio } = await openSettings()
    await user.click(radio('Light'))
    await user.click(radio('System'))
    expect([root.dataset['theme'], bar().content, localStorage.getItem('offprint-theme')]).toEqual([
      undefined,
      '#111111',
      null,
    ])
  })

  test('follows a choice in another tab', () => {
    followTheme()
    localStorage.setItem('offprint-theme', 'light')
    dispatchEvent(new StorageEvent('storage', { key: 'offprint-theme' }))
    expect(root.dataset['theme']).toBe('light')
  })

  test('is that of the system where the stored one is unknown', () => {
    localStorage.setItem('offprint-theme', 'sepia')
    followTheme()
    expect(root.dataset['theme']).toBeUndefined()
  })
})

test('the settings lead to the keyboard shortcuts', async () => {
  const { user, dialog } = await openSettings()
  await user.click(within(dialog).getByRole('button', { name: 'Keyboard shortcuts' }))
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy()
})

test('lookups are off until the user switches them on, and off again', async () => {
  const { user, dialog } = await openSettings()
  const box = within(dialog).getByRole<HTMLInputElement>('checkbox', { name: /^Look up titles, authors and abstracts/ })
  expect(box.checked).toBe(false)
  await user.click(box)
  expect([box.checked, localStorage.getItem('offprint-look-up')]).toEqual([true, 'on'])
  await user.click(box)
  expect([box.checked, localStorage.getItem('offprint-look-up')]).toEqual([false, 'off'])
})

test('the storage counts the papers and those that have a mark', async () => {
  const { dialog, library } = await openSettings()
  const storage = () => within(dialog).getByRole('heading', { name: 'Storage' }).closest('section')!.textContent
  expect(storage()).toContain('23 papers, 0 with a mark of yours')
  act(() => library.getState().edit([HYDRA, METIS], { starred: true }))
  expect(storage()).toContain('23 papers, 2 with a mark of yours')
  act(() => library.getState().edit([METIS], { starred: false }))
  expect(storage()).toContain('23 papers, 1 with a mark of yours')
})
