import { useEffect, useRef, useState } from 'react'
import type { Entry } from '../../formats/entry/entry.ts'
import { errorMessage } from '../../model/errorMessage.ts'
import type { Lookup } from '../../storage/lookup/lookupClient.ts'
import { describeFailure } from '../../storage/lookup/lookupFailure.ts'
import { lookUpAll } from '../../storage/lookup/lookUpAll.ts'

export type LookupState =
  | { readonly kind: 'idle' }
  /** The first `answered` of the DOIs have an answer. */
  | { readonly kind: 'asking'; readonly dois: readonly string[]; readonly answered: number }
  /** What went wrong, in sentences. */
  | { readonly kind: 'ended'; readonly problems: readonly string[] }

const IDLE: LookupState = { kind: 'idle' }

/** Looks papers up while the component is shown. `onFound` has each as it comes, `onEnd` is called after the last. */
export function useLookup(open: () => Lookup, onFound: (doi: string, entry: Entry) => void, onEnd = () => {}) {
  const [state, setState] = useState(IDLE)
  const running = useRef<Lookup | null>(null)

  const start = async (dois: readonly string[]) => {
    running.current?.end()
    const lookup = open()
    running.current = lookup
    const isRunning = () => running.current === lookup
    let answered = 0
    setState({ kind: 'asking', dois, answered })
    const problems = await lookUpAll(lookup, dois, (doi, entry) => {
      if (!isRunning()) return
      if (entry) onFound(doi, entry)
      answered += 1
      setState({ kind: 'asking', dois, answered })
    }).then(
      (failures) => failures.map(describeFailure),
      (error: unknown) => [`Nothing could be looked up: ${errorMessage(error)}`],
    )
    lookup.end()
    if (!isRunning()) return
    running.current = null
    setState({ kind: 'ended', problems })
    onEnd()
  }
  const cancel = () => {
    running.current?.end()
    running.current = null
    setState(IDLE)
    onEnd()
  }
  useEffect(
    () => () => {
      running.current?.end()
      running.current = null
    },
    [],
  )
  return { state, start, cancel }
}
