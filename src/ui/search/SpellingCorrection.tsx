import type { Instead as Replaced } from '../../engine/question.ts'
import { useAnswers } from '../../store/hooks.ts'
import styles from './SpellingCorrection.module.css'

const NOTHING: readonly Replaced[] = []

/** Says which words were looked for in place of some that no paper has. */
export function SpellingCorrection() {
  const instead = useAnswers(({ answer }) => answer?.instead ?? NOTHING)
  if (instead.length === 0) return null
  return (
    <p role="status" className={styles['instead']}>
      {instead.map(({ word, words }) => (
        <span key={word}>
          No paper has <q dir="auto">{word}</q>. Shown: <b dir="auto">{words.join(', ')}</b>.{' '}
        </span>
      ))}
    </p>
  )
}
