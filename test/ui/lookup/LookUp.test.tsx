import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { BLANK } from '../../../src/formats/entry/entry.ts'
import type { LookupResult } from '../../../src/storage/lookup/askDoi.ts'
import type { Lookup } from '../../../src/storage/lookup/lookupClient.ts'
import { LookUp } from '../../../src/ui/lookup/LookUp.tsx'
import { prepareApp } from '../../support/appTests.ts'

prepareApp(() => import('../../../src/ui/lookup/LookUp.tsx'))

const DOI = '10.1145/3690001.3690042'

/** Shows the offer to look papers up. `answer` answers the request that has waited longest. */
function showLookUp({ dois = [DOI], startsAtOnce = false } = {}) {
  const asked: string[] = []
  const waiting: { answer(result: LookupResult): void; fail(error: Error): void }[] = []
  const found: string[] = []
  let opened = 0
  const open = (): Lookup => {
    opened += 1
    return {
      ask: (doi) =>
        new Promise((answer, fail) => {
          asked.push(doi)
          waiting.push({ answer, fail })
        }),
      end: () => waiting.splice(0).forEach(({ fail }) => fail(new Error('It was cancelled.'))),
    }
  }
  const user = userEvent.setup({ document })
  const show = () => (
    <form>
      <LookUp
        dois={dois}
        startsAtOnce={startsAtOnce}
        advice="Filled in."
        onFound={(doi) => found.push(doi)}
        open={open}
      />
      <button type="submit">Add</button>
    </form>
  )
  const { unmount } = render(show())
  return {
    user,
    asked,
    found,
    unmount,
    opened: () => opened,
    waiting,
    answer: (result: LookupResult) => waiting.shift()!.answer(result),
  }
}
const status = () => screen.getByRole('status', { name: 'Look-up' })
const press = (name: string) => screen.getByRole('button', { name })

test('nothing is asked before the user has said yes, and the question says who learns what', async () => {
  const { user, asked, opened, answer, found } = showLookUp({ startsAtOnce: true })
  expect(status().textContent).toContain(
    'doi.org, and Crossref or DataCite behind it, learn which paper you ask for and your address on the internet.',
  )
  expect([opened(), asked]).toEqual([0, []])

  await user.click(press('Look up'))
  expect(asked).toEqual([DOI])
  expect(status().textContent).toContain(`Looking up DOI ${DOI}…`)
  answer({ entry: { ...BLANK, title: 'Tidewater' } })
  await screen.findByText('Filled in.')
  expect(found).toEqual([DOI])
  // The keyboard is on what comes next.
  expect(document.activeElement).toBe(press('Add'))
})

test('who has said yes once is not asked again', async () => {
  localStorage.setItem('offprint-look-up', 'on')
  const { asked } = showLookUp({ startsAtOnce: true })
  expect(asked).toEqual([DOI])
})

test('who has said yes still presses a button where nothing starts by itself', async () => {
  localStorage.setItem('offprint-look-up', 'on')
  const { user, asked } = showLookUp()
  expect(asked).toEqual([])
  await user.click(press('Look up'))
  expect(asked).toEqual([DOI])
})

test('who has said no is neither asked again nor shown anything', async () => {
  const { user, asked, unmount } = showLookUp()
  await user.click(press('Don’t ask again'))
  expect(screen.queryByRole('status', { name: 'Look-up' })).toBeNull()
  unmount()
  showLookUp({ startsAtOnce: true })
  expect(screen.queryByRole('status', { name: 'Look-up' })).toBeNull()
  expect(asked).toEqual([])
})

test('a lookup that fails says why, and is tried again when the user asks for it', async () => {
  localStorage.setItem('offprint-look-up', 'on')
  const { user, asked, answer, found } = showLookUp({ startsAtOnce: true })
  answer({ failure: { doi: DOI, reason: 'offline' } })
  await screen.findByText(`This device is offline, so DOI ${DOI} was not looked up.`)
  await user.click(press('Try again'))
  answer({ entry: { ...BLANK, title: 'Tidewater' } })
  await screen.findByText('Filled in.')
  expect([asked, found]).toEqual([[DOI, DOI], [DOI]])
})

test('several papers are looked up one after the other, until the user cancels', async () => {
  localStorage.setItem('offprint-look-up', 'on')
  const { user, asked, answer, found, waiting } = showLookUp({ dois: ['10.5555/a', '10.5555/b', '10.5555/c'] })
  await user.click(press('Look up'))
  expect(status().textContent).toContain('Looking up 1 of 3…')
  answer({ entry: { ...BLANK, title: 'A' } })
  await screen.findByText('Looking up 2 of 3…')
  await user.click(press('Cancel'))
  await screen.findByText('The titles of 3 papers can be looked up.')
  expect([asked, found, waiting]).toEqual([['10.5555/a', '10.5555/b'], ['10.5555/a'], []])
})

test('a lookup ends when it is no longer shown', async () => {
  localStorage.setItem('offprint-look-up', 'on')
  const { unmount, waiting } = showLookUp({ startsAtOnce: true })
  expect(waiting).toHaveLength(1)
  unmount()
  expect(waiting).toEqual([])
})
