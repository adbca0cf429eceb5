import { useEffect, useEffectEvent, useState } from 'react'
import type { Twin } from '../../engine/question.ts'
import type { Entry } from '../../formats/entry/entry.ts'
import { useStores } from '../../store/hooks.ts'
import { findKnown, toTitled } from './addedPapers.ts'

type Known = readonly (Twin | null)[]
const NONE: Known = []

/** The papers here that some entries are the same as, by their places; empty until it is known. */
export function useKnown(entries: readonly Entry[], onKnown?: (known: Known) => void): Known {
  const { answers } = useStores()
  const [found, setFound] = useState<{ readonly entries: readonly Entry[]; readonly known: Known } | null>(null)
  const take = useEffectEvent((known: Known) => {
    setFound({ entries, known })
    onKnown?.(known)
  })
  useEffect(() => {
    let isWanted = true
    const papers = entries.map(toTitled)
    void findKnown({ answers }, papers)
      .catch(() => NONE)
      .then((known) => isWanted && take(known))
    return () => {
      isWanted = false
    }
  }, [answers, entries])
  return found?.entries === entries ? found.known : NONE
}
