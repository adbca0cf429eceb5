import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Backups } from '../../store/files/backups.ts'
import { useStores, type Stores } from '../../store/hooks.ts'

type Opened = Awaited<ReturnType<Stores['backups']>>

/** The store of backups; null until it is loaded. */
export function useBackups(): Backups | null {
  const { backups } = useStores()
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    let isHere = true
    backups().then(
      (opened) => isHere && setOpened(opened),
      () => {},
    )
    return () => void (isHere = false)
  }, [backups])
  return useSyncExternalStore(opened?.subscribe ?? nothing, () => opened?.getState() ?? null)
}

const nothing = () => () => {}
