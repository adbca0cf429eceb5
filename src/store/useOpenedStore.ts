import { useEffect, useState, useSyncExternalStore } from 'react'
import type { StoreApi } from 'zustand/vanilla'

const noSubscription = () => () => {}

/**
 * The state of a store that is loaded on demand; null until it is there, and for good where it cannot be loaded.
 * `isWanted` loads it.
 */
export function useOpenedStore<State>(
  open: () => Promise<Pick<StoreApi<State>, 'getState' | 'subscribe'>>,
  isWanted = true,
): State | null {
  const [opened, setOpened] = useState<Awaited<ReturnType<typeof open>> | null>(null)
  useEffect(() => {
    if (!isWanted) return undefined
    let isHere = true
    open().then(
      (opened) => isHere && setOpened(opened),
      () => {},
    )
    return () => void (isHere = false)
  }, [open, isWanted])
  return useSyncExternalStore(opened?.subscribe ?? noSubscription, () => opened?.getState() ?? null)
}
