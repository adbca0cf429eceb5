import type { LikelyTwin } from '../../engine/question.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { venueAndYear } from '../../model/query/fields.ts'
import styles from './ImportDialog.module.css'

type Props = {
  readonly likely: readonly LikelyTwin[]
  /** Those that are the papers here, by their indexes in the file. */
  readonly joined: ReadonlySet<number>
  readonly onJoin: (joined: ReadonlySet<number>) => void
}

const MOST_SHOWN = 200

/** New papers of a file that are likely here under nearly the same title. The user says which of them are one. */
export function LikelyPapers({ likely, joined, onJoin }: Props) {
  const areAll = likely.every(({ place }) => joined.has(place))
  const onToggle = (place: number) => {
    const others = new Set(joined)
    if (!others.delete(place)) others.add(place)
    onJoin(others)
  }
  return (
    <details open>
      <summary>
        {printCount(likely.length, 'paper')} likely here already, {printNumber(joined.size)} of them joined with those
        here
      </summary>
      <p>
        Each is added as a paper of its own, unless you say that both are one. Then they share a row and your marks.
      </p>
      <ul className={styles['papers']}>
        {likely.length > 1 && (
          <li>
            <label>
              <input
                type="checkbox"
                checked={areAll}
                onChange={() => onJoin(new Set(areAll ? [] : likely.map(({ place }) => place)))}
              />
              All of them are the papers here
            </label>
          </li>
        )}
        {likely.slice(0, MOST_SHOWN).map(({ place, title, is }) => (
          <li key={place}>
            <label>
              <input
                type="checkbox"
                aria-label={`${title} is the paper here`}
                checked={joined.has(place)}
                onChange={() => onToggle(place)}
              />
              <span>
                <span dir="auto">{title}</span>
                <span className={styles['same']}>
                  Likely the same as <q dir="auto">{is.title}</q>
                  {venueAndYear(is) && `, ${venueAndYear(is)}`}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {likely.length > MOST_SHOWN && <p>And {printCount(likely.length - MOST_SHOWN, 'paper')} more.</p>}
    </details>
  )
}
