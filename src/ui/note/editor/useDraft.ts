import { useState } from 'react'
import { applySplice, moveThrough, spliceOf } from '../../../model/note/splice.ts'
import { toMark } from '../../../model/mark/mark.ts'
import type { PaperId } from '../../../model/paper/paper.ts'
import { useLibrary, useStores } from '../../../store/hooks.ts'
import type { RecordChange } from '../../../store/library/library.ts'

/** A note with the line ends of a text box. */
export const normalizeNewlines = (note: string): string => note.replace(/\r\n?/g, '\n')

/** A side effect that does nothing. Passing it keeps an edit from being joined with the typing before it. */
export const NO_SIDE_EFFECT: readonly RecordChange[] = []

/**
 * The text in the box. While the user types it is theirs: a text from another tab is shown when they leave the box.
 * What comes by sync is merged with theirs and shown at once, but not in the middle of a composition.
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
    /** With `alone` it is a step of undo of its own, also in the middle of typing. */
    write: (text: string, alone: boolean) => {
      const joined = draft.isBehind ? typedInto(note, draft.text, text) : text
      setDraft({ text, seen: joined, isBehind: draft.isBehind })
      library.getState().edit([paper], { note: joined }, alone ? NO_SIDE_EFFECT : undefined)
    },
  }
}

/** Applies what was typed into an earlier text to the current one. */
function typedInto(note: string, before: string, after: string): string {
  const typed = spliceOf(before, after)
  return applySplice(note, { ...typed, at: moveThrough(typed.at, spliceOf(before, note)) })
}
