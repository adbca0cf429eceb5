import { useEffect, useState } from 'react'
import { printCount } from '../../model/numberFormat.ts'
import { readLookupChoice } from '../../storage/lookup/lookupChoice.ts'
import { countWaiting } from '../../store/files/waitingPapers.ts'
import { useAnswers, useStores } from '../../store/hooks.ts'
import styles from './LookUp.module.css'

/** How many papers wait for their titles, and the way to look them up; nothing where none does. */
export function WaitingHint() {
  const { answers, screen } = useStores()
  const opened = useAnswers(({ opened }) => opened)
  const [count, setCount] = useState(0)
  useEffect(() => {
    let isWanted = readLookupChoice() !== 'off'
    if (isWanted && opened) countWaiting(answers.getState()).then((count) => isWanted && setCount(count), console.warn)
    return () => {
      isWanted = false
    }
  }, [answers, opened])
  if (count === 0) return null
  return (
    <p className={styles['hint']}>
      {printCount(count, 'paper')} {count === 1 ? 'waits for its title' : 'wait for their titles'}.{' '}
      <button type="button" className="button" onClick={() => screen.getState().show('missing titles')}>
        Look up…
      </button>
    </p>
  )
}
