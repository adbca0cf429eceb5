import { printNumber } from '../../model/numberFormat.ts'
import { useAnswers, useStores, useView } from '../../store/hooks.ts'
import { AddLink } from './AddLink.tsx'
import { completionMessage, countRemaining } from './remaining.ts'
import styles from './EmptyList.module.css'

/** In place of an empty list: the reason and the way out. Below a list that is all read: a kind word. */
export function EmptyList() {
  const { viewing } = useStores()
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
          <p>Add a paper by its link, DOI or title, or drop a .bib, .ris, .csv or Markdown list on this page.</p>
          <AddLink className={`button ${styles['add']}`} />
        </>
      ) : (
        <>
          <p className={styles['line']}>
            {answer.looking ? 'Looking in abstracts…' : (kind ?? <NoMatch text={text.trim()} />)}
          </p>
          <button type="button" className="button" data-main onClick={() => viewing.getState().change({ text: '' })}>
            Show all {printNumber(answer.all)} papers
          </button>
        </>
      )}
    </div>
  )
}

const NoMatch = ({ text }: { readonly text: string }) => (
  <>
    No paper matches <q dir="auto">{text}</q>.
  </>
)
