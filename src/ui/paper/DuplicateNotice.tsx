import { identityOf } from '../../model/mark/markIdentity.ts'
import { NO_LIST, venueAndYear } from '../../model/query/fields.ts'
import type { PaperFacts, PaperHead } from '../../model/paper/paper.ts'
import { useAnswers, useKeptMark, useStores } from '../../store/hooks.ts'
import { moveMark, markDistinct, linkDuplicates } from '../../store/library/duplicates.ts'
import styles from './PaperPanel.module.css'

/** A notice that no list has the paper any more, with the paper that may have replaced it. */
export function Orphan({ paper }: { readonly paper: PaperFacts }) {
  const { library, viewing } = useStores()
  const likely = useLikely()
  return (
    <div className={styles['notice']} role="note">
      <p>{NO_LIST}. What you wrote about it is kept.</p>
      {likely && (
        <>
          <p>
            It may be this paper now: <q dir="auto">{likely.title}</q>
          </p>
          <p className={styles['links']}>
            <button
              type="button"
              className="button"
              onClick={() => {
                moveMark(library.getState(), paper.id, likely.id)
                viewing.getState().change({ paper: likely.id })
              }}
            >
              Yes, move my marks there
            </button>
            <button
              type="button"
              className="button"
              onClick={() => markDistinct(library.getState(), paper.id, likely.id)}
            >
              No, it is another
            </button>
          </p>
        </>
      )}
    </div>
  )
}

/** A notice of another entry that is likely the same paper. Linked entries can be separated again. */
export function Twins({ paper }: { readonly paper: PaperFacts }) {
  const { library, viewing } = useStores()
  const likely = useLikely()
  const kept = useKeptMark(paper.id)
  const same = kept ? identityOf(paper.id, kept).same : []
  return (
    <>
      {same.map((other) => (
        <p key={other} className={styles['meta']}>
          You said that another entry is this paper.{' '}
          <button
            type="button"
            className="button"
            data-plain
            onClick={() => markDistinct(library.getState(), paper.id, other)}
          >
            They are two
          </button>
        </p>
      ))}
      {likely && (
        <div className={styles['notice']} role="note">
          <p>This may be the same paper:</p>
          <p>
            <button
              type="button"
              className={styles['other']}
              dir="auto"
              onClick={() => viewing.getState().change({ paper: likely.id })}
            >
              {likely.title}
            </button>{' '}
            <small>{[venueAndYear(likely), likely.lists.join(', ')].filter(Boolean).join(' · ')}</small>
          </p>
          <p className={styles['links']}>
            <button
              type="button"
              className="button"
              onClick={() => linkDuplicates(library.getState(), paper.id, likely.id)}
            >
              They are one
            </button>
            <button
              type="button"
              className="button"
              onClick={() => markDistinct(library.getState(), paper.id, likely.id)}
            >
              They are two
            </button>
          </p>
        </div>
      )}
    </>
  )
}

const useLikely = (): PaperHead | null => useAnswers(({ answer }) => answer?.likely ?? null)
