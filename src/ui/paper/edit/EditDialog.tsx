import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { draftOf, isSameDraft, readDraft, type DraftProblems } from '../../../formats/draft/paperDraft.ts'
import { errorMessage } from '../../../model/errorMessage.ts'
import type { Paper, PaperHead } from '../../../model/paper/paper.ts'
import { useStores } from '../../../store/hooks.ts'
import { present, type Scene } from '../../commands/actions.ts'
import { Dialog } from '../../dialog/Dialog.tsx'
import { PaperForm } from '../form/PaperForm.tsx'
import { useUnsaved } from '../form/useUnsaved.tsx'
import { saveDraft } from './editing.ts'
import styles from '../form/PaperForm.module.css'

const LABEL = 'Edit paper'

/** Edits the open paper, or else the active one, in the user’s own lists. */
export function EditDialog({ scene }: { readonly scene: Scene }) {
  const { lists } = useStores()
  const [shown] = useState(() => present(scene))
  const [paper, setPaper] = useState<Paper | null>(null)
  const [failure, setFailure] = useState('')
  useEffect(() => {
    const open = async () => {
      const entry = shown && (await (await lists()).findEntry(shown))
      if (entry) setPaper(entry.paper)
      else setFailure('This paper is in none of your own lists.')
    }
    open().catch((error: unknown) => setFailure(`The paper could not be read: ${errorMessage(error)}`))
  }, [lists, shown])
  if (shown && paper) return <EditForm shown={shown} before={paper} />
  return <Dialog label={LABEL}>{failure !== '' && <p role="alert">{failure}</p>}</Dialog>
}

function EditForm({ shown, before }: { readonly shown: PaperHead; readonly before: Paper }) {
  const stores = useStores()
  const { show } = stores.screen.getState()
  const [first] = useState(() => draftOf(before))
  const [draft, setDraft] = useState(first)
  const [problems, setProblems] = useState<DraftProblems>({})
  const [isSaving, setSaving] = useState(false)
  const [failure, setFailure] = useState('')
  const isChanged = !isSameDraft(draft, first)
  const { close, question } = useUnsaved(isChanged, () => show(null))
  const page = useRef<HTMLDivElement>(null)
  // A dialog focuses its first button when it opens.
  useLayoutEffect(() => page.current?.querySelector('input')?.focus(), [])

  const onSubmit = async () => {
    const read = readDraft(draft, before)
    setProblems('problems' in read ? read.problems : {})
    if ('problems' in read || isSaving) return
    setSaving(true)
    setFailure('')
    try {
      if (isChanged) await saveDraft(stores, shown, draft, before)
      show(null)
    } catch (error) {
      setSaving(false)
      setFailure(`Not saved: ${errorMessage(error)}. What you typed is still here.`)
    }
  }
  return (
    <Dialog label={LABEL} onClose={close}>
      <div ref={page}>
        <PaperForm draft={draft} problems={problems} onChange={setDraft} onSubmit={() => void onSubmit()}>
          {failure !== '' && <p role="alert">{failure}</p>}
          <p className={styles['buttons']}>
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
            <button type="submit" className="button" data-main aria-disabled={isSaving}>
              Save
            </button>
          </p>
        </PaperForm>
        {question}
      </div>
    </Dialog>
  )
}
