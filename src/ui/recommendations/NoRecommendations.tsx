import { MIN_LIKED, type RecommendationOptions } from '../../engine/related/recommendationOptions.ts'
import type { Advice } from '../../engine/related/recommend.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { useAnswers } from '../../store/hooks.ts'
import page from '../statistics/Statistics.module.css'
import styles from './Recommendations.module.css'

type Props = {
  readonly advice: Pick<Advice, 'lacks' | 'liked'>
  readonly options: Pick<RecommendationOptions, 'code' | 'awarded'>
  readonly onTriage: () => void
}

/** Explains why there are no recommendations, and what would help. */
export function NoRecommendations({ advice: { lacks, liked }, options: { code, awarded }, onTriage }: Props) {
  const hasPapers = useAnswers(({ answer }) => (answer?.all ?? 0) > 0)
  if (!hasPapers) return <p className={page['nothing']}>No papers yet.</p>
  if (lacks === 'unread') return <p className={page['nothing']}>There is no unread paper left.</p>
  if (lacks === 'match') {
    const kind = [awarded && 'awarded', 'unread'].filter(Boolean).join(', ')
    return (
      <p className={page['nothing']}>
        No {kind} paper{code && ' with code'} is much like those you starred or read.
      </p>
    )
  }
  return (
    <div className={styles['nothing']}>
      <p className={page['nothing']}>
        There is too little to go on: this needs at least {printCount(MIN_LIKED, 'paper')} that you starred or read, and
        so far there {liked === 1 ? 'is' : 'are'} {liked === 0 ? 'none' : printNumber(liked)}. Skipping what you do not
        want helps as well.
      </p>
      <button type="button" className="button" onClick={onTriage}>
        Go through papers one by one
      </button>
    </div>
  )
}
