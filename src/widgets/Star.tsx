import type { PaperId } from '../model/paper/paper.ts'
import { useMark, useStores } from '../store/hooks.ts'
import { StarIcon } from './icons.tsx'
import { useTabIndex } from './tabStop.ts'
import styles from './Star.module.css'

/** A button that stars or unstars a paper. */
export function Star({ paper }: { readonly paper: PaperId }) {
  const { library } = useStores()
  const { starred } = useMark(paper)
  return (
    <button
      type="button"
      className={styles['star']}
      aria-label="Star"
      aria-pressed={starred}
      data-command="star"
      tabIndex={useTabIndex()}
      onClick={() => library.getState().edit([paper], { starred: !starred })}
    >
      <StarIcon />
    </button>
  )
}
