import { useLayoutEffect, useRef, useState, type ChangeEvent, type KeyboardEvent, type RefObject } from 'react'
import { BLANK } from '../../formats/entry/entry.ts'
import { readPasted } from '../../formats/pasted/readPasted.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { useScreen, useStores } from '../../store/hooks.ts'
import type { ToAdd } from '../../store/screen.ts'
import { showToast } from '../../store/toasts.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { WaitingHint } from '../lookup/WaitingHint.tsx'
import { AddForm } from './AddForm.tsx'
import { AddSeveral } from './AddSeveral.tsx'
import { openAdded } from './addedPapers.ts'
import { Bookmark } from './Bookmark.tsx'
import { useKnown } from './useKnown.ts'
import styles from './AddDialog.module.css'

/** Adds papers: whatever names one is pasted or typed, and the form below it is filled with what is known of it. */
export function AddDialog() {
  const toAdd = useScreen(({ toAdd }) => toAdd)
  const [fresh, setFresh] = useState<ToAdd | null>(null)
  const key = `${toAdd.text}\n${toAdd.paper?.title ?? ''}`
  // Only what was given is opened at once where it is here: who types has not finished.
  if (toAdd.text !== '' && fresh !== toAdd) return <Given key={key} toAdd={toAdd} onFresh={() => setFresh(toAdd)} />
  return <Adding key={key} toAdd={toAdd} />
}

/** Opens the only paper of what was given, where it is here already. */
function Given({ toAdd, onFresh }: { readonly toAdd: ToAdd; readonly onFresh: () => void }) {
  const open = useOpen()
  useKnown(useRead(toAdd.text, toAdd) ?? NONE, ([only, ...others]) => {
    if (only && others.length === 0) open(only.id)
    else onFresh()
  })
  return null
}

/** Opens a paper that is here already, in place of the dialog. */
function useOpen(): (paper: PaperId) => void {
  const stores = useStores()
  return (paper) => {
    stores.screen.getState().show(null)
    void openAdded(stores, paper).then(() => showToast('Already in your lists'))
  }
}

function Adding({ toAdd }: { readonly toAdd: ToAdd }) {
  const { show, sendKeyboard } = useStores().screen.getState()
  const [text, setText] = useState(toAdd.text)
  // What was given or pasted can be looked up at once. Who types has not finished.
  const [isWhole, setWhole] = useState(toAdd.text !== '')
  const read = useRead(text, toAdd)
  const known = useKnown(read ?? NONE)
  const open = useOpen()
  const box = useRef<HTMLTextAreaElement>(null)
  // A dialog focuses its first button when it opens.
  useLayoutEffect(() => {
    const { length } = box.current?.value ?? ''
    box.current?.focus()
    box.current?.setSelectionRange(length, length)
  }, [])
  const onChange = ({ target, nativeEvent }: ChangeEvent<HTMLTextAreaElement>) => {
    const { inputType } = nativeEvent as InputEvent
    const isInserted = inputType === 'insertFromPaste' || inputType === 'insertFromDrop'
    if (isInserted && readPasted(target.value) === null) preview(target.value)
    else setText(target.value)
    setWhole(isInserted)
  }
  const preview = (text: string) => show('import', [new File([text], 'Pasted text')])
  const [first, ...rest] = read ?? NONE
  return (
    <Dialog label="Add papers">
      <TextToRead box={box} text={text} onChange={onChange} />
      <p className={styles['files']}>
        <button type="button" className="button" onClick={() => sendKeyboard({ place: 'file picker' })}>
          Choose files
        </button>
        <small>BibTeX, RIS, CSV, JSON, Markdown, bookmarks, XML, YAML, notes or a backup</small>
      </p>
      {read === null ? (
        <p className={styles['files']}>
          <button type="button" className="button" data-main onClick={() => preview(text)}>
            Preview
          </button>
          <small>This is read as a file, whose papers you see before they are added.</small>
        </p>
      ) : rest.length > 0 ? (
        <AddSeveral key={text} entries={read} known={known} onOpen={open} />
      ) : (
        <AddForm entry={first ?? BLANK} known={first ? known[0] : null} isWhole={isWhole} onOpen={open} />
      )}
      <WaitingHint />
      <Bookmark />
    </Dialog>
  )
}

const NONE: NonNullable<ReturnType<typeof readPasted>> = []

/** The papers of a text; null for a text that is read as a file. What was given with a text holds while it stays. */
function useRead(text: string, toAdd: ToAdd): ReturnType<typeof readPasted> {
  const [last, setLast] = useState(() => ({ text, read: toAdd.paper ? [toAdd.paper] : readPasted(text) }))
  if (last.text === text) return last.read
  const read = text === toAdd.text && toAdd.paper ? [toAdd.paper] : readPasted(text)
  setLast({ text, read })
  return read
}

type TextProps = {
  readonly box: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly onChange: (event: ChangeEvent<HTMLTextAreaElement>) => void
}

/** The text box for all that names a paper. Enter adds; with Shift it begins a new line. */
function TextToRead({ box, text, onChange }: TextProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.currentTarget.closest('dialog')?.querySelector('form')?.requestSubmit()
  }
  return (
    <label className={styles['text']}>
      Paste or type a DOI, link, entry or title
      <textarea
        ref={box}
        dir="auto"
        rows={2}
        value={text}
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="done"
        onChange={onChange}
        onKeyDown={onKeyDown}
      />
    </label>
  )
}
