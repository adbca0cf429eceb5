import { printNumber } from '../../model/numberFormat.ts'
import { useAnswers, useStores, useView } from '../../store/hooks.ts'
import { completionMessage, countRemaining } from './remaining.ts'
import styles from './EmptyList.module.css'

/** In place of an empty list: the reason and the way out. Below a list that is all read: a kind word. */
export function EmptyList() {
  const { viewing, screen } = useStores()
  const answer = useAnswers(({ answer }) => answer)
  const text = useView(({ view }) => view.text)
  if (!answer) return null
  const kind = completionMessage(countRemaining(answer.facets))
  if (answer.total > 0) return kind && <p className={styles['done']}>{kind}</p>
  return (
    <div className={styles['empty']}>
      {answer.all === 0 ? (
        <>
          <p className={styles['line']}>No papers yet.</p>
          <p>Drop a file of papers on this page: BibTeX, RIS, Markdown, CSV or JSON.</p>
          <button
            type="button"
            className="button"
            data-main
            onClick={() => screen.getState().sendKeyboard({ place: 'file picker' })}
          >
            Import a list…
          </button>
        </>
      ) : (
        <>
          <p className={styles['line']}>
            {kind ?? (
              <>
                No paper matches <q dir="auto">{text.trim()}</q>.
              </>
            )}
          </p>
          <button type="button" className="button" data-main onClick={() => viewing.getState().change({ text: '' })}>
            Show all {printNumber(answer.all)} papers
          </button>
        </>
      )}
    </div>
  )
}
