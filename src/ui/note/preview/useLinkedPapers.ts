import { useEffect, useMemo, useState } from 'react'
import { linkedId, linksIn } from '../../../model/note/noteLink.ts'
import { useAnswers, useStores } from '../../../store/hooks.ts'
import { findLinked, type Linked } from '../../../store/view/linkedPapers.ts'
import type { PreviewContext } from './previewContext.ts'

const NOTHING: Linked = new Map()

/** The papers that the links of a note name. Each link is resolved once, until the lists change. */
export function useLinked(note: string): PreviewContext['paperOf'] {
  const { answers } = useStores()
  const opened = useAnswers(({ opened }) => opened)
  const [known, setKnown] = useState({ opened, linked: NOTHING })
  const linked = known.opened === opened ? known.linked : NOTHING
  const missing = useMemo(
    () => [...new Set(linksIn(note).map(({ name }) => linkedId(name)))].filter((id) => !linked.has(id)),
    [note, linked],
  )
  useEffect(() => {
    if (missing.length === 0) return undefined
    let isWanted = true
    findLinked(missing, answers.getState().papers).then(
      (found) => isWanted && setKnown({ opened, linked: new Map([...linked, ...found]) }),
      // They are resolved again with the next change.
      () => {},
    )
    return () => {
      isWanted = false
    }
  }, [missing, linked, opened, answers])
  return (name) => linked.get(linkedId(name))
}
