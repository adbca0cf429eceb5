import { useEffect, useState, type CSSProperties, type RefObject } from 'react'
import { venueAndYear } from '../../../model/query/fields.ts'
import { titleIdentity } from '../../../model/paper/titleIdentity.ts'
import type { Operation } from '../../../model/note/noteEdit.ts'
import { completeLink, printLink, type LinkBegun } from '../../../model/note/noteLink.ts'
import type { PaperHead, PaperId } from '../../../model/paper/paper.ts'
import { fold } from '../../../model/text/fold.ts'
import { useStores } from '../../../store/hooks.ts'
import { Autocomplete, type Press } from '../../controls/Autocomplete.tsx'

type Props = {
  readonly paper: PaperId
  readonly begun: LinkBegun
  /** Where there is room for them. */
  readonly style: CSSProperties
  readonly box: RefObject<HTMLTextAreaElement | null>
  readonly takeKeys: (press: Press | null) => void
  readonly onChoose: (operation: Operation) => void
}

const NOBODY: readonly PaperHead[] = []
const MOST = 8

/** Completions of a `[[` link. */
export function LinkAutocomplete({ paper, begun: { typed, at }, style, box, takeKeys, onChoose }: Props) {
  const papers = useNamed(typed, paper)
  const choose = (chosen: PaperHead) => {
    const title = titleIdentity(chosen.title)
    const isShared = papers.some(({ id, title: other }) => id !== chosen.id && titleIdentity(other) === title)
    onChoose((writing) => completeLink(writing, printLink(chosen, isShared)))
  }
  return (
    <Autocomplete
      label="Papers"
      of={`${at} ${typed}`}
      found={papers}
      keyOf={({ id }) => id}
      box={box}
      takeKeys={takeKeys}
      onChoose={choose}
      takesFirst
      style={style}
    >
      {(paper) => (
        <>
          <span dir="auto">{paper.title}</span> <small>{venueAndYear(paper)}</small>
        </>
      )}
    </Autocomplete>
  )
}

/** Papers whose titles contain the typed text; without text the first of the list. */
function useNamed(typed: string, but: PaperId): readonly PaperHead[] {
  const { answers } = useStores()
  const [found, setFound] = useState(NOBODY)
  const words = fold(typed).split(' ').filter(Boolean)
  const isAsked = words.length > 0
  useEffect(() => {
    if (!isAsked) return undefined
    let isWanted = true
    answers
      .getState()
      .findByName(typed)
      .then(
        ({ papers }) => isWanted && setFound(papers),
        () => {},
      )
    return () => {
      isWanted = false
    }
  }, [answers, typed, isAsked])
  const first = isAsked ? found : (answers.getState().answer?.rows.slice(0, MOST + 1) ?? NOBODY)
  // Completions of the letters before stay as long as they match, so that Enter never takes one that does not.
  return first.filter(({ id, title }) => id !== but && words.every((word) => fold(title).includes(word))).slice(0, MOST)
}
