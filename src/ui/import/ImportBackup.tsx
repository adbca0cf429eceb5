import { useMemo } from 'react'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import type { Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { compareBackup, comparePutBack, COMPARISONS } from '../../model/backup/restore.ts'
import type { OwnList } from '../../storage/lists/assembleList.ts'
import { countNewPapers, type FoundBackup } from './importPlan.ts'
import styles from './ImportDialog.module.css'

type Props = {
  readonly file: FoundBackup
  readonly ours: Marks
  readonly own: readonly OwnList[]
  readonly titleOf: (paper: PaperId) => string
  /** Whether the backup wins over later changes here. */
  readonly isPutBack: boolean
}

const SHORT = 8
const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** A preview of what a backup changes, and its problems. */
export function ImportBackup({ file, ours, own, titleOf, isPutBack }: Props) {
  const { marks, savedAt, unread, more } = file.backup
  const added = useMemo(() => compareBackup(ours, marks), [ours, marks])
  const putBack = useMemo(() => comparePutBack(ours, marks), [ours, marks])
  const { counts } = added
  const { changes } = isPutBack ? putBack : added
  return (
    <>
      <p>
        Backup of Offprint{savedAt !== null && `, ${time.format(savedAt)}`}. Papers:{' '}
        {COMPARISONS.map((name) => `${printNumber(counts[name])} ${name}`).join(', ')}
      </p>
      {changes.length > 0 && (
        <ul>
          {changes.slice(0, SHORT).map(({ paper, what }) => (
            <li key={paper}>
              <span dir="auto">{titleOf(paper)}</span> <small>{what.join(', ')}</small>
            </li>
          ))}
          {changes.length > SHORT && <li>and {printNumber(changes.length - SHORT)} more</li>}
        </ul>
      )}
      {file.lists.length > 0 && (
        <ul aria-label="Your own lists in the backup">
          {file.lists.slice(0, SHORT).map((list) => (
            <li key={list.file}>
              <span dir="auto">{list.title}</span> <small>{tellList(list, own)}</small>
            </li>
          ))}
          {file.lists.length > SHORT && <li>and {printCount(file.lists.length - SHORT, 'list')} more</li>}
        </ul>
      )}
      {unread.length > 0 && (
        <div role="alert" className={styles['problems']}>
          <p>Part of the file is damaged. The rest can be added.</p>
          <ul>
            {unread.slice(0, SHORT).map(({ where, message }, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- two problems may read the same
              <li key={i}>
                <b>{where}</b> {message}
              </li>
            ))}
            {unread.length > SHORT && <li>and {printNumber(unread.length - SHORT)} more</li>}
          </ul>
        </div>
      )}
      {more.length > 0 && (
        <p>
          Not known to this version, and left out:{' '}
          {more
            .slice(0, SHORT)
            .map(([name]) => name)
            .join(', ')}
        </p>
      )}
    </>
  )
}

function tellList(list: FoundBackup['lists'][number], own: readonly OwnList[]): string {
  const imported = countNewPapers(list, own)
  if (!own.some(({ id }) => id === list.id)) return `your list, ${printCount(list.count, 'paper')}, to add`
  return imported > 0 ? `your list, ${printCount(imported, 'paper')} to add to it` : 'your list, here already'
}
