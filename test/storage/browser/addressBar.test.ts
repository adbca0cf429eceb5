import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openAddressBar } from '../../../src/storage/browser/addressBar.ts'

/** The history of a page as a list of its entries, and its events. */
function openPage() {
  const entries = ['/']
  const events = new EventTarget()
  vi.stubGlobal('location', { search: '', pathname: '/', hash: '' })
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  vi.stubGlobal('history', {
    pushState: (_: unknown, __: string, href: string) => entries.push(href),
    replaceState: (_: unknown, __: string, href: string) => entries.splice(-1, 1, href),
  })
  return { entries, fire: (type: string) => events.dispatchEvent(new Event(type)) }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a change is in the address at once, and those soon after it together with the last of them', () => {
  const { entries } = openPage()
  const { write } = openAddressBar()
  write('q=s', 'replace')
  expect(entries).toEqual(['?q=s'])
  write('q=se', 'replace')
  write('q=ser', 'replace')
  expect(entries).toEqual(['?q=s'])
  vi.advanceTimersByTime(200)
  expect(entries).toEqual(['?q=ser'])
  vi.advanceTimersByTime(300)
  write('', 'replace')
  expect(entries).toEqual(['/'])
})

test('what waits is written before another entry, and as the page is left', () => {
  const { entries, fire } = openPage()
  const { write } = openAddressBar()
  write('q=s', 'replace')
  write('q=se', 'replace')
  write('paper=a', 'push')
  expect(entries).toEqual(['?q=se', '?paper=a'])
  write('paper=b', 'replace')
  fire('pagehide')
  expect(entries).toEqual(['?q=se', '?paper=b'])
})

test('what waits is dropped when the user goes to another entry', () => {
  const { entries, fire } = openPage()
  const { write, onChange } = openAddressBar()
  const follow = vi.fn<() => void>()
  onChange(follow)
  write('q=s', 'push')
  write('q=se', 'replace')
  fire('popstate')
  vi.advanceTimersByTime(500)
  expect(follow).toHaveBeenCalledOnce()
  expect(entries).toEqual(['/', '?q=s'])
})
