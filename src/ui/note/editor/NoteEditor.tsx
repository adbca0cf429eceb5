import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { moveThrough, spliceOf } from '../../../model/note/splice.ts'
import { pasteLink, type Operation } from '../../../model/note/noteEdit.ts'
import { lineAt } from '../../../model/note/noteLines.ts'
import { linkBegun, type LinkBegun } from '../../../model/note/noteLink.ts'
import type { PaperId } from '../../../model/paper/paper.ts'
import type { Press } from '../../controls/Autocomplete.tsx'
import { readKey } from '../../commands/keyEvents.ts'
import { showToast } from '../../../store/toasts.ts'
import { read, type Operate } from './textareaEdits.ts'
import { placePopup } from './caretPosition.ts'
import { useDraft } from './useDraft.ts'
import { operationOf } from './editorKeys.ts'
import { EditorToolbar } from './EditorToolbar.tsx'
import { lazyNamed, OnDemand } from '../../../widgets/OnDemand.tsx'
import styles from '../Note.module.css'

const LinkAutocomplete = lazyNamed(() => import('./LinkAutocomplete.tsx'), 'LinkAutocomplete')

type Props = {
  readonly paper: PaperId
  readonly id: string
  readonly box: RefObject<HTMLTextAreaElement | null>
  readonly onOperate: Operate
  readonly isWhole: boolean
  readonly onFocus: () => void
  /** The content below the text box. */
  readonly children: ReactNode
}

/** Sets the text of the box. The caret stays between the same letters. */
function show(box: HTMLTextAreaElement, text: string) {
  const { value, selectionStart, selectionEnd } = box
  if (value === text) return
  box.value = text
  // In Safari a selection would move the focus into the box.
  if (document.activeElement !== box) return
  const splice = spliceOf(value, text)
  box.setSelectionRange(moveThrough(selectionStart, splice), moveThrough(selectionEnd, splice))
}

type Begun = { readonly begun: LinkBegun; readonly style: CSSProperties }

// Modifier keys.
const HELD = /^(?:Shift|Control|Alt|AltGraph|Meta)$/

/**
 * The text box of a note. A letter renders this component alone. It is a plain <textarea>, which phones, spell checkers
 * and screen readers know; the editing functions are pure (model/note/noteEdit.ts).
 */
export function NoteEditor({ paper, id, box, onOperate, isWhole, onFocus, children }: Props) {
  const { value, isWriting, begin, end, compose, endComposing, write } = useDraft(paper)
  const [first] = useState(value)
  const [link, setLink] = useState<Begun | null>(null)
  const press = useRef<Press>(null)
  /** Whether Tab indents: only after something was done here, so that Tab passes through the box. */
  const isAtHome = useRef(false)

  // As a controlled text box React would also write each letter into the element’s text, and the browser would undo
  // letter by letter.
  useLayoutEffect(() => show(box.current!, value), [box, value])

  const follow = useCallback(() => {
    const element = box.current!
    const begun = linkBegun(read(element))
    setLink((now) => {
      if (!begun || now?.begun.at !== begun.at) return begun && { begun, style: placePopup(element, begun.at) }
      return now.begun.typed === begun.typed ? now : { ...now, begun }
    })
  }, [box])
  // A resized window has room elsewhere.
  useEffect(() => {
    const place = () => setLink((now) => now && { ...now, style: placePopup(box.current!, now.begun.at) })
    addEventListener('resize', place)
    return () => removeEventListener('resize', place)
  }, [box])
  const operate = useCallback(
    (operation: Operation) => {
      const isDone = onOperate(operation)
      follow()
      return isDone
    },
    [onOperate, follow],
  )
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || HELD.test(event.key) || press.current?.(event)) return
    if (event.key === 'Tab' && !isAtHome.current) return
    if (event.key === 'Escape') {
      // In the full window Escape leaves the full window.
      if (!isWhole && isAtHome.current && lineAt(value, event.currentTarget.selectionStart).marker !== '') {
        event.preventDefault()
        showToast('Tab leaves the notes now, and Esc goes back')
      }
      isAtHome.current = false
      return
    }
    isAtHome.current = true
    const operation = operationOf(readKey(event.nativeEvent))
    if (operation && operate(operation)) event.preventDefault()
  }
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (operate((writing) => pasteLink(writing, pasted))) event.preventDefault()
  }
  return (
    <div className={styles['write']} data-writing={isWriting || undefined}>
      <textarea
        ref={box}
        id={id}
        data-note
        className={styles['text']}
        placeholder="What is worth keeping? Markdown and $maths$ work, and [[ links a paper."
        aria-describedby={`${id}-keys`}
        dir="auto"
        rows={5}
        defaultValue={first}
        onFocus={() => {
          isAtHome.current = false
          begin()
          onFocus()
        }}
        onBlur={end}
        onCompositionStart={compose}
        onCompositionEnd={endComposing}
        onPointerDown={() => (isAtHome.current = true)}
        onChange={(event) => {
          isAtHome.current = true
          write(event.target.value, event.target.dataset['atOnce'] !== undefined)
          follow()
        }}
        onSelect={follow}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <span id={`${id}-keys`} className="hidden">
        In a list, Tab indents; Escape, then Tab leaves.
      </span>
      {link && isWriting && (
        <OnDemand>
          <LinkAutocomplete
            paper={paper}
            {...link}
            box={box}
            takeKeys={(next) => void (press.current = next)}
            onChoose={operate}
          />
        </OnDemand>
      )}
      {children}
      <EditorToolbar operate={operate} />
    </div>
  )
}
