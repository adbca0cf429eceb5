import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { count, HYDRA, METIS, noteOf, openApp, paperOf, saved, titleOf } from './journey.ts'

// A service worker would serve the old list from its cache.
type Entry = { title: string; doi?: string; links: { label: string; url: string }[] }

async function changeList(page: Page, change: (papers: Entry[]) => Entry[]) {
  const list = JSON.parse(readFileSync('data/atc24.json', 'utf8')) as { title: string; papers: Entry[] }
  await page.route('**/atc24-*.json', (route) =>
    route.fulfill({ json: { ...list, title: 'Renamed', papers: change(list.papers).toReversed() } }),
  )
  await page.reload()
  await expect(count(page)).toHaveText(/papers/)
}

async function note(page: Page, title: string, text: string) {
  await titleOf(page, title).click()
  await noteOf(page).fill(text)
  await expect(saved(page)).toHaveText('Saved')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
}

test('notes stay with papers whose list was renamed, reordered or corrected, or that got a DOI', async ({ page }) => {
  await openApp(page)
  await note(page, METIS, 'on Metis')
  await note(page, HYDRA, 'on Hydra')
  await changeList(page, (papers) =>
    papers.map((paper) => {
      if (paper.title === METIS) return { ...paper, title: 'Metis, corrected' }
      return paper.title === HYDRA ? { ...paper, doi: '10.1145/42' } : paper
    }),
  )
  await expect(count(page)).toHaveText('23 papers')
  await titleOf(page, 'Metis, corrected').click()
  await expect(noteOf(page)).toHaveValue('on Metis')
  await titleOf(page, HYDRA).click()
  await expect(noteOf(page)).toHaveValue('on Hydra')
})

test('a paper dropped from its list is found with its note, and its mark can move to the new paper', async ({
  page,
}) => {
  await openApp(page)
  await note(page, HYDRA, 'on Hydra')
  const now = 'HydraRPC: Remote Procedure Calls in the CXL Era'
  await changeList(page, (papers) => [
    ...papers.filter(({ title }) => title !== HYDRA),
    { title: now, doi: '10.1/hydra', links: [] },
  ])
  await page.getByRole('group', { name: 'List' }).getByRole('checkbox', { name: 'No longer in any list' }).check()
  await expect(count(page)).toHaveText('1 of 24 papers')
  await titleOf(page, HYDRA).click()
  await expect(noteOf(page)).toHaveValue('on Hydra')
  await paperOf(page, HYDRA).getByRole('button', { name: 'Yes, move my marks there' }).click()
  await expect(paperOf(page, now)).toBeVisible()
  await expect(noteOf(page)).toHaveValue('on Hydra')
  await expect(saved(page)).toHaveText('Saved')

  // Without a query the app would show the last view: the papers in no list, of which none are left.
  await page.goto('./?q=HydraRPC')
  await expect(count(page)).toHaveText('1 of 23 papers')
  await titleOf(page, now).click()
  await expect(noteOf(page)).toHaveValue('on Hydra')
})
