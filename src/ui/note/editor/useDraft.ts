import { useState } from 'react'
import { applySplice, moveThrough, spliceOf } from '../../../model/note/splice.ts'
import { toMark } from '../../../model/mark/mark.ts'
import type { PaperId } from '../../../model/paper/paper.ts'
import { useLibrary, useStores } from '../../../store/hooks.ts'
import type { ThingChange } from '../../../store/library/library.ts'

/** A note as a box has it: lines end in one sign. */
export const normalizeNewlines = (note: string): string => note.replace(/\r\n?/g, '\n')

/** What else a step writes that is none of a stretch of writing: nothing. */
export const NO_SIDE_EFFECT: readonly ThingChange[] = []

/**
 * What stands in the box. While the reader writes it is theirs: a text that comes from another tab is shown when they
 * leave the box, and no letter is typed into somebody else's words. What comes by sync is joined with theirs letter by
 * letter, and shown at once; but not in the middle of a sign that takes several keys.
 */
export function useDraft(paper: PaperId) {
  const { library } = useStores()
  const note = useLibrary(({ marks }) => normalizeNewlines(toMark(marks.get(paper)).note))
  const isOwn = useLibrary(({ changed }) => changed.here)
  const isJoined = useLibrary(({ changed }) => changed.isSynced === true)
  const [isWriting, setWriting] = useState(false)
  const [isComposing, setComposing] = useState(false)
  const [draft, setDraft] = useState({ text: note, seen: note, isBehind: false })
  const showNote = () => setDraft({ text: note, seen: note, isBehind: false })
  if (draft.seen !== note) {
    // An undo here changes the box as well, wherever the caret is.
    const isShown = !isWriting || isOwn || (isJoined && !isComposing)
    setDraft({ text: isShown ? note : draft.text, seen: note, isBehind: !isShown && isJoined })
  }
  return {
    value: isWriting ? draft.text : note,
    isWriting,
    begin: () => {
      showNote()
      setWriting(true)
    },
    end: () => {
      setWriting(false)
      setComposing(false)
    },
    compose: () => setComposing(true),
    endComposing: () => {
      setComposing(false)
      if (draft.isBehind) showNote()
    },
    /** `alone` makes a step of undo of it, also in the middle of writing. */
    write: (text: string, alone: boolean) => {
      const joined = draft.isBehind ? typedInto(note, draft.text, text) : text
      setDraft({ text, seen: joined, isBehind: draft.isBehind })
      library.getState().edit([paper], { note: joined }, alone ? NO_SIDE_EFFECT : undefined)
    },
  }
}

/** A text in which stands what was typed into an earlier state of it. */
function typedInto(note: string, before: string, after: string): string {
  const typed = spliceOf(before, after)
  return applySplice(note, { ...typed, at: moveThrough(typed.at, spliceOf(before, note)) })
}
