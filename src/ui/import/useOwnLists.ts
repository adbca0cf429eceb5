import { useEffect, useState } from 'react'
import type { OwnList } from '../../storage/lists/assembleList.ts'
import { useStores } from '../../store/hooks.ts'

const NO_LISTS: readonly OwnList[] = []

/** The user’s own lists; empty until they are loaded, or if they cannot be loaded. */
export function useOwnLists(): readonly OwnList[] {
  const { lists } = useStores()
  const [own, setOwn] = useState(NO_LISTS)
  useEffect(() => {
    lists()
      .then((lists) => lists.own())
      .then(setOwn, console.warn)
  }, [lists])
  return own
}
