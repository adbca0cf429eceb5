import { useMemo } from 'react'
import { printCount } from '../../model/numberFormat.ts'
import { namesOf, TAG_TREE } from '../../model/query/path.ts'
import { allBranches, papersByTag } from '../../model/tag/tag.ts'
import { useLibrary } from '../../store/hooks.ts'
import { TagDot } from '../../widgets/Tag.tsx'
import { Dialog } from '../dialog/Dialog.tsx'
import { ToastPlace } from '../notices/Toast.tsx'
import { TagActions } from './TagActions.tsx'
import lines from '../dialog/NameLines.module.css'
import styles from './TagsDialog.module.css'

/** All tags of the user, to be renamed, merged, coloured and deleted, also those of no paper in the list. */
export function TagsDialog() {
  const marks = useLibrary(({ marks }) => marks)
  const branches = useMemo(() => allBranches(papersByTag(marks)), [marks])
  return (
    <Dialog label="Tags">
      {branches.length === 0 ? (
        <p className={lines['none']}>No tags yet. “#” tags a paper.</p>
      ) : (
        <ul className={lines['names']} aria-label="All tags">
          {branches.map(({ tag, papers }) => (
            <li
              key={tag}
              className={styles['tag']}
              style={{ paddingInlineStart: (namesOf(TAG_TREE, tag).length - 1) * 16 }}
            >
              <span className={lines['line']}>
                <TagDot tag={tag} />
                <span className={lines['name']} dir="auto">
                  {tag}
                </span>
                <span className={lines['count']}>{printCount(papers.length, 'paper')}</span>
              </span>
              <TagActions tag={tag} />
            </li>
          ))}
        </ul>
      )}
      <ToastPlace />
    </Dialog>
  )
}
