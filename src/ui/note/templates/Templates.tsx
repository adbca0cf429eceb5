import { useEffect, useId, useMemo, useRef, useState, type SyntheticEvent } from 'react'
import { toMark } from '../../../model/mark/mark.ts'
import { firstLine } from '../../../model/note/noteExcerpt.ts'
import type { PaperId } from '../../../model/paper/paper.ts'
import { templatesOf, type Template } from '../../../model/note/template.ts'
import { useLibrary, useStores } from '../../../store/hooks.ts'
import { removeTemplate, renameTemplate, saveTemplate } from '../../../store/library/templates.ts'
import { NameForm } from '../../../widgets/NameForm.tsx'
import { Dialog } from '../../dialog/Dialog.tsx'
import styles from './Templates.module.css'

type Props = {
  /** The paper whose note can be saved as a template; null for none. */
  readonly paper: PaperId | null
  readonly onClose: () => void
}

/** Manages the user’s own templates: add the note as one, rename, delete. */
export function Templates({ paper, onClose }: Props) {
  const { library } = useStores()
  const userRecords = useLibrary(({ userRecords }) => userRecords)
  const own = useMemo(() => templatesOf(userRecords).filter(({ id }) => id !== null), [userRecords])
  const [said, setSaid] = useState<{ readonly words: string; readonly undo?: () => void } | null>(null)

  const remove = ({ id, name }: Template) => {
    removeTemplate(library.getState(), id!)
    const step = library.getState().past.at(-1)
    setSaid({
      words: `“${name}” is gone.`,
      undo: () => {
        // Only while it is the last step: somebody else may have gone on meanwhile.
        if (library.getState().past.at(-1) === step) library.getState().undo()
        setSaid(null)
      },
    })
  }
  return (
    <Dialog label="Templates" onClose={onClose}>
      {paper !== null && <Save paper={paper} onSaved={(name) => setSaid({ words: `“${name}” is saved.` })} />}
      <ul className={styles['templates']}>
        {own.map((template) => (
          <li key={template.id}>
            <Own template={template} onRemove={() => remove(template)} />
          </li>
        ))}
      </ul>
      {own.length === 0 && !said && <p>No templates yet.</p>}
      <p role="status" className={styles['said']}>
        {said && (
          <>
            {said.words}{' '}
            {said.undo && (
              <button type="button" className="button" onClick={said.undo}>
                Undo
              </button>
            )}
          </>
        )}
      </p>
    </Dialog>
  )
}

type SaveProps = { readonly paper: PaperId; readonly onSaved: (name: string) => void }

function Save({ paper, onSaved }: SaveProps) {
  const { library } = useStores()
  const [{ note }] = useState(() => toMark(library.getState().marks.get(paper)))
  const [name, setName] = useState(() => firstLine(note).slice(0, LONGEST_NAME))
  const [isSaved, setSaved] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => input.current!.select(), [])
  if (isSaved) return null
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    saveTemplate(library.getState(), name, note)
    setSaved(true)
    onSaved(name.trim())
  }
  return (
    <form className={styles['save']} onSubmit={onSubmit}>
      <label htmlFor={id}>Save this note as</label>
      <span>
        <input
          ref={input}
          id={id}
          required
          maxLength={LONGEST_NAME}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <button type="submit" className="button" data-main>
          Save
        </button>
      </span>
    </form>
  )
}

const LONGEST_NAME = 60

type OwnProps = { readonly template: Template; readonly onRemove: () => void }

function Own({ template: { id, name, text }, onRemove }: OwnProps) {
  const { library } = useStores()
  const [isNaming, setNaming] = useState(false)
  const rename = (next: string | null) => {
    if (next) renameTemplate(library.getState(), id!, next)
    setNaming(false)
  }
  if (isNaming) return <NameForm label={`New name of ${name}`} name={name} submit="Rename" onName={rename} />
  return (
    <>
      <span className={styles['name']}>
        <b dir="auto">{name}</b>
        <small dir="auto">{firstLine(text)}</small>
      </span>
      <button type="button" className="button" aria-label={`Rename ${name}`} onClick={() => setNaming(true)}>
        Rename
      </button>
      <button type="button" className="button" aria-label={`Delete ${name}`} onClick={onRemove}>
        Delete
      </button>
    </>
  )
}
