import { useState } from 'react'
import { toMark } from '../../model/mark.ts'
import type { PaperId } from '../../model/paper.ts'
import { useLibrary, useStores } from '../../store/hooks.ts'
import type { Outside } from '../../store/step.ts'

/** A note as a box has it: lines end in one sign. */
export const inLines = (note: string): string => note.replace(/\r\n?/g, '\n')

/** What else a step does that is none of a stretch of writing: nothing. */
export const ALONE: Outside = { undo() {}, redo() {} }

/**
 * What stands in the box. While the reader writes it is theirs: a text that comes from another tab is shown when they
 * leave the box, and no letter is typed into somebody else's words.
 */
export function useDraft(paper: PaperId) {
  const { library } = useStores()
  const note = useLibrary(({ marks }) => inLines(toMark(marks.get(paper)).note))
  const isOwn = useLibrary(({ changed }) => changed.here)
  const [isWriting, setWriting] = useState(false)
  const [draft, setDraft] = useState({ text: note, seen: note })
  // An undo here changes the box as well, wherever the caret is.
  if (draft.seen !== note) setDraft({ text: isWriting && !isOwn ? draft.text : note, seen: note })
  return {
    value: isWriting ? draft.text : note,
    isWriting,
    begin: () => {
      setDraft({ text: note, seen: note })
      setWriting(true)
    },
    end: () => setWriting(false),
    /** `alone` makes a step of undo of it, also in the middle of writing. */
    write: (text: string, alone: boolean) => {
      setDraft({ text, seen: text })
      library.getState().edit([paper], { note: text }, alone ? ALONE : undefined)
    },
  }
}
