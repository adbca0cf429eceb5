import type { StoreApi } from 'zustand/vanilla'
import type { View } from '../../model/query/view.ts'
import type { ViewStore } from '../view/viewStore.ts'
import type { Library } from './library.ts'

type Stores = { readonly library: StoreApi<Library>; readonly viewing: StoreApi<ViewStore> }

/**
 * Rewrites the present view for the last step, and puts it back where the step is undone and none of what was rewritten has
 * changed since.
 */
export function followStep({ library, viewing }: Stores, rewrite: (view: View) => View): void {
  const { past } = library.getState()
  const [step, before] = [past.at(-1), viewing.getState().view]
  const after = rewrite(before)
  const names = (Object.keys(after) as (keyof View)[]).filter((name) => !isEqual(before[name], after[name]))
  if (names.length === 0) return
  const show = (view: View) =>
    viewing.getState().change(Object.fromEntries(names.map((name) => [name, view[name]])), 'replace')
  show(after)
  let isDone = true
  const leave = library.subscribe(({ past, future }) => {
    const isPast = past.some((one) => one === step)
    if (!isPast && !future.some((one) => one === step)) return leave()
    if (isPast === isDone) return
    isDone = isPast
    const [from, to] = isPast ? [before, after] : [after, before]
    const { view } = viewing.getState()
    if (names.every((name) => isEqual(view[name], from[name]))) show(to)
  })
}

const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
