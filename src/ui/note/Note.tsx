import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { toMark } from '../../model/mark/mark.ts'
import type { PaperFacts } from '../../model/paper/paper.ts'
import { openSetting } from '../../storage/browser/localSetting.ts'
import { useLibrary } from '../../store/hooks.ts'
import { useFocusTarget } from '../controls/useFocusTarget.ts'
import { readKey } from '../commands/keyEvents.ts'
import { useTextareaEdit } from './editor/textareaEdits.ts'
import { EmptyNote } from './EmptyNote.tsx'
import { NoteFooter } from './NoteFooter.tsx'
import { NoteHeader, NOTE_VIEWS, type NoteView } from './NoteHeader.tsx'
import { useKeyboardRoom } from './editor/useKeyboardInset.ts'
import { NoteEditor } from './editor/NoteEditor.tsx'
import { WHOLE_KEY } from './editor/editorKeys.ts'
import { VersionPreview, ConflictingVersion } from './VersionPreview.tsx'
import { NotePreview } from './preview/NotePreview.tsx'
import { useFullWindow } from './useFullWindow.ts'
import styles from './Note.module.css'
import { SETTINGS } from '../../storage/names.ts'

const lastView = openSetting(SETTINGS.noteView)
const readView = (): NoteView => NOTE_VIEWS.find((view) => view === lastView.read()) ?? 'both'

type Props = {
  readonly paper: PaperFacts
  /** Whether the text box takes the keyboard, as soon as it is drawn. */
  readonly takesKeyboard?: boolean
}

/** The note of a paper: editor, preview and history. */
export function Note({ paper, takesKeyboard = false }: Props) {
  const hasNote = useLibrary(({ marks }) => toMark(marks.get(paper.id)).note.trim() !== '')
  const [chosen, setChosen] = useState(readView)
  /** Whether the editor is shown although only the preview was chosen, because the user came to write. */
  const [isAsked, setAsked] = useState(false)
  const section = useRef<HTMLElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const [isWhole, toggleWhole] = useFullWindow(section, box)
  const operate = useTextareaEdit(paper.id, box)
  const id = useId()
  useKeyboardRoom()
  useFocusTarget(
    (target) => target.place === 'note' && target.paper === paper.id,
    (target) => {
      box.current!.focus()
      // The toggle renders by itself, which it must not do inside this effect.
      if (target.place === 'note' && target.fillsWindow && !isWhole) queueMicrotask(toggleWhole)
    },
  )

  useLayoutEffect(() => {
    if (!takesKeyboard) return
    box.current!.focus()
    section.current!.scrollIntoView({ block: 'nearest' })
  }, [takesKeyboard])

  const view = !hasNote || (chosen === 'preview' && isAsked) ? 'text' : chosen
  const choose = (view: NoteView) => {
    setAsked(false)
    setChosen(view)
    lastView.write(view === 'both' ? null : view)
  }
  const onFocus = () => setAsked(true)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const over = event.target instanceof Element ? event.target.closest('[role="menu"], dialog') : null
    if (event.defaultPrevented || event.nativeEvent.isComposing || (over && section.current?.contains(over))) return
    const name = readKey(event.nativeEvent)
    if (name === WHOLE_KEY || (isWhole && name === 'Escape')) {
      event.preventDefault()
      event.stopPropagation()
      toggleWhole()
    } else if (isWhole && !name?.includes('Mod+')) event.stopPropagation()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys have buttons
    <section
      ref={section}
      className={styles['note']}
      data-notes
      aria-labelledby={`${id}-heading${isWhole ? ` ${id}-title` : ''}`}
      // It takes the focus where nothing else does, as after a click on its background.
      {...(isWhole && { role: 'dialog', 'aria-modal': true, 'data-whole': true, tabIndex: -1 })}
      onKeyDown={onKeyDown}
    >
      <NoteHeader
        id={id}
        paper={paper}
        onOperate={operate}
        view={hasNote ? view : null}
        onView={choose}
        isWhole={isWhole}
        onWhole={toggleWhole}
      />
      <div className={styles['panes']} data-view={view}>
        <NoteEditor paper={paper.id} id={id} box={box} onOperate={operate} isWhole={isWhole} onFocus={onFocus}>
          {hasNote ? <NoteFooter paper={paper.id} /> : <EmptyNote onOperate={operate} />}
        </NoteEditor>
        {view !== 'text' && <NotePreview paper={paper.id} box={box} onOperate={operate} />}
      </div>
      <ConflictingVersion paper={paper.id} />
      <VersionPreview paper={paper.id} />
    </section>
  )
}
