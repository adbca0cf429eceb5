import { useId, useLayoutEffect, useMemo, useRef, useState, type FormEvent } from 'react'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { countTags, MAX_TAG_LENGTH, readTag } from '../../model/tag/tag.ts'
import { useLibrary, useStores } from '../../store/hooks.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { edit, targetPapers, type Scene } from '../commands/actions.ts'
import { ToastPlace } from '../notices/Toast.tsx'
import tags from './TagEditor.module.css'
import styles from './BulkTagDialog.module.css'

/** Adds tags to the target papers, or removes them from all. */
export function BulkTagDialog({ scene }: { readonly scene: Scene }) {
  const { library } = useStores()
  const [papers] = useState(() => targetPapers(scene))
  const marks = useLibrary(({ marks }) => marks)
  const counts = countTags(papers, marks)
  const known = useMemo(
    () => [...countTags(library.getState().marks.keys(), library.getState().marks).keys()],
    [library],
  )
  const [draft, setDraft] = useState('')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  // A dialog focuses its first button when it opens.
  useLayoutEffect(() => input.current?.focus(), [])

  const add = (tag: string) => edit(scene, ({ tags }) => ({ tags: [...tags, tag] }))
  const remove = (tag: string) => {
    edit(scene, ({ tags }) => ({ tags: tags.filter((other) => other !== tag) }))
    // The pressed button is gone.
    input.current?.focus()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const tag = readTag(draft)
    setDraft('')
    if (tag !== '') add(tag)
  }
  const many = printCount(papers.length, 'paper')
  return (
    <Dialog label={`Tags of ${many}`}>
      <form className={styles['form']} onSubmit={onSubmit}>
        <label htmlFor={id}>Add a tag</label>
        <span className={tags['box']}>
          <input
            ref={input}
            id={id}
            list={`${id}-known`}
            maxLength={MAX_TAG_LENGTH}
            autoComplete="off"
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
        </span>
        <datalist id={`${id}-known`}>
          {known.map((tag) => counts.get(tag) !== papers.length && <option key={tag} value={tag} />)}
        </datalist>
        <button type="submit" className="button" data-main disabled={readTag(draft) === ''}>
          Add
        </button>
      </form>
      {counts.size === 0 ? (
        <p className={styles['none']}>No tags yet.</p>
      ) : (
        <ul className={styles['list']} aria-label="Their tags">
          {[...counts].map(([tag, count]) => (
            <li key={tag}>
              <span dir="auto" className={styles['tag']}>
                {tag}
              </span>
              {papers.length > 1 && (
                <small>
                  {count === papers.length ? 'all' : `${printNumber(count)} of ${printNumber(papers.length)}`}
                </small>
              )}
              <span className={styles['actions']}>
                {count < papers.length && (
                  <button
                    type="button"
                    className="button"
                    data-plain
                    aria-label={`Add to all: ${tag}`}
                    onClick={() => add(tag)}
                  >
                    Add to all
                  </button>
                )}
                <button
                  type="button"
                  className="button"
                  data-plain
                  aria-label={`Remove: ${tag}`}
                  onClick={() => remove(tag)}
                >
                  Remove
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <ToastPlace />
    </Dialog>
  )
}
