import { createStore, type StoreApi } from 'zustand/vanilla'
import { DEFAULT_VIEW, hasColumns, parseView, printView, type View } from '../../model/query/view.ts'
import type { Setting } from '../../storage/browser/localSetting.ts'

export type ViewStore = {
  readonly view: View
  /** What the address asked for and could not be followed. */
  readonly problems: readonly string[]
  /** Changes the view and the address. `replace` leaves no step for Back, as for each letter of a search. */
  change(change: Partial<View>, how?: 'push' | 'replace'): void
  /** Changes the query as it is typed: one step for Back a stretch of typing. */
  type(text: string): void
  dismissProblems(): void
}

/** A longer pause ends a stretch of typing. */
const STRETCH_MS = 2000

/** The address bar as far as a view needs it. */
export type Address = {
  read(): string
  write(search: string, how: 'push' | 'replace'): void
  /** Calls back when Back, Forward or the reader changed the address. */
  onChange(listener: () => void): void
}

/**
 * The view, which the address owns: read from it at the start and at every step Back, written to it at every change.
 * An address that says nothing shows what was looked at last.
 */
export function createViewing(
  address: Address,
  lastColumns: Setting,
  lastView: Pick<Setting, 'read'>,
  now = Date.now,
): StoreApi<ViewStore> {
  const read = () => parseView(address.read())
  // Who comes without a link goes on where they were.
  const left = address.read() === '' ? lastView.read() : null
  if (left) address.write(left, 'replace')
  const start = left ? parseView(left) : read()
  const remembered = parseView(lastColumns.read() ?? '').view.columns
  const view = hasColumns(start.view) ? start.view : { ...start.view, columns: remembered }

  let typedAt = 0

  const viewing = createStore<ViewStore>((set, get) => ({
    view,
    problems: start.problems,
    change(change, how = 'push') {
      typedAt = 0
      const before = get().view
      const view = { ...before, ...change }
      if (printView(view) === printView(before) && view.text === before.text) return
      set({ view })
      address.write(printView(view), how)
      if (view.columns !== before.columns) {
        lastColumns.write(printView({ ...DEFAULT_VIEW, columns: view.columns }) || null)
      }
    },
    type(text) {
      get().change({ text }, now() - typedAt < STRETCH_MS ? 'replace' : 'push')
      typedAt = now()
    },
    dismissProblems: () => set({ problems: [] }),
  }))

  if (view !== start.view && printView(view) !== printView(start.view)) address.write(printView(view), 'replace')
  address.onChange(() => {
    typedAt = 0
    viewing.setState(read())
  })
  return viewing
}
