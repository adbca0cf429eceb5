import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { PaperId } from '../../model/paper/paper.ts'
import { MAX_TAG_LENGTH, readTag } from '../../model/tag/tag.ts'
import { useAnswers, useMark, useStores } from '../../store/hooks.ts'
import { Tag } from '../../widgets/Tag.tsx'
import { useAllFacetValues } from '../sidebar/useAllFacetValues.ts'
import styles from './TagEditor.module.css'

const NONE: readonly never[] = []

type Props = {
  readonly paper: PaperId
  /** Whether the field takes the keyboard, as soon as it is drawn. */
  readonly takesKeyboard?: boolean
}

/** The tags of a paper, and a field to add one. */
export function TagEditor({ paper, takesKeyboard = false }: Props) {
  const { library } = useStores()
  const { tags } = useMark(paper)
  const known = useAnswers(({ answer }) => answer?.facets.find(({ field }) => field === 'tag')?.values ?? NONE)
  useAllFacetValues('tag')
  const [draft, setDraft] = useState('')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (takesKeyboard) input.current!.focus()
  }, [takesKeyboard])

  const add = () => {
    const tag = readTag(draft)
    setDraft('')
    if (tag !== '') library.getState().edit([paper], ({ tags }) => ({ tags: [...tags, tag] }))
  }
  const remove = (tag: string) =>
    library.getState().edit([paper], ({ tags }) => ({ tags: tags.filter((other) => other !== tag) }))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault()
      add()
    } else if (event.key === 'Backspace' && draft === '' && tags.length > 0) remove(tags.at(-1)!)
  }
  return (
    <div className={styles['tags']}>
      <label htmlFor={id} className={styles['heading']}>
        Tags
      </label>
      <div className={styles['box']}>
        {tags.map((tag) => (
          <Tag key={tag} tag={tag} className={styles['tag']}>
            <button type="button" aria-label={`Remove tag ${tag}`} onClick={() => remove(tag)}>
              ×
            </button>
          </Tag>
        ))}
        <input
          ref={input}
          id={id}
          list={`${id}-known`}
          maxLength={MAX_TAG_LENGTH}
          placeholder={tags.length === 0 ? 'Add a tag' : ''}
          autoComplete="off"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={add}
        />
        <datalist id={`${id}-known`}>
          {known.map(({ value }) => !tags.includes(value) && <option key={value} value={value} />)}
        </datalist>
      </div>
    </div>
  )
}
