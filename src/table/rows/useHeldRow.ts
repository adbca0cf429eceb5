import { useState } from 'react'
import { isGroupHead, type Listed } from '../../engine/facets/groupRows.ts'
import type { Answer } from '../../engine/question.ts'
import { useCursor } from '../../store/hooks.ts'

type Held = Pick<Answer, 'revision' | 'extent'> & { readonly listed: Listed; readonly index: number }

/**
 * The active row with its index, while the rows at hand are others of the same answer: it stays drawn wherever the list is
 * scrolled, because it has the focus. Null where it is among the rows at hand, or no longer in the list.
 */
export function useHeldRow(answer: Answer | null): Held | null {
  const { active, group, index } = useCursor((cursor) => cursor)
  const [held, hold] = useState<Held | null>(null)
  if (!answer) return null
  const { lines, from, revision, extent } = answer
  const isActive = (listed: Listed) => (isGroupHead(listed) ? listed.group === group : listed.id === active)
  const listed = lines[index - from]
  if (listed) {
    const isHeld = held?.listed === listed && held.index === index && held.revision === revision
    if (isActive(listed) && !(isHeld && held.extent === extent)) hold({ listed, index, revision, extent })
    return null
  }
  const isThere = held?.index === index && held.revision === revision && held.extent === extent
  return isThere && isActive(held.listed) ? held : null
}
