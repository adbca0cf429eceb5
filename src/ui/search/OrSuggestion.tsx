import { withOr } from '../../model/query/queryEdit.ts'
import { useAnswers, useShownView, useStores } from '../../store/hooks.ts'
import styles from './SpellingCorrection.module.css'

/** Offers OR where a query with “or” finds nothing. */
export function OrSuggestion() {
  const { viewing } = useStores()
  const isEmpty = useAnswers(({ answer }) => answer?.total === 0)
  const text = useShownView(({ text }) => text)
  const changed = isEmpty ? withOr(text) : null
  if (changed === null) return null
  return (
    <p role="status" className={styles['instead']}>
      No paper has all these words.{' '}
      <button type="button" className="button" onClick={() => viewing.getState().change({ text: changed })}>
        Search with OR instead
      </button>
    </p>
  )
}
