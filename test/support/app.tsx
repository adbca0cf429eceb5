import { act, cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createEngineClient } from '../../src/engine/host/openEngine.ts'
import { createWorkerEngine } from '../../src/engine/host/workerEngine.ts'
import type { Thread } from '../../src/formats/workers/workerCalls.ts'
import type { Fetched } from '../../src/storage/lists/bundledLists.ts'
import { openMarkStore } from '../../src/storage/marks/markStore.ts'
import { StoresProvider, type Stores } from '../../src/store/hooks.ts'
import { createRelease } from '../../src/store/appUpdate.ts'
import { createStores } from '../../src/store/stores.ts'
import { App } from '../../src/ui/App.tsx'
import { createSetting } from './address.ts'
import { createDisk, openTab, type Disk } from './disk.ts'
import { createJournal } from './journal.ts'
import { atc24 } from './lists.ts'

type Start = {
  /** The query string of the address. */
  readonly address?: string
  readonly lists?: readonly Fetched[]
  /** What is already on the browser’s disk. */
  readonly disk?: Disk
  /** The engine’s worker, in place of the engine in the page. */
  readonly thread?: Thread
}

const noWorker = () => {
  throw new Error('these are few papers')
}

let writers = 0
let leave = () => {}

/** Starts the app as src/main.tsx does, and waits for its first answer. */
export async function startApp({ address = '', lists = [atc24()], disk = createDisk(), thread }: Start = {}) {
  history.replaceState(null, '', address ? `/?${address}` : '/')
  const writer = `writer${(writers += 1)}`
  const { collection } = await openTab(disk, writer)
  const copies = openMarkStore(collection, createJournal(), createSetting())
  const { records, news: _, ...atStart } = await copies.load()
  const engine = thread
    ? createWorkerEngine(thread)
    : createEngineClient(noWorker, () => stores.library.getState().marks)
  const stay = new AbortController()
  leave = () => stay.abort()
  const stores: Stores = createStores({
    writer,
    copies,
    engine,
    release: createRelease(),
    shownLists: Promise.resolve(''),
    signal: stay.signal,
  })
  stores.found.setState({ ...atStart, isLoaded: true })
  stores.library.getState().load(records)
  render(
    <StoresProvider value={stores}>
      <App />
    </StoresProvider>,
  )
  await act(() => stores.answers.getState().openLists(lists))
  if (stores.answers.getState().answer) await settle()
  return { ...stores, disk, user: userEvent.setup() }
}

/** Waits for the first rows. */
async function settle() {
  await screen.findByRole('button', { name: 'Columns' })
  const hasFacets = matchMedia('(min-width: 1100px)').matches
  if (hasFacets) await screen.findByRole('group', { name: 'Status' })
  await screen.findByRole('region', { name: 'Notices' })
}

/** Unloads the page: hands over what is not saved, and removes the page. */
export async function leaveApp() {
  dispatchEvent(new Event('pagehide'))
  leave()
  cleanup()
  await pass(20)
}

/** Lets some tasks of the event loop run, which the disk and the engine need. */
export async function pass(tasks: number) {
  await act(async () => {
    for (let i = 0; i < tasks; i += 1) await new Promise((resolve) => setImmediate(resolve))
  })
}

// What the user sees, by the roles and names that CONTRACT.md promises.

export const grid = () => screen.getByRole('grid', { name: 'Papers' })
export const search = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search papers' })
export const note = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Notes' })

/** The status texts of the page: how many papers, and what is saved. */
export const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent)

/** The titles in the list, from top to bottom. */
export const titles = () =>
  within(grid())
    .queryAllByRole('rowheader')
    .map((cell) => cell.getAttribute('aria-label'))

/** The row of the paper whose title begins so. */
export function line(start: string): HTMLElement {
  const place = titles().findIndex((title) => title?.startsWith(start))
  return within(grid()).getAllByRole('row')[place + 1]!
}

export const star = (within_: HTMLElement) => within(within_).getByRole('button', { name: 'Star' })
export const status = (within_: HTMLElement) => within(within_).getByRole('button', { name: /^Status: / })
export const head = (label: string) => screen.getByRole('columnheader', { name: label })
export const facet = (group: string, value: string) =>
  within(screen.getByRole('group', { name: group })).getByRole<HTMLInputElement>('checkbox', { name: value })

/** The open paper whose title begins so. */
export const openPaper = (start: string) =>
  screen.findByRole('region', { name: (name: string) => name.startsWith(start) })

/** The focused element: a row by its title, any other by its label; empty where nothing has the focus. */
export function focused(): string {
  const element = document.activeElement
  if (element === null || element === document.body) return ''
  const title = element.matches('[role="row"]') && within(element as HTMLElement).getByRole('rowheader')
  const [label] = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels! : []
  return (title || element).getAttribute('aria-label') ?? label?.textContent ?? element.tagName
}
