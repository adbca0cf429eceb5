import { useAnswers, useStores, useViewing } from '../store/hooks.ts'
import styles from './Empty.module.css'

/** What stands in the place of lines where there are none, with the way out. */
export function Empty() {
  const { viewing } = useStores()
  const answer = useAnswers(({ answer }) => answer)
  const text = useViewing(({ view }) => view.text)
  if (!answer || answer.total > 0) return null
  return (
    <div className={styles['empty']}>
      {answer.all === 0 ? (
        <>
          <p className={styles['line']}>There is no paper in any list.</p>
          <p>A list is a JSON file in the folder “data” of Offprint’s source.</p>
        </>
      ) : (
        <>
          <p className={styles['line']}>
            No paper matches <q dir="auto">{text.trim()}</q>.
          </p>
          <button type="button" className="button" data-main onClick={() => viewing.getState().change({ text: '' })}>
            Show all {answer.all.toLocaleString()} papers
          </button>
        </>
      )}
    </div>
  )
}
