import { createStore, type StoreApi } from 'zustand/vanilla'
import { DEFAULT_VIEW, hasColumns, parseView, printView, type View } from '../../model/query/view.ts'
import type { Setting } from '../../storage/browser/localSetting.ts'

export type ViewStore = {
  readonly view: View
  /** The parts of the address that could not be read. */
  readonly problems: readonly string[]
  /** Changes the view and the address. With `replace` Back skips the change, as for the letters of a search. */
  change(change: Partial<View>, how?: 'push' | 'replace'): void
  /** Changes the query while it is typed: one step of Back for each typing run. */
  type(text: string): void
  dismissProblems(): void
}

/** A longer pause ends a typing run. */
const STRETCH_MS = 2000

/** The part of the address bar that a view needs. */
export type Address = {
  read(): string
  write(search: string, how: 'push' | 'replace'): void
  /** Calls back when Back, Forward or the user changed the address. */
  onChange(listener: () => void): void
}

/**
 * The view, which the address owns: read from it at the start and at every step of Back, and written to it at every
 * change. An empty address shows the last view.
 */
export function createViewing(
  address: Address,
  lastColumns: Setting,
  lastView: Pick<Setting, 'read'>,
  now = Date.now,
): StoreApi<ViewStore> {
  const read = () => parseView(address.read())
  // Without a link the last view is shown.
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
