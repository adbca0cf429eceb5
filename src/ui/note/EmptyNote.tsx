import { useMemo } from 'react'
import { insertTemplate, templatesOf } from '../../model/note/template.ts'
import { useLibrary } from '../../store/hooks.ts'
import type { Operate } from './editor/textareaEdits.ts'
import styles from './Note.module.css'

/** The menu has more templates. */
const MOST = 4

/** Templates for an empty note, one click each. */
export function EmptyNote({ onOperate }: { readonly onOperate: Operate }) {
  const userRecords = useLibrary(({ userRecords }) => userRecords)
  const templates = useMemo(() => templatesOf(userRecords).slice(0, MOST), [userRecords])
  return (
    <p className={styles['begin']}>
      <span>Lines such as “Dataset: ImageNet” become columns of the list. </span>
      Begin with{' '}
      {templates.map((template) => (
        <button key={template.id ?? template.name} type="button" onClick={() => onOperate(insertTemplate(template))}>
          {template.name}
        </button>
      ))}
    </p>
  )
}
