import { printCount, printNumber } from '../../model/numberFormat.ts'
import { valueOf } from '../../model/mark/userRecord.ts'
import { useLibrary, useStores } from '../../store/hooks.ts'
import type { SyncStore } from '../../store/sync/syncStore.ts'
import type { Comparison } from '../../sync/messages.ts'
import styles from './SyncDialog.module.css'

type Props = { readonly syncing: SyncStore; readonly comparison: Comparison }

/** Shows what it means that two libraries meet for the first time, before anything is done. */
export function SyncMergePreview({ syncing: { isElsewhere, join, switchOff }, comparison }: Props) {
  const { backups } = useStores()
  const marks = useLibrary(({ marks }) => marks)
  const { same, here, there, both, notes, noteCount, lists } = comparison
  const rows = [
    ['Same', same, 'paper', ''],
    ['Newer here', here, 'paper', 'they go to the others'],
    ['Newer there', there, 'paper', 'they come here'],
    ['Changed on both sides', both, 'paper', 'of each thing said of a paper, the later stays'],
    ['Notes on both sides', noteCount, 'paper', 'both stay, one below the other'],
    ['Lists there', lists.length, 'list', `they come here, and yours go there: ${lists.join(', ')}`],
  ] as const
  return (
    <>
      <p className={styles['intro']}>
        This device and the others have marks, and meet for the first time. Nothing has been changed yet.
      </p>
      <dl className={styles['counts']} aria-label="What joining changes">
        {rows
          .filter(([, number]) => number > 0)
          .map(([name, number, of, what]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {printCount(number, of)}
                {what && <small>: {what}</small>}
              </dd>
            </div>
          ))}
      </dl>
      {notes.length > 0 && (
        <ul className={styles['notes']} aria-label="Papers with notes on both sides">
          {notes.map((paper) => {
            const title = valueOf(marks.get(paper), 'title')
            return (
              <li key={paper} dir="auto">
                {typeof title === 'string' ? title : paper}
              </li>
            )
          })}
          {noteCount > notes.length && <li>and {printNumber(noteCount - notes.length)} more</li>}
        </ul>
      )}
      {isElsewhere && <p>Join them in the tab of Offprint that syncs.</p>}
      <p className={styles['end']}>
        <button
          type="button"
          className="button"
          onClick={() => void backups().then((backups) => backups.getState().make())}
        >
          Back up first
        </button>
        <button type="button" className="button" onClick={() => void switchOff()}>
          Cancel
        </button>
        <button type="button" className="button" data-main onClick={join} disabled={isElsewhere}>
          Join
        </button>
      </p>
    </>
  )
}
