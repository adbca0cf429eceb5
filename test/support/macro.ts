import { createRandom } from './random.ts'

/** Search words, and the beginnings of the titles that they find. */
export const FINDS: Readonly<Record<string, readonly string[]>> = { metis: ['Metis:'], hydra: ['HydraRPC:'] }

const STATUSES = ['Unread', 'To read', 'Reading', 'Read', 'Skipped'] as const
/** The rows that Page Up and Page Down move. */
const PAGE = 10

const PIECES = [
  ...'j j j k ArrowDown ArrowUp End Home PageDown PageUp x x 1 2 3 4 5 s s Control+z Escape'.split(' '),
  '/ m e t i s Escape Escape',
  '/ h y d r a Enter 4 / Escape Escape',
  '/ m e t i s Enter s x / Escape Escape j',
  'j x j x s',
]

/** The keys of a user who knows them all, with the names that Playwright and WebDriver use. */
export function recordMacro(seed: number, length = 200): readonly string[] {
  const next = createRandom(seed)
  const keys: string[] = []
  while (keys.length < length) keys.push(...PIECES[Math.floor(next() * PIECES.length)]!.split(' '))
  return keys
}

/** The mark of each paper by its title: its status, with a ★ where it is starred. */
export type Marks = Readonly<Record<string, string>>

/** The visible state after a key. */
export type Seen = {
  /** What has the focus: the title of a row, `search`, or nothing. */
  readonly at: string
  readonly text: string
  /** The selected ones of the shown rows; left out where the model does not know which rows are shown. */
  readonly selected?: readonly string[]
  readonly marks?: Marks
}

type Mark = { readonly status: number; readonly starred: boolean }

/** A model of what keys do to a list of papers, without the app: row by row, each key at once. */
export function createModel(titles: readonly string[], before: Marks = {}) {
  let marks = new Map<string, Mark>(
    titles.map((title) => {
      const [status = 'Unread', star] = (before[title] ?? '').split(' ★')
      return [title, { status: Math.max(0, STATUSES.indexOf(status as 'Read')), starred: star !== undefined }]
    }),
  )
  const past: (typeof marks)[] = []
  const selected = new Set<string>()
  let active: string | null = null
  let at: 'list' | 'search' | 'nothing' = 'nothing'
  let text = ''

  const shown = () => titles.filter((title) => (FINDS[text] ?? ['']).some((start) => title.startsWith(start)))
  const targets = () => (selected.size > 0 ? [...selected] : active === null ? [] : [active])
  const moveTo = (place: number) => {
    const lines = shown()
    active = lines[Math.min(lines.length - 1, Math.max(0, place))]!
    at = 'list'
  }
  const edit = (change: (mark: Mark) => Mark) => {
    const next = new Map(marks)
    for (const title of targets()) next.set(title, change(marks.get(title)!))
    if (JSON.stringify([...next]) === JSON.stringify([...marks])) return
    past.push(marks)
    marks = next
  }
  const move = (key: string, place: number | null) => {
    if (key === 'j' || key === 'ArrowDown') moveTo((place ?? -1) + 1)
    else if (key === 'k' || key === 'ArrowUp') moveTo((place ?? 1) - 1)
    else if (key === 'PageDown') moveTo((place ?? 0) + PAGE)
    else if (key === 'PageUp') moveTo((place ?? 0) - PAGE)
    else if (key === 'Home') moveTo(0)
    else if (key === 'End') moveTo(Infinity)
  }
  const write = (key: string) => {
    if (key === 'Enter') moveTo(0)
    else if (key !== 'Escape') text += key
    else if (text === '') at = 'nothing'
    else text = ''
  }
  const run = (key: string) => {
    if (key === '/') at = 'search'
    else if (key === 'Escape') selected.clear()
    else if (key === 'Control+z') marks = past.pop() ?? marks
    else if (key === 's') {
      const all = targets().every((title) => marks.get(title)!.starred)
      edit((mark) => ({ ...mark, starred: !all }))
    } else if (key === 'x' && active !== null) {
      if (!selected.delete(active)) selected.add(active)
    } else if (/^[1-5]$/.test(key)) edit((mark) => ({ ...mark, status: Number(key) - 1 }))
    else move(key, active === null ? null : shown().indexOf(active))
  }

  return {
    press: (key: string) => (at === 'search' ? write(key) : run(key)),
    seen(): Seen {
      const lines = shown()
      const print = ({ status, starred }: Mark) => `${STATUSES[status]}${starred ? ' ★' : ''}`
      const place = { at: at === 'list' ? active! : at === 'search' ? 'search' : '', text }
      if (text !== '' && !(text in FINDS)) return place
      return {
        ...place,
        selected: lines.filter((title) => selected.has(title)),
        marks: Object.fromEntries(lines.map((title) => [title, print(marks.get(title)!)])),
      }
    },
  }
}

/** Runs in the page: its visible state, in the terms of the model, for the rendered rows. */
export function lookAtPage(): Required<Seen> {
  const name = (row: Element | null | undefined) =>
    row?.querySelector('[role="rowheader"]')?.getAttribute('aria-label') ?? ''
  const rows = [...document.querySelectorAll('[role="grid"] [role="row"][data-paper]')].toSorted(
    (a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')),
  )
  const mark = (row: Element) => {
    const status = row.querySelector('[aria-label^="Status: "]')!.getAttribute('aria-label')!.slice('Status: '.length)
    return row.querySelector('[aria-label="Star"]')!.getAttribute('aria-pressed') === 'true' ? `${status} ★` : status
  }
  const search = document.querySelector<HTMLInputElement>('[type="search"]')!
  const { activeElement } = document
  return {
    at: activeElement === search ? 'search' : name(activeElement?.closest('[role="row"]')),
    text: search.value,
    selected: rows.filter((row) => row.getAttribute('aria-selected') === 'true').map(name),
    marks: Object.fromEntries(rows.map((row) => [name(row), mark(row)])),
  }
}
